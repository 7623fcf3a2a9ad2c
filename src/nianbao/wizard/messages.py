"""What a screen tells the app: where the user wants to go, and what has happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from nianbao.checks.finding import Finding
    from nianbao.readers.imported import Imported
    from nianbao.report import Report
    from nianbao.report.lock import HeldBy
    from nianbao.wizard.document import DocumentChange


class DocumentChanged(Message):
    """The open document holds something else, or shows other findings, or was saved."""

    def __init__(self, change: DocumentChange) -> None:
        super().__init__()
        self.change = change


class BackWanted(Message):
    """The user wants one step back from a screen of the report."""


class OverviewWanted(Message):
    """The user wants the task list."""


class SectionWanted(Message):
    """The user wants a section, at an address in it or where it was left."""

    def __init__(self, section: str, address: str | None = None) -> None:
        super().__init__()
        self.section = section
        self.address = address


class PlaceWanted(Message):
    """The user wants the place of an address, in whichever section it stands."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address


class ProblemWanted(Message):
    """The user wants the next problem shown (`step` 1), or the one before (-1)."""

    def __init__(self, step: int) -> None:
        super().__init__()
        self.step = step


class FindingWanted(Message):
    """The user wants the place of a finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.finding = finding


class ReviewWanted(Message):
    """The user wants the whole report, with everything that was found."""


class ExportWanted(Message):
    """The user wants the report in a format for other people."""


class QuickWanted(Message):
    """The user wants the questions that fill what is none with zeros."""


class QuickAnswered(Message):
    """The questions are answered and filled in; `section` is where to go on, None: the task list."""

    def __init__(self, section: str | None) -> None:
        super().__init__()
        self.section = section


class StartWanted(Message):
    """The user is done with this report and wants the start screen."""


class SettingsChanged(Message):
    """The user's settings are others."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A report's file to open, or to begin."""

    path: Path
    first: Report | None = None
    """What a new file holds at first; None for a file that is there."""
    last_year: Report | None = None
    """Last year's report, where it does not lie beside the file."""
    read_only: bool = False
    """Show it without ever writing it."""
    take_over: HeldBy | None = None
    """Somebody else's lock to break first."""
    imported: Imported | None = None
    """What was read of the document it was imported from, and what not for certain."""
    quick: bool = False
    """Begin with the questions of quick filling."""


class ReportWanted(Message):
    """The user wants a report opened."""

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self.opening = opening


class WorkWanted(Message):
    """A screen wants something done that takes long, and then something else.

    The user is told `said` meanwhile.
    """

    def __init__(self, said: str, work: Callable[[], object], then: Callable[[], object]) -> None:
        super().__init__()
        self.said = said
        self.work = work
        self.then = then


class WaitNoLonger(Message):
    """The user gives up what is waited for."""
