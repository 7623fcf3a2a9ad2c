"""The tables of the statutory form as typed, frozen data.

A *table* is printed as one or more *blocks*; a block crosses its *rows* with its *columns*, and
every crossing is a *cell* with an address (the path of its key in the report's file). Everything
else in nianbao learns from here which cells there are, what they are called, how they are printed
and what must hold between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

Kind = Literal["whole", "signed", "amount"]
"""What a cell holds: a whole number >= 0 (件), a signed whole number, or an amount in 万元."""

Relation = Literal["equal", "at_most"]
Direction = Literal["row", "column"]
Printed = Literal["as_entered", "rows_under_columns"]


class Head(NamedTuple):
    """A label that runs over several rows or columns."""

    name: str
    label: str
    short: str
    variants: tuple[str, ...] = ()
    spoken: bool = True
    """Whether it is named when the place of a cell is told (a head over everything is not)."""
    vertical: bool = False
    """Whether the printed form sets it vertically."""


class Heading(NamedTuple):
    """One row or one column of a table."""

    name: str
    label: str
    called: str
    short: str
    under: tuple[Head, ...] = ()
    variants: tuple[str, ...] = ()
    help: str = ""
    basis: str = ""
    kind: Kind = "whole"
    offices: tuple[str, ...] = ()
    """Patterns of the names of the offices that have such a figure; empty: any may."""
    optional: bool = False
    """Belongs to another edition's form: shown and printed only where it holds a number."""

    @property
    def path(self) -> tuple[str, ...]:
        """The statutory labels from the outermost head that is spoken down to its own."""
        return (*(head.label for head in self.under if head.spoken), self.label)


class Cell(NamedTuple):
    """One cell of a table."""

    address: str
    table: str
    row: Heading
    column: Heading
    called: str
    """Its Chinese name, unique in the edition."""
    place: str
    """Its labels, as messages name it."""
    kind: Kind


class Group(NamedTuple):
    """A derived figure: the sum of some rows in one column (or of some columns in one row)."""

    address: str
    called: str
    cells: tuple[str, ...]


class Block(NamedTuple):
    """Rows crossed with columns, printed together under one heading."""

    title: str
    corner: str
    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]


class Balance(NamedTuple):
    """What must hold in each row or each column of a table (勾稽关系).

    `expected` and `actual` are names of headings in the other direction: the sum of `actual` must
    be equal to (or at most) the sum of `expected`.
    """

    rule: str
    in_each: Direction
    expected: tuple[str, ...]
    actual: tuple[str, ...]
    only: tuple[str, ...] = ()
    relation: Relation = "equal"


class Carried(NamedTuple):
    """What a cell must be by last year's report: last year's cells, and this year's changes."""

    rule: str
    in_each: Direction
    cell: str
    last_year: tuple[str, ...]
    add: tuple[str, ...] = ()
    subtract: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    last_editions: tuple[str, ...] = ()
    """The editions of last year's report for which it holds."""


class Table(NamedTuple):
    """One statistics table of the form."""

    name: str
    blocks: tuple[Block, ...]
    groups: tuple[Group, ...]
    balances: tuple[Balance, ...]
    carried: tuple[Carried, ...]
    printed: Printed
    cells: Mapping[tuple[str, str], Cell]
    """Its cells by row name and column name, block by block and row by row."""

    def cell(self, row: Heading | str, column: Heading | str) -> Cell:
        """The cell where `row` and `column` (headings or their names) cross.

        Raises:
            KeyError: they do not cross in this table.
        """
        row_name = row if isinstance(row, str) else row.name
        column_name = column if isinstance(column, str) else column.name
        return self.cells[row_name, column_name]

    def find(self, row: str, column: str) -> Cell | None:
        """The cell where the rows and columns of these names cross, if they do."""
        return self.cells.get((row, column))

    @property
    def rows(self) -> tuple[Heading, ...]:
        """All its rows, block by block."""
        return tuple(row for block in self.blocks for row in block.rows)

    def lines(self, direction: Direction) -> Iterator[tuple[Heading, tuple[Cell, ...]]]:
        """Each row (or column) of each block, with its cells in the order of the form."""
        for block in self.blocks:
            if direction == "row":
                for row in block.rows:
                    yield row, tuple(self.cell(row, column) for column in block.columns)
            else:
                for column in block.columns:
                    yield column, tuple(self.cell(row, column) for row in block.rows)
