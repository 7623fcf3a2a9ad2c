"""The app's part in opening one report after another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from nianbao.report.paths import is_file
from nianbao.wizard.documents_read import reading
from nianbao.wizard.ending import Ending
from nianbao.wizard.messages import DocumentChanged, Opening, ReportWanted
from nianbao.wizard.waiting import Waiting

if TYPE_CHECKING:
    from nianbao.wizard.document import DocumentChange

# As this program writes it. One written otherwise is found when the file is opened, unannounced.
_LAST_YEAR = re.compile(rb'^last_year = "([^"\\\n]+)"', re.MULTILINE)
_HEAD = 65_536
"""The bytes of a report's file in which it says whose and of which year it is."""


class Reports(Ending, Waiting):
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
        documents = self.desk.documents
        needed = [path for path in _needed(opening) if documents.takes_long(path)]
        if needed:
            self.wait_for(
                reading(needed[0]),
                lambda: [documents.imported(path) for path in needed],
                lambda: self._open(opening),
            )
        else:
            self._open(opening)

    def _open(self, opening: Opening) -> None:
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


def _needed(opening: Opening) -> Iterator[Path]:
    """The documents that opening a report reads: the file itself, and last year's report."""
    path = opening.path
    if path.suffix.lower() != ".toml":
        yield path
    elif opening.first is not None:
        if opening.first.last_year is not None:
            yield path.with_name(opening.first.last_year)
    elif opening.last_year is None and is_file(path):
        with suppress(OSError, ValueError), path.open("rb") as file:
            if named := _LAST_YEAR.search(file.read(_HEAD)):
                yield path.with_name(named[1].decode(errors="replace"))
