"""What the wizard works with: the editions, the folders, the clock, and the reports of late."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from nianbao.report.disk import REAL_DISK, Disk
from nianbao.report.paths import is_file, is_folder, is_there, typed_path
from nianbao.report.width import cut
from nianbao.settings import Settings
from nianbao.wizard.documents_read import DocumentsRead
from nianbao.wizard.messages import Opening
from nianbao.wizard.preferences import Preferences
from nianbao.wizard.recent import RecentReport, RecentReports

if TYPE_CHECKING:
    from nianbao.report import Report
    from nianbao.settings.reading import SettingsMistake
    from nianbao.wizard.document import Document, OnChange
    from nianbao.wizard.opening import OpeningProblem, Setting
    from nianbao.wizard.saving_state import Clock

MANY = 60
"""How many files of a folder are looked into for last year's report."""

_TEXTS = (".toml", ".md", ".markdown", ".txt", ".json")
_SLOW = (".pdf", ".doc", ".xls", ".wps", ".rtf", ".odt")
_DOCUMENTS = (".docx", ".html", ".htm", ".xlsx", *_SLOW)
READABLE = (*_TEXTS, *_DOCUMENTS)
"""How the files end that can be opened or imported."""

FEW = 8
"""How many documents are looked into: each takes a good deal longer than a text."""

_NAMED_SO = ("年报", "年度报告", "信息公开")
"""What a document's name has to say before it is looked into unasked."""


_LONGEST_PATH = 120
"""The most cells of a path in what is said."""


def _now() -> datetime:
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A report's file that lies in a folder."""

    path: Path
    organ: str
    year: int


class Desk:
    """Opens reports, and knows which there are."""

    def __init__(
        self,
        state_folder: Path,
        *,
        settings_folder: Path | None = None,
        folder: Path | None = None,
        clock: Clock = _now,
        disk: Disk = REAL_DISK,
    ) -> None:
        """Lay it out.

        Args:
            state_folder: keeps the edit logs.
            settings_folder: keeps the user's settings; None: all is as by default.
            folder: where reports are looked for and begun, unless the settings name another.
            clock: the time.
            disk: the system's calls by which everything is written.
        """
        self.preferences = Preferences(settings_folder, disk)
        self._here = folder or _here()
        self.clock = clock
        self.disk = disk
        self.recent = RecentReports(state_folder, disk)
        self.documents = DocumentsRead()
        self._neighbours: dict[Path, tuple[Neighbour, ...]] = {}
        self._looking = Lock()
        self.state_folder = state_folder

    @cached_property
    def setting(self) -> Setting:
        """What opening a report needs; the start screen does not wait for it.

        Raises:
            EditionError: an edition file of the user's has a mistake.
        """
        from nianbao import operations
        from nianbao.wizard.opening import Setting

        return Setting(
            editions=operations.editions(),
            state_folder=self.state_folder,
            clock=self.clock,
            who=_person(),
            read_report=self.documents.report,
            choice=self.preferences.chosen_rules[0],
            disk=self.disk,
            moved=self.recent.forget,
        )

    @property
    def settings(self) -> Settings:
        """What the user has set."""
        return self.preferences.settings

    @property
    def folder(self) -> Path:
        """Where reports are looked for and begun."""
        chosen = self.settings.folder_of_reports(self._here)
        return chosen if is_folder(chosen) else self._here

    def missing_folder(self) -> tuple[SettingsMistake, ...]:
        """What is to be said where the folder that the settings name for reports is not there."""
        chosen = self.settings.folder_of_reports(self._here)
        if is_folder(chosen):
            return ()
        shown = cut(str(chosen), _LONGEST_PATH, "..")
        said = f"没有 {shown} 这个文件夹，现用 {self._here}。"
        return (self.preferences.read.mistake(said, "folders", "reports"),)

    @property
    def last_calendar_year(self) -> int:
        """The year that is reported on now."""
        return self.clock().year - 1

    def prepare(self) -> None:
        """Load what opening and beginning a report need; what is loaded later keeps a key waiting.

        Raises:
            EditionError: an edition file of the user's has a mistake.
        """
        for module in ("new", "pick", "overview", "narrative", "table"):
            import_module(f"nianbao.wizard.screens.{module}")
        import_module("nianbao.wizard.walk")
        _ = self.setting.editions

    def open(self, opening: Opening, on_change: OnChange) -> Document | OpeningProblem:
        """Open a report's file, or begin one; see `open_document`."""
        from nianbao.wizard.opening import open_document

        return open_document(
            opening.path,
            setting=self.setting,
            on_change=on_change,
            first=opening.first,
            last_year=opening.last_year,
            read_only=opening.read_only,
            take_over=opening.take_over,
            lost=self._lost(opening.path),
        )

    def _lost(self, path: Path) -> Report | None:
        """What is known of a report whose file is not there: its office and its year."""
        known = None if is_there(path) else self.recent.of(path)
        if known is None:
            return None
        from nianbao.report.new_report import blank_report

        return blank_report(self.setting.editions.for_year(known.year), known.organ, known.year)

    def unwritten(self) -> tuple[tuple[RecentReport, int], ...]:
        """The reports whose file lacks something that was typed, each with the number of edits."""
        from nianbao.wizard.opening import unwritten_edits

        counted = (
            (report, unwritten_edits(report.path, self.setting)) for report in self.recent.known()
        )
        return tuple((report, edits) for report, edits in counted if edits)

    def look_around(self) -> None:
        """Find out which reports lie in the folder; that may take seconds, and can be in a thread."""
        with self._looking:
            self._neighbours[self.folder] = tuple(self._reports_in(self.folder))

    def year_before(self, organ: str, year: int) -> Path | None:
        """The file in the folder that holds this office's report on the year before.

        Only reports that `look_around` has found count.
        """
        return next(
            (
                known.path
                for known in self._neighbours.get(self.folder, ())
                if known.organ == organ and known.year == year - 1
            ),
            None,
        )

    def remember(self, document: Document, section: str, places: dict[str, str]) -> None:
        """Remember that this report was worked on, and where in it."""
        if not is_file(document.path):
            return
        report = document.report
        self.recent.remember(
            RecentReport(
                path=document.path,
                organ=report.organ,
                year=report.year,
                state=state_of(document),
                when=self.clock().isoformat(timespec="seconds"),
                section=section,
                places=places,
            )
        )

    def _is_named_so(self, document: Path) -> bool:
        """Whether a document's name promises a report; a slow one's has to tell the year, too."""
        told = str(self.last_calendar_year - 1) in document.stem
        return any(word in document.stem for word in _NAMED_SO) and (
            told or document.suffix.lower() not in _SLOW
        )

    def _reports_in(self, folder: Path) -> Iterator[Neighbour]:
        files = _files_in(folder)
        texts = [file for file in files if file.suffix.lower() in _TEXTS]
        documents = [
            file for file in files if file.suffix.lower() in _DOCUMENTS and self._is_named_so(file)
        ]
        for file in (*texts[:MANY], *documents[:FEW]):
            if report := self.documents.report(file):
                yield Neighbour(file, report.organ, report.year)


def state_of(document: Document) -> str:
    """How far a whole report is, in a word."""
    statuses = {document.status(section.name).label for section in document.edition.texts}
    order = ("有问题", "填写中", "未开始", "已完成")
    if statuses == {"未开始"}:
        return "未开始"
    first = next((label for label in order if label in statuses), "")
    return "填写中" if first == "未开始" else first


def file_name(organ: str, year: int, taken: Callable[[str], bool]) -> str:
    """A name for a report's file that is not taken: `金谷园街道办事处2025年.toml`."""
    safe = "".join(c for c in organ if c not in '\\/:*?"<>|' and c.isprintable())
    # A file name holds 255 bytes, a Chinese character takes three of them.
    stem = f"{safe[:60].strip('. ') or '年报'}{year}年"
    names = [f"{stem}.toml", *(f"{stem}.{number}.toml" for number in range(2, 100))]
    return next((name for name in names if not taken(name)), names[-1])


def _files_in(folder: Path) -> list[Path]:
    """What lies in a folder; nothing in one that cannot be looked into."""
    try:
        return sorted(folder.glob("*"))
    except OSError:
        return []


def _here() -> Path:
    """The folder the program is started in; the user's own where that one is gone."""
    try:
        return Path.cwd()
    except OSError:
        return typed_path("~")


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
