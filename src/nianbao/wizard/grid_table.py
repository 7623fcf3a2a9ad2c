"""A table as it is filled in: its lines from top to bottom, and the way from cell to cell.

The balances run down a column here, whatever the printed form looks like: a line of cells is a row
of the edition's table, under the headings it shares with its neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nianbao.editions import Block, Cell, Heading, Table


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: a heading over rows, the labels of a block, or a row of cells."""

    label: str
    """The statutory label."""
    short: str
    depth: int = 0
    """How many headings above it are told in its place."""
    cells: tuple[Cell, ...] = ()
    columns: tuple[Heading, ...] = ()
    """Of a line that opens a block among others: the labels of its columns."""
    over: str = ""
    """Of a row of cells: the heading it stands under."""


@dataclass(frozen=True, slots=True)
class EntryTable:
    """The lines of one table, and where each cell stands in them."""

    table: Table
    lines: tuple[Line, ...]

    @property
    def columns(self) -> tuple[Heading, ...]:
        """The columns that stand above all lines: those of the only block, else none."""
        return self.table.blocks[0].columns if len(self.table.blocks) == 1 else ()

    @property
    def width(self) -> int:
        """The most cells in a line."""
        return max(len(block.columns) for block in self.table.blocks)

    @property
    def first(self) -> str:
        """The address of the first cell."""
        return next(line.cells[0].address for line in self.lines if line.cells)

    def place(self, address: str) -> tuple[int, int] | None:
        """The line and column of a cell, from 0; None when it is not among the lines."""
        for y, line in enumerate(self.lines):
            for x, cell in enumerate(line.cells):
                if cell.address == address:
                    return y, x
        return None

    def down(self, address: str, step: int = 1) -> str | None:
        """The next cell down (or up, `step` -1) the column, at its foot the next column's head.

        None at the foot of the last column, or the head of the first.
        """
        order = [line.cells[x] for x in range(self.width) for line in self._reaching(x)]
        return self._beside(order, address, step)

    def along(self, address: str, step: int = 1) -> str | None:
        """The next cell to the right (or left, `step` -1), at the line's end the next line's."""
        return self._beside([cell for line in self.lines for cell in line.cells], address, step)

    def moved(self, address: str, lines: int, columns: int) -> str:
        """The cell so many rows of cells and columns away, or the farthest there is."""
        rows = [line.cells for line in self.lines if line.cells]
        y, x = next(
            (y, x)
            for y, cells in enumerate(rows)
            for x, cell in enumerate(cells)
            if cell.address == address
        )
        cells = rows[max(0, min(len(rows) - 1, y + lines))]
        return cells[max(0, min(len(cells) - 1, x + columns))].address

    def block(self, corner: str, other: str) -> tuple[tuple[Cell, ...], ...]:
        """The cells between two corners, row by row."""
        rows = [line.cells for line in self.lines if line.cells]
        spots = [
            (y, x)
            for y, cells in enumerate(rows)
            for x, cell in enumerate(cells)
            if cell.address in (corner, other)
        ]
        (top, left), (bottom, right) = (
            (extreme(y for y, _ in spots), extreme(x for _, x in spots)) for extreme in (min, max)
        )
        return tuple(cells[left : right + 1] for cells in rows[top : bottom + 1])

    def _reaching(self, column: int) -> Iterator[Line]:
        return (line for line in self.lines if len(line.cells) > column)

    @staticmethod
    def _beside(order: list[Cell], address: str, step: int) -> str | None:
        index = [cell.address for cell in order].index(address) + step
        return order[index].address if 0 <= index < len(order) else None


def entry_table(table: Table, is_filled: Callable[[str], bool]) -> EntryTable:
    """The lines of a table; rows of another edition's form only where a cell of them is filled."""
    return EntryTable(
        table, tuple(line for block in table.blocks for line in _lines(table, block, is_filled))
    )


def _lines(table: Table, block: Block, is_filled: Callable[[str], bool]) -> Iterator[Line]:
    among_others = len(table.blocks) > 1
    if among_others:
        yield Line(block.title, block.title, columns=block.columns)
    above: tuple[str, ...] = ()
    for row in block.rows:
        cells = tuple(table.cell(row, column) for column in block.columns)
        if row.optional and not any(is_filled(cell.address) for cell in cells):
            continue
        heads = tuple(head.name for head in row.under)
        for depth, head in enumerate(row.under):
            if heads[: depth + 1] != above[: depth + 1]:
                yield Line(head.label, head.short, sum(h.spoken for h in row.under[:depth]))
        above = heads
        spoken = [head for head in row.under if head.spoken]
        depth = len(spoken) + among_others
        over = row.under[-1].label if row.under else ""
        yield Line(row.label, row.short, depth, cells, over=over)
