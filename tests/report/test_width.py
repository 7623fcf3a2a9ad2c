"""Text is measured, padded, cut and wrapped in the cells of a screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.report.width import (
    clusters,
    cut,
    display_width,
    pad_both,
    pad_left,
    pad_right,
    printable,
    wrap,
)

ANYTHING = st.text(
    st.sampled_from(
        "年报，。、；：（）“”〔〕𠮷aB1.,- \u3000\u200b\u0301\ufe0f\u200d❤🀄\t\x1b\x9b\u202e"
    )
    | st.characters(exclude_categories=["Cs"]),
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("年报", 4),
        ("ab", 2),
        ("“”", 2),
        ("\u3000", 2),
        ("𠮷", 2),
        ("e\u0301", 1),
        ("\u200b", 0),
        ("", 0),
    ],
)
def test_a_full_width_character_takes_two_cells(text: str, width: int) -> None:
    assert display_width(text) == width


def test_padding_counts_cells() -> None:
    assert pad_right("年", 5) == "年   "
    assert pad_left("年", 5) == "   年"
    assert pad_both("年", 5) == " 年  "
    assert [pad("年报", 3) for pad in (pad_right, pad_left, pad_both)] == ["年报"] * 3


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("政府信息公开", 12, "政府信息公开"),
        ("政府信息公开", 11, "政府信息公"),
        ("政府信息公开", 5, "政府"),
        ("政府信息公开", 0, ""),
        ("e\u0301e\u0301", 1, "e\u0301"),
    ],
)
def test_what_does_not_fit_is_cut_off(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown


def test_a_cut_can_be_marked() -> None:
    assert cut("政府信息公开", 8, "..") == "政府信.."


def test_a_line_does_not_start_with_closing_punctuation() -> None:
    assert wrap("公开政府信息，接受监督", 12) == ["公开政府信", "息，接受监督"]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("公开内容（含附件）", 10, ["公开内容", "（含附件）"]),
        ("见该公告“（一）”", 11, ["见该公告", "“（一）”"]),
        ("依据本《条例》", 8, ["依据本", "《条例》"]),
        ("收到申请{新收}件", 9, ["收到申请", "{新收}件"]),
        ("公开政府信息…件", 12, ["公开政府信", "息…件"]),
    ],
)
def test_a_line_does_not_end_with_opening_punctuation(
    text: str, width: int, lines: list[str]
) -> None:
    assert wrap(text, width) == lines


def test_a_run_of_punctuation_may_start_a_line_where_the_gap_would_be_wide() -> None:
    assert wrap("甲乙！！！！", 8) == ["甲乙！！", "！！"]


def test_a_number_is_not_parted() -> None:
    assert wrap("共收到12345件", 8) == ["共收到", "12345件"]


def test_a_space_at_a_break_stays_at_the_end_of_its_line() -> None:
    assert wrap("one two three", 8) == ["one two ", "three"]


def test_a_word_longer_than_the_line_is_parted() -> None:
    assert wrap("abcdefgh", 3) == ["abc", "def", "gh"]


def test_the_first_line_leaves_room_for_an_indent() -> None:
    assert wrap("一二三四五六", 8, 4) == ["一二", "三四五六"]


def test_a_width_without_room_for_a_character_is_refused() -> None:
    with pytest.raises(ValueError, match="no full-width character"):
        wrap("年", 1)


@given(ANYTHING, st.integers(2, 40))
def test_wrapped_lines_fit_and_give_the_text_again(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join(lines) == text
    assert all(display_width(line) <= width for line in lines)


@given(ANYTHING, st.integers(0, 40))
def test_a_cut_text_fits(text: str, width: int) -> None:
    shown = cut(text, width)
    assert display_width(shown) <= width
    assert text.startswith(shown)


@given(ANYTHING)
def test_clusters_are_the_text(text: str) -> None:
    parts = list(clusters(text))
    assert "".join(part for part, _ in parts) == text
    assert sum(size for _, size in parts) >= display_width(text)


@given(ANYTHING)
def test_nothing_printable_moves_the_cursor(text: str) -> None:
    shown = printable(text)
    assert not any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 for sign in shown)
    assert not set(shown) & set("\u202a\u202b\u202d\u202e\u2028\u2029")


def test_tabs_and_line_ends_are_spaces_and_escapes_are_gone() -> None:
    assert printable("年\t报\n\x1b[31m\u3000\u00a0") == "年 报 [31m\u3000\u00a0"
