"""The file was changed by another program, while it was open here or before."""

from __future__ import annotations

from abc import abstractmethod

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList

from nianbao.report.width import cut, display_width, pad_right, printable
from nianbao.wizard.differences import Difference
from nianbao.wizard.document import Document
from nianbao.wizard.key_names import with_keys
from nianbao.wizard.menu import Item, Menu, numbered
from nianbao.wizard.paragraph import Paragraph
from nianbao.wizard.restoring import is_to_be_decided
from nianbao.wizard.screens.dialog import Dialog

_WIDTH = 68
"""The cells of a row behind its digit."""


class _Differences(Dialog[None]):
    """Ways to go on, and below them the differences, with the side that each is taken from."""

    menu = getters.query_one(Menu)
    heading = " 各处取哪一边（Enter 改选；* 两边都改过，请核对）："

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._look()

    def box(self) -> ComposeResult:
        """The ways, and the differences."""
        with Vertical(classes="question"):
            yield Paragraph(self._told())
            yield Menu(self._rows())

    def on_mount(self) -> None:
        """Start in the menu."""
        self.menu.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose the other side of a difference, or do what was chosen."""
        event.stop()
        way = event.option_id or ""
        if way.startswith(_AT):
            self._chosen ^= {way.removeprefix(_AT)}
            self.menu.show(self._rows())
        else:
            self._go(way)

    def _look(self) -> None:
        self._found = self._look_for()
        self._chosen = {item.address for item in self._found or () if item.take}

    def _rows(self) -> list[Item]:
        rows = numbered(self._ways())
        if not self._found:
            return rows
        return [*rows, Item("", self.heading), *map(self._row, self._found)]

    def _row(self, item: Difference) -> Item:
        side = "取文件" if item.address in self._chosen else "留这里"
        mark = "*" if item.here_changed and item.there_changed else " "
        both = [printable(text) for text in (item.here, item.there)]
        cells = self._document.edition.cells
        room = max(16, _WIDTH - 22 - sum(min(display_width(text), 16) for text in both))
        place = item.place
        if display_width(place) > room and item.address in cells:
            place = cells[item.address].called
        place = printable(place)
        most = max(16, (_WIDTH - 22 - display_width(place)) // 2)
        here, there = (cut(text, most, "..") for text in both)
        said = f"{pad_right(side, 6)}{mark} {place}：这里 {here}，文件 {there}"
        return Item(f"{_AT}{item.address}", said)

    def _counted(self) -> str:
        """How many are taken from either side."""
        taken = len(self._chosen)
        return f"{taken} 处取文件的，{len(self._found or ()) - taken} 处留这里的"

    def _undo(self) -> str:
        return with_keys("（可以用 <undo> 撤销）", self.app)

    @abstractmethod
    def _look_for(self) -> tuple[Difference, ...] | None:
        """What differs; None where it cannot be told."""

    @abstractmethod
    def _told(self) -> str:
        """What happened."""

    @abstractmethod
    def _ways(self) -> list[tuple[str, str]]:
        """What can be done."""

    @abstractmethod
    def _go(self, way: str) -> None:
        """Do it."""


class ChangedOutside(_Differences):
    """Shows what differs, cell by cell, and asks for each which of the two to keep.

    At first, what only the other program changed is to be taken from the file, and all that was
    changed here is to stay.
    """

    def _look_for(self) -> tuple[Difference, ...] | None:
        return self._document.outside()

    def _go(self, way: str) -> None:
        if way in ("merge", "take", "keep") and self._document.outside() != self._found:
            self._look()
            self.query_one(Paragraph).say(self._told(again=True))
            self.menu.show(self._rows())
            return
        if way == "merge":
            self._document.merge_outside(self._chosen)
        elif way == "take":
            self._document.take_outside()
        elif way == "keep":
            self._document.keep_mine()
        self.dismiss(None)

    def _told(self, *, again: bool = False) -> str:
        said = "刚才又被其他程序改动，请再看一遍。" if again else "已被其他程序改动，这里没有写入。"
        said = f"! {self._document.path.name} {said}"
        if self._found is None:
            return f"{said}文件现在的内容读不出来，或者是按另一种格式填的，不能合并。"
        if not self._found:
            return f"{said}两边填的内容一样。"
        return f"{said}两边有 {len(self._found)} 处不同："

    def _ways(self) -> list[tuple[str, str]]:
        keep = ("keep", "全部用这里填的；文件里现有的内容另存为 .bak")
        later = ("later", "先不处理，继续填写（暂不写入文件）")
        if self._found is None:
            return [keep, later]
        if not self._found:
            return [("merge", "继续，写入文件"), later]
        return [
            ("merge", f"合并：{self._counted()}{self._undo()}"),
            ("take", f"全部采用文件里的内容{self._undo()}"),
            keep,
            later,
        ]


class ChangedBefore(_Differences):
    """The same, for what another program wrote before the report was opened here."""

    def _look_for(self) -> tuple[Difference, ...]:
        return self._document.changed_outside

    def _told(self) -> str:
        name = self._document.path.name
        count = len(self._document.changed_outside)
        return f"! {name} 在这里关闭以后被其他程序改动，有 {count} 处与上次在这里填的不同："

    def _ways(self) -> list[tuple[str, str]]:
        return [
            ("merge", f"合并：{self._counted()}{self._undo()}"),
            ("file", "全部以文件为准"),
            ("mine", f"全部恢复为上次在这里填的{self._undo()}"),
        ]

    def _go(self, way: str) -> None:
        kept = {item.address for item in self._document.changed_outside}
        if way == "merge":
            self._document.take_back(kept - self._chosen)
        elif way == "mine":
            self._document.take_back(kept)
        self.dismiss(None)

    @classmethod
    def asks(cls, document: Document) -> bool:
        """Whether there is more to decide than one sentence can tell."""
        return is_to_be_decided(document.changed_outside)


_AT = "at "
