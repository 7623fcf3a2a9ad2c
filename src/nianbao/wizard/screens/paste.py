"""Where each number of a pasted block will go, shown before it goes there."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList

from nianbao.report.width import cut, display_width, pad_left, pad_right, printable
from nianbao.wizard.menu import Item, Menu
from nianbao.wizard.paragraph import Paragraph
from nianbao.wizard.pasting import Paste, PastedLine
from nianbao.wizard.place_lines import CUT
from nianbao.wizard.screens.base import WizardScreen
from nianbao.wizard.styles import stylesheet

_AROUND = 8
"""The cells that a row needs for its edges."""

_REMARK = 8
_MOST = 16
"""The widest a number is shown; the longest that a report holds has 15 digits and a mark."""


class PasteList(Menu, inherit_bindings=False):
    """The cells of the block."""

    BINDINGS = [
        *(known for known in Menu.BINDINGS if isinstance(known, Binding) and known.id != "choose"),
        Binding(
            "space,delete",
            "screen.drop",
            "去掉/恢复",
            id="drop",
            tooltip="这一格不粘贴；再按一次，还是粘贴（也可点一下）",
        ),
    ]


class PastePreview(WizardScreen[dict[str, str]]):
    """Gives what to type at which cell; None where the user thinks better of it."""

    CSS = stylesheet("screens/paste.tcss")
    heading = "粘贴前请看：每个数填到哪一格"
    BINDINGS = [
        Binding("escape", "back", "不粘贴", id="back", tooltip="什么都不改，回到表格"),
        Binding("enter", "accept", "粘贴", id="accept", tooltip="按所列填入；<undo> 可一次撤销"),
    ]
    listed = getters.query_one(PasteList)

    def __init__(self, paste: Paste) -> None:
        super().__init__()
        self._paste = paste
        self._lines = paste.lines()

    def body(self) -> ComposeResult:
        """What comes of it, the list, and the cell at the cursor in full."""
        yield Paragraph(self._paste.summary(), id="summary")
        yield PasteList()
        yield Paragraph(id="detail")

    def help_here(self) -> tuple[str, str]:
        """What is shown here."""
        return "粘贴", (
            "粘贴的内容里有行、列标签的，按标签对应；没有标签的，从光标所在的格起向下、向右填。\n"
            "左边是现有的数，右边是粘贴后的数；合计与各项之和相符的自动合计（=），不符的作为手填的合计（*）。\n"
            "不能填的（!）不影响其他格；空白不改原有的数。全部粘贴是一步，<undo> 一次撤销。"
        )

    def on_mount(self) -> None:
        """Show the list."""
        self._show()

    def on_resize(self) -> None:
        """The rows are cut to the width."""
        self._show()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell the cell in full."""
        event.stop()
        self._tell()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click drops the cell, or takes it again."""
        event.stop()
        self.action_drop()

    def action_drop(self) -> None:
        """Leave the cell at the cursor out, or take it again."""
        chosen = self.listed.chosen
        if chosen is None or self._lines[int(chosen)].trouble:
            return
        self._paste.drop(int(chosen))
        self._show()

    def action_accept(self) -> None:
        """Paste."""
        self.dismiss(self._paste.typed())

    def _show(self) -> None:
        self._lines = self._paste.lines()
        self.query_one("#summary", Paragraph).say(self._paste.summary())
        width = self.size.width - _AROUND
        sizes = [
            min(_MOST, max(map(display_width, texts), default=1))
            for texts in (
                [line.before for line in self._lines],
                [line.after for line in self._lines],
            )
        ]
        # What cannot be taken comes first: among two hundred cells it would not be seen.
        order = sorted(enumerate(self._lines), key=lambda numbered: not numbered[1].trouble)
        self.listed.show(
            Item(str(index), _row(line, width, sizes[0], sizes[1])) for index, line in order
        )
        self._tell()

    def _tell(self) -> None:
        chosen = self.listed.chosen
        line = self._lines[int(chosen)] if chosen is not None else None
        self.query_one("#detail", Paragraph).say("" if line is None else _told(line))


def _row(line: PastedLine, width: int, before: int, after: int) -> str:
    mark = "!" if line.trouble else "x" if line.is_dropped else " "
    remark = "不能填" if line.trouble else line.remark
    numbers = (
        f" {pad_left(cut(line.before, before, CUT), before)}"
        f" -> {pad_left(cut(printable(line.after), after, CUT), after)}"
        f" {pad_right(cut(remark, _REMARK, CUT), _REMARK)}"
    )
    room = max(8, width - 2 - display_width(numbers))
    return f"{mark} {pad_right(cut(printable(line.name), room, CUT), room)}{numbers}"


def _told(line: PastedLine) -> str:
    place = printable(line.place) or "（没有标签）"
    if line.trouble:
        return f"{place}\n! {line.trouble}"
    said = "，".join(filter(None, [line.remark, line.note]))
    remark = f"（{said}）" if said else ""
    return f"{place}\n现为 {line.before}，粘贴为 {line.after}{remark}"
