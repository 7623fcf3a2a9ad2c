"""The only question on leaving: when the file could not be written."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList

from nianbao.wizard.document import Document
from nianbao.wizard.menu import Item, Menu, numbered
from nianbao.wizard.paragraph import Paragraph
from nianbao.wizard.screens.dialog import Dialog, leaving


class Unsaved(Dialog[bool]):
    """Asks whether to leave; true: leave."""

    # Not `app.quit`: that would ask the same again.
    BINDINGS = [leaving("ctrl+q")]

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document

    def box(self) -> ComposeResult:
        """What the matter is, and what can be done."""
        with Vertical(classes="question"):
            yield Paragraph(f"! {self._document.saving.sentences or '还有内容没有写入文件。'}")
            yield Menu(self._ways())

    def _ways(self) -> list[Item]:
        return numbered(
            [
                ("stay", "返回，继续填写"),
                ("again", "再写一次文件"),
                ("leave", self._leaving()),
            ]
        )

    def _leaving(self) -> str:
        if self._document.recoverable:
            return "仍要退出（下次打开这份年报时自动恢复）"
        return "仍要退出（没有写入的内容会丢失）"

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do it."""
        event.stop()
        if event.option_id == "again":
            self._document.save()
            if self._document.safe:
                self.dismiss(True)
            else:
                self.query_one(Paragraph).say(f"! {self._document.saving.sentences}")
                self.query_one(Menu).show(self._ways())
            return
        self.dismiss(event.option_id == "leave")
