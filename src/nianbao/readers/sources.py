"""A source, a path or bytes, opened as what it is.

What a document is, is told by its bytes; only a file named `.toml` is always taken for a report's
own file, so that a mistake in it is told as one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nianbao.editions import Editions
from nianbao.readers.unreadable import Unreadable
from nianbao.report.file_keys import Problem
from nianbao.report.toml_file import ReportFileError, ReportText, read_report
from nianbao.report.toml_sanity import UnreadableFile, decode, read_limited

if TYPE_CHECKING:
    from nianbao.readers.imported import Imported

Source = Path | str | bytes
"""A path, or the bytes of a document."""


def open_source(
    source: Source, editions: Editions, *, organ: str | None = None, year: int | None = None
) -> ReportText | Imported:
    """The report that a source holds, as its own file or imported from a document.

    Args:
        source: a path, or the bytes of a document.
        editions: the editions it may be in.
        organ: of a document: the office, instead of the one it names.
        year: of a document: the year, instead of the one it names.

    Raises:
        Unreadable: it cannot be read, or is no report.
    """
    try:
        if not isinstance(source, bytes) and Path(source).suffix.lower() == ".toml":
            return _report_file(decode(read_limited(source)), editions)
        # A report's own file needs none of what reads documents.
        from nianbao.readers.any_document import LARGEST_DOCUMENT, open_bytes

        data = source if isinstance(source, bytes) else read_limited(source, LARGEST_DOCUMENT)
        return open_bytes(data, editions, organ=organ, year=year)
    except UnreadableFile as error:
        raise Unreadable((Problem(error.message, error.line, error.column),)) from error


def _report_file(text: str, editions: Editions) -> ReportText:
    try:
        return read_report(text, editions)
    except ReportFileError as error:
        raise Unreadable(error.problems, text) from error
