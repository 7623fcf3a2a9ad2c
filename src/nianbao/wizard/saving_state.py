"""The report's file as the wizard keeps it: written soon after an edit, never over another's work."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from nianbao.report.disk import REAL_DISK, Disk
from nianbao.report.refusals import refusal
from nianbao.report.saving import keep_backup, replace_file

Clock = Callable[[], datetime]

SOON = timedelta(seconds=0.6)
"""How long the file may lag behind an edit, so that a burst of them is one write."""

AGAIN = timedelta(seconds=5)
"""How long to wait before a file that could not be written is tried again."""


@dataclass(frozen=True, slots=True)
class SavingState:
    """How the file stands to what is on the screen."""

    label: str
    """`已保存 10:32`, `正在保存`, or "" where nothing was ever written."""
    trouble: str | None = None
    """What is said, without a full stop, when the file could not be written."""
    changed_outside: bool = False
    """Another program wrote the file; it stays as it is until the user decides."""
    remedy: str = ""
    """What the user can do about the trouble, without a full stop."""

    @property
    def sentences(self) -> str:
        """The trouble and what can be done, each as a sentence; "" without trouble."""
        return "".join(f"{said}。" for said in (self.trouble, self.remedy) if said)


class ChangedOutside(Exception):
    """The file holds what this program did not put there."""


def is_time(now: datetime, due: datetime) -> bool:
    """Whether `due` has come; also when the clock was set back since, and it would be long off."""
    return now >= due or due - now > AGAIN


def digest(data: bytes) -> str:
    """The fingerprint by which a file's content is known again."""
    return hashlib.sha256(data).hexdigest()


class ReportFile:
    """The file of one report, and what this program knows it to hold."""

    def __init__(
        self, path: Path, known: str | None, *, ours: bool, disk: Disk = REAL_DISK
    ) -> None:
        """`known` is the digest of what it holds, None for no file.

        `ours` is false for a file that a rewrite would change beyond the report (comments, another
        program's layout): it is kept as a backup once, before the first write.
        """
        self.path = path
        self.known = known
        self._ours = ours
        self._disk = disk

    def current(self) -> str | None:
        """The digest of what the file holds now; None for no file.

        Raises:
            OSError: it cannot be read.
        """
        try:
            return digest(self.path.read_bytes())
        except FileNotFoundError:
            return None

    def accept_current(self, *, ours: bool) -> None:
        """Whatever the file holds now is known; unless it is `ours`, it is kept as a backup.

        Raises:
            OSError: it cannot be read.
        """
        self.known, self._ours = self.current(), ours

    def write(self, data: bytes) -> Path | None:
        """Make the file hold `data`; gives the backup that was kept of it, if one was.

        A file that is gone is written anew: what it held is in `data`.

        Raises:
            ChangedOutside: it holds something else than is known.
            OSError: it cannot be written.
        """
        kept = None
        if not self._ours and self.known is not None:
            self._look()
            kept = keep_backup(self.path, disk=self._disk)
            self._ours = True
        try:
            replace_file(self.path, data, before_replace=self._look, disk=self._disk)
        except OSError:
            # It may stand there all the same, where only its name could not be synced: it is ours.
            with suppress(OSError):
                if self.current() == digest(data):
                    self.known = digest(data)
            raise
        self.known = digest(data)
        return kept

    def _look(self) -> None:
        now = self.current()
        if now is not None and now != self.known:
            raise ChangedOutside


class Saving:
    """When the file is due to be written, and how it went."""

    def __init__(self, file: ReportFile, *, writable: bool = True) -> None:
        self.file = file
        self.writable = writable
        """False for a second opener: nothing is ever written."""
        self.written_at: datetime | None = None
        self._due: datetime | None = None
        self._trouble: str | None = None
        self._remedy = ""
        self._outside = False

    @property
    def pending(self) -> bool:
        """Whether there is something that the file does not hold yet."""
        return self._due is not None

    @property
    def state(self) -> SavingState:
        """How it stands."""
        if not self.writable:
            return SavingState("只读")
        if self._trouble is not None or self._outside:
            return SavingState("未写入文件", self._trouble, self._outside, self._remedy)
        if self._due is not None:
            return SavingState("正在保存")
        if self.written_at is None:
            return SavingState("")
        return SavingState(f"已保存 {self.written_at:%H:%M}")

    def edited(self, now: datetime) -> None:
        """There is something to write."""
        if self._due is None and self.writable:
            self._due = now + (AGAIN if self._trouble else SOON)

    def is_due(self, now: datetime) -> bool:
        """Whether the file is to be written now."""
        return self._due is not None and is_time(now, self._due) and not self._outside

    def write(self, text: str, now: datetime) -> tuple[bool, Path | None]:
        """Write the file; gives whether it now holds `text`, and the backup kept, if one was."""
        if not self.writable:
            return False, None
        try:
            kept = self.file.write(text.encode("utf-8"))
        except ChangedOutside:
            self._outside = True
            self._trouble = "文件已被其他程序改动，暂未写入；所填内容已另行保存，不会丢失"
            self._remedy = ""
            return False, None
        except OSError as error:
            self._due = now + AGAIN
            why = refusal(error)
            self._trouble = f"暂未写入文件（{why.reason}），所填内容已另行保存，不会丢失"
            self._remedy = why.remedy
            return False, None
        self._due, self._trouble, self.written_at = None, None, now
        return True, kept

    def accept_outside(self, now: datetime, *, keep: bool) -> None:
        """The user has decided about what another program wrote; the file may be written again.

        Args:
            now: the time.
            keep: whether what the file holds now is kept as a backup before that.

        Raises:
            OSError: the file cannot be read.
        """
        self.file.accept_current(ours=not keep)
        self._outside, self._trouble, self._due = False, None, now
