"""The edit log of a report that was renamed or moved since: found by what its file holds."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from nianbao.report.disk import REAL_DISK, Disk
from nianbao.report.edit_entries import Writing, Written, mark_in
from nianbao.report.log_file import PRIVATE
from nianbao.report.paths import is_there, resolved
from nianbao.report.saving import write_new
from nianbao.report.state_files import make_private_folder, state_file

MOST_LOOKED_AT = 200
"""How many logs are looked at, those written last first."""

_TAIL = 65_536
"""The bytes at a log's end in which its last mark nearly always stands."""


def follow(
    report_path: str | Path, digest: str, state_folder: Path, *, disk: Disk = REAL_DISK
) -> Path | None:
    """Give a report without a log a copy of the one that it had under another name.

    That is one whose file held this very content when it was last written, and is not there any
    more; a copy of a file that is still in its place has a log of its own. The old log stays: the
    file may only be out of reach for now.

    Args:
        report_path: The report's file.
        digest: The fingerprint of what it holds.
        state_folder: The user's state folder.
        disk: The system's calls.

    Returns:
        Where the file was; None where no log was found, or it could not be copied.
    """
    own = state_file(report_path, state_folder, "jsonl")
    if is_there(own):
        return None
    for log in _latest(own.parent):
        with suppress(OSError):
            place = _place_of(log, digest)
            if place is not None and place != resolved(report_path) and not place.exists():
                make_private_folder(own.parent)
                write_new(own, log.read_bytes(), mode=PRIVATE, disk=disk)
                return place
    return None


def _latest(folder: Path) -> list[Path]:
    timed: list[tuple[float, Path]] = []
    with suppress(OSError):
        for log in folder.glob("*.jsonl"):
            with suppress(OSError):
                timed.append((log.stat().st_mtime, log))
    return [log for _, log in sorted(timed, reverse=True)[:MOST_LOOKED_AT]]


def _place_of(log: Path, digest: str) -> Path | None:
    """Where the log's report was, if its file held what `digest` tells of when it was last written."""
    with log.open("rb") as file:
        size = file.seek(0, 2)
        for start in (max(0, size - _TAIL), 0):
            file.seek(start)
            known: set[str] = set()
            for mark in _marks_back(file.read()):
                known.add(mark.digest)
                if isinstance(mark, Written):
                    return Path(mark.file) if mark.file and digest in known else None
    return None


def _marks_back(data: bytes) -> Iterator[Written | Writing]:
    for line in reversed(data.split(b"\n")):
        mark = mark_in(line)
        if mark is not None:
            yield mark
