"""The typing in a cell of the grid: begun, gone on with, committed or dropped."""

from __future__ import annotations

from textual import events
from textual.message import Message

from nianbao.editions import Table
from nianbao.report.typed_numbers import format_number
from nianbao.wizard.document import ONLY_READ, Document
from nianbao.wizard.grid_editor import CellEditor
from nianbao.wizard.grid_selection import GridSelection


class GridTyping(GridSelection):
    """A grid whose cell at the cursor takes what is typed.

    It is committed when the cell is left, whichever way; Escape drops it.
    """

    class CellCommitted(Message, namespace="report_grid"):
        """What was typed at a cell is in the document."""

        def __init__(self, address: str) -> None:
            super().__init__()
            self.address = address

    class TypingChanged(Message, namespace="report_grid"):
        """Other text is typed at the cursor now; None when it was committed or dropped."""

        def __init__(self, text: str | None) -> None:
            super().__init__()
            self.text = text

    class Said(Message, namespace="report_grid"):
        """Something to tell the user in one line."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, document: Document, table: Table, address: str | None = None) -> None:
        """`address` is the cell to start at; None for the first."""
        super().__init__(document, table, address)
        self._document = document
        self._aside = False

    @property
    def typed(self) -> str | None:
        """What is typed at the cursor and not committed yet; None when nothing is."""
        return self._editor.text if self._editor is not None else None

    def commit(self) -> None:
        """Put what is typed into the document."""
        if self._editor is None:
            return
        self.take_up()
        text, self._editor = self._editor.text, None
        self._redraw_line()
        self._typing_changed()
        self._document.type_cell(self.cursor, text)
        self.document_changed()
        self.post_message(self.CellCommitted(self.cursor))

    def set_aside(self) -> None:
        """The program stops, or ends: until `take_up`, what is typed is a draft and no number."""
        self.take_up()
        self._aside = True
        if self._editor is not None:
            self._document.set_aside(self.cursor, self._editor.text)

    def take_up(self) -> None:
        """The program goes on: what is typed is what it was before."""
        if self._aside:
            self._aside = False
            self._document.take_up(self.cursor)

    def on_blur(self) -> None:
        """Leaving the grid commits; a look at another window does not, nor the program's end."""
        if self._aside:
            self.set_aside()
        elif self.app.app_focus:
            self.commit()
        self._redraw(self.cursor)

    def on_key(self, event: events.Key) -> None:
        """Take what is typed; commands are bindings."""
        if not event.is_printable or event.character is None:
            return
        if self._editor is None and event.character.isspace():
            return
        event.stop()
        event.prevent_default()
        self._type(event.character)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Escape restores only while something is typed; else it leaves the table."""
        if action == "restore":
            return self._editor is not None or self._anchor is not None
        return True

    def action_open(self) -> None:
        """Open the number for editing; while something is typed, delete the character before."""
        if self._editor is None:
            self._open()
        else:
            self._editor.backspace()
            self._show_typing()

    def action_restore(self) -> None:
        """Drop what is typed, and the selection; the cell has what it had."""
        self._select_from(None)
        if self._editor is not None:
            self.take_up()
            self._editor = None
            self._redraw_line()
            self._typing_changed()

    def _type(self, characters: str) -> None:
        if not self._document.writable:
            self.post_message(self.Said(ONLY_READ))
            return
        self._select_from(None)
        self._scroll_to_cursor()
        if self._editor is None:
            self._editor = CellEditor(anew=True)
        self._editor.insert(characters)
        self._show_typing()

    def _open(self) -> None:
        if not self._document.writable:
            self.post_message(self.Said(ONLY_READ))
            return
        self._select_from(None)
        self._scroll_to_cursor()
        self._editor = CellEditor(self._content(self.cursor), anew=False)
        self._show_typing()

    def _content(self, address: str) -> str:
        state = self._document.cell(address)
        return state.draft or ("" if state.value is None else format_number(state.value))

    def _show_typing(self) -> None:
        self._draw_editor()
        self._typing_changed()

    def _typing_changed(self) -> None:
        self.post_message(self.TypingChanged(self.typed))
