"""The block of cells that is selected in the grid, with the keys or by dragging the mouse."""

from __future__ import annotations

from textual import events

from nianbao.editions import Cell, Table
from nianbao.wizard.document import Document
from nianbao.wizard.grid_view import GridView


class GridSelection(GridView):
    """A grid in which a block stretches from the cell where it began to the cursor."""

    def __init__(self, document: Document, table: Table, address: str | None = None) -> None:
        """`address` is the cell to start at; None for the first."""
        super().__init__(document, table, address)
        self._anchor: str | None = None
        self._selecting = False
        self._dragged_from: str | None = None

    def commit(self) -> None:
        """Put what is typed into the document."""
        raise NotImplementedError

    def select_to(self, address: str) -> None:
        """Commit, and select the block from where it began, or the cursor, to this cell."""
        self.commit()
        anchor, self._selecting = self._anchor or self.cursor, True
        self.cursor = address
        self._selecting = False
        self._select_from(anchor if anchor != self.cursor else None)

    def watch_cursor(self, before: str, after: str) -> None:
        """Any other way to move drops the selection."""
        if not self._selecting:
            self._select_from(None)
        super().watch_cursor(before, after)

    def action_select(self, rows: int, columns: int) -> None:
        """Commit, and select so many rows or columns of cells more, or less."""
        self.select_to(self._picture.entry.moved(self.cursor, rows, columns))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A block begins where the button goes down, and what was selected before is dropped."""
        if not event.shift:
            self._select_from(None)
        self._dragged_from = self._address_under(event) if event.button == 1 else None
        if self._dragged_from is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select the block from there to the cell under the mouse."""
        address = self._address_under(event) if self._dragged_from is not None else None
        if address is None or address == (self.cursor if self._anchor else self._dragged_from):
            return
        if self._anchor is None and self._dragged_from is not None:
            self.commit()
            self.cursor = self._dragged_from
        self.select_to(address)

    def on_mouse_up(self) -> None:
        """The block ends where the button goes up."""
        if self._dragged_from is not None:
            self._dragged_from = None
            self.release_mouse()

    def _address_under(self, event: events.MouseEvent) -> str | None:
        """The cell under the mouse, in the label column the first of its line."""
        if not self._picture.head <= event.y < self.size.height:
            return None
        return self._picture.address_at(
            event.y - self._picture.head + self.scroll_offset.y, event.x
        )

    def _block(self) -> tuple[tuple[Cell, ...], ...]:
        return self._picture.entry.block(self._anchor or self.cursor, self.cursor)

    def _select_from(self, anchor: str | None) -> None:
        if anchor is None and self._anchor is None:
            return
        self._anchor, before = anchor, self._picture.selected
        cells = (cell.address for row in self._block() for cell in row)
        self._picture.selected = frozenset(cells) if anchor is not None else frozenset()
        for address in before ^ self._picture.selected:
            self._redraw(address)
        if bool(before) is not bool(self._picture.selected):
            self.screen.refresh_bindings()
