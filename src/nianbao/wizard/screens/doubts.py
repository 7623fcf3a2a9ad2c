"""What could not be read for certain in an imported document."""

from __future__ import annotations

from collections.abc import Iterable

from textual import getters
from textual.app import ComposeResult
from textual.widgets import OptionList

from nianbao.checks.finding import Finding
from nianbao.wizard.document import Document
from nianbao.wizard.finding_list import FindingList
from nianbao.wizard.messages import FindingWanted
from nianbao.wizard.paragraph import Paragraph
from nianbao.wizard.screens.base import DocumentScreen
from nianbao.wizard.styles import stylesheet


class Doubts(DocumentScreen):
    """A list of doubts; Enter goes to the place, Esc to the task list."""

    CSS = stylesheet("screens/review.tcss")
    findings = getters.query_one(FindingList)

    def __init__(self, document: Document, doubts: Iterable[Finding]) -> None:
        super().__init__(document, "导入")
        self._doubts = tuple(doubts)

    def body(self) -> ComposeResult:
        """The list."""
        yield Paragraph(
            f"已导入。有 {len(self._doubts)} 处没有读准，请对照原文逐个查看（Enter 到那里）：",
            id="summary",
        )
        yield FindingList(self._doubts)

    def on_mount(self) -> None:
        """Show the list."""
        self.findings.show_findings(self._doubts)

    def help_here(self) -> tuple[str, str]:
        """Where the doubts come from."""
        return "导入", "原文里读不准的地方都列在这里，相应的格留空。按 Enter 到那里补填。"

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the doubt's place."""
        event.stop()
        finding = self.findings.finding(event.option_id)
        if finding is not None:
            self.post_message(FindingWanted(finding))
