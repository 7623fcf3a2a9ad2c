"""Each cell of a drawn paragraph has its character and, laid over one another, its styles."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.style import Style

from nianbao.report.width import display_width
from nianbao.wizard.drawn_paragraph import Styled, drawn_paragraph

BASE, BOLD, RED = Style(bgcolor="black"), Style(bold=True), Style(color="red")
TEXT = "收到{新收}3件，办结abc件。"


@settings(max_examples=60)
@given(
    st.lists(st.integers(1, len(TEXT) - 1), unique=True, max_size=4).map(sorted),
    st.lists(
        st.tuples(
            st.integers(0, len(TEXT)), st.integers(0, len(TEXT) + 1), st.sampled_from([BOLD, RED])
        ),
        max_size=4,
    ),
)
def test_every_character_is_drawn_in_its_line_and_its_styles(
    breaks: list[int], parts: list[tuple[int, int, Style]]
) -> None:
    styled = [Styled(*part) for part in parts]
    lines = drawn_paragraph(TEXT, breaks, styled, base=BASE, width=40)
    assert [line.cell_length for line in lines] == [40] * (len(breaks) + 1)
    starts = [0, *breaks]
    for start, end, line in zip(starts, [*breaks, len(TEXT)], lines, strict=True):
        assert line.text == TEXT[start:end] + " " * (40 - display_width(TEXT[start:end]))
        at = start
        for segment in line:
            expected = BASE
            for part in styled:
                if part.start <= at < part.end:
                    expected += part.style
            if at < end:
                assert segment.style == expected
            at += len(segment.text)


def test_what_is_too_long_for_a_line_is_cut_and_an_empty_paragraph_has_a_place_to_stand() -> None:
    [line] = drawn_paragraph("收到申请", (), [], base=BASE, width=5)
    assert line.text == "收到 "
    [line] = drawn_paragraph("", (), [Styled(0, 1, BOLD)], base=BASE, width=4)
    assert next((s.text, s.style) for s in line) == (" ", BASE + BOLD)
