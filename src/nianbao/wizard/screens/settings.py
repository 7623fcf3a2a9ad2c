"""The settings, one control each, made from their schema."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Button, Input

from nianbao.report.paths import is_folder
from nianbao.settings import SCHEMA
from nianbao.settings.kinds import Choice, Flag, Folder, Keys, Kind, Text
from nianbao.settings.model import Entry
from nianbao.wizard.choices import Choices
from nianbao.wizard.desk import Desk
from nianbao.wizard.field import Field
from nianbao.wizard.labelled import Labelled
from nianbao.wizard.messages import SettingsChanged
from nianbao.wizard.screens.base import WizardScreen
from nianbao.wizard.styles import stylesheet

ON_SCREEN = tuple(entry for entry in SCHEMA if entry.on_screen)


class SettingsScreen(WizardScreen[None]):
    """Every setting; a change holds at once and is written at once."""

    CSS = stylesheet("screens/settings.tcss")
    heading = "设置"
    BINDINGS = [
        Binding("up", "app.focus_previous", "上一项", show=False),
        Binding("down", "app.focus_next", "下一项", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def body(self) -> ComposeResult:
        """A control for every setting."""
        with Vertical(id="entries"):
            for entry in ON_SCREEN:
                yield CONTROLS[type(entry.kind)](entry, entry.value_of(self._desk.settings))

    def help_here(self) -> tuple[str, str]:
        """What every setting does."""
        told = [f"{entry.title}：{entry.about}" for entry in ON_SCREEN]
        file = self._desk.preferences.read.path
        return "设置", "\n".join([*told, f"设置保存在 {file}，也可以用文本编辑器修改。"])

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Take the choice."""
        event.stop()
        entry = _entry_of(event.choices)
        self._change(entry, _values(entry.kind)[event.choices.index])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next line, which takes what was typed."""
        event.stop()
        self.focus_next()

    def on_input_blurred(self, event: Input.Blurred) -> None:
        """Take the line that is left."""
        event.stop()
        self._take(event.input)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Show the commands and their keys."""
        from nianbao.wizard.screens.keys import KeysScreen

        event.stop()
        self.app.push_screen(KeysScreen(self._desk), self._show_keys)

    def settle(self) -> None:
        """Take the line one is in."""
        if isinstance(self.focused, Input):
            self._take(self.focused)

    def _take(self, line: Input) -> None:
        entry = _entry_of(line)
        field = self.query_one(f"#{entry.field}", Field)
        if isinstance(entry.kind, Folder) and not self._is_folder(field.value):
            field.say("! 没有这个文件夹，没有改；请核对，或先建好文件夹")
            return
        field.say(entry.about)
        self._change(entry, field.value)

    def _is_folder(self, typed: str) -> bool:
        settings = replace(self._desk.settings, reports_folder=typed)
        return not typed or is_folder(settings.folder_of_reports(self._desk.folder))

    def _show_keys(self, _: object) -> None:
        entry = next(entry for entry in ON_SCREEN if isinstance(entry.kind, Keys))
        button = self.query_one(f"#{entry.field} Button", Button)
        button.label = _keys_said(entry.value_of(self._desk.settings))

    def _change(self, entry: Entry, value: object) -> None:
        before = self._desk.settings
        if entry.value_of(before) == value:
            return
        changed: dict[str, Any] = {entry.field: value}
        said = self._desk.preferences.change(replace(before, **changed))
        self.post_message(SettingsChanged())
        if said:
            self.notify(said, timeout=8)


def _values(kind: Kind) -> tuple[object, ...]:
    if isinstance(kind, Choice):
        return tuple(word for word, _ in kind.choices)
    return (True, False)


def _choice(entry: Entry, value: Any) -> Widget:
    kind = entry.kind
    names = [name for _, name in kind.choices] if isinstance(kind, Choice) else _yes_and_no(kind)
    index = _values(kind).index(value)
    return Labelled(entry.title, Choices(names, index), hint=entry.about, id=entry.field)


def _yes_and_no(kind: Kind) -> list[str]:
    flag = cast("Flag", kind)
    return [flag.yes, flag.no]


def _line(entry: Entry, value: Any) -> Widget:
    placeholder = entry.kind.placeholder if isinstance(entry.kind, Text) else ""
    return Field(entry.title, value, hint=entry.about, placeholder=placeholder, id=entry.field)


def _way_to_keys(entry: Entry, value: Any) -> Widget:
    button = Button(_keys_said(value), compact=True)
    return Labelled(entry.title, button, hint=entry.about, id=entry.field)


def _keys_said(keys: tuple[tuple[str, str], ...]) -> str:
    return f"改了 {len(keys)} 个，查看和修改" if keys else "查看和修改"


def _entry_of(control: Widget) -> Entry:
    ids = {node.id for node in control.ancestors_with_self}
    return next(entry for entry in ON_SCREEN if entry.field in ids)


CONTROLS: dict[type[Kind], Callable[[Entry, Any], Widget]] = {
    Choice: _choice,
    Flag: _choice,
    Text: _line,
    Folder: _line,
    Keys: _way_to_keys,
}
"""How each kind of setting is shown; a setting of another kind is none for the screen."""
