"""The task list: every section with its status, and what comes after them."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList, Static

from nianbao.report.width import cut, display_width, pad_right
from nianbao.wizard.document import Document
from nianbao.wizard.finding_counts import counted_so_far
from nianbao.wizard.formats import USUAL
from nianbao.wizard.keys import FIND_CELL, NO_KEY, key_of
from nianbao.wizard.menu import Item, Menu, Piece, numbered, status_style
from nianbao.wizard.messages import QuickWanted, SectionWanted, StartWanted
from nianbao.wizard.quick_filling import open_questions
from nianbao.wizard.screens.base import DocumentScreen
from nianbao.wizard.styles import stylesheet

_AROUND, _STATUS, _DETAIL = 7, 10, 18
"""The cells of a row for the digit and the edges, for the status, and at least for what is said of it."""

REVIEW, EXPORT, COMMANDS, QUICK = "#review", "#export", "#commands", "#quick"

_QUICK = "回答几个问题，没有的各格一次填 0"


class Overview(DocumentScreen):
    """Where one sees how far the report is, and from where one goes on."""

    CSS = stylesheet("screens/overview.tcss")
    BINDINGS = [
        Binding("escape", "back", "回到开始", id="back", tooltip="关闭这份年报，回到开始画面"),
        Binding(
            f"{NO_KEY}quick",
            "quick",
            "快速填报",
            id="quick",
            tooltip=f"{_QUICK}；已填的不改",
            show=False,
        ),
        FIND_CELL,
    ]
    menu = getters.query_one(Menu)

    def __init__(self, document: Document) -> None:
        super().__init__(document)

    def body(self) -> ComposeResult:
        """The list, and the file below it."""
        yield Menu(self._items())
        yield Static(f"文件：{self.document.path}", id="file", markup=False)

    def help_here(self) -> tuple[str, str]:
        """What the four statuses mean."""
        return "总览", (
            "按数字或 Enter 进入一个部分，停在上次离开的地方。\n"
            "未开始：还没有填。填写中：还有空白格或必写的内容。\n"
            "有问题：有勾稽错误（按 <next_problem> 到出错的地方）。已完成：都填了，没有发现错误。\n"
            "所填内容随时自动保存，可以随时退出。"
        )

    def document_changed(self) -> None:
        """Show every status anew."""
        super().document_changed()
        self.menu.show(self._items())

    def on_resize(self) -> None:
        """The titles follow the width."""
        self.menu.show(self._items())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the way to where one is."""
        if action == "quick":
            return bool(open_questions(self.document))
        return action != "overview" and super().check_action(action, parameters)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go where the row says."""
        event.stop()
        if event.option_id == REVIEW:
            self.action_review()
        elif event.option_id == EXPORT:
            self.action_export()
        elif event.option_id == QUICK:
            self.action_quick()
        elif event.option_id == COMMANDS:
            self.run_later("app.help")
        elif event.option_id is not None:
            self.post_message(SectionWanted(event.option_id))

    def run_later(self, action: str) -> None:
        """Give a command of the app once this event is done with."""
        self.call_later(self.run_action, action)

    def action_quick(self) -> None:
        """Ask the questions of quick filling."""
        self.post_message(QuickWanted())

    def action_back(self) -> None:
        """Close the report."""
        self.post_message(StartWanted())

    def _items(self) -> list[Item]:
        sections = self.document.edition.texts
        longest = max(display_width(section.title) for section in sections)
        room = self.app.size.width - _AROUND
        width = min(longest, room - _STATUS - _DETAIL)
        rows = numbered(
            (section.name, self._row(section.name, section.title, width, room))
            for section in sections
        )
        usual = [f"{known.called}（{known.use.partition('，')[0]}）" for known in USUAL]
        formats = "  ".join([*usual, "其他格式"])
        quick = [Item(QUICK, f"快速填报：{_QUICK}")] if open_questions(self.document) else []
        return [
            *rows,
            Item("", ""),
            *quick,
            Item(
                REVIEW,
                self._review(room),
                "8" if len(rows) < 8 else "",
            ),
            Item(
                EXPORT,
                cut(f"导出{self._key('export')} {formats}", room, ".."),
                "9" if len(rows) < 9 else "",
            ),
            Item(COMMANDS, "全部命令", "0"),
        ]

    def _review(self, room: int) -> str:
        found = counted_so_far(self.document)
        rows = (f"核对{self._key('review')}  {found}", f"核对  {found}", f"核对 {found}")
        return next((row for row in rows if display_width(row) <= room), cut(rows[-1], room, ".."))

    def _key(self, command: str) -> str:
        key = key_of(self, command)
        return f"（{key}）" if key else ""

    def _row(self, name: str, title: str, width: int, room: int) -> list[Piece]:
        state = self.document.status(name)
        return [
            pad_right(cut(title, width, ".."), width + 2),
            (state.label, status_style(state.label)),
            f"  {cut(state.detail, room - width - _STATUS, '..')}",
        ]
