"""What a table looks like in a window: every line as text with the look of each piece."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from nianbao.editions import Table
from nianbao.report.width import cut, pad_right
from nianbao.wizard.cell_state import CellState
from nianbao.wizard.document import Document
from nianbao.wizard.grid_cell import cell_text, editor_text, width_of
from nianbao.wizard.grid_editor import CellEditor
from nianbao.wizard.grid_layout import CUT, GridLayout, grid_layout
from nianbao.wizard.grid_table import EntryTable, Line, entry_table


class Piece(NamedTuple):
    """Some text of a line, and how it looks: the name of a component of the grid."""

    text: str
    look: str


class Spot(NamedTuple):
    """A cell in the table's picture: its line below the heads, its left edge and its width."""

    row: int
    left: int
    width: int


class GridPicture:
    """One table of a document, laid out for a width; it keeps what it has drawn of each cell."""

    def __init__(self, document: Document, table: Table) -> None:
        self._document = document
        self._table = table
        self._widest: dict[int, int] = {}
        self._states: dict[str, CellState] = {}
        self._columns_seen: range | None = None
        self.selected: frozenset[str] = frozenset()
        """The addresses of the block that is selected."""
        self.entry: EntryTable = entry_table(table, document.report.cells.__contains__)
        self.layout: GridLayout
        self.rows: tuple[tuple[Line, int], ...]
        """The lines below the heads; a line of several is there several times, with its part."""
        self.refresh()
        self.lay_out(80, self.entry.first)

    @property
    def head(self) -> int:
        """The lines that stay above the others."""
        return len(self.layout.head)

    def refresh(self) -> Collection[str]:
        """Look at the document again and give the cells that changed."""
        cells = self._document.report.cells
        entry = entry_table(self._table, cells.__contains__)
        if entry != self.entry:
            self.entry = entry
        before = self._states
        self._states = {
            cell.address: self._document.cell(cell.address)
            for line in self.entry.lines
            for cell in line.cells
        }
        return [a for a, state in self._states.items() if before.get(a) != state]

    def outgrown(self, cursor: str) -> bool:
        """Whether the layout does not suit the table any more: lines, widths, or the cursor."""
        place = self.entry.place(cursor)
        return (
            self.layout.entry != self.entry
            or any(size >= self.layout.columns[x] for x, size in self._sizes().items())
            or (place is not None and place[1] not in self.layout.shown)
        )

    def lay_out(self, width: int, cursor: str) -> None:
        """Lay the table out; while the grid is open, a column never gets narrower."""
        for column, size in self._sizes().items():
            self._widest[column] = max(self._widest.get(column, 0), size)
        place = self.entry.place(cursor)
        self.layout = grid_layout(self.entry, width, self._widest, place[1] if place else 0)
        self.rows = tuple(
            (line, part)
            for line in self.entry.lines
            for part in range(len(self.layout.block_heads(line)) if line.columns else 1)
        )

    def spot(self, address: str) -> Spot | None:
        """Where a cell is; None when its column is scrolled away, or it has no line."""
        place = self.entry.place(address)
        left = self.layout.left(place[1]) if place else None
        if place is None or left is None:
            return None
        line = self.entry.lines[place[0]]
        row = next(row for row, (other, _) in enumerate(self.rows) if other is line)
        return Spot(row, left, self.layout.columns[place[1]])

    def address_at(self, row: int, x: int) -> str | None:
        """The cell at a place in the picture; in the label column, the first of its line."""
        if not 0 <= row < len(self.rows):
            return None
        cells = self.rows[row][0].cells
        column = self.layout.column_at(x)
        if column is None and x < self.layout.label_width:
            column = self.layout.shown.start
        return cells[column].address if column is not None and column < len(cells) else None

    def address_beyond(self, address: str, lines: int) -> str:
        """The cell of the same column so many lines away, or the nearest on the way there."""
        place, spot = self.entry.place(address), self.spot(address)
        if place is None or spot is None:
            return address
        target = max(0, min(len(self.rows) - 1, spot.row + lines))
        for row in range(target, spot.row, -1 if lines > 0 else 1):
            cells = self.rows[row][0].cells
            if cells:
                return cells[min(place[1], len(cells) - 1)].address
        return address

    def head_line(self, y: int, first_row: int) -> list[Piece]:
        """One of the heads; in the last, the heading of the first line shown, once it is away."""
        text = self.layout.head[y]
        if y < self.head - 1 or not 0 < first_row < len(self.rows):
            return [Piece(text, "head")]
        width = self.layout.label_width
        over = pad_right(cut(self.rows[first_row][0].over, width - 1, CUT), width)
        return [Piece(over, "heading"), Piece(text[width:], "head")]

    def line(self, row: int, cursor: str, *, focused: bool) -> list[Piece]:
        """A line below the heads."""
        line, part = self.rows[row]
        label = self.layout.label(line)
        if line.columns:
            heads = self.layout.block_heads(line)
            if part < len(heads) - 1:
                label = " " * self.layout.label_width
            return [Piece(label, "heading"), Piece(heads[part], "head")]
        if not line.cells:
            return [Piece(label, "heading")]
        pieces = [Piece(label, "label")]
        for column in self.layout.shown:
            if column < len(line.cells):
                address = line.cells[column].address
                pieces.append(self._cell(address, column, address == cursor, focused))
        return pieces

    def typed(self, editor: CellEditor, spot: Spot) -> tuple[str, int]:
        """The cell that is typed in, and where in it the caret stands; it ends where the cell does."""
        return editor_text(editor, spot.width, spot.left + spot.width)

    def _cell(self, address: str, column: int, at_cursor: bool, focused: bool) -> Piece:
        state = self._states[address]
        selected = address in self.selected
        width = self.layout.columns[column]
        text = cell_text(state, width, at_cursor=at_cursor, selected=selected)
        if selected and not at_cursor:
            return Piece(text, "selected")
        return Piece(text, "cursor" if at_cursor and focused else _look(state))

    def _sizes(self) -> dict[int, int]:
        sizes: dict[int, int] = {}
        for line in self.entry.lines:
            for column, cell in enumerate(line.cells):
                size = width_of(self._states[cell.address])
                sizes[column] = max(sizes.get(column, 0), size)
        return sizes


def _look(state: CellState) -> str:
    if state.mark in "!?":
        return "error" if state.mark == "!" else "doubt"
    if state.value is None:
        return "blank"
    return "total" if state.follows else "cell"
