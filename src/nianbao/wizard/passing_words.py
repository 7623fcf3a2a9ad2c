"""What the app says in passing: it stands over the screen for a while, and goes with the next key."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from textual import events

from nianbao.wizard.key_names import with_keys

if TYPE_CHECKING:
    from textual.app import App

    from nianbao.wizard.desk import Desk

    _Base = App[None]
else:
    _Base = object

_READ = timedelta(seconds=3)
"""How long a word stands before a key takes it away: it covers lines that one needs meanwhile."""

_NARROWEST, _WIDEST = 20, 60
"""Cells of a line of what is said."""

_AROUND = 6
"""The cells beside it: its edges, and one that stays free."""


class PassingWords(_Base):
    """Mixed into the app, before what else takes keys."""

    desk: Desk
    _said_at: datetime | None = None

    def notify(self, message: str, **how: Any) -> None:
        """Say something for a while, folded as Chinese is; brackets in it are only brackets."""
        from nianbao.wizard.paragraph import folded

        self._said_at = self.desk.clock()
        width = max(_NARROWEST, min(_WIDEST, self.size.width - _AROUND))
        super().notify(folded(with_keys(message, self), width), **{**how, "markup": False})

    async def on_event(self, event: events.Event) -> None:
        """The next key takes away what was said before and has been read."""
        if isinstance(event, events.Key) and self._said_at is not None:
            if not timedelta(0) <= self.desk.clock() - self._said_at < _READ:
                self._said_at = None
                self.clear_notifications()
        await super().on_event(event)
