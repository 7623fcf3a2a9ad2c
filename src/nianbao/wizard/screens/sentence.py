"""A sentence that does not agree with the tables: mend it, or look at the cell instead."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList

from nianbao.checks.finding import Finding
from nianbao.editions import Edition
from nianbao.report.live_figures import name_of, with_names
from nianbao.wizard.finding_list import MARKS
from nianbao.wizard.menu import Menu, numbered
from nianbao.wizard.paragraph import Paragraph
from nianbao.wizard.screens.base import WizardScreen
from nianbao.wizard.styles import stylesheet

MEND = "mend"
_MOST_CELLS = 7


class SentenceRepair(WizardScreen[str]):
    """Gives `MEND`, or the address of the cell to go to; None where all is left as it is."""

    CSS = stylesheet("screens/sentence.tcss")
    heading = "修改建议"
    BINDINGS = [
        Binding("escape", "back", "不改", id="back", tooltip="什么都不改，回到正文"),
    ]

    def __init__(self, finding: Finding, edition: Edition) -> None:
        super().__init__()
        self._finding, self._edition = finding, edition

    def body(self) -> ComposeResult:
        """What was found, and what can be done about it."""
        yield Paragraph(f"{MARKS[self._finding.severity]} {self._finding.message}", id="told")
        yield Menu(numbered(self._ways()))

    def help_here(self) -> tuple[str, str]:
        """What each way does."""
        return "修改建议", (
            "句子里的数和表中的不一样，先对照台账看哪一个对。\n"
            "表中的对：改为引用，公布时换成表中的数，以后表格改了，这里也跟着改。\n"
            "句子里的对：到表中那一格去改。都对，只是范围不同：在核对里说明原因。"
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """That is what the user wants."""
        event.stop()
        self.dismiss(event.option_id)

    def _ways(self) -> Iterator[tuple[str, str]]:
        finding = self._finding
        if finding.instead is not None and finding.figure is not None:
            figure = with_names(finding.instead, self._edition)
            yield MEND, f"表中的对：句子里改为引用 {figure}（可一次撤销）"
        for address in finding.cells[:_MOST_CELLS]:
            yield address, f"句子里的对：到表中“{name_of(address, self._edition)}”一格去改"
