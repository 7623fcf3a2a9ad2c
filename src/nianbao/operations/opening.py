"""Reports read from whatever holds them."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from nianbao.editions import Editions, built_in
from nianbao.readers.sources import Source, open_source
from nianbao.readers.unreadable import Unreadable
from nianbao.report import Report
from nianbao.report.toml_file import ReportText

if TYPE_CHECKING:
    from nianbao.readers.imported import Imported


def editions() -> Editions:
    """The editions of the form: the built-in ones, and those of the user's settings folder.

    The folder is `editions` in `settings_folder`.

    Raises:
        EditionError: a file in that folder has a mistake; it says where.
    """
    return _editions_with(settings_folder() / "editions")


def settings_folder() -> Path:
    """The folder of a user's own settings: `~/.config/nianbao` on Linux, the usual one elsewhere."""
    home = os.environ.get("HOME", "")
    if sys.platform == "linux" and home.startswith("/") and "XDG_CONFIG_HOME" not in os.environ:
        # What platformdirs says too, whose import alone is a twentieth of an export's time.
        return Path(home, ".config", "nianbao")
    from platformdirs import user_config_path

    return user_config_path("nianbao")


@lru_cache(maxsize=1)
def _editions_with(folder: Path) -> Editions:
    return built_in().with_folder(folder)


def read(source: Source) -> Report:
    """The report that a source holds.

    Raises:
        Unreadable: it cannot be read, or is no report.
    """
    return open_source(source, editions()).report


def import_document(
    source: Source, *, organ: str | None = None, year: int | None = None
) -> Imported:
    """The report that a document holds, and what in it could not be read for certain.

    `organ` and `year` are taken instead of what the document says.

    Raises:
        Unreadable: it cannot be read, or is no report.
    """
    opened = open_source(source, editions(), organ=organ, year=year)
    if not isinstance(opened, ReportText):
        return opened
    from nianbao.readers.imported import Imported

    report = opened.report
    report = replace(report, organ=organ or report.organ, year=year or report.year)
    return Imported(report, doubts=(), places={})


def last_year_of(report: Report, source: Source) -> Report | None:
    """Last year's report, where the report names its file and that can be read."""
    file = last_year_file(report, source)
    try:
        return None if file is None else read(file)
    except Unreadable:
        return None


def last_year_file(report: Report, source: Source) -> Path | None:
    """The file that a report names as last year's: in its own folder, and looked for nowhere else."""
    if report.last_year is None or isinstance(source, bytes):
        return None
    return Path(source).resolve().parent / report.last_year
