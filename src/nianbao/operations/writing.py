"""Reports begun, and written into their own files."""

from __future__ import annotations

from pathlib import Path

from nianbao.operations.opening import editions
from nianbao.report import Report
from nianbao.report.toml_file import ReportFileError, read_report
from nianbao.report.toml_sanity import UnreadableFile, decode, read_limited


def new_report(
    organ: str,
    year: int,
    edition: str | None = None,
    last: Report | None = None,
    *,
    zero: bool = False,
) -> Report:
    """A new report, not yet written anywhere.

    Args:
        organ: the office's full name.
        year: the year it reports on.
        edition: the name of the form's edition; by default the one in force for that year.
        last: last year's report, whose texts and opening figures it begins with.
        zero: every cell that is blank then is 0.

    Raises:
        KeyError: there is no edition of that name.
    """
    from nianbao.report.new_report import blank_report, filled_with_zeros, started_from

    known = editions()
    form = known.for_year(year) if edition is None else known.get(edition)
    if form is None:
        raise KeyError(edition)
    if last is None:
        report = blank_report(form, organ, year)
    else:
        report = started_from(last, form, organ, year)
    return filled_with_zeros(report, last) if zero else report


def write_report(report: Report, path: Path | str, *, force: bool = False) -> Path | None:
    """Write a report's file, whole or not at all.

    Returns:
        Where the old file was kept: one with comments, or not as nianbao writes it, is not lost.

    Raises:
        FileExistsError: there is such a file, and `force` is not set.
        OSError: it could not be written; `nianbao.report.saving.reason` says why in Chinese.
    """
    from nianbao.report.saving import keep_backup, write_new

    kept = keep_backup(path) if force and not _is_our_own(Path(path)) else None
    write_new(path, to_toml(report), force=force)
    return kept


def to_toml(report: Report) -> bytes:
    """The bytes of a report's file."""
    from nianbao.report.toml_writing import report_to_toml

    return report_to_toml(report).encode()


def _is_our_own(path: Path) -> bool:
    """Whether the file is missing, or just what nianbao would write: then nothing is lost."""
    try:
        data = read_limited(path) if path.exists() else b""
        return not data or to_toml(read_report(decode(data), editions()).report) == data
    except (UnreadableFile, ReportFileError):
        return False
