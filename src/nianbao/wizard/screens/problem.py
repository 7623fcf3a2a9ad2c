"""Why a file cannot be opened, and what can be done; the file is untouched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from textual.app import ComposeResult
from textual.widgets import OptionList

from nianbao.report.file_keys import Problem as FileProblem
from nianbao.report.width import clusters, cut, display_width, printable
from nianbao.wizard.desk import Desk
from nianbao.wizard.menu import Menu, numbered
from nianbao.wizard.messages import Opening, ReportWanted, StartWanted
from nianbao.wizard.opening import FileInError, LockedByOther, OpeningProblem, free_name
from nianbao.wizard.paragraph import Paragraph
from nianbao.wizard.screens.base import WizardScreen
from nianbao.wizard.screens.new import NewReport, Origin
from nianbao.wizard.screens.pick import PickFile
from nianbao.wizard.styles import stylesheet

SHOWN, LONGEST, INDENT = 3, 68, "    "
AGAIN, OTHER, NEW, START = "again", "other", "new", "start"
READ, COPY, TAKE_OVER = "read", "copy", "take_over"


class Problem(WizardScreen[None]):
    """The problem with its place, and a menu."""

    CSS = stylesheet("screens/problem.tcss")

    def __init__(self, desk: Desk, problem: OpeningProblem, opening: Opening) -> None:
        """`opening` is what was wanted: a file that is not there yet has its contents from it."""
        super().__init__()
        self._desk = desk
        self._problem = problem
        self._opening = opening
        self.heading = f"打不开 {problem.path.name}"

    def body(self) -> ComposeResult:
        """What is wrong, and what can be done."""
        yield Paragraph(self._told(), id="told")
        yield Menu(numbered(self._ways()))

    def help_here(self) -> tuple[str, str]:
        """What can be done."""
        return self.heading, "文件没有改动。按上面说的位置改好后，选“重新读取”即可接着填写。"

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do it."""
        event.stop()
        chosen = event.option_id
        if chosen == AGAIN:
            self._begin(self._opening)
        elif chosen == READ:
            self._begin(replace(self._opening, read_only=True))
        elif chosen == COPY:
            first = self._opening.first or self._desk.documents.report(self._problem.path)
            self._begin(replace(self._opening, path=free_name(self._problem.path), first=first))
        elif chosen == TAKE_OVER and isinstance(self._problem, LockedByOther):
            self._begin(replace(self._opening, take_over=self._problem.held))
        elif chosen == OTHER:
            self.app.push_screen(PickFile(self._desk, "打开"), self._open)
        elif chosen == NEW:
            self.app.push_screen(NewReport(self._desk, Origin()), self._begin)
        else:
            self.post_message(StartWanted())

    def action_back(self) -> None:
        """Go to the start screen."""
        self.post_message(StartWanted())

    def _open(self, path: Path | None) -> None:
        if path is not None:
            self.post_message(ReportWanted(Opening(path)))

    def _begin(self, opening: Opening | None) -> None:
        if opening is not None:
            self.post_message(ReportWanted(opening))

    def _ways(self) -> Iterator[tuple[str, str]]:
        if isinstance(self._problem, LockedByOther):
            who = self._problem.held.person or "对方"
            yield READ, "只看，不修改"
            yield COPY, f"另存为 {free_name(self._problem.path).name}，在那一份里填写"
            yield TAKE_OVER, f"确认 {who} 已不在填写，由我接着填写"
            yield AGAIN, "再试一次"
        elif isinstance(self._problem, FileInError):
            yield AGAIN, "已在别的编辑器里改好，重新读取"
        else:
            yield AGAIN, "再试一次"
        yield OTHER, "打开另一个文件"
        yield NEW, "另起名新建"
        yield START, "回到开始"

    def _told(self) -> str:
        problem = self._problem
        said = [f"! {problem.message}"]
        if isinstance(problem, FileInError) and problem.problems:
            said = [f"! 文件里有 {len(problem.problems)} 处写法不对的地方，改好后才能打开。"]
            width = min(LONGEST, self.app.size.width - 10)
            for place in problem.problems[:SHOWN]:
                said.append(_placed(place, problem.lines, width))
            if len(problem.problems) > SHOWN:
                said.append(f"还有 {len(problem.problems) - SHOWN} 处问题。")
        if isinstance(problem, FileInError):
            said.append(f"文件没有改动：{problem.path}")
        return "\n\n".join(said)


def _placed(problem: FileProblem, lines: tuple[str, ...], width: int) -> str:
    """What is wrong in a line, the line in so many cells, and a `^` below the column."""
    line, column = problem.line, problem.column
    if line is None:
        return problem.message
    where = f"第 {line} 行" + (f"第 {column} 列" if column else "")
    said = f"{where}：{problem.message}"
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    if not text.strip():
        return said
    before, after = ("", text) if not column else (text[: column - 1], text[column - 1 :])
    before, after = printable(before), printable(after)
    parts, at = list(clusters(before)), display_width(before)
    cut_off = at > width * 3 // 4
    while parts and at > width // 2 and cut_off:
        at -= parts.pop(0)[1]
    start = ".." if cut_off else ""
    excerpt = start + cut("".join(part for part, _ in parts) + after, width - len(start), "..")
    pointer = f"\n{INDENT}{' ' * (at + len(start))}^" if column else ""
    return f"{said}\n{INDENT}{excerpt}{pointer}"
