"""Choose a file: type its path, or walk through the folders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, OptionList, Static

from nianbao.report.paths import in_full, is_file, is_folder, typed_path
from nianbao.wizard.desk import READABLE, Desk
from nianbao.wizard.field import Entry, Field
from nianbao.wizard.menu import Item, Menu
from nianbao.wizard.screens.base import WizardScreen
from nianbao.wizard.styles import stylesheet

UP = ".."


class PathEntry(Entry):
    """The line for the path: Enter takes it, or goes to the list."""

    BINDINGS = [
        Binding(
            "enter", "submit", "选定", id="choose", tooltip="选定所输入的；没有输入就到列表里选"
        ),
    ]


class PickFile(WizardScreen[Path]):
    """A line for the path, and below it what lies in its folder; it gives the file chosen."""

    CSS = stylesheet("screens/pick.tcss")
    BINDINGS = [Binding("down", "to_list", "到列表", show=False)]
    menu = getters.query_one(Menu)

    def __init__(self, desk: Desk, heading: str) -> None:
        super().__init__()
        self.heading = heading
        self._folder = desk.folder

    def body(self) -> ComposeResult:
        """The line, and the list."""
        yield Field(
            "文件",
            hint=f"在 {self._folder} 里",
            placeholder="输入名字或路径",
            entry=PathEntry,
            id="file",
        )
        yield Menu()
        yield Static("", id="said", markup=False)

    def help_here(self) -> tuple[str, str]:
        """How a file is chosen."""
        return self.heading, (
            "输入文件名或路径后按 Enter；也可以按“下”到列表里选，Enter 进入文件夹或选定文件。"
        )

    def on_mount(self) -> None:
        """Show the folder."""
        self._list()
        self.query_one(Field).entry.focus()

    def on_input_changed(self) -> None:
        """Narrow the list down to what is typed."""
        self._list()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the path that is typed, or the only one it can mean; else choose in the list."""
        event.stop()
        if self.query_one(Field).value:
            self._take(self._typed())
        else:
            self.menu.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the row."""
        event.stop()
        if event.option_id is not None:
            self._take(Path(event.option_id))

    def action_to_list(self) -> None:
        """Go from the line to the list."""
        if isinstance(self.focused, Input):
            self.menu.focus()

    def _typed(self) -> Path:
        typed = self.query_one(Field).value
        return self._folder / typed_path(typed) if typed else self._folder

    def _take(self, path: Path) -> None:
        if is_folder(path):
            self._folder = in_full(path)
            field = self.query_one(Field)
            field.value = ""
            field.say(f"在 {self._folder} 里")
            self._list()
        elif is_file(path):
            self.dismiss(path)
        else:
            found = [item.id for item in self._items() if item.text != UP]
            if len(found) == 1:
                self._take(Path(found[0]))
            elif found:
                self.menu.focus()
            else:
                self.query_one("#said", Static).update(f"! 没有 {path.name} 这个文件，请核对。")

    def _list(self) -> None:
        self.query_one("#said", Static).update("")
        items = list(self._items())
        self.menu.show(items)
        entries = [item.id for item in items if item.text != UP]
        if entries and self.menu.chosen not in entries:
            self.menu.choose(entries[0])

    def _items(self) -> Iterator[Item]:
        typed = self._typed()
        inside = typed == self._folder or is_folder(typed)
        folder, words = (typed, "") if inside else (typed.parent, typed.name)
        if folder.parent != folder:
            yield Item(str(folder.parent), UP)
        try:
            entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
        except OSError:
            return
        entries = [e for e in entries if not e.name.startswith(".") and words in e.name]
        for entry in entries:
            if is_folder(entry):
                yield Item(str(entry), f"{entry.name}/")
        for entry in entries:
            if entry.suffix.lower() in READABLE and is_file(entry):
                yield Item(str(entry), entry.name)
