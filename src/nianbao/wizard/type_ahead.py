"""Keys typed faster than the screens change reach what they were meant for.

Textual hands a key to whatever has the focus when the key arrives, and goes on to the next key
while the first is still on its way: of `Enter 2 0 2 4` typed in a hurry, or over a slow line in one
packet, the digits would land in the field that Enter is about to leave. Here the next key waits
until the one before it has had its whole effect, a new screen with its focus included.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import Any

from textual import events
from textual.app import App, ScreenStackError
from textual.message_pump import MessagePump

_LONGEST_WAIT = 1.0
"""Seconds after which a key no longer waits for the one before it, whatever that is doing."""


class TypeAhead(App[Any]):
    """An app that takes keys and pastes one after the other."""

    _held: deque[events.Key | events.Paste]
    _settling: asyncio.Task[None] | None = None
    _released: events.Key | events.Paste | None = None
    _taken: asyncio.Event

    async def on_event(self, event: events.Event) -> None:
        """Hold a key or a paste back while the one before it has not had its effect."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        if self._settling is not None and event is not self._released:
            self._held.append(event)
            return
        await super().on_event(event)
        if event is self._released:
            self._taken.set()
        else:
            self.hold_keys()

    def hold_keys(self) -> None:
        """From now on keys wait until what is going on has had its whole effect."""
        if self._settling is None:
            self._held = deque()
            self._settling = asyncio.create_task(self._settle())

    def forget_keys(self) -> None:
        """Drop what waits: it was meant for what does not come any more."""
        if self._settling is not None:
            self._held.clear()

    async def _settle(self) -> None:
        try:
            await self.whole_effect()
            while self._held:
                self._released, self._taken = self._held.popleft(), asyncio.Event()
                self.post_message(self._released)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._taken.wait(), _LONGEST_WAIT)
                await self.whole_effect()
        finally:
            self._settling = self._released = None

    async def whole_effect(self) -> None:
        """Wait for the focused widget and all above it, then for a screen that came of it."""
        before = None
        # Without a screen the program has ended.
        with suppress(ScreenStackError):
            while (screen := self.screen) is not before and self.is_running:
                before = screen
                for node in (screen.focused or screen).ancestors_with_self:
                    await _idle(node)
                await _idle(self.screen)


async def _idle(node: MessagePump) -> None:
    """Wait until `node` has handled every message it has now."""
    handled = asyncio.Event()
    if node.call_later(handled.set):
        with suppress(TimeoutError):
            await asyncio.wait_for(handled.wait(), _LONGEST_WAIT)
