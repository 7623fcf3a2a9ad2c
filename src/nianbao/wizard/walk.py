"""The way through one open report: which screen comes next, and where it was left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from nianbao.checks.finding import Finding
from nianbao.editions import Section
from nianbao.wizard.contents import FIELD
from nianbao.wizard.document import Document, DocumentChange
from nianbao.wizard.last_year_note import note_on_last_year
from nianbao.wizard.problems import problem_beside, target_of
from nianbao.wizard.recent import RecentReport
from nianbao.wizard.screens.base import DocumentScreen
from nianbao.wizard.screens.section import SectionScreen
from nianbao.wizard.shown_findings import section_of

if TYPE_CHECKING:
    from textual.app import App

    from nianbao.readers.imported import Imported
    from nianbao.wizard.desk import Desk

LAST_YEAR = f"{FIELD}last_year"


class Walk:
    """Moves between the screens of a report; leaving one commits and remembers the place."""

    def __init__(self, app: App[None], document: Document, desk: Desk) -> None:
        """`desk` remembers the section and the places, whenever one of them is another."""
        self._app = app
        self._desk = desk
        self.document = document
        self.places: dict[str, str] = {}
        self._section = ""
        self._problem: Finding | None = None
        self._asked = False

    def begin(
        self,
        known: RecentReport | None,
        imported: Imported | None = None,
        *,
        quick: bool = False,
    ) -> None:
        """Show the task list, and on it the section one was in last, or what to look at first."""
        from nianbao.wizard.import_comparison import ImportComparison
        from nianbao.wizard.screens.doubts import Doubts
        from nianbao.wizard.screens.overview import Overview

        self._app.push_screen(Overview(self.document))
        if imported is not None:
            read = self.document.report.cells
            self._app.push_screen(
                Doubts(
                    self.document,
                    ImportComparison(
                        self.document.edition, imported.doubts, imported.written, dict(read)
                    ),
                )
            )
        elif quick:
            self.quick()
        elif known is not None:
            self.places.update(known.places)
            if known.section in [section.name for section in self.document.edition.texts]:
                self.section(known.section)
        self.keep()
        if self.document.changed_outside:
            self._ask_about_before()
        self.tell()
        self._tell_of_last_year()

    def overview(self) -> None:
        """Go back to the task list."""
        from nianbao.wizard.screens.overview import Overview

        self._back_to(Overview)

    def section(
        self, name: str, address: str | None = None, finding: Finding | None = None
    ) -> None:
        """Go to a section, at an address or where it was left; because of `finding`, if given."""
        section = self.document.edition.section(name)
        address = address or self.places.get(name)
        top = self._app.screen
        screen = self._screen_of(section, address)
        if (
            isinstance(top, SectionScreen)
            and type(top) is type(screen)
            and top.section.name == name
        ):
            if address:
                top.show_place(address)
            if finding is not None:
                top.tell_of(finding)
            return
        if finding is not None:
            screen.tell_of(finding)
        self._leave()
        self._section = name
        self._desk.remember(self.document, name, self.places)
        if isinstance(top, SectionScreen) and self._is_beside(top, section, address):
            self._app.push_screen(screen)
        elif isinstance(top, SectionScreen):
            while isinstance(self._app.screen_stack[-2], SectionScreen):
                self._app.pop_screen()
            self._app.switch_screen(screen)
        else:
            self._app.push_screen(screen)

    def place(self, address: str) -> None:
        """Go to where an address is."""
        try:
            section = self.document.edition.section_of(address)
        except KeyError:
            section = self.document.edition.preface
        self.section(section.name, address)

    def problem(self, step: int) -> None:
        """Go to the next problem shown, or to the one before."""
        top = self._app.screen
        here = (top.section.name, top.place) if isinstance(top, SectionScreen) else ("", None)
        self._leave()
        found = problem_beside(self.document, self._problem, here, step)
        if found is not None:
            self.finding(found)

    def finding(self, finding: Finding) -> None:
        """Go to where a finding is."""
        self._problem = finding
        section = section_of(finding, self.document.edition)
        self.section(section, target_of(finding, self.document), finding)

    def review(self) -> None:
        """Show the whole report and what was found."""
        from nianbao.wizard.screens.review import Review

        if not self._back_to(Review):
            self._leave()
            self._app.push_screen(Review(self.document))

    def export(self) -> None:
        """Show the export."""
        from nianbao.wizard.screens.export import Export

        if not isinstance(self._app.screen, Export):
            self._leave()
            folder = self._desk.settings.folder_of_exports(self.document.path)
            self._app.push_screen(Export(self.document, folder, self._desk.preferences))

    def quick(self) -> None:
        """Ask the questions of quick filling, as far as they still can fill something."""
        from nianbao.wizard.quick_filling import open_questions
        from nianbao.wizard.screens.quick import Quick

        if open_questions(self.document):
            self._leave()
            self._app.push_screen(Quick(self.document))

    def back(self) -> None:
        """Go back from the screen on top."""
        self._leave()
        self._app.pop_screen()

    def changed(self, change: DocumentChange) -> None:
        """Show a change; one that was made to repair a finding leads back to the review."""
        from nianbao.wizard.screens.review import Review

        self._ask_about_outside()
        self.tell()
        if LAST_YEAR in change.addresses:
            self._tell_of_last_year()
        stack = self._app.screen_stack
        if isinstance(stack[-1], DocumentScreen) and stack[-1].is_there:
            stack[-1].document_changed()
        if len(stack) > 1 and isinstance(stack[-2], Review):
            edition, top = self.document.edition, stack[-1]
            cells = change.addresses & edition.cells.keys()
            repaired = {edition.section_of(address).name for address in cells}
            if isinstance(top, SectionScreen) and top.section.name in repaired:
                self.back()

    def tell(self) -> None:
        """Say what the document has to say."""
        for sentence in self.document.take_told():
            self._app.notify(sentence, timeout=10)

    def _tell_of_last_year(self) -> None:
        if said := note_on_last_year(self.document):
            self._app.notify(said, timeout=10)

    def _ask_about_before(self) -> None:
        """Ask what is to count, where another program wrote the file and a sentence is too short."""
        from nianbao.wizard.screens.outside import ChangedBefore

        if ChangedBefore.asks(self.document):
            self.document.take_told()
            self._app.push_screen(ChangedBefore(self.document))

    def _ask_about_outside(self) -> None:
        """Ask once each time that another program wrote the file."""
        from nianbao.wizard.screens.outside import ChangedOutside

        outside = self.document.saving.changed_outside
        asking = isinstance(self._app.screen, ChangedOutside)
        if outside and not self._asked and not asking:
            self._app.push_screen(ChangedOutside(self.document))
        self._asked = outside

    def settle(self) -> None:
        """Commit what is being typed, wherever that is."""
        for screen in self._screens():
            screen.settle()

    def set_aside(self) -> None:
        """Keep what is being typed, wherever that is: the program stops or ends in the middle of it."""
        for screen in self._screens():
            screen.set_aside()

    def take_up(self) -> None:
        """The program goes on, and so does the typing."""
        for screen in self._screens():
            screen.take_up()

    def _screens(self) -> Iterator[DocumentScreen]:
        for screen in self._app.screen_stack:
            if isinstance(screen, DocumentScreen) and screen.is_there:
                yield screen

    def keep(self) -> None:
        """Remember where one is, before the program may end."""
        top = self._app.screen
        if isinstance(top, SectionScreen):
            self._note(top)
        self._desk.remember(self.document, self._section, self.places)

    def _leave(self) -> None:
        top = self._app.screen
        if isinstance(top, DocumentScreen) and top.is_there:
            top.settle()
        if isinstance(top, SectionScreen):
            self._note(top)
            self.document.leave_section(top.section.name)
            self._section = ""

    @staticmethod
    def _is_beside(top: SectionScreen, section: Section, address: str | None) -> bool:
        """Whether this is the text that belongs to the table one is at: Esc leads back to it."""
        to_text = (address or "").startswith("narrative.")
        return top.section == section and section.table is not None and to_text

    def _note(self, screen: SectionScreen) -> None:
        if screen.section.table is not None and (screen.place or "").startswith("narrative."):
            # The text before a table is a side way; the section opens at its table.
            self.places.pop(screen.section.name, None)
            return
        if screen.is_there and screen.place is not None:
            self.places[screen.section.name] = screen.place

    def _back_to(self, kind: type[DocumentScreen]) -> bool:
        if not any(isinstance(screen, kind) for screen in self._app.screen_stack):
            return False
        self._leave()
        while not isinstance(self._app.screen, kind):
            self._app.pop_screen()
        return True

    def _screen_of(self, section: Section, address: str | None) -> SectionScreen:
        if section == self.document.edition.preface:
            from nianbao.wizard.screens.basic import BasicData

            return BasicData(self.document, section, address, self._desk.preferences)
        if section.table is None or (address or "").startswith("narrative."):
            from nianbao.wizard.screens.narrative import Narrative

            return Narrative(self.document, section, address)
        from nianbao.wizard.screens.table import TableScreen

        return TableScreen(self.document, section, address)
