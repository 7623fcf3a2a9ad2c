"""The lines below a table: where the cursor is, how the column balances, what belongs here."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from nianbao.report.width import cut, display_width, pad_right, wrap

CUT = ".."


def composed(
    place: str, aside: str, middle: str, help_text: str, size: tuple[int, int]
) -> list[str]:
    """The lines that fit a width and height: the place whole, then as much as there is room for.

    Args:
        place: the statutory labels of the cell; it is never shortened.
        aside: stands at the right of the place, below it where there is no room.
        middle: the balance, a finding, or what was just done.
        help_text: gives way first.
        size: width and height in cells.
    """
    width, height = size
    lines = wrap(place, width)
    if aside:
        room = width - display_width(lines[-1]) - display_width(aside)
        if room >= 2:
            lines[-1] += " " * room + aside
        else:
            lines.append(" " * max(0, width - display_width(aside)) + aside)
    middle_lines = wrap(middle, width) if middle else []
    help_lines = wrap(help_text, width) if help_text else []
    room = height - len(lines)
    middle_lines = _shortened(middle_lines, max(room, 1), width)
    lines += middle_lines
    return [*lines, *_shortened(help_lines, height - len(lines), width)][:height]


def _shortened(lines: list[str], room: int, width: int) -> list[str]:
    if len(lines) <= room:
        return lines
    if room <= 0:
        return []
    last = lines[room - 1] + lines[room]
    return [*lines[: room - 1], cut(last, width, CUT)]


class PlaceLines(Widget, can_focus=False):
    """A few lines of text, of which only those are drawn again that say something else."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"placelines--error", "placelines--place"}
    DEFAULT_CSS = """
    PlaceLines {
        height: 4;
        background: $surface;
        color: $foreground;
        & > .placelines--place { color: $foreground; background: $surface; text-style: bold; }
        & > .placelines--error { color: $text-error; background: $surface; text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._said: tuple[str, str, str, str] = ("", "", "", "")
        self._lines: list[str] = []

    def say(self, place: str, aside: str, middle: str, help_text: str) -> None:
        """Show these."""
        self._said = (place, aside, middle, help_text)
        self._break_lines()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._break_lines()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        text = self._lines[y] if y < len(self._lines) else ""
        style = self.rich_style
        if text.startswith(("! ", "? ")):
            style = self.get_component_rich_style("placelines--error")
        elif y == 0:
            style = self.get_component_rich_style("placelines--place")
        return Strip([Segment(pad_right(text, self.size.width), style)])

    def _break_lines(self) -> None:
        size = self.size.width, self.size.height
        if not all(size):
            return
        before, self._lines = self._lines, composed(*self._said, size)
        for y in range(size[1]):
            if before[y : y + 1] != self._lines[y : y + 1]:
                self.refresh(Region(0, y, size[0], 1))
