"""The lines of an editor's text."""

from hypothesis import given, settings
from hypothesis import strategies as st
from textual.document._document import Document

from nianbao.report.width import display_width, wrap
from nianbao.wizard.folded_document import FoldedDocument

TEXTS = st.text("年报公开（）《》“”，。、12 a{}\n\t", max_size=60)
EDITS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), TEXTS), max_size=4)


def folded(text: str, width: int) -> FoldedDocument:
    document = FoldedDocument(Document(text))
    document.wrap(width, 4)
    return document


def test_no_line_ends_with_an_opening_mark() -> None:
    text = "收到政府信息公开申请（含上年结转）“十件”"
    lines = [line for part in folded(text, 22).lines for line in part]
    assert lines == ["收到政府信息公开申请", "（含上年结转）“十件”"]
    assert lines == wrap(text, 22)


def test_a_tab_leaves_the_folding_to_textual() -> None:
    assert folded("年\t报（公开）", 8).lines == [["年\t", "报（公开", "）"]]


def test_without_a_width_nothing_is_folded() -> None:
    assert folded("公开政府信息" * 9, 0).height == 1


@settings(max_examples=60)
@given(TEXTS, EDITS, st.integers(4, 30))
def test_what_is_edited_is_folded_as_what_is_opened(
    text: str, edits: list[tuple[int, int, str]], width: int
) -> None:
    edited = folded(text, width)
    for start, end, put in edits:
        source = edited.document
        assert isinstance(source, Document)
        ends = [source.get_location_from_index(min(at, len(source.text))) for at in (start, end)]
        first, last = sorted(ends)
        done = source.replace_range(first, last, put)
        edited.wrap_range(first, last, done.end_location)
    opened = folded(edited.document.text, width)
    assert edited.lines == opened.lines
    assert edited._offset_to_line_info == opened._offset_to_line_info
    assert edited._line_index_to_offsets == opened._line_index_to_offsets
    assert edited._tab_width_cache == opened._tab_width_cache
    shown = [line for part in edited.lines for line in part if "\t" not in line]
    assert all(display_width(line) <= width for line in shown)
