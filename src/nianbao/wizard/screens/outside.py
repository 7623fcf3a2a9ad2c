"""The file was changed by another program while it was open here."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import OptionList

from nianbao.report.width import cut, printable
from nianbao.wizard.document import Document
from nianbao.wizard.key_names import with_keys
from nianbao.wizard.menu import Menu, numbered
from nianbao.wizard.paragraph import Paragraph
from nianbao.wizard.screens.dialog import Dialog


class ChangedOutside(Dialog[None]):
    """Shows what differs, cell by cell, and asks which of the two to keep."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document

    def box(self) -> ComposeResult:
        """The differences, and the ways."""
        found = self._document.outside()
        ways = [
            ("keep", "用这里填的写入文件；文件里现有的内容另存为 .bak"),
            ("later", "先不处理，继续填写（暂不写入文件）"),
        ]
        if found is not None:
            take = with_keys("采用文件里的内容（可以用 <undo> 撤销）", self.app)
            ways.insert(0, ("take", take))
        with Vertical(classes="question"):
            yield Paragraph(f"! {self._document.path.name} 已被其他程序改动，这里没有写入。")
            if found is None:
                yield Paragraph("文件现在的内容读不出来。")
            else:
                with VerticalScroll(classes="differences", can_focus=False):
                    yield Paragraph(
                        "\n".join(
                            f"{item.place}：这里 {_brief(item.here)}，文件 {_brief(item.there)}"
                            for item in found
                        )
                        or "两边的内容一样。"
                    )
            yield Menu(numbered(ways))

    def on_mount(self) -> None:
        """Start in the menu."""
        self.query_one(Menu).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do it."""
        event.stop()
        if event.option_id == "take":
            self._document.take_outside()
        elif event.option_id == "keep":
            self._document.keep_mine()
        self.dismiss(None)


def _brief(text: str) -> str:
    return cut(printable(text), 24, "..") or "空白"
