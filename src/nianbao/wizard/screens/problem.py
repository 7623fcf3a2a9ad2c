"""Why a file cannot be opened, and what can be done; the file is untouched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import OptionList, Static

from nianbao.report.width import cut, printable
from nianbao.wizard.desk import Desk
from nianbao.wizard.menu import Menu, numbered
from nianbao.wizard.messages import Opening, ReportWanted, StartWanted
from nianbao.wizard.opening import FileInError, OpeningProblem, OtherDocument
from nianbao.wizard.screens.base import WizardScreen
from nianbao.wizard.screens.new import NewReport, Origin
from nianbao.wizard.screens.pick import PickFile
from nianbao.wizard.styles import stylesheet

SHOWN = 3
AGAIN, IMPORT, OTHER, NEW, START = "again", "import", "other", "new", "start"


class Problem(WizardScreen[None]):
    """The problem with its place, and a menu."""

    CSS = stylesheet("screens/problem.tcss")

    def __init__(self, desk: Desk, problem: OpeningProblem) -> None:
        super().__init__()
        self._desk = desk
        self._problem = problem
        self.heading = f"打不开 {problem.path.name}"

    def body(self) -> ComposeResult:
        """What is wrong, and what can be done."""
        yield Static(self._told(), id="told", markup=False)
        yield Menu(numbered(self._ways()))

    def help_here(self) -> tuple[str, str]:
        """What can be done."""
        return self.heading, "文件没有改动。按上面说的位置改好后，选“重新读取”即可接着填写。"

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do it."""
        event.stop()
        chosen = event.option_id
        if chosen == AGAIN:
            self.dismiss(None)
            self.post_message(ReportWanted(Opening(self._problem.path)))
        elif chosen == IMPORT:
            self._import()
        elif chosen == OTHER:
            self.app.push_screen(PickFile(self._desk, "打开"), self._open)
        elif chosen == NEW:
            self.app.push_screen(NewReport(self._desk, Origin()), self._begin)
        else:
            self.post_message(StartWanted())

    def action_back(self) -> None:
        """Go to the start screen."""
        self.post_message(StartWanted())

    def _import(self) -> None:
        form = NewReport.importing(self._desk, self._problem.path)
        if isinstance(form, str):
            self.query_one("#told", Static).update(form)
        else:
            self.app.push_screen(form, self._begin)

    def _open(self, path: Path | None) -> None:
        if path is not None:
            self.post_message(ReportWanted(Opening(path)))

    def _begin(self, opening: Opening | None) -> None:
        if opening is not None:
            self.post_message(ReportWanted(opening))

    def _ways(self) -> Iterator[tuple[str, str]]:
        if isinstance(self._problem, OtherDocument):
            yield IMPORT, f"导入为一份新的年报（{self._problem.proposed.name}），原文件不动"
        else:
            yield AGAIN, "已在别的编辑器里改好，重新读取"
        yield OTHER, "打开另一个文件"
        yield NEW, "另起名新建"
        yield START, "回到开始"

    def _told(self) -> Text:
        problem = self._problem
        text = Text(f"! {problem.message}\n")
        if isinstance(problem, FileInError):
            for place in problem.problems[:SHOWN]:
                text.append(_placed(place.line, place.column, place.message, problem.lines))
            if len(problem.problems) > SHOWN:
                text.append(f"\n还有 {len(problem.problems) - SHOWN} 处问题。")
        text.append(f"\n文件没有改动：{problem.path}")
        return text


def _placed(line: int | None, column: int | None, message: str, lines: tuple[str, ...]) -> str:
    if line is None:
        return f"\n{message}\n"
    where = f"第 {line} 行" + (f"第 {column} 列" if column else "")
    excerpt = printable(lines[line - 1]) if 0 < line <= len(lines) else ""
    return f"\n{where}：{message}\n    {cut(excerpt, 70, '..')}\n"
