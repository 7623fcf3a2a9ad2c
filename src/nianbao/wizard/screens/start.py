"""The start screen: the reports of late, and every way to begin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from textual import events, getters
from textual.app import ComposeResult
from textual.widgets import OptionList, Static

from nianbao.report.paths import is_there
from nianbao.report.width import printable
from nianbao.wizard.documents_read import reading
from nianbao.wizard.menu import Item, Menu, numbered
from nianbao.wizard.messages import Opening, ReportWanted, WorkWanted
from nianbao.wizard.screens.base import WizardScreen
from nianbao.wizard.styles import stylesheet
from nianbao.wizard.top_line import shortened

if TYPE_CHECKING:
    from nianbao.wizard.desk import Desk
    from nianbao.wizard.recent import RecentReport
    from nianbao.wizard.screens.new import NewReport

SHOWN = 4
RECOVERED = 2
_ORGAN, _RECOVERED_ORGAN = 40, 24
"""The most cells of an office's name in a row."""

_BESIDE_ORGAN = 40
"""The cells of a row beside the name: the digit, the year, the state, the longest time, the edges."""

_BESIDE = 4
"""The cells left free beside the line of the folder."""

_SETTLED = 0.2
"""Seconds after which the first screen is certainly drawn."""

NEW, FROM_LAST, OPEN, IMPORT = "new", "from_last", "open", "import"
SETTINGS = "settings"
RECOVER = "recover:"
_WAYS = [
    (NEW, "新建"),
    (FROM_LAST, "以上年年报为底稿新建（Word、网页、PDF、Excel、文本）"),
    (OPEN, "打开"),
    (IMPORT, "导入已公布的年报（Word、网页、PDF 等，或在此粘贴）"),
]


class Start(WizardScreen[None]):
    """Where a report is chosen."""

    CSS = stylesheet("screens/start.tcss")
    heading = "政府信息公开工作年度报告"
    menu = getters.query_one(Menu)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._prepared = False
        self._unwritten: tuple[tuple[RecentReport, int], ...] = ()

    def body(self) -> ComposeResult:
        """The menu."""
        yield Menu(self._items())
        yield Static(self._folder(), id="folder", markup=False)

    def help_here(self) -> tuple[str, str]:
        """What each way is for."""
        return "开始", (
            "每份年报是一个 .toml 文件，填写时自动保存，随时可以退出，下次从最近的年报进入。\n"
            "以上年年报为底稿：带入上年的文字和结转数，数字清空重填。\n"
            "导入：把已公布的年报读进来，逐项核对或再导出；也可以复制网页上的全文，直接粘贴在这里。"
        )

    def on_mount(self) -> None:
        """Load what the next key will need, while nothing is asked for."""
        self.set_timer(_SETTLED, self._prepare)

    def _prepare(self) -> None:
        self._desk.prepare()
        self._prepared = True
        self._unwritten = self._desk.unwritten()
        if self._unwritten:
            self.menu.show(self._items())

    def on_screen_resume(self) -> None:
        """The list may be another, and so may the folder."""
        if self._prepared:
            self._unwritten = self._desk.unwritten()
        self.menu.show(self._items())
        self.query_one("#folder", Static).update(self._folder())

    def on_resize(self) -> None:
        """The names of the offices follow the width."""
        self.menu.show(self._items())

    def _folder(self) -> str:
        """Where reports are looked for, on one line; of a long path the end is kept."""
        name = "文件夹："
        room = self.app.size.width - cell_len(name) - _BESIDE
        return name + shortened(printable(str(self._desk.folder)), room)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """There is no step back from here."""
        return action != "back"

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Begin."""
        from nianbao.wizard.screens.new import NewReport, Origin

        event.stop()
        chosen = event.option_id or ""
        if chosen == NEW:
            self.app.push_screen(NewReport(self._desk, Origin()), self._begin)
        elif chosen == FROM_LAST:
            year = self._desk.last_calendar_year - 1
            self._pick("选择上年的年报", year, NewReport.from_last)
        elif chosen == OPEN:
            self._pick_file("打开", self._open)
        elif chosen == IMPORT:
            year = self._desk.last_calendar_year
            self._pick("选择要导入的年报", year, NewReport.importing)
        elif chosen == SETTINGS:
            self.run_later("app.settings")
        else:
            path = chosen.removeprefix(RECOVER)
            self.post_message(ReportWanted(Opening(Path(path))))

    def on_paste(self, event: events.Paste) -> None:
        """Import what was pasted, the text of a whole report."""
        from nianbao.wizard.screens.new import NewReport

        event.stop()
        if event.text.strip():
            self._show_form(NewReport.importing(self._desk, event.text.encode()))

    def run_later(self, action: str) -> None:
        """Give a command of the app once this event is done with."""
        self.call_later(self.run_action, action)

    def _pick_file(self, heading: str, then: Callable[[Path | None], None]) -> None:
        from nianbao.wizard.screens.pick import PickFile

        self.app.push_screen(PickFile(self._desk, heading), then)

    def _pick(
        self, heading: str, supposed_year: int, then: Callable[[Desk, Path], NewReport | str]
    ) -> None:
        documents = self._desk.documents

        def picked(path: Path | None) -> None:
            if path is None:
                return
            if documents.takes_long(path):
                read = partial(documents.imported, path, supposed_year)
                self.post_message(WorkWanted(reading(path), read, partial(show, path)))
            else:
                show(path)

        def show(path: Path) -> None:
            self._show_form(then(self._desk, path))

        self._pick_file(heading, picked)

    def _show_form(self, form: NewReport | str) -> None:
        if isinstance(form, str):
            self.notify(form, severity="error", timeout=10)
        else:
            self.app.push_screen(form, self._begin)

    def _open(self, path: Path | None) -> None:
        if path is not None:
            self.post_message(ReportWanted(Opening(path)))

    def _begin(self, opening: Opening | None) -> None:
        if opening is not None:
            self.post_message(ReportWanted(opening))

    def _items(self) -> Iterator[Item]:
        recent = self._desk.recent.all()[:SHOWN]
        room = min(_ORGAN, self.app.size.width - _BESIDE_ORGAN)
        rows = [(str(report.path), _row(report, room)) for report in recent]
        if rows:
            yield Item("", "最近的年报")
            yield from numbered(rows)
            yield Item("", "")
        yield Item("", "开始一份年报")
        ways = [
            *_WAYS,
            *(_recovery(report, edits) for report, edits in self._unwritten[:RECOVERED]),
        ]
        yield from numbered(ways, len(rows) + 1)
        yield Item(SETTINGS, "设置（颜色、按键、文件夹、鼠标）", "0")


def _recovery(report: RecentReport, edits: int) -> tuple[str, str]:
    organ = shortened(report.organ or report.path.name, _RECOVERED_ORGAN)
    gone = "" if is_there(report.path) else "，文件已不在"
    return (
        f"{RECOVER}{report.path}",
        f"恢复上次未保存的内容：{organ} {report.year}年度，{edits} 处{gone}",
    )


def _row(report: RecentReport, room: int) -> str:
    organ = set_cell_size(shortened(report.organ or report.path.name, room), room)
    return f"{organ}  {report.year}年度  {set_cell_size(report.state, 7)}{report.shown_time}"
