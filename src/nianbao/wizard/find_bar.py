"""The line to find words in a text, and to replace them."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label

from nianbao.wizard.field import Entry
from nianbao.wizard.key_names import with_keys
from nianbao.wizard.keys import NO_KEY


class FindBar(Horizontal):
    """Two entries: the words, and what to put in their place."""

    BINDINGS = [
        Binding(
            f"{NO_KEY}replace_all",
            "replace_all",
            "全部替换",
            id="replace_all",
            tooltip="把本部分里的这些文字全部换掉，一次撤销可还原",
            show=False,
        ),
        Binding("tab,down", "other", "另一栏", show=False),
        Binding("shift+tab,up", "other", "另一栏", show=False),
    ]
    words = getters.query_one("#words", Entry)
    instead = getters.query_one("#instead", Entry)

    class Wanted(Message):
        """The words are to be found, or replaced (`instead`), here or everywhere (`all`)."""

        def __init__(self, words: str, instead: str | None = None, *, everywhere: bool = False):
            super().__init__()
            self.words, self.instead, self.everywhere = words, instead, everywhere

    def compose(self) -> ComposeResult:
        """The two entries, each behind its name."""
        yield Label("查找")
        yield Entry(placeholder="Enter 找下一处，Esc 回正文", compact=True, id="words")
        yield Label(" 替换为")
        instead = with_keys("Enter 换这一处，<palette> 有全部替换", self.app)
        yield Entry(placeholder=instead, compact=True, id="instead")

    def on_mount(self) -> None:
        """The cursor stands still: a blinking one is sent again and again."""
        self.words.cursor_blink = self.instead.cursor_blink = False

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Find the words, or replace those found."""
        event.stop()
        instead = self.instead.value if event.input is self.instead else None
        self.post_message(self.Wanted(self.words.value, instead))

    def action_other(self) -> None:
        """Go to the other entry."""
        (self.words if self.instead.has_focus else self.instead).focus()

    def action_replace_all(self) -> None:
        """Replace them everywhere."""
        self.post_message(self.Wanted(self.words.value, self.instead.value, everywhere=True))
