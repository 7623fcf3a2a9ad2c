"""A laid-out table drawn with ASCII marks, in columns aligned by display width.

The drawing is a grid table as reStructuredText and Pandoc have them: cells that run over several
rows or columns are drawn as such, and labels are wrapped inside their cells. Box-drawing characters
would be prettier, but some terminals draw them two cells wide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from nianbao.report.layout import Alignment, LaidCell, LaidTable
from nianbao.report.width import clusters, display_width, pad_both, pad_left, pad_right, wrap

_STEPS = (2, 4, 6, 8, 12, 16)
_ONE_CHARACTER = 2
_TWO_CHARACTERS = 4
_THREE_CHARACTERS = 6

_PAD: dict[Alignment, Callable[[str, int], str]] = {
    "left": pad_right,
    "centre": pad_both,
    "right": pad_left,
}


def least_width(table: LaidTable) -> int:
    """The cells that the narrowest drawing of `table` takes: no number is ever cut."""
    return _narrow(_Shape.of(table), 0, _ONE_CHARACTER).width


def drawn(table: LaidTable, width: int) -> list[str]:
    """The lines of `table`, at most `width` cells wide, or else as narrow as it can be drawn."""
    shape = _Shape.of(table)
    close = _fitted(shape, 0, width)
    airy = _fitted(shape, 1, width)
    # Space beside the text is worth a little height, not a much longer table.
    fits = airy.width <= width and airy.height <= close.height * 1.1
    return list(_Drawing(table, airy if fits else close).lines())


class _Label(NamedTuple):
    """A label that may be wrapped: where it stands, its width in cells, how many lines are free."""

    last_row: int
    column: int
    span: int
    width: int
    lines: int


class _Shape(NamedTuple):
    """What of a table decides how wide its columns should be."""

    rows: int
    columns: int
    stubs: int
    vertical: frozenset[int]
    """The columns that hold a label set vertically."""
    labels: tuple[_Label, ...]
    numbers: tuple[tuple[int, int, int], ...]
    """First column, columns spanned, and width in cells of each number."""

    @staticmethod
    def of(table: LaidTable) -> _Shape:
        placed = list(table.placed())
        return _Shape(
            rows=len(table.rows),
            columns=table.columns,
            stubs=max(block.stub_columns for block in table.blocks),
            vertical=frozenset(column for _, column, cell in placed if cell.vertical),
            labels=tuple(
                _Label(
                    row + cell.row_span - 1,
                    column,
                    cell.column_span,
                    display_width(cell.text),
                    2 * cell.row_span - 1,
                )
                for row, column, cell in placed
                if cell.text and not cell.vertical and cell.role != "number"
            ),
            numbers=tuple(
                (column, cell.column_span, display_width(cell.text))
                for _, column, cell in placed
                if cell.role == "number"
            ),
        )


@dataclass(frozen=True)
class _Columns:
    """The widths of the columns of a table, and how much room they give its labels."""

    shape: _Shape
    widths: tuple[int, ...]
    padding: int

    @property
    def width(self) -> int:
        return self._starts[-1] + 1

    def inside(self, column: int, span: int) -> int:
        """The cells between the marks of a cell, without the spaces beside its text."""
        return self._starts[column + span] - self._starts[column] - 2 * self.padding - 1

    @cached_property
    def _starts(self) -> list[int]:
        """Where the left mark of each column stands, and the mark behind the last."""
        return _starts([width + 2 * self.padding for width in self.widths])

    def widened(self, column: int, by: int) -> _Columns:
        """These columns with one of them `by` cells wider."""
        widths = list(self.widths)
        widths[column] += by
        return replace(self, widths=tuple(widths))

    @cached_property
    def height(self) -> int:
        """How many lines all rows take, by and large."""
        excess = [0] * self.shape.rows
        # Asked for some hundred widths of a table: no call within.
        starts, marks = self._starts, 2 * self.padding + 1
        for row, column, span, width, lines in self.shape.labels:
            inside = (starts[column + span] - starts[column] - marks) // 2 * 2
            needed = -(-width // inside) - lines
            if needed > excess[row]:
                excess[row] = needed
        return self.shape.rows + sum(excess)


def _fitted(shape: _Shape, padding: int, width: int) -> _Columns:
    """The columns that make the table as short as they can within `width`."""
    columns = _narrow(shape, padding, _TWO_CHARACTERS)
    if columns.width > width:
        columns = _narrow(shape, padding, _ONE_CHARACTER)
    best: _Columns | None = columns
    while best is not None:
        columns = best
        gains = [
            ((columns.height - wider.height) / (wider.width - columns.width), wider)
            for wider in _widened(columns)
            if columns.width < wider.width <= width and wider.height < columns.height
        ]
        best = max(gains, key=lambda gain: gain[0])[1] if gains else None
    return columns


def _narrow(shape: _Shape, padding: int, least: int) -> _Columns:
    """Columns in which every number stands whole, and `least` cells for a label's line."""
    # A list mark in brackets takes three characters.
    label = least if least == _ONE_CHARACTER else _THREE_CHARACTERS
    widths = [label if n < shape.stubs else least for n in range(shape.columns)]
    for column in shape.vertical:
        widths[column] = _ONE_CHARACTER
    columns = _Columns(shape, tuple(widths), padding)
    for column, span, width in shape.numbers:
        lacking = width - columns.inside(column, span)
        if lacking > 0:
            columns = columns.widened(column + span - 1, lacking)
    return columns


def _widened(columns: _Columns) -> Iterator[_Columns]:
    """These columns with one label column wider, or with the columns of numbers brought up."""
    stubs = columns.shape.stubs
    numbers = columns.widths[stubs:]
    for step in _STEPS:
        for column in set(range(stubs)) - columns.shape.vertical:
            yield columns.widened(column, step)
        level = min(numbers) + step
        widths = (*columns.widths[:stubs], *(max(level, width) for width in numbers))
        yield replace(columns, widths=widths)


class _Drawing:
    """A table in columns of given widths, painted cell by cell."""

    def __init__(self, table: LaidTable, columns: _Columns) -> None:
        self._table, self._columns = table, columns
        self._texts = {
            (row, column): self._wrapped(column, cell) for row, column, cell in table.placed()
        }
        # Where each row and column begins, its upper or left mark included; and where the last ends.
        self._tops = _starts(self._heights())
        self._lefts = _starts([width + 2 * columns.padding for width in columns.widths])
        self._canvas = [[" "] * columns.width for _ in range(self._tops[-1] + 1)]

    def lines(self) -> Iterator[str]:
        """The lines of the drawing."""
        for row, column, cell in self._table.placed():
            self._rule_across(row, column, cell)
        for row, column, cell in self._table.placed():
            self._rule_down(row, column, cell)
        for row, column, cell in self._table.placed():
            self._write(row, column, cell)
        for line in self._canvas:
            yield "".join(line)

    def _wrapped(self, column: int, cell: LaidCell) -> list[str]:
        if not cell.text:
            return []
        if cell.vertical:
            return [cluster for cluster, _ in clusters(cell.text)]
        inside = self._columns.inside(column, cell.column_span)
        return [line.strip() for line in wrap(cell.text, max(inside, _ONE_CHARACTER))]

    def _heights(self) -> list[int]:
        heights = [1] * len(self._table.rows)
        for row, column, cell in sorted(self._table.placed(), key=lambda found: found[2].row_span):
            spanned = heights[row : row + cell.row_span]
            room = sum(spanned) + len(spanned) - 1
            heights[row + cell.row_span - 1] += max(0, len(self._texts[row, column]) - room)
        return heights

    def _rule_across(self, row: int, column: int, cell: LaidCell) -> None:
        left, right = self._lefts[column], self._lefts[column + cell.column_span]
        for y in (self._tops[row], self._tops[row + cell.row_span]):
            self._canvas[y][left : right + 1] = "-" * (right + 1 - left)

    def _rule_down(self, row: int, column: int, cell: LaidCell) -> None:
        top, bottom = self._tops[row], self._tops[row + cell.row_span]
        for x in (self._lefts[column], self._lefts[column + cell.column_span]):
            for line in self._canvas[top : bottom + 1]:
                line[x] = "|" if line[x] in " |" else "+"

    def _write(self, row: int, column: int, cell: LaidCell) -> None:
        inside = self._columns.inside(column, cell.column_span)
        left = self._lefts[column] + 1 + self._columns.padding
        for y, text in enumerate(self._texts[row, column], self._tops[row] + 1):
            padded = _PAD[cell.alignment](text, inside)
            written = padded.lstrip(" ")
            x = left + len(padded) - len(written)
            for cluster, size in clusters(written.rstrip(" ")):
                self._canvas[y][x : x + size] = [cluster, *[""] * (size - 1)]
                x += size


def _starts(sizes: list[int]) -> list[int]:
    starts = [0]
    for size in sizes:
        starts.append(starts[-1] + size + 1)
    return starts
