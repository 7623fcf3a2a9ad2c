"""A document as every format's reader gives it: lines of text and grids of cells, in order.

What a line or a cell means is not decided here; `reading.py` does that for all formats alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from nianbao.checks.finding import Finding


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text outside any grid."""

    text: str
    """Without list mark, mark-up and white space around it."""
    line: int
    """Where it stands in the document, counted from 1."""
    heading: bool = False
    """Whether the document marks it as a heading."""
    indented: bool = False
    """Whether it opens a paragraph by its indent."""
    listed: bool = False
    """Whether a list mark stood before it."""
    bold: bool = False
    """Whether the whole of it is bold."""
    follows: bool = False
    """Whether it stands directly below the line before it, but for a page's number."""
    blank_above: int = 0
    """How many empty lines of the text stand above it."""
    closing: bool = False
    """Whether it stands behind a rule that closes the report."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid, at its top left corner."""

    text: str
    line: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a grid: its cells by the column they start in."""

    cells: dict[int, Cell]
    width: int
    line: int

    @property
    def texts(self) -> list[Cell]:
        """The cells that hold anything, from left to right."""
        return [cell for _, cell in sorted(self.cells.items()) if cell.text]


@dataclass(frozen=True)
class Grid:
    """Rows of cells."""

    rows: tuple[Row, ...]
    exact: bool = False
    """Whether the document itself says which columns a cell spans."""
    square: bool = False
    """Whether every row has all its cells, also the blank ones, so that columns keep their place."""
    drawn: bool = False
    """Whether its rows were drawn as rows of cells, so that one of another width is amiss."""
    counted: bool = False
    """Whether right of its label every row has a cell for each column, blank or not."""

    @cached_property
    def width(self) -> int:
        """The most columns a row has."""
        return max((row.width for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row and the grid it stands in."""

    row: Row
    grid: int
    """The number of the grid in its document."""
    grid_width: int
    exact: bool
    square: bool
    drawn: bool
    counted: bool


@dataclass(frozen=True, slots=True)
class Places:
    """Where the lines of a document are for somebody who has it before them."""

    names: Mapping[int, str] | None = None
    """What to call each line (“第 2 个表格第 5 行”); None where a line is a line of the text."""

    def said(self, line: int) -> str:
        """How a message names the place of a line; "" where the document has no name for it."""
        return f"第 {line} 行" if self.names is None else self.names.get(line, "")

    def line(self, line: int | None) -> int | None:
        """The number of a line; None where the document has no lines."""
        return line if self.names is None else None


@dataclass(frozen=True)
class Document:
    """The parts of a document, top to bottom."""

    parts: tuple[Line | Grid, ...]
    marked: bool = False
    """Whether headings are marked as such, so that no other line is one."""
    wrap_width: int | None = None
    """The width in display cells at which lines were cut, where a line may go on in the next."""
    pictures: int = 0
    """How many pictures stand in it: a table may be one of them."""
    headings: tuple[str, ...] = ()
    """What the page around it calls it."""
    stated: str | None = None
    """What the file says its title is; the form's own title may stand below it."""
    places: Places = field(default_factory=Places)
    notes: tuple[Finding, ...] = ()
    """What the reader of its format has to say."""

    @cached_property
    def items(self) -> tuple[Line | GridRow, ...]:
        """Every line and every row of a grid, top to bottom."""
        items: list[Line | GridRow] = []
        for index, part in enumerate(self.parts):
            if isinstance(part, Line):
                items.append(part)
            else:
                items.extend(_grid_row(row, index, part) for row in part.rows)
        return tuple(items)


def _grid_row(row: Row, number: int, grid: Grid) -> GridRow:
    return GridRow(row, number, grid.width, grid.exact, grid.square, grid.drawn, grid.counted)
