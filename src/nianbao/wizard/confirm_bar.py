"""The line that asks for each figure kept from last year's text whether it still holds."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Label

from nianbao.report.texts import clean_line
from nianbao.report.typed_numbers import NotANumber, parse_number
from nianbao.wizard.field import Entry
from nianbao.wizard.paragraph import Paragraph


class ConfirmBar(Vertical):
    """Enter keeps the figure, a number typed before it takes its place."""

    entry = getters.query_one(Entry)

    class Answered(Message):
        """The figure was kept (`number` None), or another number was typed."""

        def __init__(self, number: str | None) -> None:
            super().__init__()
            self.number = number

    def compose(self) -> ComposeResult:
        """What is asked, and the entry."""
        yield Paragraph(id="asked")
        with Horizontal():
            yield Label("")
            yield Entry(compact=True, id="kept")

    def on_mount(self) -> None:
        """The cursor stands still."""
        self.entry.cursor_blink = False

    def ask(self, left: int, number: str) -> None:
        """Ask for one figure of those left."""
        self.query_one(Paragraph).say(
            f"有 {left} 个数字与上年相同，请逐个确认（Enter 保留，直接输入新数）"
        )
        self.query_one(Label).update(f"现写 {number}，改为 ")
        self.entry.value = ""
        self.entry.placeholder = number
        self.entry.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the answer; what is no number is said to be none."""
        event.stop()
        typed = clean_line(event.value)
        try:
            number = parse_number(typed, "amount") if typed else None
        except NotANumber as error:
            self.query_one(Paragraph).say(f"! {error.message}")
            return
        self.post_message(self.Answered(None if number is None else typed))
