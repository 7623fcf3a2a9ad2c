"""Esc and the key after it, when a slow line brings both at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.app import App
from textual.message import Message

_ESC = "\x1b"
_PIECE = re.compile(f"{_ESC}|[^{_ESC}]+")

_GOES_ON = frozenset("[OP]X^_\\N")
"""What may follow ESC in the first place of a sequence that a terminal sends."""

_WORD = frozenset("bf\x7f")
"""With ESC before them: a word left and right, and a word deleted, as terminals of macOS send it."""

_ALT = frozenset("acdeghijklmnopqrstuvwxyz")
"""What may be a key with Alt, which sends the same as Esc before the letter."""


class KeyParser(XTermParser):
    """Takes ESC for the Esc key at once where what follows cannot belong to it.

    Textual's own waits for more, and takes `ESC 1` for a letter of some keyboards, `ESC 中` for
    nothing: of an Esc and the next key that arrive in one packet both would be lost.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._before = ""
        self._pasting = False

    def feed(self, data: str) -> Iterable[Message]:
        """The messages that come of some more input."""
        if not data:
            yield from super().feed(data)
        for piece in _PIECE.findall(data):
            # The time runs only while the parser waits for what follows.
            after_escape = self._before.endswith(_ESC) and self._timeout_time is not None
            if after_escape and not self._pasting and piece[0] not in {_ESC, *_GOES_ON, *_WORD}:
                yield from self._apart(piece)
            else:
                yield from super().feed(piece)
            seen = self._before + piece
            self._pasting = BRACKETED_PASTE_START in seen or (
                self._pasting and BRACKETED_PASTE_END not in seen
            )
            self._before = seen[1 - len(BRACKETED_PASTE_START) :]

    def _apart(self, piece: str) -> Iterable[Message]:
        self._timeout_time = 0.0
        escape = list(self.tick())
        if piece[0] in _ALT:
            yield events.Key(f"alt+{piece[0]}", piece[0])
            piece = piece[1:]
        else:
            yield from escape
        if piece:
            yield from super().feed(piece)


class EscapeKey(App[Any]):
    """An app to which a key with Alt that has no meaning is Esc and that key."""

    async def on_event(self, event: events.Event) -> None:
        """Take such a key for two."""
        if isinstance(event, events.Key) and not event.is_forwarded and self._is_two(event.key):
            await super().on_event(events.Key("escape", _ESC))
            event = events.Key(event.key[-1], event.key[-1])
        await super().on_event(event)

    def _is_two(self, key: str) -> bool:
        if key not in _KEYS or getattr(self.screen, "takes_any_key", False):
            return False
        return key not in self.screen.active_bindings


_KEYS = frozenset(f"alt+{letter}" for letter in _ALT)
