"""The first line: whose report, which year, which section, and whether it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from nianbao.report.width import wrap
from nianbao.wizard.key_names import with_keys

if TYPE_CHECKING:
    from nianbao.wizard.document import Document
    from nianbao.wizard.saving_state import SavingState

UNNAMED = "（未填机关全称）"
_CUT = ".."
_STATE = cell_len("已保存 00:00")


def fitted(organ: str, year: int, here: str, state: str, width: int) -> str:
    """The line in exactly `width` cells; the office's name gives way, then the year.

    Args:
        organ: the office; of a name too long the end is kept, it tells offices apart.
        year: the year reported on.
        here: the section or the task, "" on the task list.
        state: the state of saving, at the right.
        width: cells.
    """
    # The name does not move when the file is written: a shorter state has the room of a longer one.
    right = f"{' ' * (_STATE - cell_len(state))}{state} " if state else ""
    year_part, here_part = f"  {year}年度", f" > {here}" if here else ""
    room = width - cell_len(right) - 1
    space = room - cell_len(year_part + here_part) - 1
    if space >= cell_len(_CUT) + 4:
        left = f" {shortened(organ or UNNAMED, space)}{year_part}{here_part}"
    else:
        left = f" {here}" if here else f" {year}年度"
    return set_cell_size(left, width - cell_len(right)) + right


def shortened(organ: str, space: int) -> str:
    """An office's name in so many cells; of a longer one the end is kept, it tells offices apart."""
    if cell_len(organ) <= space:
        return organ
    while cell_len(_CUT + organ) > space:
        organ = organ[1:]
    return _CUT + organ


class TopLine(Widget, can_focus=False):
    """The top line of every screen of a report, and below it the trouble with saving, if any."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"topline--trouble"}
    DEFAULT_CSS = """
    TopLine {
        dock: top;
        height: 1;
        background: $panel;
        color: $foreground;
        text-style: bold;
        & > .topline--trouble { background: $panel; color: $text-error; text-style: bold; }
    }
    """

    def __init__(self, document: Document, here: str = "") -> None:
        super().__init__()
        self._document = document
        self._here = here
        self._drawn: tuple[object, ...] | None = None
        self._trouble: list[str] = []

    def update(self) -> None:
        """Look at the document again; draws only when something it shows has changed."""
        report, saving = self._document.report, self._document.saving
        now = (report.organ, report.year, saving, self.size.width)
        if now != self._drawn:
            self._drawn = now
            self._trouble = self._folded(saving) if saving.trouble else []
            self.styles.height = 1 + len(self._trouble)
            self.refresh()

    def on_resize(self) -> None:
        """The trouble is folded to another width."""
        self.update()

    def render_line(self, y: int) -> Strip:
        """Draw the line, or the trouble below it."""
        report, saving = self._document.report, self._document.saving
        width = self.size.width
        if y == 0:
            text = fitted(report.organ, report.year, self._here, saving.label, width)
            return Strip([Segment(text, self.rich_style)])
        style = self.get_component_rich_style("topline--trouble")
        said = self._trouble[y - 1] if y <= len(self._trouble) else ""
        return Strip([Segment(set_cell_size(said, width), style)])

    def _folded(self, saving: SavingState) -> list[str]:
        """What is the trouble and what to do, in lines of this width."""
        said = saving.sentences
        if saving.changed_outside:
            said += with_keys("按 <save> 逐项决定。", self.app)
        first, *rest = wrap(said, max(20, self.size.width - 4))
        return [f" ! {first}", *(f"   {line}" for line in rest)]
