"""Sends the terminal only the cells that differ from what it shows already.

Textual repaints a widget's whole lines for every key: 5.7 kB for a cursor move in a text, 0.7 s on a
line of 64 kbit/s. Everything here that is not public API of Textual is in this file. With
`NIANBAO_SEND_ALL=1` in the environment, or `send_all`, Textual sends what it would send.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.control import Control
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Size
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    _Base = App[Any]
else:
    _Base = object

Shown = tuple[str, str]
"""One cell: its character ("" for the right half of a wide one) and the codes of its style."""

_LIKE = str.maketrans("“”‘’—…·×→●", "\"\"''-..x>*")
"""What is sent for a mark that the terminal would draw two cells wide, where there is such."""

_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_FILLERS = "\u115f\u1160\u3164\uffa0"

_GAP = 6
"""How many unchanged cells are sent again rather than jumped over: a jump costs as much."""


class SendOnlyWhatChanged(_Base):
    """Mixed into the app before `App`: remembers what the terminal shows."""

    send_all = bool(os.environ.get("NIANBAO_SEND_ALL"))
    marks_are_wide = False
    """Whether the terminal draws “ and its like two cells wide, where Textual counts one."""
    _shown: ShownScreen | None = None

    def forget_what_is_shown(self) -> None:
        """What the terminal shows is not known any more: send everything next time."""
        self._shown = None

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        if isinstance(renderable, LayoutUpdate | ChopsUpdate) and not self.send_all:
            if self._shown is None or self._shown.size != screen.outer_size:
                self._shown = ShownScreen(screen.outer_size, marks_are_wide=self.marks_are_wide)
            renderable = _Difference(renderable, self._shown)
        super()._display(screen, renderable)


class _Difference(CompositorUpdate):
    """An update that writes only what differs; worked out when it is really written."""

    def __init__(self, update: LayoutUpdate | ChopsUpdate, shown: ShownScreen) -> None:
        self._update = update
        self._shown = shown

    def render_segments(self, console: Console) -> str:
        """The bytes for the terminal."""
        system = console._color_system or ColorSystem.TRUECOLOR
        return "".join(
            self._shown.difference(x, y, strips, system) for x, y, strips in _lines(self._update)
        )


def _lines(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Iterable[Strip]]]:
    """The pieces of lines that an update paints, each with its column and line."""
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            yield update.region.x, y, strips
        return
    for y, x1, x2 in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x > x2 or end <= x1:
                continue
            whole = x2 > x >= x1 and end <= x2
            yield x, y, [strip if whole else strip.crop(0, min(end, x2) - x)]


class ShownScreen:
    """What the terminal shows, cell by cell; None for a cell that is not known."""

    def __init__(self, size: Size, *, marks_are_wide: bool = False) -> None:
        self.size = size
        self._marks_are_wide = marks_are_wide
        self._rows: list[list[Shown | None]] = [[None] * size.width for _ in range(size.height)]

    def difference(self, x: int, y: int, strips: Iterable[Strip], system: ColorSystem) -> str:
        """What to send so that these strips stand at column `x` of line `y`."""
        if not 0 <= y < self.size.height:
            return ""
        row = self._rows[y]
        new = [cell for strip in strips for cell in _cells(strip, system)][: self.size.width - x]
        if self._marks_are_wide:
            new = [(text.translate(_LIKE), codes) for text, codes in new]
            new += self._covered(row, x + len(new), new[-1:])
        if row[x : x + len(new)] == new:
            return ""
        written = [
            Control.move_to(x + start, y).segment.text + self._rendered(new[start:end], x + start)
            for start, end in self._whole(_runs(row[x : x + len(new)], new), new)
        ]
        row[x : x + len(new)] = new
        self._unknow_halves(row, x, x + len(new))
        return "".join(written)

    @staticmethod
    def _covered(row: list[Shown | None], end: int, last: list[Shown]) -> list[Shown]:
        """What stands behind wide marks at the end of what is painted: it has to be sent again."""
        behind: list[Shown] = []
        for cell in row[end:]:
            before = [*last, *behind][-1:]
            if cell is None or not before:
                break
            if not _is_wide_mark(before[0][0]) and cell[0] != "":
                break
            behind.append(cell)
        return behind

    def _whole(self, runs: list[tuple[int, int]], new: list[Shown]) -> list[tuple[int, int]]:
        """The runs, each with the cells that the terminal's wide marks at its end would cover."""
        if not self._marks_are_wide:
            return runs
        longer = []
        for start, end in runs:
            last = end
            while last < len(new) and (_is_wide_mark(new[last - 1][0]) or new[last][0] == ""):
                last += 1
            longer.append((start, last))
        return longer

    def _rendered(self, cells: list[Shown], column: int) -> str:
        """The cells from a column on as the terminal takes them."""
        if not self._marks_are_wide:
            return _rendered(cells)
        straight = [
            (f"{text}\x1b[{column + index + 2}G" if _is_wide_mark(text) else text, codes)
            for index, (text, codes) in enumerate(cells)
        ]
        return _rendered(straight)

    @staticmethod
    def _unknow_halves(row: list[Shown | None], start: int, end: int) -> None:
        """A wide character of which one half was painted over leaves a half nobody knows."""
        behind = row[end] if end < len(row) else None
        if behind is not None and behind[0] == "":
            row[end] = None
        before = row[start - 1] if start else None
        if before is not None and cell_len(before[0]) == 2 and row[start] is not None:
            if row[start][0] != "":  # type: ignore[index]
                row[start - 1] = None


def _runs(old: list[Shown | None], new: list[Shown]) -> list[tuple[int, int]]:
    """Where `new` differs, as ranges that never begin or end inside a wide character."""
    runs: list[tuple[int, int]] = []
    for index, cell in enumerate(new):
        if old[index] == cell:
            continue
        start = index
        while start and new[start][0] == "":
            start -= 1
        end = index + 1
        while end < len(new) and new[end][0] == "":
            end += 1
        if runs and start - runs[-1][1] <= _GAP:
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
    return runs


def _cells(strip: Strip, system: ColorSystem) -> list[Shown]:
    cells: list[Shown] = []
    for text, style, control in strip:
        if control:
            continue
        codes = _codes(style, system) if style else ""
        if text.isascii() and text.isprintable():
            cells += [(character, codes) for character in text]
            continue
        for character, width in map(_seen, text):
            if not character.strip(" "):
                cells += [(blank, codes) for blank in character]
            elif width == 0 and cells:
                _join(cells, character)
            else:
                cells.append((character, codes))
                if width == 2:
                    cells.append(("", codes))
    return cells


@lru_cache(maxsize=4096)
def _seen(character: str) -> tuple[str, int]:
    """What is sent for a character, and how many cells it takes.

    What a terminal obeys, or what turns the direction of writing or joins without being seen, is
    not sent: Textual counts it as nothing, and terminals differ.
    """
    width = cell_len(character)
    if character in _FILLERS or unicodedata.category(character) in _UNSEEN:
        return " " * width, width
    return character, width


def _join(cells: list[Shown], mark: str) -> None:
    """A character without a width belongs to the cell before it."""
    index = len(cells) - 1
    while index and cells[index][0] == "":
        index -= 1
    cells[index] = (cells[index][0] + mark, cells[index][1])


def _is_wide_mark(text: str) -> bool:
    """Whether a character is of ambiguous width, and one cell wide to Textual."""
    return (
        not text.isascii()
        and unicodedata.east_asian_width(text[0]) == "A"
        and cell_len(text[0]) == 1
    )


@lru_cache(maxsize=4096)
def _codes(style: Style, system: ColorSystem) -> str:
    """The codes that turn a style on, "" for none; styles may differ in what is not seen."""
    return style.render("x", color_system=system).partition("x")[0]


def _rendered(cells: list[Shown]) -> str:
    pieces: list[str] = []
    current = ""
    for character, codes in cells:
        if codes != current:
            if current:
                pieces.append("\x1b[0m")
            pieces.append(codes)
            current = codes
        pieces.append(character)
    if current:
        pieces.append("\x1b[0m")
    return "".join(pieces)
