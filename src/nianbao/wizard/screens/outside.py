"""The file was changed by another program while it was open here."""

from __future__ import annotations

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
from nianbao.wizard.screens.dialog import Dialog

_WIDTH = 68
"""The cells of a row behind its digit."""


class ChangedOutside(Dialog[None]):
    """Shows what differs, cell by cell, and asks for each which of the two to keep.

    At first, what only the other program changed is to be taken from the file, and all that was
    changed here is to stay.
    """

    menu = getters.query_one(Menu)

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
            return
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

    def _look(self) -> None:
        self._found = self._document.outside()
        self._chosen = {item.address for item in self._found or () if item.take}

    def _told(self, *, again: bool = False) -> str:
        said = "刚才又被其他程序改动，请再看一遍。" if again else "已被其他程序改动，这里没有写入。"
        said = f"! {self._document.path.name} {said}"
        if self._found is None:
            return f"{said}文件现在的内容读不出来，或者是按另一种格式填的，不能合并。"
        if not self._found:
            return f"{said}两边填的内容一样。"
        return f"{said}两边有 {len(self._found)} 处不同："

    def _rows(self) -> list[Item]:
        keep = ("keep", "全部用这里填的；文件里现有的内容另存为 .bak")
        later = ("later", "先不处理，继续填写（暂不写入文件）")
        if self._found is None:
            return numbered([keep, later])
        if not self._found:
            return numbered([("merge", "继续，写入文件"), later])
        taken = len(self._chosen)
        undo = with_keys("（可以用 <undo> 撤销）", self.app)
        ways = [
            ("merge", f"合并：{taken} 处取文件的，{len(self._found) - taken} 处留这里的{undo}"),
            ("take", f"全部采用文件里的内容{undo}"),
            keep,
            later,
        ]
        heading = Item("", " 合并时各处取哪一边（Enter 改选；* 两边都改过，请核对）：")
        return [*numbered(ways), heading, *map(self._row, self._found)]

    def _row(self, item: Difference) -> Item:
        side = "取文件" if item.address in self._chosen else "留这里"
        mark = "*" if item.here_changed and item.there_changed else " "
        both = [printable(text) for text in (item.here, item.there)]
        place = printable(item.place)
        # The end of a place names the cell; what it stands under gives way.
        room = max(16, _WIDTH - 22 - sum(min(display_width(text), 16) for text in both))
        while display_width(place) > room and " / " in place:
            place = place.partition(" / ")[2]
        here, there = (
            cut(text, max(16, (_WIDTH - 22 - display_width(place)) // 2), "..") for text in both
        )
        return Item(
            f"{_AT}{item.address}", f"{pad_right(side, 6)}{mark} {place}：这里 {here}，文件 {there}"
        )


_AT = "at "
