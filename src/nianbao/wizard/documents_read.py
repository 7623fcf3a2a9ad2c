"""Reports read from other documents: each is read once while its file stays the same."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from nianbao.report.paths import in_full, is_file

if TYPE_CHECKING:
    from nianbao.readers.imported import Imported
    from nianbao.readers.sources import Source
    from nianbao.readers.unreadable import Unreadable
    from nianbao.report import Report

_AT_ONCE = (".toml", ".md", ".markdown", ".txt", ".json", ".html", ".htm")
"""How files end that are read before a key could be missed; all others may take seconds."""

_State = tuple[Path, int, int]


def reading(path: Path) -> str:
    """What to say while a document is read."""
    return f"正在读 {path.name} ……\nPDF、Word 和旧版文件要几秒钟；按 Esc 不等了。"


class DocumentsRead:
    """Remembers what documents hold; safe to ask from several threads.

    A PDF takes a second or two, and is wanted for a screen, for what it proposes, and for the
    report that comes of it.
    """

    def __init__(self) -> None:
        self._read: dict[tuple[_State, int | None], Imported | Unreadable] = {}
        self._locks: dict[_State, Lock] = {}

    def takes_long(self, path: Path) -> bool:
        """Whether reading this one may keep the user waiting: a slow kind, not remembered."""
        if path.suffix.lower() in _AT_ONCE:
            return False
        state = _state(path)
        return state is not None and (state, None) not in self._read

    def imported(self, source: Source, supposed_year: int | None = None) -> Imported | Unreadable:
        """What was read of a document, or why it could not be.

        `supposed_year` is the year of a report that does not tell its own.
        """
        from nianbao import operations

        found = self._once(source, None)
        lacks_year = isinstance(found, operations.Unreadable) and found.lacks_year
        return self._once(source, supposed_year) if lacks_year and supposed_year else found

    def report(self, path: Path) -> Report | None:
        """The report that a document holds; None where it cannot be read."""
        from nianbao.readers.imported import Imported

        found = self.imported(path)
        return found.report if isinstance(found, Imported) else None

    def _once(self, source: Source, year: int | None) -> Imported | Unreadable:
        state = None if isinstance(source, bytes) else _state(Path(source))
        if state is None:
            return _read(source, year)
        with self._locks.setdefault(state, Lock()):
            if (state, year) not in self._read:
                self._read[state, year] = _read(source, year)
            return self._read[state, year]


def _read(source: Source, year: int | None) -> Imported | Unreadable:
    from nianbao import operations

    try:
        return operations.import_document(source, year=year)
    except operations.Unreadable as error:
        return error


def _state(path: Path) -> _State | None:
    """What tells one state of a file from another; None where there is no file."""
    try:
        state = path.stat()
    except (OSError, ValueError):
        return None
    return (in_full(path), state.st_mtime_ns, state.st_size) if is_file(path) else None
