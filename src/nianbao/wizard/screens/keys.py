"""The user's own keys: every command that can have others, and the key that is pressed for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from textual import events, getters
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList

from nianbao.report.width import pad_right
from nianbao.wizard.desk import Desk
from nianbao.wizard.key_names import with_keys
from nianbao.wizard.keymap import Rebindable, rebindable, refusal
from nianbao.wizard.keys import shown_key
from nianbao.wizard.menu import Item, Menu
from nianbao.wizard.messages import SettingsChanged
from nianbao.wizard.paragraph import Paragraph
from nianbao.wizard.screens.base import WizardScreen
from nianbao.wizard.styles import stylesheet


class AskKey(ModalScreen[str]):
    """Waits for a key; gives its name, "" for the keys the command had at first."""

    CSS = stylesheet("screens/dialog.tcss", "screens/settings.tcss")
    takes_any_key = True

    def __init__(self, command: Rebindable, others: Mapping[str, str]) -> None:
        super().__init__()
        self._command = command
        self._others = others

    def compose(self) -> ComposeResult:
        """What is asked."""
        with Vertical(classes="question"):
            yield Paragraph(self._question(""))

    def on_key(self, event: events.Key) -> None:
        """Take the key, or say why it cannot be."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
        elif event.key == "delete":
            self.dismiss("")
        elif said := refusal(self._command.id, event.key, self._others):
            self.query_one(Paragraph).say(self._question(f"! {said}"))
        else:
            self.dismiss(event.key)

    def _question(self, said: str) -> str:
        keys = " ".join(shown_key(key) for key in self._command.keys)
        before = f"恢复为 {keys}" if keys else "不用键"
        asked = f"请按“{self._command.label}”的新键。Esc 不改，Delete {before}。"
        return f"{asked}\n{said}" if said else asked


class KeysScreen(WizardScreen[None]):
    """The commands with their keys; Enter gives one another key."""

    CSS = stylesheet("screens/settings.tcss")
    heading = "设置 > 按键"
    menu = getters.query_one(Menu)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def body(self) -> ComposeResult:
        """The list."""
        yield Menu(self._items())

    def help_here(self) -> tuple[str, str]:
        """How a key is changed."""
        return "按键", (
            "选一个命令，按 Enter，再按新的键。改过的前面有 *。\n"
            "Esc、Enter、Tab、方向键和数字的用法是固定的，不能改；单个字母开着输入法时收不到，也不能用。"
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask for the key."""
        event.stop()
        command = rebindable()[event.option_id or ""]
        others = {name: keys for name, keys in self._keys.items() if name != command.id}

        def pressed(key: str | None) -> None:
            if key is not None:
                self._keep({**others, command.id: key} if key else others)

        self.app.push_screen(AskKey(command, others), pressed)

    @property
    def _keys(self) -> dict[str, str]:
        return dict(self._desk.settings.keys)

    def _keep(self, keys: dict[str, str]) -> None:
        said = self._desk.preferences.change(
            replace(self._desk.settings, keys=tuple(sorted(keys.items())))
        )
        self.post_message(SettingsChanged())
        self.menu.show(self._items())
        if said:
            self.notify(said, timeout=8)

    def _items(self) -> list[Item]:
        changed = self._keys
        return [
            Item(name, _row(command, changed, self.app)) for name, command in rebindable().items()
        ]


def _row(command: Rebindable, changed: Mapping[str, str], app: App[Any]) -> str:
    keys = changed[command.id].split(",") if command.id in changed else command.keys
    mark = "*" if command.id in changed else " "
    shown = pad_right(" ".join(shown_key(key) for key in keys), 13)
    return f"{mark} {shown} {pad_right(command.label, 11)} {with_keys(command.tooltip, app)}"
