"""The edit log: every edit of one report, written before its file is.

It is undo, also after reopening, recovery of what the file does not hold yet, and history at once.
Losing it costs only those. One process writes it, the one that holds the report's lock.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

from nianbao.report.disk import REAL_DISK, Disk
from nianbao.report.edit_entries import (
    Change,
    Edit,
    Entry,
    Parsed,
    Value,
    Writing,
    Written,
    line_of_mark,
    lines_of_group,
)
from nianbao.report.log_file import LogFile
from nianbao.report.paths import resolved
from nianbao.report.refusals import Refusal, refusal
from nianbao.report.state_files import state_file

__all__ = [
    "Change",
    "ChangedOutside",
    "Edit",
    "EditLog",
    "Entry",
    "LogUnwritable",
    "Pending",
    "Replay",
    "Value",
    "Writing",
    "Written",
]

LARGEST = 5_000_000
"""The bytes past which a log loses its oldest groups, down to half of this, on opening."""


class LogUnwritable(Exception):
    """The log could not be written; what it should hold is kept and tried again next time."""

    def __init__(self, refusal: Refusal, group: int | None = None) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal
        self.group = group
        """The number that the group has all the same; None for a mark."""


@dataclass(frozen=True, slots=True)
class Replay:
    """The file is as it was last written; these later edits are to be done again, in order."""

    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class ChangedOutside:
    """The file is not as it was last written, or is gone; it must not be overwritten unasked."""

    edits: tuple[Edit, ...]
    """What the file did not hold when it was last written."""
    written: Written | None
    """When it was; None if never."""


Pending = Replay | ChangedOutside


class EditLog:
    """The log of one report; reading it changes nothing on the disk."""

    def __init__(
        self,
        report_path: str | Path,
        state_folder: Path,
        clock: Callable[[], datetime],
        who: str,
        *,
        largest: int = LARGEST,
        disk: Disk = REAL_DISK,
    ) -> None:
        """Open the log of a report, or begin one.

        A log that cannot be read is begun anew in memory and not written.

        Args:
            report_path: The report's file, there or not.
            state_folder: The user's state folder.
            clock: Gives the time, with its zone.
            who: The person whose edits they are.
            largest: Past so many bytes the oldest groups go, on opening.
            disk: The system's calls.

        Raises:
            OSError: The report's name is none that a file can have.
        """
        self.file = state_file(report_path, state_folder, "jsonl")
        self._report = str(resolved(report_path))
        self._clock = clock
        self._who = who
        self._largest = largest
        self._on_disk = LogFile(self.file, largest, disk)
        self._backlog: list[bytes] = []
        self._last = self._last_group = 0
        self._begin(self._on_disk.parsed)

    @property
    def last(self) -> int:
        """The number of the last edit, 0 when there was none."""
        return self._last

    def read(self) -> tuple[Entry, ...]:
        """Give all entries, oldest first."""
        return tuple(self._entries)

    def group(self, number: int) -> tuple[Edit, ...]:
        """Give the edits of a group; undoing it is the `reverse` of each, the last one first.

        Raises:
            KeyError: The log has no such group, or no longer.
        """
        return tuple(self._groups[number])

    def done(self) -> tuple[int, ...]:
        """Give the groups that can be undone, the next one last."""
        return tuple(self._done)

    def undone(self) -> tuple[int, ...]:
        """Give the groups that can be done again, the next one last."""
        return tuple(self._undone)

    def undoable(self) -> int | None:
        """Give the group that an undo takes back."""
        return self._done[-1] if self._done else None

    def redoable(self) -> int | None:
        """Give the group that a redo does again."""
        return self._undone[-1] if self._undone else None

    def append(
        self, changes: Sequence[Change], *, undoes: int | None = None, redoes: int | None = None
    ) -> int:
        """Log changes as one group, synced when this returns.

        Args:
            changes: At least one, in the order they were made.
            undoes: The group that they take back.
            redoes: The undone group that they do again.

        Returns:
            The group's number.

        Raises:
            LogUnwritable: It is not on the disk; in memory it counts all the same.
        """
        if not changes:
            raise ValueError("a group has at least one change")
        group, when = self._last_group + 1, self._clock()
        edits = [
            Edit(
                self._last + number,
                group,
                self._who,
                when,
                change.address,
                change.before,
                change.after,
                change.typed,
                change.draft,
                undoes,
                redoes,
            )
            for number, change in enumerate(changes, 1)
        ]
        line = lines_of_group(edits)
        for edit in edits:
            self._take(edit)
        self._end_group(group)
        self._write(line, group)
        return group

    def mark_writing(self, digest: str, upto: int | None = None) -> None:
        """Note that the file is about to be replaced by one of this digest.

        Raises:
            LogUnwritable: It could not be noted; the file may be replaced all the same.
        """
        self._mark(Writing(self._last if upto is None else upto, digest))

    def mark_written(self, digest: str, upto: int | None = None) -> None:
        """Note that the file, of this digest, holds all edits up to `upto`, or all there are.

        Also to be called for a file that is opened and that the log does not know, before its
        first edit.

        Raises:
            LogUnwritable: It could not be noted.
        """
        self._mark(Written(self._last if upto is None else upto, digest, self._report))

    def pending(self, digest: str | None) -> Pending:
        """Tell what the file does not hold yet, given its digest; None where there is no file."""
        written: Written | None = None
        begun: list[Writing] = []
        for entry in self._entries:
            if isinstance(entry, Written):
                written, begun = entry, []
            elif isinstance(entry, Writing):
                begun.append(entry)
        holds = next((mark for mark in reversed(begun) if mark.digest == digest), None)
        if holds is not None:
            return Replay(self._edits_after(holds.n))
        later = self._edits_after(written.n if written is not None else 0)
        if written is None:
            known = digest is None or not later
        else:
            known = digest == written.digest
        return Replay(later) if known else ChangedOutside(later, written)

    def _edits_after(self, n: int) -> tuple[Edit, ...]:
        return tuple(e for e in self._entries if isinstance(e, Edit) and e.n > n)

    def _mark(self, mark: Written | Writing) -> None:
        self._take(mark)
        self._write(line_of_mark(mark), None)

    def _begin(self, parsed: Parsed) -> None:
        """Take the entries of the log from the first on."""
        self._entries: list[Entry] = []
        self._groups: dict[int, list[Edit]] = {}
        self._done: list[int] = []
        self._undone: list[int] = []
        self._as_typed: dict[str, tuple[bool | None, str | None]] = {}
        previous: int | None = None
        for placed in parsed.placed:
            group = placed.entry.group if isinstance(placed.entry, Edit) else None
            if previous is not None and group != previous:
                self._end_group(previous)
            self._take(placed.entry)
            previous = group
        if previous is not None:
            self._end_group(previous)

    def _take(self, entry: Entry) -> None:
        if isinstance(entry, Edit):
            before = self._as_typed.get(entry.address)
            self._as_typed[entry.address] = entry.typed, entry.draft
            if before is not None:
                entry = entry.following(*before)
            self._groups.setdefault(entry.group, []).append(entry)
            self._last_group = max(self._last_group, entry.group)
        self._entries.append(entry)
        self._last = max(self._last, entry.n)

    def _end_group(self, number: int) -> None:
        """A group is complete: what can be undone and redone now."""
        edit = self._groups[number][0]
        if edit.undoes is not None:
            if edit.undoes in self._done:
                self._done.remove(edit.undoes)
                self._undone.append(edit.undoes)
        elif edit.redoes is not None:
            if edit.redoes in self._undone:
                self._undone.remove(edit.redoes)
                self._done.append(edit.redoes)
        else:
            self._done.append(number)
            self._undone.clear()

    def _write(self, line: bytes, group: int | None) -> None:
        self._backlog.append(line)
        try:
            self._on_disk.append(b"".join(self._backlog), self._all_lines)
        except OSError as error:
            raise LogUnwritable(refusal(error), group) from error
        self._backlog.clear()
        with suppress(OSError):
            # A day's typing in one session; only past several times the bound, to do it seldom.
            if self._on_disk.size > 4 * self._largest:
                self._begin(self._on_disk.trim(self._largest))

    def _all_lines(self) -> bytes:
        """The whole log anew, for a file that somebody has removed meanwhile."""
        lines: list[bytes] = []
        for group, entries in groupby(self._entries, lambda e: getattr(e, "group", None)):
            if group is None:
                lines.extend(line_of_mark(e) for e in entries if not isinstance(e, Edit))
            else:
                lines.append(lines_of_group([e for e in entries if isinstance(e, Edit)]))
        return b"".join(lines)
