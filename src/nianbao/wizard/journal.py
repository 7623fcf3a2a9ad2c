"""Where a document's steps are kept besides the file: the edit log, as the document sees it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from nianbao.wizard.history import Change


class Journal(Protocol):
    """Keeps every step before the file is written."""

    def append(
        self, changes: Sequence[Change], *, undoes: int | None = None, redoes: int | None = None
    ) -> int:
        """Keep a step, and give the number of its group.

        Raises:
            OSError: it could not be kept.
        """

    def written(self, digest: str) -> None:
        """The file now holds every step so far.

        Raises:
            OSError: it could not be noted.
        """

    def close(self) -> None:
        """No step comes any more."""


class NoJournal:
    """Counts the groups and keeps nothing: for a report that is only read."""

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

    def written(self, digest: str) -> None:
        """Nothing to note."""

    def close(self) -> None:
        """Nothing to close."""
