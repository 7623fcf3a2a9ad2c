"""Every way the program can end, and that none of them loses anything."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from nianbao.wizard.crash_report import Work, crash_report, trail
from nianbao.wizard.held_signals import ENDING, let_signals_through

if TYPE_CHECKING:
    from textual.app import App

    from nianbao.wizard.desk import Desk
    from nianbao.wizard.walk import Walk

    _Base = App[None]
else:
    _Base = object


class Ending(_Base):
    """Mixed into the app: leaving, signals, being suspended, and mistakes of our own."""

    desk: Desk
    walk: Walk | None

    def watch_for_the_end(self) -> None:
        """From now on, a hang-up or a termination writes what there is first."""
        loop = asyncio.get_running_loop()
        for number in ENDING:
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self._hang_up, int(number))
        let_signals_through()
        self.app_suspend_signal.subscribe(self, lambda _: self._set_all_aside(), immediate=True)
        self.app_resume_signal.subscribe(self, lambda _: self._take_up(), immediate=True)
        stop = getattr(signal, "SIGTSTP", None)
        textuals = signal.getsignal(stop) if stop is not None else None
        if stop is not None and callable(textuals):
            # Textual stops the program without a word to the app.
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(stop, self._stop, stop, textuals)

    async def action_quit(self) -> None:
        """Leave; work that could not be written asks first."""
        self._leave(self._exit_well)

    def _exit_well(self) -> None:
        # Keys that were typed behind the last one are no numbers.
        self._set_all_aside()
        self.exit(return_code=0)

    def _leave(self, and_then: Callable[[], object]) -> None:
        """Do `and_then` when everything is written, or the user wants it all the same."""
        self._write_all()
        if self.walk is None or self.walk.document.safe or not self.walk.document.writable:
            and_then()
            return
        from nianbao.wizard.screens.unsaved import Unsaved

        def decided(leave: bool | None) -> None:
            if leave:
                and_then()

        self.push_screen(Unsaved(self.walk.document), decided)

    def _write_all(self) -> None:
        if self.walk is not None:
            self.walk.settle()
            self.walk.keep()
            self.walk.document.flush()

    def _set_all_aside(self) -> None:
        """Write what there is: texts are committed as they stand, half a number is kept as a draft.

        In the file the cell keeps its number; the draft is in the edit log, and at the cell again
        when the report is opened.
        """
        if self.walk is not None:
            self.walk.set_aside()
            self.walk.keep()
            self.walk.document.flush()

    def _take_up(self) -> None:
        if self.walk is not None:
            self.walk.take_up()

    def _close_document(self) -> None:
        if self.walk is not None:
            self.walk.document.close()

    def _stop(self, number: int, textuals: Callable[[int, None], object]) -> None:
        self._set_all_aside()
        textuals(number, None)

    def _hang_up(self, number: int) -> None:
        try:
            self._set_all_aside()
        finally:
            self.exit(return_code=128 + number)

    def on_unmount(self) -> None:
        """The last screen is gone, and has handed over what was typed while the program ended."""
        self._close_document()

    def _handle_exception(self, error: Exception) -> None:
        from rich.text import Text
        from textual.worker import WorkerFailed

        from nianbao.editions import EditionError

        if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
            error = error.error
        if self.is_headless:
            super()._handle_exception(error)
            return
        if self._exit:
            # A screen that was being made when the program was told to end: its work is written.
            self._report_mistake(error)
            return
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        work = self._work_written()
        said = crash_report(error, work, self._report_mistake(error), self.size.width)
        if isinstance(error, EditionError):
            self._return_code = 2
            said = f"设置文件夹里的格式文件有错，请改正它或者移走它。{error}"
        if not self._exit_renderables:
            self._exit_renderables.append(Text(said))
        self._close_messages_no_wait()

    def _work_written(self) -> Work:
        """Write what can be written, and tell where all of it is."""
        if self.walk is None:
            return Work(None, written=False)
        file = self.walk.document.path
        try:
            self._set_all_aside()
            self._close_document()
            document = self.walk.document
            return Work(file, written=document.safe, logged=document.recoverable)
        except Exception:  # noqa: BLE001  The edge: a second mistake must not hide the first.
            return Work(file, written=False)

    def _report_mistake(self, error: Exception) -> Path | None:
        """Write down the way to a mistake, and where; None when that cannot be written."""
        from nianbao.wizard.mistakes_log import write_down

        said = f"{datetime.now():%Y-%m-%d %H:%M:%S}\n{trail(error)}\n\n"
        return write_down(self.desk.state_folder, said, self.desk.disk)
