"""Where a document's steps are kept besides the file: the edit log, as the document sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from nianbao.report import edit_log
from nianbao.report.edit_log import EditLog, LogUnwritable
from nianbao.report.refusals import Refusal
from nianbao.wizard.cell_state import Held
from nianbao.wizard.history import Change, Content
from nianbao.wizard.logged_answers import logged


class Journal(Protocol):
    """Keeps every step before the file is written."""

    @property
    def trouble(self) -> Refusal | None:
        """Why the last step could not be kept; None when all is kept."""

    def append(
        self, changes: Sequence[Change], *, undoes: int | None = None, redoes: int | None = None
    ) -> int:
        """Keep a step, and give the number of its group."""

    def writing(self, digest: str) -> None:
        """The file is about to hold every step so far."""

    def written(self, digest: str) -> None:
        """The file holds every step so far."""


class NoJournal:
    """Counts the groups and keeps nothing: for a report that is only read."""

    trouble: Refusal | None = None

    def __init__(self) -> None:
        self._group = 0

    def append(
        self,
        changes: Sequence[Change],  # noqa: ARG002
        *,
        undoes: int | None = None,  # noqa: ARG002
        redoes: int | None = None,  # noqa: ARG002
    ) -> int:
        """Give the next number."""
        self._group += 1
        return self._group

    def writing(self, digest: str) -> None:
        """Nothing to note."""

    def written(self, digest: str) -> None:
        """Nothing to note."""


class LogJournal:
    """Keeps the steps in the edit log of the report."""

    trouble: Refusal | None = None

    def __init__(self, log: EditLog) -> None:
        self._log = log
        self._known: str | None = None

    def start_from(self, known: str | None) -> None:
        """The file, of this digest (None: no file), holds every step so far.

        It is noted with the first step, so that looking at a report writes nothing.
        """
        self._known = known

    def append(
        self, changes: Sequence[Change], *, undoes: int | None = None, redoes: int | None = None
    ) -> int:
        """Keep a step, and give the number of its group."""
        if self._known is not None:
            self.written(self._known)
        try:
            group = self._log.append(
                [_logged(item) for item in changes], undoes=undoes, redoes=redoes
            )
        except LogUnwritable as error:
            self.trouble = error.refusal
            return error.group or 0
        self.trouble = None
        return group

    def writing(self, digest: str) -> None:
        """The file is about to hold every step so far."""
        self._mark(self._log.mark_writing, digest)

    def written(self, digest: str) -> None:
        """The file holds every step so far."""
        self._known = None
        self._mark(self._log.mark_written, digest)

    def _mark(self, mark: Callable[[str], object], digest: str) -> None:
        try:
            mark(digest)
        except LogUnwritable as error:
            self.trouble = error.refusal
        else:
            # With the mark went everything that could not be kept before.
            self.trouble = None


def _logged(change: Change) -> edit_log.Change:
    before, after = change.before, change.after
    if isinstance(before, Held) and isinstance(after, Held):
        return edit_log.Change(change.address, before.value, after.value, after.typed, after.draft)
    return edit_log.Change(change.address, _plain(before), _plain(after))


def _plain(content: Content) -> edit_log.Value:
    assert not isinstance(content, Held)
    return logged(content) if isinstance(content, tuple) else content
