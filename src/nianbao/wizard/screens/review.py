"""The review: the whole report as it is printed, and everything that was found in it."""

from __future__ import annotations

import re

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Vertical, VerticalScroll
from textual.widgets import OptionList, Static

from nianbao import operations
from nianbao.checks.finding import Finding
from nianbao.wizard.document import Document
from nianbao.wizard.explaining import EXPLAIN, Explaining
from nianbao.wizard.finding_counts import counted
from nianbao.wizard.finding_list import FindingList
from nianbao.wizard.key_names import with_keys
from nianbao.wizard.keys import FIND_CELL
from nianbao.wizard.messages import FindingWanted
from nianbao.wizard.paragraph import Paragraph, in_lines
from nianbao.wizard.printed_marks import mark_of_number, printed_marks
from nianbao.wizard.shown_findings import section_of
from nianbao.wizard.styles import stylesheet
from nianbao.wizard.suggesting import SUGGEST, Suggesting


class Printed(VerticalScroll, can_focus=True):
    """The printed form, which can be scrolled."""


class Review(Suggesting, Explaining):
    """What was found, errors first, and the printed form below it; on wide windows beside it."""

    CSS = stylesheet("screens/review.tcss")
    BINDINGS = [
        FIND_CELL,
        SUGGEST,
        EXPLAIN,
        Binding("tab", "app.focus_next", "问题/全文", id="switch", tooltip="在问题和全文之间切换"),
    ]
    findings = getters.query_one(FindingList)

    def __init__(self, document: Document) -> None:
        super().__init__(document, "核对")
        self._printed_width = 0
        self._lines: list[str] = []

    def body(self) -> ComposeResult:
        """The list and the printed form."""
        with Container(id="review"):
            with Vertical(id="found"):
                yield Paragraph(self._summary(), id="summary")
                yield FindingList(self.document.listed)
            with Printed():
                yield Static("", id="printed", markup=False)

    def help_here(self) -> tuple[str, str]:
        """What review is for."""
        return "核对", (
            "列出全部问题，错误在前；按 Enter 到出错的地方，改好后自动回到这里。\n"
            "勾稽关系不符的，按 <suggest> 推算哪一格可能有误。\n"
            "存疑和提示，核对后确认没有错的，按 <suggest> 写明理由，Enter 保存，标为“已说明”，列在最后。\n"
            "另有印出来的样子，按 Tab 过去翻看；数和文字后面的 !1、?2 就是列表里的编号。"
        )

    def on_mount(self) -> None:
        """Show the printed form."""
        self._show_list()

    def on_resize(self) -> None:
        """The printed form follows the width that is left to it."""
        self.call_after_refresh(self._say_summary)
        self.call_after_refresh(self._print)

    def document_changed(self) -> None:
        """Show both anew."""
        super().document_changed()
        self._show_list()
        self._printed_width = 0
        self._print()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the way to where one is, and the switch where there is no list."""
        if action == "app.focus_next" or action == "focus_next":
            return bool(self.document.listed)
        if action == "suggest":
            return self.document.writable and self.to_mend() is not None
        return action != "review" and super().check_action(action, parameters)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the finding's place."""
        event.stop()
        finding = self.findings.finding(event.option_id)
        if finding is not None:
            self.post_message(FindingWanted(finding))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the section of the finding in the printed form."""
        event.stop()
        self.refresh_bindings()
        self._show_place()

    def _show_place(self) -> None:
        if not self.is_there:
            return
        chosen = self.findings.chosen
        finding = self.findings.finding(chosen)
        if chosen is not None and finding is not None:
            section = section_of(finding, self.document.edition)
            title = self.document.edition.section(section).title
            printed, number = self.query_one(Printed), int(chosen) + 1
            mark = re.compile(rf"{re.escape(mark_of_number(number, finding))}(?!\d)")
            marked = [y for y, line in enumerate(self._lines) if mark.search(line)]
            titled = [y for y, line in enumerate(self._lines) if line.strip().startswith(title)]
            top, height = next(iter(titled), 0), printed.size.height
            # The section from its title, where the place is seen then; else the place in the middle.
            if marked and not top <= marked[0] < top + height:
                top = max(0, marked[0] - height // 2)
            printed.scroll_to(y=top, animate=False)

    def to_explain(self) -> Finding | None:
        """The warning or hint at the cursor of the list."""
        finding = self.findings.finding(self.findings.chosen) if self.is_there else None
        return None if finding is None or finding.is_error else finding

    def to_mend(self) -> str | None:
        """The first cell of the balance at the cursor of the list."""
        finding = self.findings.finding(self.findings.chosen) if self.is_there else None
        is_balance = finding is not None and finding.is_error and finding.imbalance is not None
        cells = finding.cells if finding is not None and is_balance else ()
        return next((cell for cell in cells if cell in self.document.edition.cells), None)

    def told_of_repair(self, sentence: str) -> None:
        """Say it at the corner."""
        self.notify(with_keys(sentence, self.app), timeout=5)

    def _summary(self, width: int = 0) -> str:
        """What was found, in so many cells; a count is never broken at the end of a line."""
        found = counted(self.document.all_findings)
        explained = sum(finding.answered is not None for finding in self.document.all_findings)
        more = f"  已说明 {explained} 条" if explained else ""
        if found:
            go = "  按 Enter 到出错的地方，改好后回到这里"
            return in_lines([f"{found}{more}", go], width)
        unchecked = "" if self.document.last_year else "未核对：与上年的衔接（没有上年年报）。"
        return f"核对完毕，未发现问题{more.replace('  ', '，')}。{unchecked}"

    def _show_list(self) -> None:
        found = self.document.listed
        self._say_summary()
        self.findings.show_findings(found)
        self.findings.display = bool(found)

    def _say_summary(self) -> None:
        if self.is_there:
            summary = self.query_one("#summary", Paragraph)
            summary.say(self._summary(summary.content_size.width))

    def _print(self) -> None:
        if not self.is_there:
            return
        width = self.query_one(Printed).scrollable_content_region.width
        if width > 0 and width != self._printed_width:
            self._printed_width = width
            marks = printed_marks(self.document.listed, self.document.edition)
            text = operations.show(self.document.report, None, width, marks)
            self._lines = text.splitlines()
            self.query_one("#printed", Static).update(text)
            self.call_after_refresh(self._show_place)
