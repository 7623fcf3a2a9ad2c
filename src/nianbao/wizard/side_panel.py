"""What stands beside a section where the window is wide: the task list, and what was found."""

from __future__ import annotations

from textual.containers import Vertical
from textual.widgets import OptionList, Static

from nianbao.report.width import cut, pad_right
from nianbao.wizard.document import Document
from nianbao.wizard.finding_counts import nothing_found
from nianbao.wizard.finding_list import FindingList
from nianbao.wizard.menu import Item, Menu, status_style
from nianbao.wizard.messages import FindingWanted, SectionWanted
from nianbao.wizard.shown_findings import section_of

_TITLE = 24


class SidePanel(Vertical):
    """Every section with its status; a click goes there."""

    def __init__(self, document: Document, here: str) -> None:
        super().__init__()
        self._document = document
        self._here = here
        self._menu: Menu | None = None

    async def on_show(self) -> None:
        """Only now is it needed."""
        if self._menu is None:
            self._menu = Menu()
            self._menu.can_focus = False
            await self.mount(self._menu, FindingPanel(self._document, self._here))
            self.update()

    def update(self) -> None:
        """Look at the document again."""
        if self._menu is not None:
            self._menu.show(self._items())
            self._menu.choose(self._here)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go there."""
        event.stop()
        if event.option_id is not None:
            self.post_message(SectionWanted(event.option_id))

    def _items(self) -> list[Item]:
        rows = []
        for section in self._document.edition.texts:
            status = self._document.status(section.name)
            title = pad_right(cut(section.title, _TITLE, ".."), _TITLE + 1)
            rows.append(Item(section.name, [title, (status.label, status_style(status.label))]))
        return rows


class FindingPanel(Vertical):
    """The findings shown, those of the section one is in first; a click goes where one is.

    It stands below the task list, and where the window is wider still, at the right.
    """

    def __init__(self, document: Document, here: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._document = document
        self._here = here
        self._findings: FindingList | None = None
        self._over = Static("", classes="over", markup=False)

    async def on_show(self) -> None:
        """Only now is it needed."""
        if self._findings is None:
            self._findings = FindingList()
            self._findings.can_focus = False
            await self.mount(self._over, self._findings)
            self.update()

    def update(self) -> None:
        """Look at the document again."""
        if self._findings is None:
            return
        listed = enumerate(self._document.listed, 1)
        shown = [
            (number, finding)
            for number, finding in listed
            if finding.answered is None and finding in self._document.findings
        ]
        edition = self._document.edition
        shown.sort(key=lambda known: section_of(known[1], edition) != self._here)
        self._over.update("问题" if shown else nothing_found(self._document))
        self._findings.show_numbered(shown)
        self._findings.highlighted = None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go there."""
        event.stop()
        finding = None if self._findings is None else self._findings.finding(event.option_id)
        if finding is not None:
            self.post_message(FindingWanted(finding))
