"""What takes longer than a key may wait is done beside the screen, which says so meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TypeVar

from textual import events
from textual.worker import Worker, WorkerCancelled, WorkerFailed

from nianbao.wizard.messages import StartWanted, WorkWanted
from nianbao.wizard.type_ahead import TypeAhead

T = TypeVar("T")

_UNNOTICED = 0.2
"""Seconds that pass as no wait at all: a box that only flashes disturbs more than it tells."""

_NOT_KEPT_WAITING = frozenset({"escape", "ctrl+q"})


class Waiting(TypeAhead):
    """An app that can be made to wait for something, while the keys typed wait with it.

    Esc gives it up: the screen is the one from which it was begun.
    """

    _under_way: Worker[None] | None = None

    def on_work_wanted(self, message: WorkWanted) -> None:
        """A screen wants something done that takes long."""
        self.wait_for(message.said, message.work, message.then)

    def wait_for(self, said: str, work: Callable[[], object], then: Callable[[], object]) -> None:
        """Do `work` in a thread, then `then` here; `said` is shown when it takes a while."""
        self._under_way = self.run_worker(
            self._wait_for(said, work, then), group="waiting", exclusive=True
        )
        self.hold_keys()

    async def _wait_for(
        self, said: str, work: Callable[[], object], then: Callable[[], object]
    ) -> None:
        from nianbao.wizard.screens.wait import Wait

        done = asyncio.ensure_future(in_thread(work))
        await asyncio.wait({done}, timeout=_UNNOTICED)
        if not done.done():
            box = Wait(said)
            await self.push_screen(box)
            try:
                await asyncio.wait({done})
            finally:
                while box in self.screen_stack:
                    self.pop_screen()
        done.result()
        then()

    def on_wait_no_longer(self) -> None:
        """Give up what is under way; what was typed meanwhile was meant for what came of it."""
        from nianbao.wizard.screens.base import WizardScreen

        if self._under_way is not None:
            self.forget_keys()
            self._under_way.cancel()
            if not any(isinstance(screen, WizardScreen) for screen in self.screen_stack):
                self.post_message(StartWanted())

    async def on_event(self, event: events.Event) -> None:
        """Esc is not kept waiting, nor is the end."""
        key = event.key if isinstance(event, events.Key) and not event.is_forwarded else ""
        if self._under_way is None or key not in _NOT_KEPT_WAITING:
            await super().on_event(event)
            return
        if key == "ctrl+q":
            self._under_way.cancel()
            await self.run_action("app.quit")
        else:
            self.on_wait_no_longer()

    async def whole_effect(self) -> None:
        """As for any key, with what it began."""
        await super().whole_effect()
        while (under_way := self._under_way) is not None:
            with suppress(WorkerFailed, WorkerCancelled):
                await under_way.wait()
            if self._under_way is under_way:
                self._under_way = None
            await super().whole_effect()


async def in_thread(work: Callable[[], T]) -> T:
    """What `work` gives, done in a thread that keeps nobody from leaving the program.

    Raises:
        Exception: whatever `work` raises.
    """
    loop = asyncio.get_running_loop()
    given: asyncio.Future[T] = loop.create_future()

    def tell(how: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # The program has ended meanwhile.
            loop.call_soon_threadsafe(lambda: None if given.done() else how())

    def run() -> None:
        try:
            result = work()
        except Exception as error:  # noqa: BLE001  It is raised where it is waited for.
            failed = error
            tell(lambda: given.set_exception(failed))
        else:
            tell(lambda: given.set_result(result))

    Thread(target=run, daemon=True).start()
    return await given
