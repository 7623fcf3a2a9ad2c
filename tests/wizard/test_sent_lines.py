"""Sending only what changed leaves the same screen as sending everything."""

from __future__ import annotations

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip

from nianbao.wizard.sent_lines import ShownScreen
from tests.end_to_end.terminal import WIDE_LIKE

WIDTH, HEIGHT = 14, 3
STYLES = [None, Style(color="red"), Style(bold=True, bgcolor="blue"), Style(underline=True)]
PIECES = st.tuples(st.text("ab 中国，．é", min_size=1, max_size=5), st.sampled_from(STYLES))
Painting = tuple[int, list[tuple[str, Style | None]]]
PAINTINGS = st.lists(
    st.tuples(st.integers(0, HEIGHT - 1), st.lists(PIECES, max_size=4)), max_size=12
)


class Emulated:
    """A terminal that shows what it is sent."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self.screen.reset_mode(pyte.modes.DECAWM)
        self.stream = pyte.Stream(self.screen)

    def cells(self) -> list[list[pyte.screens.Char]]:
        return [[self.screen.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)]


def strip_of(pieces: list[tuple[str, Style | None]]) -> Strip:
    strip = Strip([Segment(text, style) for text, style in pieces])
    return strip.adjust_cell_length(WIDTH, Style())


def whole(y: int, strip: Strip) -> str:
    return f"\x1b[{y + 1};1H" + "".join(
        style.render(text, color_system=ColorSystem.TRUECOLOR) if style else text
        for text, style, _ in strip
    )


@given(PAINTINGS)
def test_the_same_screen_with_and_without(paintings: list[Painting]) -> None:
    saving, plain = Emulated(), Emulated()
    shown = ShownScreen(Size(WIDTH, HEIGHT))
    for y, pieces in paintings:
        strip = strip_of(pieces)
        saving.stream.feed(shown.difference(0, y, [strip], ColorSystem.TRUECOLOR))
        plain.stream.feed(whole(y, strip))
    assert saving.cells() == plain.cells()


@given(PAINTINGS, st.integers(1, WIDTH - 1))
def test_the_same_screen_when_only_parts_of_lines_are_painted(
    paintings: list[Painting], column: int
) -> None:
    saving, plain = Emulated(), Emulated()
    shown = ShownScreen(Size(WIDTH, HEIGHT))
    blank = strip_of([])
    for y in range(HEIGHT):
        saving.stream.feed(shown.difference(0, y, [blank], ColorSystem.TRUECOLOR))
        plain.stream.feed(whole(y, blank))
    for y, pieces in paintings:
        for start, end in ((0, column), (column, WIDTH)):
            part = strip_of(pieces).crop(start, end)
            saving.stream.feed(shown.difference(start, y, [part], ColorSystem.TRUECOLOR))
            text = whole(y, part).replace(";1H", f";{start + 1}H", 1)
            plain.stream.feed(text)
    assert saving.cells() == plain.cells()


def test_what_stands_there_already_is_not_sent() -> None:
    shown = ShownScreen(Size(WIDTH, HEIGHT))
    line = strip_of([("年报 2025", None)])
    assert shown.difference(0, 1, [line], ColorSystem.TRUECOLOR)
    assert shown.difference(0, 1, [line], ColorSystem.TRUECOLOR) == ""
    changed = strip_of([("年报 2026", None)])
    assert shown.difference(0, 1, [changed], ColorSystem.TRUECOLOR) == "\x1b[2;9H6"


def test_styles_that_look_alike_are_alike() -> None:
    shown = ShownScreen(Size(WIDTH, HEIGHT))
    one, other = Style(bold=True, meta={"row": 1}), Style(bold=True, meta={"row": 2})
    shown.difference(0, 0, [strip_of([("年报", one)])], ColorSystem.TRUECOLOR)
    assert shown.difference(0, 0, [strip_of([("年报", other)])], ColorSystem.TRUECOLOR) == ""


MARKED = st.text("a1“①", min_size=1, max_size=8).map("中".__add__)


@given(st.lists(st.tuples(st.integers(0, HEIGHT - 1), MARKED), max_size=12), st.integers(2, 9))
def test_where_marks_are_wide_all_else_stands_where_it_should(
    paintings: list[tuple[int, str]], column: int
) -> None:
    straight, wide = Emulated(), Emulated()
    shown = ShownScreen(Size(WIDTH, HEIGHT), marks_are_wide=True)
    for y, text in paintings:
        strip = strip_of([(text, None)])
        straight.stream.feed(whole(y, strip))
        # From the right, so that a mark at the end of a part covers what stands there already.
        for start, end in ((column, WIDTH), (0, column)):
            part = strip.crop(start, end)
            sent = shown.difference(start, y, [part], ColorSystem.TRUECOLOR)
            wide.stream.feed("".join(WIDE_LIKE.get(character, character) for character in sent))
    for expected, found in zip(straight.cells(), wide.cells(), strict=True):
        for column, cell in enumerate(expected):
            if cell.data not in ("“", "①", " ", ""):
                assert found[column].data == cell.data, (expected, found)


def test_what_a_terminal_obeys_or_hides_is_not_sent_and_moves_nothing() -> None:
    screen = ShownScreen(Size(40, 1))
    said = "甲\u202e\u200b\x1b[2J乙\x9b\u2066\u00ad丙\u3164丁e\u0301"
    sent = screen.difference(0, 0, [Strip([Segment(said, Style())])], ColorSystem.TRUECOLOR)
    shown = sent.partition("H")[2]
    assert shown == "甲[2J乙 丙丁e\u0301"
