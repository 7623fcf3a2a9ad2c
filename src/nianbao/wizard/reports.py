"""The app's part in opening one report after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nianbao.wizard.ending import Ending
from nianbao.wizard.messages import DocumentChanged, Opening, ReportWanted

if TYPE_CHECKING:
    from nianbao.wizard.document import DocumentChange


class Reports(Ending):
    """Mixed into the app: the start screen, and the report that is opened from it."""

    def on_start_wanted(self) -> None:
        """Close the report and show the start screen."""
        from nianbao.wizard.screens.start import Start

        def start() -> None:
            self._clear()
            self.push_screen(Start(self.desk))

        self._leave(start)

    def on_report_wanted(self, message: ReportWanted) -> None:
        """Open a report."""
        self.open_report(message.opening)

    def open_report(self, opening: Opening) -> None:
        """Show the report, or what is wrong with its file, in place of what was open."""
        from nianbao.wizard.opening import OpeningProblem, OtherDocument
        from nianbao.wizard.screens.new import NewReport
        from nianbao.wizard.screens.problem import Problem
        from nianbao.wizard.walk import Walk

        opened = self.desk.open(opening, self._changed)
        if isinstance(opened, OtherDocument):
            form = NewReport.importing(self.desk, opened.path)
            if isinstance(form, NewReport):
                self.push_screen(form, self._begin_imported)
                return
            opened = OpeningProblem(opened.path, form)
        if isinstance(opened, OpeningProblem):
            self.push_screen(Problem(self.desk, opened, opening))
            return
        self._clear()
        self.walk = Walk(self, opened, self.desk)
        self.walk.begin(self.desk.recent.of(opened.path), opening.imported, quick=opening.quick)

    def _begin_imported(self, opening: Opening | None) -> None:
        """Open the report that a document was imported into; without one, begin at the start."""
        if opening is None:
            self.on_start_wanted()
        else:
            self.open_report(opening)

    def _clear(self) -> None:
        self._close_document()
        self.walk = None
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def _changed(self, change: DocumentChange) -> None:
        self.post_message(DocumentChanged(change))
