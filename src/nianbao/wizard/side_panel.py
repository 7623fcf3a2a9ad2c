"""What stands beside a section where the window is wide: the task list, and what was found."""

from __future__ import annotations

from textual.containers import Vertical
from textual.widgets import OptionList, Static

from nianbao.report.width import cut, pad_right
from nianbao.wizard.document import Document
from nianbao.wizard.finding_list import FindingList
from nianbao.wizard.menu import Item, Menu, status_style
from nianbao.wizard.messages import FindingWanted, SectionWanted

_TITLE = 24


class SidePanel(Vertical):
    """Every section with its status, and below them the findings shown; a click goes there."""

    def __init__(self, document: Document, here: str) -> None:
        super().__init__()
        self._document = document
        self._here = here
        self._menu: Menu | None = None
        self._findings: FindingList | None = None
        self._over = Static("", classes="over", markup=False)

    async def on_show(self) -> None:
        """Only now is it needed."""
        if self._menu is None:
            self._menu, self._findings = Menu(), FindingList()
            self._menu.can_focus = self._findings.can_focus = False
            await self.mount(self._menu, self._over, self._findings)
            self.update()

    def update(self) -> None:
        """Look at the document again."""
        if self._menu is None or self._findings is None:
            return
        self._menu.show(self._items())
        self._menu.choose(self._here)
        shown = [finding for finding in self._document.findings if finding.answered is None]
        self._over.update("问题" if shown else "未发现问题")
        self._findings.show_findings(shown)
        self._findings.highlighted = None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go there."""
        event.stop()
        if event.option_list is self._menu and event.option_id is not None:
            self.post_message(SectionWanted(event.option_id))
        elif self._findings is not None:
            finding = self._findings.finding(event.option_id)
            if finding is not None:
                self.post_message(FindingWanted(finding))

    def _items(self) -> list[Item]:
        rows = []
        for section in self._document.edition.texts:
            status = self._document.status(section.name)
            title = pad_right(cut(section.title, _TITLE, ".."), _TITLE + 1)
            rows.append(Item(section.name, [title, (status.label, status_style(status.label))]))
        return rows
