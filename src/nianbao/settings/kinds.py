"""The kinds of settings: what each takes from the file, and what is said where that is not it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


class NotThis(Exception):
    """A value that a setting cannot have, with what was expected in Chinese."""

    def __init__(self, expected: str, within: tuple[str, ...] = ()) -> None:
        """`within` names the part of the value that is wrong, where only a part is."""
        super().__init__(expected)
        self.expected = expected
        self.within = within


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    choices: tuple[tuple[str, str], ...]
    """Each word with its Chinese name."""

    def taken(self, value: object) -> str:
        """The word.

        Raises:
            NotThis: it is none of them.
        """
        words = [word for word, _ in self.choices]
        if isinstance(value, str) and value in words:
            return value
        named = "、".join(f'"{word}"（{name}）' for word, name in self.choices)
        raise NotThis(f"应是 {named} 之一")

    @staticmethod
    def stored(value: Any) -> object:
        """The value as the file has it."""
        return value


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    yes: str
    no: str

    def taken(self, value: object) -> bool:
        """The truth value.

        Raises:
            NotThis: it is none.
        """
        if isinstance(value, bool):
            return value
        raise NotThis(f"应是 true（{self.yes}）或 false（{self.no}），不加引号")

    @staticmethod
    def stored(value: Any) -> object:
        """The value as the file has it."""
        return value


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; "" for none."""

    placeholder: str = ""
    """What the screen shows in an empty line."""

    def taken(self, value: object) -> str:
        """The text.

        Raises:
            NotThis: it is none, or more than a line.
        """
        if isinstance(value, str) and value.isprintable():
            return value.strip()
        raise NotThis('应是一行文字，放在半角引号里，例如 "…"')

    @staticmethod
    def stored(value: Any) -> object:
        """The value as the file has it."""
        return value


class Folder(Text):
    """The path of a folder, `~` for the user's own; "" for the one the program is started in."""

    __slots__ = ()


class Names:
    """Several words."""

    __slots__ = ()

    def taken(self, value: object) -> tuple[str, ...]:
        """The words.

        Raises:
            NotThis: it is no list of texts.
        """
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise NotThis('应是文字的列表，例如 ["…", "…"]')

    @staticmethod
    def stored(value: Any) -> object:
        """The value as the file has it."""
        return list(value)


class Keys:
    """A table of the user's own keys: the name of a command, and its keys with commas between."""

    __slots__ = ()

    def taken(self, value: object) -> tuple[tuple[str, str], ...]:
        """Each command with its keys.

        Raises:
            NotThis: it is no table of texts.
        """
        if not isinstance(value, dict):
            raise NotThis("应是一张表 [keys]，每行一个命令和它的键")
        for name, keys in value.items():
            if not isinstance(keys, str):
                raise NotThis('应是键的名字，放在半角引号里，例如 "f12,ctrl+e"', (name,))
        return tuple(value.items())

    @staticmethod
    def stored(value: Any) -> object:
        """The value as the file has it."""
        return dict(value)


Kind = Choice | Flag | Text | Folder | Names | Keys
