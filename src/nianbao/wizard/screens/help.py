"""Help for where the cursor is, and all commands, which it gives."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import OptionList, Static

from nianbao.report.width import cut, pad_right
from nianbao.wizard.keys import Command
from nianbao.wizard.menu import Item, Menu
from nianbao.wizard.paragraph import Paragraph
from nianbao.wizard.place_lines import CUT
from nianbao.wizard.screens.dialog import Dialog, leaving
from nianbao.wizard.styles import stylesheet

_KEYS, _LABEL = 13, 11
"""The cells of a command's keys and of its name, so that what it does still fits in 80 columns."""

_AROUND = 8
"""The cells beside a row: the place of a digit, the edges, and the bar."""

_WIDEST = 80
"""What a row is made for; the palette is no wider."""


class Help(Dialog[Command]):
    """What belongs here, and below it every command with its keys; Enter gives one."""

    CSS = stylesheet("screens/help.tcss")
    BINDINGS = [
        leaving("f1"),
        Binding(
            "tab", "app.focus_next", "说明/命令", id="switch_help", tooltip="在说明和命令之间切换"
        ),
    ]

    def __init__(self, title: str, text: str, commands: tuple[Command, ...]) -> None:
        super().__init__()
        self._place = title
        self._text = text
        self._commands = commands

    def box(self) -> ComposeResult:
        """The text, and the list."""
        yield Static(f" 帮助  {self._place}", classes="heading", markup=False)
        with Vertical(id="body"):
            if self._text:
                with VerticalScroll(id="text"):
                    yield Paragraph(self._text)
            yield Static("这里能用的命令（Enter 执行）", id="over", markup=False)
            yield Menu(self._items())

    def on_mount(self) -> None:
        """Start in the list."""
        self.query_one(Menu).focus()

    def on_resize(self) -> None:
        """The rows follow the width."""
        self.query_one(Menu).show(self._items())

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the command."""
        event.stop()
        self.dismiss(next(c for c in self._commands if c.id == event.option_id))

    def _items(self) -> list[Item]:
        window = self.app.size.width
        return [Item(command.id, row(command, window)) for command in self._commands]


def row(command: Command, window: int) -> str:
    """A command in one line of a list in a window so wide: its keys, its name, what it does."""
    keys = pad_right(" ".join(command.keys), _KEYS)
    told = f"{keys} {pad_right(command.label, _LABEL)} {command.tooltip}"
    return cut(told, min(window, _WIDEST) - _AROUND, CUT)
