"""A laid-out table drawn with ASCII marks, in columns aligned by display width.

The drawing is a grid table as reStructuredText and Pandoc have them: cells that run over several
rows or columns are drawn as such, and labels are wrapped inside their cells. Box-drawing characters
would be prettier, but some terminals draw them two cells wide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

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
    return _narrow(table, 0, _ONE_CHARACTER).width


def drawn(table: LaidTable, width: int) -> list[str]:
    """The lines of `table`, at most `width` cells wide, or else as narrow as it can be drawn."""
    close = _fitted(table, 0, width)
    airy = _fitted(table, 1, width)
    # Space beside the text is worth a little height, not a much longer table.
    fits = airy.width <= width and airy.height <= close.height * 1.1
    return list(_Drawing(table, airy if fits else close).lines())


@dataclass(frozen=True)
class _Columns:
    """The widths of the columns of a table, and how much room they give its labels."""

    table: LaidTable
    widths: tuple[int, ...]
    padding: int

    @property
    def width(self) -> int:
        return sum(self.widths) + len(self.widths) * (2 * self.padding + 1) + 1

    def inside(self, column: int, span: int) -> int:
        """The cells between the marks of a cell, without the spaces beside its text."""
        gaps = (span - 1) * (2 * self.padding + 1)
        return sum(self.widths[column : column + span]) + gaps

    @cached_property
    def height(self) -> int:
        """How many lines labels need beyond one a row, by and large."""
        excess: dict[int, int] = {}
        for row, column, cell in self.table.placed():
            if cell.text and not cell.vertical and cell.role != "number":
                inside = self.inside(column, cell.column_span) // 2 * 2
                lines = -(-display_width(cell.text) // inside)
                needed = lines - (2 * cell.row_span - 1)
                last = row + cell.row_span - 1
                excess[last] = max(excess.get(last, 0), needed)
        return len(self.table.rows) + sum(excess.values())


def _fitted(table: LaidTable, padding: int, width: int) -> _Columns:
    """The columns that make the table as short as they can within `width`."""
    columns = _narrow(table, padding, _TWO_CHARACTERS)
    if columns.width > width:
        columns = _narrow(table, padding, _ONE_CHARACTER)
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


def _narrow(table: LaidTable, padding: int, least: int) -> _Columns:
    """Columns in which every number stands whole, and `least` cells for a label's line."""
    vertical = {column for _, column, cell in table.placed() if cell.vertical}
    stubs = max(block.stub_columns for block in table.blocks)
    # A list mark in brackets takes three characters.
    label = least if least == _ONE_CHARACTER else _THREE_CHARACTERS
    widths = [label if n < stubs else least for n in range(table.columns)]
    for column in vertical:
        widths[column] = _ONE_CHARACTER
    columns = _Columns(table, tuple(widths), padding)
    for _, column, cell in table.placed():
        if cell.role == "number":
            last = column + cell.column_span - 1
            lacking = display_width(cell.text) - columns.inside(column, cell.column_span)
            columns = _with_width(columns, last, columns.widths[last] + max(0, lacking))
    return columns


def _with_width(columns: _Columns, column: int, width: int) -> _Columns:
    widths = (*columns.widths[:column], width, *columns.widths[column + 1 :])
    return replace(columns, widths=widths)


def _widened(columns: _Columns) -> Iterator[_Columns]:
    """These columns with one label column wider, or with the columns of numbers brought up."""
    stubs = max(block.stub_columns for block in columns.table.blocks)
    vertical = {column for _, column, cell in columns.table.placed() if cell.vertical}
    numbers = columns.widths[stubs:]
    for step in _STEPS:
        for column in set(range(stubs)) - vertical:
            yield _with_width(columns, column, columns.widths[column] + step)
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
            self._frame(row, column, cell)
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

    def _frame(self, row: int, column: int, cell: LaidCell) -> None:
        top, bottom = self._tops[row], self._tops[row + cell.row_span]
        left, right = self._lefts[column], self._lefts[column + cell.column_span]
        for y in (top, bottom):
            for x in range(left, right + 1):
                self._mark(y, x, "-")
        for x in (left, right):
            for y in range(top, bottom + 1):
                self._mark(y, x, "|")

    def _mark(self, y: int, x: int, mark: str) -> None:
        self._canvas[y][x] = mark if self._canvas[y][x] in (" ", mark) else "+"

    def _write(self, row: int, column: int, cell: LaidCell) -> None:
        inside = self._columns.inside(column, cell.column_span)
        left = self._lefts[column] + 1 + self._columns.padding
        for y, text in enumerate(self._texts[row, column], self._tops[row] + 1):
            x = left
            for cluster, size in clusters(_PAD[cell.alignment](text, inside)):
                self._canvas[y][x : x + size] = [cluster, *[""] * (size - 1)]
                x += size


def _starts(sizes: list[int]) -> list[int]:
    starts = [0]
    for size in sizes:
        starts.append(starts[-1] + size + 1)
    return starts
