"""A box over the screen that asks for one thing; the footer shows the keys that work in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import OptionList

from nianbao.wizard.field import Entry
from nianbao.wizard.footer import Footer
from nianbao.wizard.menu import Item, Menu
from nianbao.wizard.styles import stylesheet

ResultT = TypeVar("ResultT")


def leaving(keys: str) -> Binding:
    """The binding of keys that close a dialog."""
    told = "关上，回到原处，什么都不改"
    return Binding(keys, "close", "返回", id="back", tooltip=told, priority=True)


class Dialog(ModalScreen[ResultT]):
    """Gives what was asked for, None where the user thinks better of it. A subclass gives its `box`."""

    CSS = stylesheet("screens/dialog.tcss")
    BINDINGS = [
        leaving("escape"),
        Binding(
            "ctrl+q", "app.quit", "退出", id="quit", tooltip="退出；所填内容都已保存", priority=True
        ),
    ]

    def compose(self) -> ComposeResult:
        """The box, and the footer."""
        yield from self.box()
        yield Footer()

    def box(self) -> ComposeResult:
        """What is asked."""
        yield from ()

    def action_close(self) -> None:
        """Back to where one was."""
        self.dismiss(None)


class Search(Dialog[ResultT]):
    """A dialog with a line to type in, and the rows that it fits; the arrows move in the rows."""

    BINDINGS = [
        Binding("enter", "take", "选定", id="choose", tooltip="选定光标所在的一行", priority=True),
        Binding("down", "move(1)", "下一行", show=False, priority=True),
        Binding("up", "move(-1)", "上一行", show=False, priority=True),
    ]
    entry = getters.query_one(Entry)
    menu = getters.query_one(Menu)

    def on_mount(self) -> None:
        """Start in the line."""
        self.entry.cursor_blink = False
        self.starts_at().focus()

    def starts_at(self) -> Widget:
        """What has the focus at first."""
        return self.entry

    def chosen(self, id: str) -> None:  # noqa: A002
        """A row was chosen."""

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click chooses a row."""
        event.stop()
        if event.option_id is not None:
            self.chosen(event.option_id)

    def show(self, items: Iterable[Item]) -> None:
        """Show these rows."""
        self.menu.show(items)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is chosen where there is no row."""
        if action == "take":
            return self.is_mounted and self.menu.chosen is not None
        return super().check_action(action, parameters)

    def action_take(self) -> None:
        """Choose the row at the cursor."""
        if self.menu.chosen is not None:
            self.chosen(self.menu.chosen)

    def action_move(self, step: int) -> None:
        """Move in the rows while typing goes on in the line."""
        if step > 0:
            self.menu.action_cursor_down()
        else:
            self.menu.action_cursor_up()
