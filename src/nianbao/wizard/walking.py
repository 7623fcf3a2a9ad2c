"""The app's part in walking through a report: each wish of a screen becomes a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nianbao.wizard import messages

if TYPE_CHECKING:
    from nianbao.wizard.walk import Walk


class Walking:
    """Mixed into the app: hands the screens' messages to the walk of the open report."""

    walk: Walk | None = None

    def on_document_changed(self, message: messages.DocumentChanged) -> None:
        """Show it."""
        if self.walk is not None:
            self.walk.changed(message.change)

    def on_back_wanted(self) -> None:
        """One step back."""
        if self.walk is not None:
            self.walk.back()

    def on_overview_wanted(self) -> None:
        """The task list."""
        if self.walk is not None:
            self.walk.overview()

    def on_section_wanted(self, message: messages.SectionWanted) -> None:
        """A section."""
        if self.walk is not None:
            self.walk.section(message.section, message.address)

    def on_place_wanted(self, message: messages.PlaceWanted) -> None:
        """A place."""
        if self.walk is not None:
            self.walk.place(message.address)

    def on_problem_wanted(self, message: messages.ProblemWanted) -> None:
        """The problem beside."""
        if self.walk is not None:
            self.walk.problem(message.step)

    def on_finding_wanted(self, message: messages.FindingWanted) -> None:
        """The place of a finding."""
        if self.walk is not None:
            self.walk.finding(message.finding)

    def on_review_wanted(self) -> None:
        """The review."""
        if self.walk is not None:
            self.walk.review()

    def on_quick_wanted(self) -> None:
        """The questions of quick filling."""
        if self.walk is not None:
            self.walk.quick()

    def on_quick_answered(self, message: messages.QuickAnswered) -> None:
        """On from them."""
        if self.walk is not None:
            self.walk.overview()
            if message.section is not None:
                self.walk.section(message.section)

    def on_export_wanted(self) -> None:
        """The export."""
        if self.walk is not None:
            self.walk.export()
