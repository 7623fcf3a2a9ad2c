"""Reading an edition's file key by key, so that a mistake in it can be told with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple


class EditionError(Exception):
    """A mistake in an edition's file, with the place where it stands."""

    def __init__(self, message: str, file: str, line: int | None = None) -> None:
        """Keeps the place apart from the sentence, and shows both."""
        self.message, self.file, self.line = message, file, line
        place = file if line is None else f"{file} 第{line}行"
        super().__init__(f"{place}：{message}")


class EditionText(NamedTuple):
    """The text of an edition's file, to tell where in it a mistake stands."""

    text: str
    file: str
    """Its name, for messages."""
    is_built_in: bool = False
    """Whether it comes with nianbao, whose tests have proved it already."""

    def mistake(self, path: tuple[str, ...], message: str) -> EditionError:
        """The error to raise for the key, or the table, of that path."""
        from nianbao.editions.toml_positions import positions

        places = positions(self.text)
        parts = (path[:length] for length in range(len(path), 0, -1))
        place = next((places[part] for part in parts if part in places), None)
        return EditionError(message, self.file, place[0] if place else None)


_REQUIRED: Any = object()


class Node:
    """One table of the file: reads its keys with their types and remembers where it stands."""

    def __init__(self, data: Any, path: tuple[str, ...], source: EditionText) -> None:
        self.path, self._source = path, source
        if not isinstance(data, dict):
            raise source.mistake(path, "应是一张表（[…]）")
        self._data: dict[str, Any] = data
        self._read: set[str] = set()

    def mistake(self, message: str, key: str | None = None) -> EditionError:
        """The error to raise for a key of this table, or for the table itself."""
        return self._source.mistake(self.path if key is None else (*self.path, key), message)

    def _take(self, key: str, kind: type, expected: str, default: Any) -> Any:
        self._read.add(key)
        if key not in self._data:
            if default is _REQUIRED:
                raise self.mistake(f"缺少“{key}”")
            return default
        value = self._data[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.mistake(f"“{key}”应是{expected}", key)
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """The text of a key."""
        value: str = self._take(key, str, "文字", _REQUIRED if default is None else default)
        return value

    def optional_text(self, key: str) -> str | None:
        """The text of a key, or None where the key is missing."""
        value: str | None = self._take(key, str, "文字", None)
        return value

    def number(self, key: str) -> int:
        """The whole number of a key."""
        value: int = self._take(key, int, "整数", _REQUIRED)
        return value

    def optional_number(self, key: str) -> int | None:
        """The whole number of a key, or None where the key is missing."""
        value: int | None = self._take(key, int, "整数", None)
        return value

    def flag(self, key: str, default: bool) -> bool:
        """The truth value of a key."""
        value: bool = self._take(key, bool, "true 或 false", default)
        return value

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """The list of texts of a key; empty where the key is missing."""
        value = self._take(key, list, "文字的列表", _REQUIRED if required else [])
        if not all(isinstance(item, str) for item in value):
            raise self.mistake(f"“{key}”应是文字的列表", key)
        return tuple(value)

    def patterns(self, key: str) -> tuple[str, ...]:
        """The regular expressions of a key; empty where the key is missing."""
        found = self.texts(key)
        for pattern in () if self._source.is_built_in else found:
            try:
                re.compile(pattern)
            except (re.error, RecursionError, OverflowError) as error:
                raise self.mistake(f"“{pattern}”不是有效的正则表达式：{error}", key) from error
        return found

    def choice(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        """The text of a key that can only be one of `choices`."""
        value = self.text(key, default)
        if value not in choices:
            raise self.mistake(f"“{key}”写的是“{value}”，只能是：{'、'.join(choices)}", key)
        return value

    def nodes(self, key: str) -> list[Node]:
        """The tables of an array of tables; none where the key is missing."""
        items = self._take(key, list, "表的列表（[[…]]）", [])
        path = (*self.path, key)
        return [Node(item, (*path, str(index)), self._source) for index, item in enumerate(items)]

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._data

    def node(self, key: str) -> Node:
        """The table of a key."""
        return Node(
            self._take(key, dict, "一张表（[…]）", _REQUIRED), (*self.path, key), self._source
        )

    def unique(self, key: str, names: Iterable[str]) -> None:
        """Refuses a name that stands twice under a key."""
        seen: set[str] = set()
        for name in names:
            if name in seen:
                raise self.mistake(f"“{name}”出现了两次", key)
            seen.add(name)

    def close(self) -> None:
        """Refuses keys that nobody asked for: most are a slip of the pen."""
        for key in self._data:
            if key not in self._read:
                raise self.mistake(f"不认识“{key}”", key)
