"""The app: it opens reports and gives each screen what it asks for."""

from __future__ import annotations

from pathlib import Path

from textual.app import App
from textual.binding import Binding
from textual.scrollbar import ScrollBar

from nianbao.wizard.commanding import Commanding
from nianbao.wizard.desk import Desk
from nianbao.wizard.documents_read import reading
from nianbao.wizard.escape_key import EscapeKey
from nianbao.wizard.mark_width import MarkWidth
from nianbao.wizard.messages import Opening
from nianbao.wizard.passing_words import PassingWords
from nianbao.wizard.plain_bar import PlainBar
from nianbao.wizard.reports import Reports
from nianbao.wizard.sent_lines import SendOnlyWhatChanged
from nianbao.wizard.styles import THEMES, stylesheet, theme_name
from nianbao.wizard.terminal_input import TerminalInput
from nianbao.wizard.walking import Walking

ScrollBar.renderer = PlainBar


class Wizard(
    PassingWords,
    EscapeKey,
    SendOnlyWhatChanged,
    Reports,
    Walking,
    Commanding,
    MarkWidth,
    App[None],
    inherit_bindings=False,
):
    """Fill in, check and export one report after another."""

    TITLE = "nianbao"
    CSS = stylesheet("wizard.tcss")
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [
        Binding("f1", "help", "帮助", id="help", tooltip="这里怎么填，和全部命令", priority=True),
        Binding(
            "ctrl+q", "quit", "退出", id="quit", tooltip="退出；所填内容都已保存", priority=True
        ),
        Binding("ctrl+l", "redraw", "重画屏幕", id="redraw", tooltip="屏幕乱了时重画", show=False),
        Binding("ctrl+p", "palette", "全部命令", id="palette", tooltip="按名称找", priority=True),
        Binding(
            "ctrl+u",
            "settings",
            "设置",
            id="settings",
            tooltip="颜色、按键、文件夹、鼠标",
            show=False,
            priority=True,
        ),
    ]

    def __init__(
        self,
        desk: Desk,
        file: Path | None = None,
        last_year: Path | None = None,
        typed: TerminalInput | None = None,
    ) -> None:
        """`file` is opened at once; without it, the start screen comes first."""
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = theme_name(desk.settings.theme)
        self.desk = desk
        self._file = file
        self._last_year = last_year
        self._typed = typed

    def on_mount(self) -> None:
        """Show the first screen."""
        self.ask_for_mark_width()
        self.watch_for_the_end()
        self.app_resume_signal.subscribe(self, lambda _: self.action_redraw(), immediate=True)
        self.set_interval(0.25, self._tick)
        self.begin_with_settings()
        if self._file is None:
            self.on_start_wanted()
            return
        self._open_given(self._file)

    def _open_given(self, file: Path) -> None:
        given, documents = self._last_year, self.desk.documents
        if given is None:
            self.open_report(Opening(file))
        elif documents.takes_long(given):
            self.wait_for(
                reading(given), lambda: documents.report(given), lambda: self._open_given(file)
            )
        else:
            last = documents.report(given)
            if last is None:
                self.notify(f"读不出上年年报 {given.name}，已不带上年数据打开。", timeout=8)
            self.open_report(Opening(file, last_year=last))

    def _tick(self) -> None:
        if self._typed is not None and self._typed.take_foreign():
            self.notify(
                "有输入读不出来：终端的编码不是 UTF-8，请在终端设置里改为 UTF-8。", timeout=20
            )
        if self.walk is not None:
            self.walk.document.tick(self.desk.clock())
