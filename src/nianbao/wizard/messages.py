"""What a screen tells the app: where the user wants to go, and what has happened."""

from __future__ import annotations

from pathlib import Path

from textual.message import Message

from nianbao.report import Report


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


class ReviewWanted(Message):
    """The user wants the whole report, with everything that was found."""


class ExportWanted(Message):
    """The user wants the report in a format for other people."""


class ReportWanted(Message):
    """The user wants a report's file opened, or one of that name begun."""

    def __init__(self, path: Path, first: Report | None = None) -> None:
        super().__init__()
        self.path = path
        self.first = first
        """What the new file holds at first; None for a file that is there."""


class StartWanted(Message):
    """The user is done with this report and wants the start screen."""
