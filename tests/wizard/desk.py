"""A desk with one report open on it: a folder, a clock that a test sets, and what the document told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from nianbao.editions import built_in
from nianbao.report import Number, Report
from nianbao.report.disk import REAL_DISK, Disk
from nianbao.report.lock import HeldBy
from nianbao.report.new_report import blank_report
from nianbao.report.toml_writing import report_to_toml
from nianbao.wizard.document import Document, DocumentChange
from nianbao.wizard.opening import OpeningProblem, Setting, open_document

MORNING = datetime(2026, 1, 5, 10, 32).astimezone()
ORGAN = "西工区金谷园街道办事处"


def report(cells: Mapping[str, Number] | None = None, year: int = 2025) -> Report:
    """A report of that year that holds these cells."""
    return blank_report(built_in().for_year(year), ORGAN, year).with_cells(dict(cells or {}))


class Desk:
    """Opens reports, at a time that it keeps."""

    def __init__(
        self,
        folder: Path,
        disk: Disk = REAL_DISK,
        *,
        state_folder: Path | None = None,
        who: str = "王芳",
    ) -> None:
        self.path = folder / "年报.toml"
        self.now = MORNING
        self.changes: list[DocumentChange] = []
        self.listeners: list[Callable[[], None]] = []
        self.setting = Setting(
            editions=built_in(),
            state_folder=state_folder or folder / "state",
            clock=lambda: self.now,
            who=who,
            disk=disk,
        )

    def write(self, cells: Mapping[str, Number] | None = None, year: int = 2025) -> None:
        """Put a report's file where it is opened."""
        self.path.write_text(report_to_toml(report(cells, year)), encoding="utf-8")

    def try_open(
        self,
        path: Path | None = None,
        *,
        first: Report | None = None,
        last_year: Report | None = None,
        read_only: bool = False,
        take_over: HeldBy | None = None,
        lost: Report | None = None,
    ) -> Document | OpeningProblem:
        """What opening gives."""
        return open_document(
            path or self.path,
            setting=self.setting,
            on_change=self._changed,
            first=first,
            last_year=last_year,
            read_only=read_only,
            take_over=take_over,
            lost=lost,
        )

    def open(self, *, last_year: Report | None = None, read_only: bool = False) -> Document:
        """The document, where there is one."""
        found = self.try_open(last_year=last_year, read_only=read_only)
        assert isinstance(found, Document), found
        return found

    def _changed(self, change: DocumentChange) -> None:
        self.changes.append(change)
        for listener in self.listeners:
            listener()

    def pass_time(self, document: Document, seconds: float = 1) -> None:
        """Let the clock run on, as the app does."""
        self.now += timedelta(seconds=seconds)
        document.tick(self.now)

    def text(self) -> str:
        """What the file holds."""
        return self.path.read_text(encoding="utf-8")
