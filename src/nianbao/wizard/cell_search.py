"""The line to find a cell in, by words of its row and column."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label

from nianbao.wizard.field import Entry

_WHAT = "如：公开 科研；Enter 到这格，下键下一处，Esc 回原处"


class CellSearch(Horizontal):
    """Asks for words while it is open; the screen answers each wish by moving its cursor."""

    BINDINGS = [
        Binding("down", "next_match", "下一处", id="next_match", tooltip="到下一个找到的格"),
    ]
    DEFAULT_CSS = """
    CellSearch { height: 1; display: none; background: $panel; }
    CellSearch.-open { display: block; }
    CellSearch Label { width: 6; padding: 0 1; }
    CellSearch Entry { width: 1fr; border: none; height: 1; padding: 0; }
    """
    entry = getters.query_one(Entry)

    class Wanted(Message):
        """A cell with these words is wanted: the first when `number` is 0, else a next one."""

        def __init__(self, words: str, number: int) -> None:
            super().__init__()
            self.words, self.number = words, number

    class Chosen(Message):
        """The cell that was found is the one."""

    def __init__(self) -> None:
        super().__init__()
        self.began_at: str | None = None
        """The address of the cell from which the search began; None while there is none."""
        self._number = 0

    def compose(self) -> ComposeResult:
        """The line behind its name."""
        yield Label("查找")
        yield Entry(placeholder=_WHAT, compact=True)

    def on_mount(self) -> None:
        """The cursor stands still: a blinking one is sent again and again."""
        self.entry.cursor_blink = False

    def open(self, address: str) -> None:
        """Begin a search at a cell."""
        self.began_at = address
        self.add_class("-open")
        self.entry.value = ""
        self.entry.focus()

    def close(self) -> None:
        """End the search."""
        self.began_at = None
        self.remove_class("-open")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look while the words are typed."""
        event.stop()
        self._number = 0
        self.post_message(self.Wanted(event.value, 0))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Stay at the cell that was found."""
        event.stop()
        self.post_message(self.Chosen())

    def action_next_match(self) -> None:
        """Go on to the next cell."""
        self._number += 1
        self.post_message(self.Wanted(self.entry.value, self._number))
