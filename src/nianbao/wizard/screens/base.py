"""What every screen has: the top line, the footer, and the keys that mean one thing everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Static

from nianbao.wizard.footer import Footer
from nianbao.wizard.messages import (
    BackWanted,
    ExportWanted,
    OverviewWanted,
    PlaceWanted,
    ProblemWanted,
    ReviewWanted,
)
from nianbao.wizard.top_line import TopLine

if TYPE_CHECKING:
    from nianbao.wizard.document import Document

ResultT = TypeVar("ResultT")


class WizardScreen(Screen[ResultT]):
    """A screen of the wizard. A subclass gives its `body`; the footer comes by itself."""

    AUTO_FOCUS = "*"
    heading = ""
    """What the top line says where no report is open."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
    BINDINGS = [
        Binding("escape", "back", "返回", id="back", tooltip="退回上一步，所填内容都会保留"),
    ]

    def compose(self) -> ComposeResult:
        """The top line, the body, the footer."""
        yield from self.top()
        yield from self.body()
        yield Footer()

    def top(self) -> ComposeResult:
        """What stands above the body."""
        yield Static(f" {self.heading}", classes="heading", markup=False)

    def body(self) -> ComposeResult:
        """What stands between the top line and the footer."""
        yield from ()

    @property
    def is_there(self) -> bool:
        """Whether its widgets can be asked: not before they are mounted, nor once it closes.

        What was put off until after a refresh, or asks for keys, may come later than that.
        """
        return self.is_mounted and self.is_running

    def help_here(self) -> tuple[str, str]:
        """A title and a text about the place of the cursor, for F1."""
        return "", ""

    def settle(self) -> None:
        """Commit what is being typed, so that leaving the screen now loses nothing."""

    def action_back(self) -> None:
        """Go one step back."""
        self.settle()
        self.dismiss(None)


class DocumentScreen(WizardScreen[None]):
    """A screen of an open report.

    The app calls `document_changed` after every change of the document, wherever it was made, and
    `saving_changed` when the state of saving may have changed.
    """

    BINDINGS = [
        Binding(
            "f2,ctrl+o",
            "overview",
            "总览",
            id="overview",
            tooltip="各部分的填写情况",
            priority=True,
        ),
        Binding(
            "f5,ctrl+r",
            "review",
            "核对",
            id="review",
            tooltip="全文和全部问题，逐个查看",
            priority=True,
        ),
        Binding(
            "f8,ctrl+n",
            "problem(1)",
            "下一问题",
            id="next_problem",
            tooltip="到下一处已显示的问题",
            priority=True,
        ),
        Binding(
            "f7",
            "problem(-1)",
            "上一问题",
            id="previous_problem",
            tooltip="到上一处已显示的问题",
            priority=True,
        ),
        Binding("f12", "export", "导出", id="export", tooltip="导出供送审、公布", priority=True),
        # A field keeps its own Ctrl+E (to the end of the line); F12 serves there.
        Binding("ctrl+e", "export", "导出", id="export", tooltip="导出供送审、公布"),
        Binding(
            "ctrl+z",
            "undo",
            "撤销",
            id="undo",
            tooltip="撤销上一步，重新打开后也能撤销",
            priority=True,
        ),
        Binding("ctrl+y", "redo", "恢复", id="redo", tooltip="恢复刚撤销的一步", priority=True),
        Binding(
            "ctrl+s",
            "save",
            "保存",
            id="save",
            tooltip="现在写入文件（本来就自动保存）",
            priority=True,
        ),
    ]

    def __init__(self, document: Document, here: str = "") -> None:
        super().__init__()
        self.document = document
        self.here = here
        """What the top line says behind the year: the section or the task."""

    def set_aside(self) -> None:
        """The program stops, or ends: keep what is being typed as far as it is typed."""
        self.settle()

    def take_up(self) -> None:
        """The program goes on: what was being typed is being typed again."""

    def top(self) -> ComposeResult:
        """The top line of a report."""
        yield TopLine(self.document, self.here)

    def document_changed(self) -> None:
        """Show the document as it is now."""
        self.saving_changed()
        self.refresh_bindings()

    @property
    def unsettled(self) -> bool:
        """Whether something was typed that is not in the document yet."""
        return False

    def saving_changed(self) -> None:
        """Show the state of saving as it is now."""
        for top_line in self.query(TopLine):
            top_line.update()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what would do nothing here."""
        if action == "problem":
            return any(finding.answered is None for finding in self.document.findings)
        if action in ("undo", "redo"):
            can_undo = self.document.can_undo or self.unsettled
            return can_undo if action == "undo" else self.document.can_redo
        return super().check_action(action, parameters)

    def on_screen_resume(self) -> None:
        """Coming back, show what was changed elsewhere."""
        if self.is_there:
            self.document_changed()

    def action_back(self) -> None:
        """Go one step back."""
        self.post_message(BackWanted())

    def action_overview(self) -> None:
        """Go to the task list."""
        self.settle()
        self.post_message(OverviewWanted())

    def action_review(self) -> None:
        """Go to the review."""
        self.settle()
        self.post_message(ReviewWanted())

    def action_export(self) -> None:
        """Go to the export."""
        self.settle()
        self.post_message(ExportWanted())

    def action_problem(self, step: int) -> None:
        """Go to the next problem, or to the one before."""
        self.settle()
        self.post_message(ProblemWanted(step))

    def action_find_cell(self) -> None:
        """Ask for words of a row and a column of any table, and go there."""
        from nianbao.wizard.screens.find_cell import FindCell

        def chosen(address: str | None) -> None:
            if address is not None:
                self.post_message(PlaceWanted(address))

        self.settle()
        self.app.push_screen(FindCell(self.document), chosen)

    def action_undo(self) -> None:
        """Take back the last step and go where it happened."""
        self.settle()
        self._go_where(self.document.undo(), "没有可以撤销的操作。")

    def action_redo(self) -> None:
        """Do again what was taken back last, and go there."""
        self.settle()
        self._go_where(self.document.redo(), "没有可以恢复的操作。")

    def action_save(self) -> None:
        """Write the file now."""
        self.settle()
        self.document.save()
        self.saving_changed()
        saving = self.document.saving
        if saving.changed_outside:
            from nianbao.wizard.screens.outside import ChangedOutside

            self.app.push_screen(ChangedOutside(self.document))
        else:
            self.notify(saving.sentences or "已写入文件。", timeout=8 if saving.trouble else 2)

    def _go_where(self, address: str | None, else_say: str) -> None:
        from nianbao.wizard.contents import ANSWERS

        if address is None:
            self.notify(else_say, timeout=2)
        elif address == ANSWERS:
            self.notify("对一处问题的说明已变回原样。", timeout=3)
        else:
            self.post_message(PlaceWanted(address))
