"""Where lines, columns and labels of a table stand, at every width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.editions import Edition, Table, built_in
from nianbao.report.width import display_width
from nianbao.wizard.cell_state import CellState
from nianbao.wizard.grid_cell import cell_text, editor_text, width_of
from nianbao.wizard.grid_editor import CellEditor
from nianbao.wizard.grid_finding import found
from nianbao.wizard.grid_layout import CUT, grid_layout
from nianbao.wizard.grid_table import EntryTable, entry_table
from nianbao.wizard.place_lines import composed

TABLES = [table for edition in built_in().all for table in edition.tables]
PERSON = "requests.natural_person"


def entry(table: Table) -> EntryTable:
    return entry_table(table, lambda _: False)


def of_2021(name: str) -> EntryTable:
    edition = built_in().get("2021")
    assert isinstance(edition, Edition)
    return entry(edition.table(name))


tables = st.sampled_from(TABLES).map(entry)
sizes = st.dictionaries(st.integers(0, 6), st.integers(1, 11))


@given(tables, st.integers(60, 200), sizes, st.integers(0, 6))
def test_everything_fits_and_the_cursors_column_is_seen(
    table: EntryTable, width: int, numbers: dict[int, int], cursor: int
) -> None:
    cursor = min(cursor, table.width - 1)
    layout = grid_layout(table, width, numbers, cursor)
    assert cursor in layout.shown
    assert layout.width <= width - 1
    assert layout.label_width >= 10
    for column in layout.shown:
        assert layout.columns[column] > numbers.get(column, 0)
    for head in layout.head:
        assert display_width(head) == layout.width
    for line in table.lines:
        label = layout.label(line)
        assert display_width(label) <= layout.width
        if line.cells or line.columns:
            assert display_width(label) == layout.label_width
        for block_head in layout.block_heads(line) if line.columns else ():
            assert display_width(block_head) <= layout.width - layout.label_width


@given(tables, st.integers(60, 200), st.integers(0, 220))
def test_a_place_in_a_line_belongs_to_the_column_that_is_drawn_there(
    table: EntryTable, width: int, x: int
) -> None:
    layout = grid_layout(table, width, {})
    column = layout.column_at(x)
    for other in layout.shown:
        left = layout.left(other)
        assert left is not None
        assert (left <= x < left + layout.columns[other]) == (other == column)


texts = st.text(st.sampled_from("政府信息公开12（，。） a"), max_size=300)


@given(
    st.sampled_from([cell.place for table in TABLES for cell in table.cells.values()]),
    st.sampled_from(["", "上年 2（持平）", "上年 12345678，按上年推算为 12345678（F6 填入）"]),
    texts,
    texts,
    st.integers(58, 200),
    st.sampled_from([4, 5]),
)
def test_the_place_stands_whole_below_the_table_and_nothing_overflows(
    place: str, aside: str, middle: str, help_text: str, width: int, height: int
) -> None:
    lines = composed(place, aside, middle, help_text, (width, height))
    assert len(lines) <= height
    assert all(display_width(line) <= width for line in lines)
    assert place in "".join(lines)
    assert aside in "\n".join(lines)


@pytest.mark.parametrize("size", [(78, 4), (58, 5), (118, 4)])
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_label_that_is_cut_in_the_grid_stands_whole_below_it(
    table: Table, size: tuple[int, int]
) -> None:
    """What fits a window of 80x24, of 60x20 and of 120x40, beside the longest word on last year."""
    lines = entry_table(table, lambda _: True)
    aside = "上年 12345678，按上年推算为 12345678（F6 填入）"
    for cell in table.cells.values():
        below = "".join(composed(cell.place, aside, "平" * 90, "例" * 90, size))
        for label in (*cell.row.path, *cell.column.path):
            assert label in below
    layout = grid_layout(lines, size[0] + 2, {})
    shortened = [line for line in lines.lines if line.cells and CUT in layout.label(line)]
    assert all(line.label in line.cells[0].place for line in shortened)


def test_the_requests_at_80_columns_stand_as_designed() -> None:
    layout = grid_layout(of_2021("requests"), 80, {})
    assert layout.label_width == 30
    assert set(layout.columns) == {7}
    assert [line.rstrip() for line in layout.head] == [
        "                                               法人或其他组织",
        "                                       商业   科研   公益   法律",
        "                              自然人   企业   机构   组织   服务   其他   总计",
    ]


def test_labels_are_statutory_where_there_is_room_and_the_editions_short_ones_where_not() -> None:
    table = of_2021("requests")
    first, closing = table.lines[0], table.lines[-4]
    assert grid_layout(table, 80, {}).label(first).strip() == "一、本年新收"
    assert grid_layout(table, 120, {}).label(first).strip() == first.label
    assert grid_layout(table, 60, {}).label(closing).strip().endswith(CUT)
    assert grid_layout(table, 200, {}).label(closing).strip() == closing.label


def test_the_label_column_gives_way_to_large_numbers_and_the_total_stays() -> None:
    table = of_2021("requests")
    small, large = grid_layout(table, 80, {}), grid_layout(table, 80, {0: 8, 6: 9})
    assert large.label_width < small.label_width
    assert large.columns[6] == 10
    assert 6 in large.shown


@pytest.mark.parametrize(
    ("value", "mark", "typed", "shown"),
    [
        (15, " ", False, "  =15 "),
        (15, " ", True, "  *15 "),
        (15, "!", True, " !*15 "),
        (None, ".", False, "    . "),
        (None, "!", False, "   !. "),
    ],
)
def test_marks_are_ascii_and_stand_before_the_number(
    value: int | None, mark: str, typed: bool, shown: str
) -> None:
    state = CellState(value, None, not typed, typed, mark)
    assert cell_text(state, 6, at_cursor=False) == shown
    assert shown.isascii()


@given(st.integers(0, 10**8 - 1), st.sampled_from(" !?"), st.booleans(), st.booleans())
def test_no_number_is_ever_cut(value: int, mark: str, total: bool, typed: bool) -> None:
    state = CellState(value, None, total and not typed, total and typed, mark)
    width = width_of(state) + 1
    for at_cursor in (False, True):
        text = cell_text(state, width, at_cursor=at_cursor)
        assert display_width(text) == width
        assert str(value) in text


@given(st.text(max_size=30), st.integers(6, 12), st.lists(st.sampled_from(["<", ">", "x", "1"])))
def test_the_caret_is_always_inside_the_cell(text: str, width: int, keys: list[str]) -> None:
    editor = CellEditor(anew=False)
    editor.insert(text)
    for key in keys:
        if key == "1":
            editor.insert(key)
        else:
            {"<": editor.left, ">": editor.right, "x": editor.backspace}[key]()
        shown, caret = editor_text(editor, width, 40)
        assert width <= display_width(shown) <= 40
        assert 1 <= caret < display_width(shown)


def test_full_width_digits_become_digits_as_they_are_typed() -> None:
    editor = CellEditor(anew=True)
    editor.insert("１２，３４５．６＋７")
    assert editor.text == "12,345.6+7"


def test_backspace_takes_a_whole_character() -> None:
    editor = CellEditor(anew=True)
    editor.insert("1𠮷e\u0301")
    editor.backspace()
    assert editor.text == "1𠮷"
    editor.backspace()
    assert (editor.text, editor.caret) == ("1", 1)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_down_reaches_every_cell_once_and_up_leads_back(table: Table) -> None:
    lines = entry(table)
    cells = [cell.address for line in lines.lines for cell in line.cells]
    walked = [lines.first]
    while (after := lines.down(walked[-1])) is not None:
        walked.append(after)
    assert sorted(walked) == sorted(cells)
    assert [lines.down(address, -1) for address in walked[1:]] == walked[:-1]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_cell_is_found_by_what_it_is_called(table: Table) -> None:
    lines = entry(table)
    for line in lines.lines:
        for cell in line.cells:
            words = f"{cell.row.called} {cell.column.called}"
            assert found(lines, words, lines.first)[0] == cell.address


def test_a_search_stays_in_the_cursors_column_and_row_where_it_can() -> None:
    table = of_2021("requests")
    assert found(table, "信访", "requests.business.granted")[0] == (
        "requests.business.declined_petition"
    )
    assert found(table, "公益", "requests.business.granted")[0] == "requests.public_welfare.granted"
    assert found(table, " ", "requests.business.granted") == []
