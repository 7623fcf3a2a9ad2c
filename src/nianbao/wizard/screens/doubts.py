"""An import beside its document: what was not read for certain first, then every cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList

from nianbao.checks.finding import Finding
from nianbao.report import Number
from nianbao.report.width import cut, pad_left, pad_right, printable, wrap
from nianbao.wizard.document import Document
from nianbao.wizard.import_comparison import ImportComparison
from nianbao.wizard.menu import Item, Menu, Piece
from nianbao.wizard.messages import FindingWanted, PlaceWanted
from nianbao.wizard.paragraph import Paragraph
from nianbao.wizard.place_lines import CUT
from nianbao.wizard.screens.base import DocumentScreen
from nianbao.wizard.styles import stylesheet

_AROUND, _INDENT = 8, " " * 3
_NUMBER, _SOURCE = 8, 28


class ComparisonList(Menu):
    """The doubts, and the cells below them."""

    BINDINGS = [
        Binding(
            "space",
            "screen.accept",
            "原样无误",
            id="accept",
            tooltip="这一处已对照原文，不用改；再按一次，还是存疑",
        ),
    ]


class Doubts(DocumentScreen):
    """Enter goes to a doubt's or cell's place, Space accepts a doubt, Esc goes to the task list."""

    CSS = stylesheet("screens/review.tcss")
    listed = getters.query_one(ComparisonList)

    def __init__(self, document: Document, comparison: ImportComparison) -> None:
        super().__init__(document, "导入")
        self._comparison = comparison

    def body(self) -> ComposeResult:
        """What is left to look at, the list, and the document's own words for the row."""
        yield Paragraph(id="summary")
        yield ComparisonList()
        yield Paragraph(id="detail")

    def help_here(self) -> tuple[str, str]:
        """What is shown here."""
        return "导入", (
            "上面是没有读准的地方，下面是读到的每一格：读入的数和原文里写的并排列出。\n"
            "按 Enter 到那一格修改，Esc 回到这里；对照原文无误的，按空格记为已核对。\n"
            "都看过后按 Esc 到总览，年报就可以接着填写、核对、导出。"
        )

    def on_mount(self) -> None:
        """Show the list."""
        self._show()

    def on_resize(self) -> None:
        """The messages are folded to the width."""
        self._show()

    def on_screen_resume(self) -> None:
        """A cell may have been corrected meanwhile."""
        self._show()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell what stands in the document."""
        event.stop()
        self._tell()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the place of a doubt or a cell."""
        event.stop()
        chosen = event.option_id or ""
        doubt = self._doubt(chosen)
        if doubt is not None:
            self.post_message(FindingWanted(doubt))
        elif chosen:
            self.post_message(PlaceWanted(chosen))

    def action_accept(self) -> None:
        """Take the doubt at the cursor as looked at, and go to the next."""
        chosen = self.listed.chosen or ""
        if self._doubt(chosen) is None:
            return
        self._comparison.accept(int(chosen))
        self._show()
        if int(chosen) in self._comparison.accepted:
            self.listed.action_cursor_down()

    @property
    def _now(self) -> Mapping[str, Number]:
        return self.document.report.cells

    def _doubt(self, chosen: str) -> Finding | None:
        return self._comparison.doubts[int(chosen)] if chosen.isdigit() else None

    def _show(self) -> None:
        if not self.is_there:
            return
        self.query_one("#summary", Paragraph).say(self._comparison.summary(self._now))
        self.listed.show(self._items(self.size.width - _AROUND))
        self._tell()

    def _items(self, width: int) -> Iterator[Item]:
        for number, doubt in enumerate(self._comparison.doubts):
            state = self._comparison.state(number, self._now)
            digit = str(number + 1) if number < 9 else ""
            yield Item(str(number), _row(doubt, state, width), digit)
        cells = list(self._comparison.cells(self._now))
        if cells:
            yield Item("", "")
            yield Item("", f"读到的 {len(cells)} 格：读入的数，原文")
        room = max(8, width - _NUMBER - _SOURCE - 4)
        for address, name, value, source in cells:
            shown = f"{pad_right(cut(name, room, CUT), room)} {pad_left(value, _NUMBER)}"
            yield Item(address, f"{shown}  {cut(source, _SOURCE, CUT)}")

    def _tell(self) -> None:
        chosen = self.listed.chosen or ""
        doubt = self._doubt(chosen)
        cells = doubt.cells if doubt is not None else (chosen,) if chosen else ()
        self.query_one("#detail", Paragraph).say(self._comparison.beside(cells, self._now))


def _row(doubt: Finding, state: str, width: int) -> list[Piece]:
    mark = f"= {state} " if state else "? 存疑 "
    first, *others = wrap(f"{mark}{printable(doubt.message)}", max(20, width))
    rest = "\n".join([first[len(mark) :], *(f"{_INDENT}{line}" for line in others)])
    return [(mark, "bold"), rest]
