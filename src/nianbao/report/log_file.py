"""The file of an edit log: only ever appended to, cut back to what is whole, and kept in bounds."""

import os
from collections.abc import Callable
from pathlib import Path

from nianbao.report.disk import Disk, sync, write_all
from nianbao.report.edit_entries import Edit, Parsed, Written, parse_log
from nianbao.report.saving import replace_file, sync_folder, write_beside
from nianbao.report.state_files import make_private_folder

PRIVATE = 0o600


class LogFile:
    """A log's lines on the disk. Opening it changes nothing there; the first `append` mends it."""

    def __init__(self, file: Path, largest: int, disk: Disk) -> None:
        """Read the file.

        A file that cannot be read is never written.

        Args:
            file: The log.
            largest: Past so many bytes the first `append` removes the oldest groups.
            disk: The system's calls.
        """
        self._file = file
        self._largest = largest
        self._disk = disk
        self._unreadable: OSError | None = None
        self._mended = False
        # Whether what stands behind the whole lines is the end of a write of ours that failed.
        self._torn = False
        self.parsed = parse_log(self._bytes())
        """What could be read of it."""
        self.size = self.parsed.whole
        """The bytes of it that are whole."""
        self._damaged = self.parsed.damaged

    def append(self, lines: bytes, everything: Callable[[], bytes]) -> None:
        """Write and sync lines behind the others.

        Args:
            lines: Those to write.
            everything: Gives all lines of the log with those, for a file that is gone.

        Raises:
            OSError: They are not safe on the disk; the next `append` first removes what is of them.
        """
        self._mend()
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        descriptor = self._disk.open(str(self._file), flags, PRIVATE)
        try:
            found = os.fstat(descriptor).st_size
            if found >= self.size:
                self._write(descriptor, found, lines)
        finally:
            self._disk.close(descriptor)
        if found < self.size:
            lines = everything()
            replace_file(self._file, lines, mode=PRIVATE, disk=self._disk)
            self.size = 0
        elif found == 0:
            sync_folder(self._file.parent, self._disk)
        self.size += len(lines)
        self._torn = False

    def trim(self, largest: int) -> Parsed:
        """Remove the oldest groups, so that at most half of `largest` bytes is left.

        What the report's file does not hold yet, and the mark that tells so, stay in any case.

        Returns:
            What is left.

        Raises:
            OSError: The log could not be rewritten; it is as it was.
        """
        data = self._bytes()[: self.size]
        parsed = parse_log(data)
        kept = data[_first_kept(parsed, len(data) - largest // 2) :]
        replace_file(self._file, kept, mode=PRIVATE, disk=self._disk)
        self.size = len(kept)
        return parse_log(kept)

    def _bytes(self) -> bytes:
        try:
            return self._file.read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as error:
            self._unreadable = error
            return b""

    def _mend(self) -> None:
        """Before the first write: room, privacy, and nothing damaged behind what is whole."""
        if self._unreadable is not None:
            raise self._unreadable
        if self._mended:
            return
        make_private_folder(self._file.parent)
        if self._damaged:
            self._keep_aside(self._bytes()[self.size :])
            self._damaged = False
        self._torn = True
        if self.size > self._largest:
            self.trim(self._largest)
        self._mended = True

    def _write(self, descriptor: int, found: int, lines: bytes) -> None:
        if found > self.size:
            if not self._torn:
                # Another program wrote here, though the report is locked.
                self._keep_aside(self._bytes()[self.size :])
            self._disk.truncate(descriptor, self.size)
        self._torn = True
        write_all(descriptor, lines, self._disk)
        sync(descriptor, self._disk.sync_data)

    def _keep_aside(self, rest: bytes) -> None:
        write_beside(self._file, ".damaged", rest, mode=PRIVATE, disk=self._disk)


def _first_kept(parsed: Parsed, at_least: int) -> int:
    """The offset of the first group or mark to keep, `at_least` or as far before as is needed."""
    starts = [placed.start for placed in parsed.placed]
    written = [placed for placed in parsed.placed if isinstance(placed.entry, Written)]
    if not written:
        return 0
    mark = written[-1]
    first = next((start for start in starts if start >= at_least), starts[-1])
    needed = [
        placed.start
        for placed in parsed.placed
        if isinstance(placed.entry, Edit) and placed.entry.n > mark.entry.n
    ]
    return min([first, mark.start, *needed])
