"""The palette: a command by its name, by the initials of its pinyin, or by its key."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from nianbao.wizard.field import Entry
from nianbao.wizard.key_names import with_keys
from nianbao.wizard.keys import Command
from nianbao.wizard.menu import Item, Menu
from nianbao.wizard.screens.dialog import Search, leaving
from nianbao.wizard.screens.help import row
from nianbao.wizard.styles import stylesheet

# In GB 2312, the 3,755 common characters stand in the order of their pinyin: the first one of each
# initial is enough to tell it.
_FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_INITIALS = "abcdefghjklmnopqrstwxyz"
_CODES = [character.encode("gb2312") for character in _FIRST]
_NOTHING = "没有这样的命令；可以输入名字里的字、拼音首字母（如 hd）或按键（如 <help>）"
_AFTER_COMMON = b"\xd7\xfa"


def initials(text: str) -> str:
    """The initials of the pinyin of the common characters, other letters and digits as they are."""
    return "".join(_initial(character) for character in text if not character.isspace())


def _initial(character: str) -> str:
    if character.isascii():
        return character.lower()
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return ""
    known = len(code) == 2 and _CODES[0] <= code < _AFTER_COMMON
    return _INITIALS[bisect_right(_CODES, code) - 1] if known else ""


def matches(query: str, command: Command) -> bool:
    """Whether every word of the query is in the command's name, purpose, initials or keys."""
    return _fits(query, [*_names(command), command.tooltip.lower()])


def is_named(query: str, command: Command) -> bool:
    """Whether the query is of the command's name or keys, not only of what it is for."""
    return _fits(query, _names(command))


def _names(command: Command) -> list[str]:
    return [command.label.lower(), initials(command.label), " ".join(command.keys).lower()]


def _fits(query: str, names: list[str]) -> bool:
    words = unicodedata.normalize("NFKC", query).lower().split()
    return all(any(word in name for name in names) for word in words)


class Palette(Search[Command]):
    """A line to type in, and the commands it fits."""

    CSS = stylesheet("screens/help.tcss")
    BINDINGS = [leaving("ctrl+p")]

    def __init__(self, commands: tuple[Command, ...]) -> None:
        super().__init__()
        # What has a dot in its id moves inside a widget: that is for its keys alone.
        self._commands = tuple(c for c in commands if c.id != "palette" and "." not in c.id)

    def box(self) -> ComposeResult:
        """The line, and the list."""
        with Vertical(id="palette"):
            yield Entry(placeholder="输入命令的名字、拼音首字母或按键", compact=True)
            yield Menu(self._items(""))

    def on_resize(self) -> None:
        """The rows follow the width."""
        self.show(self._items(self.entry.value))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits."""
        self.show(self._items(event.value))

    def chosen(self, id: str) -> None:  # noqa: A002
        """Give the command."""
        found = next((command for command in self._commands if command.id == id), None)
        if found is not None:
            self.dismiss(found)

    def _items(self, query: str) -> list[Item]:
        found = [command for command in self._commands if matches(query, command)]
        found.sort(key=lambda command: not is_named(query, command))
        return [Item(c.id, row(c, self.app.size.width)) for c in found] or [
            Item("", with_keys(_NOTHING, self.app))
        ]
