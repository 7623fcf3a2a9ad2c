"""The grid: one table of the report, filled in cell by cell."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.message import Message

from nianbao.editions import Table
from nianbao.readers.pasted_cells import pasted_cells
from nianbao.wizard.document import ONLY_READ, Document
from nianbao.wizard.grid_editor import CellEditor
from nianbao.wizard.grid_finding import found
from nianbao.wizard.grid_keys import GRID_KEYS
from nianbao.wizard.grid_typing import GridTyping


class ReportGrid(GridTyping, can_focus=True):
    """A table under the fingers; its shape comes from the edition, its numbers from the document."""

    BINDINGS = [*GRID_KEYS]

    class EndReached(Message):
        """Enter or Down was pressed at the last cell."""

    class BlockPasted(Message):
        """A block of cells was pasted; it goes in when the user has seen where."""

        def __init__(self, cells: list[list[str]]) -> None:
            super().__init__()
            self.cells = cells

    def __init__(self, document: Document, table: Table, address: str | None = None) -> None:
        """`address` is the cell to start at; None for the first."""
        super().__init__(document, table, address)
        self._search_from: str | None = None

    def go_to(self, address: str) -> None:
        """Commit, and put the cursor at a cell of this table."""
        self.commit()
        self._select_from(None)
        if self._picture.entry.place(address) is not None:
            self.cursor = address

    def find(self, words: str, number: int = 0) -> int:
        """Put the cursor at a cell found by words of its row and column; gives how many there are.

        The first found when `number` is 0, then the next ones, and round again.
        """
        self.commit()
        self._search_from = self._search_from or self.cursor
        cells = found(self._picture.entry, words, self._search_from)
        if cells:
            self.cursor = cells[number % len(cells)]
        return len(cells)

    def end_search(self) -> None:
        """The next search starts from where the cursor is then."""
        self._search_from = None

    def on_click(self, event: events.Click) -> None:
        """Put the cursor at the cell under the mouse; a double click opens it.

        With Shift, or where the mouse was dragged, the block up to there is selected.
        """
        address = self._address_under(event)
        if address is None or (address == self.cursor and self._anchor is not None):
            return
        if event.shift:
            self.select_to(address)
            return
        self.go_to(address)
        if event.chain == 2:
            self._open()

    def on_paste(self, event: events.Paste) -> None:
        """Take a pasted number as if it were typed; of a block, tell what it is first."""
        event.stop()
        event.prevent_default()
        rows = pasted_cells(event.text)
        if [len(row) for row in rows] == [1]:
            if rows[0][0]:
                self._type(rows[0][0])
            return
        self.commit()
        self.post_message(
            self.BlockPasted(rows) if self._document.writable else self.Said(ONLY_READ)
        )

    def action_down(self) -> None:
        """Commit and go down, at the foot to the head of the next column."""
        self.commit()
        after = self._picture.entry.down(self.cursor)
        if after is None:
            self.post_message(self.EndReached())
        else:
            self.cursor = after

    def action_up(self) -> None:
        """Commit and go up, at the head to the foot of the column before."""
        self.commit()
        self.cursor = self._picture.entry.down(self.cursor, -1) or self.cursor

    def action_right_and_on(self) -> None:
        """Commit and go right, at the end of a row to the next one."""
        self.commit()
        self.cursor = self._picture.entry.along(self.cursor) or self.cursor

    def action_left_and_back(self) -> None:
        """Commit and go left, at the start of a row to the one before."""
        self.commit()
        self.cursor = self._picture.entry.along(self.cursor, -1) or self.cursor

    def action_left(self) -> None:
        """Go left; inside the number while it is edited."""
        self._move_or_edit(CellEditor.left, 0, -1)

    def action_right(self) -> None:
        """Go right; inside the number while it is edited."""
        self._move_or_edit(CellEditor.right, 0, 1)

    def action_row_start(self) -> None:
        """Go to the first cell of the row; to the start of the number while it is edited."""
        self._move_or_edit(CellEditor.move_to_start, 0, -self._picture.entry.width)

    def action_row_end(self) -> None:
        """Go to the last cell of the row; to the end of the number while it is edited."""
        self._move_or_edit(CellEditor.move_to_end, 0, self._picture.entry.width)

    def action_column_end(self, step: int) -> None:
        """Go to the first or the last cell of the column."""
        self._move(step * len(self._picture.rows), 0)

    def action_page(self, step: int) -> None:
        """Go a window down or up, in the same column."""
        self.commit()
        window = max(1, self.size.height - self._picture.head - 1)
        self.cursor = self._picture.address_beyond(self.cursor, step * window)

    def action_table_start(self) -> None:
        """Go to the first cell."""
        self.go_to(self._picture.entry.first)

    def action_table_end(self) -> None:
        """Go to the last cell."""
        self._move(len(self._picture.rows), self._picture.entry.width)

    def action_clear(self) -> None:
        """Make the cell blank, and a total follow; while a number is edited, delete in it."""
        if self._editor is not None and not self._editor.anew:
            self._editor.delete()
            self._show_typing()
            return
        cells = [cell.address for row in self._block() for cell in row]
        self.action_restore()
        if not self._document.writable:
            self.post_message(self.Said(ONLY_READ))
            return
        self._document.type_cells(dict.fromkeys(cells, ""))
        self.document_changed()
        self.post_message(self.CellCommitted(self.cursor))
        if len(cells) > 1:
            self.post_message(self.Said(f"已清空 {len(cells)} 格，<undo> 撤销。"))

    def action_copy(self) -> None:
        """Copy what stands in the cell, or the selected block with tabs between its columns."""
        rows = [[self._content(cell.address) for cell in row] for row in self._block()]
        text = "\n".join("\t".join(row) for row in rows)
        self.app.copy_to_clipboard(text)
        if self._anchor is not None:
            said = f"已复制 {len(rows)} 行 {max(map(len, rows))} 列，可粘到表格软件。"
        else:
            said = f"已复制 {text}。" if text else "这一格是空的，没有复制。"
        self.post_message(self.Said(said))

    def _move_or_edit(self, edit: Callable[[CellEditor], None], rows: int, columns: int) -> None:
        if self._editor is not None and not self._editor.anew:
            edit(self._editor)
            self._show_typing()
        else:
            self._move(rows, columns)

    def _move(self, rows: int, columns: int) -> None:
        self.commit()
        # At the edge the cursor stays, and the selection goes as everywhere else.
        self._select_from(None)
        self.cursor = self._picture.entry.moved(self.cursor, rows, columns)
