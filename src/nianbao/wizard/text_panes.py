"""What stands beside a text, or below it: its outline, and last year's text."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import OptionList, Static

from nianbao.wizard.menu import Item, Menu
from nianbao.wizard.paragraph import Paragraph
from nianbao.wizard.prose import ProseHeading


class Outline(Vertical):
    """The headings of a text; choosing one jumps to it."""

    class Chosen(Message):
        """The line to go to, from 0."""

        def __init__(self, line: int) -> None:
            super().__init__()
            self.line = line

    def __init__(self) -> None:
        super().__init__(id="outline")
        self._menu = Menu()

    def compose(self) -> ComposeResult:
        """The list below its name."""
        yield Static("目录（Enter 跳到该处）", classes="over", markup=False)
        yield self._menu

    def show_headings(self, found: tuple[ProseHeading, ...]) -> None:
        """Show these headings."""
        self._menu.show(Item(str(one.line), f"{'  ' * one.level}{one.title}") for one in found)

    def open_at(self, line: int) -> None:
        """Go into the list, to the heading a line stands under."""
        ids = [option.id for option in self._menu.options if option.id]
        above = [one for one in ids if int(one) <= line]
        self._menu.choose(above[-1] if above else None)
        self._menu.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Jump there."""
        event.stop()
        if event.option_id is not None:
            self.post_message(self.Chosen(int(event.option_id)))


class LastYear(Vertical):
    """Last year's text of the section, to read."""

    class Scroll(VerticalScroll, inherit_bindings=False):
        """Scrolled with the keys that move in a text."""

        BINDINGS = [
            Binding("up", "scroll_up", "上移", show=False),
            Binding("down", "scroll_down", "下移", show=False),
            Binding("pageup", "page_up", "上一页", show=False),
            Binding("pagedown", "page_down", "下一页", show=False),
            Binding("home", "scroll_home", "开头", show=False),
            Binding("end", "scroll_end", "末尾", show=False),
        ]

    def __init__(self, heading: str, text: str) -> None:
        super().__init__(id="last-year")
        self._heading = heading
        self.text = text
        """The text; empty where there is none."""

    def compose(self) -> ComposeResult:
        """The text below its heading."""
        yield Static(self._heading, classes="over", markup=False)
        with self.Scroll():
            yield Paragraph(self.text)

    def open(self) -> None:
        """Go into the text."""
        self.query_one(self.Scroll).focus()
