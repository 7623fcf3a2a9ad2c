"""The printed form of a table: which label and number stands where, and what spans what.

Everything comes from the edition: heads and labels, which rows and columns there are, and whether
the rows are printed under the columns. Writers and the terminal draw what is laid out here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Literal, NamedTuple

from nianbao.editions import Block, Head, Heading, Table
from nianbao.report.model import Report
from nianbao.report.typed_numbers import format_number

Role = Literal["title", "corner", "head", "stub", "number"]
"""What a cell of the printed form is: the title of a block, the note where head and stub meet, a
label over columns, a label before rows, or the place of a number."""

Alignment = Literal["left", "centre", "right"]

_ALIGNMENT: dict[Role, Alignment] = {
    "title": "centre",
    "corner": "left",
    "head": "centre",
    "stub": "left",
    "number": "right",
}


class LaidCell(NamedTuple):
    """One cell of the printed form, at the first row and column of those it spans."""

    text: str
    """The statutory label, or the number as documents show it; empty where it is blank."""
    role: Role
    row_span: int = 1
    column_span: int = 1
    address: str | None = None
    """Where the report has the number; None for a label."""
    vertical: bool = False
    """Whether the printed form sets the text vertically."""

    @property
    def alignment(self) -> Alignment:
        """How the text stands in the cell."""
        return _ALIGNMENT[self.role]


Row = tuple[LaidCell | None, ...]
"""One row: as many places as the table has columns, None where a cell spans over it."""


class LaidBlock(NamedTuple):
    """The part of a laid-out table that one block of the edition's table gives."""

    rows: tuple[Row, ...]
    head_rows: int
    """How many rows stand over the first number: the title (if any) and the heads."""
    stub_columns: int
    """How many columns stand before the first number."""


class LaidTable(NamedTuple):
    """A table as it is printed, block under block."""

    name: str
    blocks: tuple[LaidBlock, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        return tuple(row for block in self.blocks for row in block.rows)

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return len(self.blocks[0].rows[0])

    def placed(self) -> Iterator[tuple[int, int, LaidCell]]:
        """Every cell with its first row and column, row by row."""
        for row_number, row in enumerate(self.rows):
            for column_number, cell in enumerate(row):
                if cell is not None:
                    yield row_number, column_number, cell


def laid_out(table: Table, report: Report | None = None) -> LaidTable:
    """The printed form of `table`, with the numbers of `report`; without one it is the empty form.

    An optional row is there only when `report` holds a number in it.
    """
    if table.printed == "rows_under_columns":
        return LaidTable(table.name, tuple(_in_one_row(table, b, report) for b in table.blocks))
    width = max(_stub_depth(block) + len(block.columns) for block in table.blocks)
    return LaidTable(table.name, tuple(_crossed(table, b, report, width) for b in table.blocks))


class _Label(NamedTuple):
    """A label in a row's or column's path; equal ones side by side are printed as one cell."""

    name: str
    text: str
    vertical: bool = False


_Path = tuple[_Label, ...]


def _label(part: Head | Heading) -> _Label:
    return _Label(part.name, part.label, isinstance(part, Head) and part.vertical)


def _path(heading: Heading) -> _Path:
    return (*map(_label, heading.under), _label(heading))


def _rows(table: Table, block: Block, report: Report | None) -> list[Heading]:
    return [
        row
        for row in block.rows
        if not row.optional
        or (
            report is not None
            and any(table.cell(row, column).address in report.cells for column in block.columns)
        )
    ]


def _stub_depth(block: Block) -> int:
    return max(len(_path(row)) for row in block.rows)


def _crossed(table: Table, block: Block, report: Report | None, width: int) -> LaidBlock:
    """Rows beside their labels; the last column takes what a wider block has more."""
    rows = _rows(table, block, report)
    stubs = _stub_depth(block)
    surplus = width - stubs - len(block.columns)
    spans = [1] * (len(block.columns) - 1) + [1 + surplus]
    heads = _spanned([_path(column) for column in block.columns], spans)
    corner = LaidCell(block.corner, "corner", row_span=len(heads), column_span=stubs)
    beside = _spanned([_path(row) for row in rows], [1] * len(rows), depth=stubs)
    printed: list[Row] = []
    if block.title:
        printed.append((LaidCell(block.title, "title", column_span=width), *[None] * (width - 1)))
    for number, level in enumerate(heads):
        left: Row = (corner if number == 0 else None, *[None] * (stubs - 1))
        printed.append((*left, *(_head(span) for span in level)))
    for number, row in enumerate(rows):
        values: list[LaidCell | None] = []
        for column, span in zip(block.columns, spans, strict=True):
            values += [_number(table, row, column, report, span), *[None] * (span - 1)]
        printed.append((*(_stub(level[number]) for level in beside), *values))
    return LaidBlock(tuple(printed), len(printed) - len(rows), stubs)


def _in_one_row(table: Table, block: Block, report: Report | None) -> LaidBlock:
    """Every row under every column: one row of numbers under all their labels."""
    crossings = [(row, column) for column in block.columns for row in _rows(table, block, report)]
    paths = [(*_path(column), _label(row)) for row, column in crossings]
    heads = _spanned(paths, [1] * len(paths))
    printed: list[Row] = [tuple(_head(span) for span in level) for level in heads]
    if block.title:
        title = LaidCell(block.title, "title", column_span=len(paths))
        printed.insert(0, (title, *[None] * (len(paths) - 1)))
    printed.append(tuple(_number(table, row, column, report) for row, column in crossings))
    return LaidBlock(tuple(printed), len(printed) - 1, 0)


class _Span(NamedTuple):
    label: _Label
    along: int
    """How many lines (rows or columns) it runs over."""
    deep: int
    """How many levels of labels it runs over."""


def _spanned(
    paths: Sequence[_Path], sizes: Sequence[int], depth: int | None = None
) -> list[list[_Span | None]]:
    """Level by level, what each line's path prints there; None where another span covers it.

    A label is printed once for all the lines side by side whose paths agree up to it. A path that
    is shorter than the deepest ends with a label over the levels left.
    """
    levels = depth or max(map(len, paths), default=1)
    printed: list[list[_Span | None]] = []
    for level in range(levels):
        line: list[_Span | None] = []
        for index, path in enumerate(paths):
            covered = level >= len(path) or (
                index > 0 and paths[index - 1][: level + 1] == path[: level + 1]
            )
            size = sizes[index]
            if covered:
                line += [None] * size
                continue
            alike = _alike(paths, index, level)
            along = sum(sizes[index : index + alike])
            deep = levels - level if level == len(path) - 1 else 1
            line += [_Span(path[level], along, deep), *[None] * (size - 1)]
        printed.append(line)
    return printed


def _alike(paths: Sequence[_Path], index: int, level: int) -> int:
    """How many paths from `index` on agree with it up to `level`."""
    wanted = paths[index][: level + 1]
    return sum(1 for _ in takewhile(lambda path: path[: level + 1] == wanted, paths[index:]))


def _head(span: _Span | None) -> LaidCell | None:
    if span is None:
        return None
    label = span.label
    return LaidCell(label.text, "head", span.deep, span.along, vertical=label.vertical)


def _stub(span: _Span | None) -> LaidCell | None:
    if span is None:
        return None
    label = span.label
    return LaidCell(label.text, "stub", span.along, span.deep, vertical=label.vertical)


def _number(
    table: Table, row: Heading, column: Heading, report: Report | None, span: int = 1
) -> LaidCell:
    address = table.cell(row, column).address
    value = None if report is None else report.cells.get(address)
    text = "" if value is None else format_number(value)
    return LaidCell(text, "number", column_span=span, address=address)
