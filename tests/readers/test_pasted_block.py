"""A block pasted from a spreadsheet, a page or a text: each number at its cell, or told why not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.editions import Edition, Table, built_in
from nianbao.readers.pasted_block import Dealt, deal_out
from nianbao.readers.pasted_cells import pasted_cells
from nianbao.report.layout import laid_out

EDITIONS = built_in()
FIRST = {
    "requests": "requests.natural_person.received",
    "disputes": "disputes.review.upheld",
    "disclosure": "disclosure.rules.issued",
}


def edition(name: str = "2021") -> Edition:
    found = EDITIONS.get(name)
    assert found is not None
    return found


def dealt(table: str, text: str, at: str = "", name: str = "2021") -> tuple[Dealt, ...]:
    form = edition(name)
    return deal_out(pasted_cells(text), form, form.table(table), at or FIRST[table])


def numbers(table: str, text: str, at: str = "") -> dict[str, str]:
    found = dealt(table, text, at)
    assert not [one for one in found if one.trouble], found
    return {one.address: one.text for one in found if one.address}


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("1\t2\r\n3\t\r\n", [["1", "2"], ["3", ""]]),
        ('"甲\n乙"\t"1,234"\r\n丙\t5\r\n', [["甲 乙", "1,234"], ["丙", "5"]]),
        (
            "甲\n\n\t\n\n12\n\n\t\n\n0\n乙\n\n\t\n\n3\n\n\t\n\n4",
            [["甲", "12", "0"], ["乙", "3", "4"]],
        ),
        ("| 甲 | 1 |\n| --- | --- |\n| 乙 | 2 |", [["甲", "1"], ["乙", "2"]]),
        ("甲   1   2", [["甲", "1", "2"]]),
        ("1 0 ３", [["1", "0", "３"]]),
        ('5" 宽\t1', [['5" 宽', "1"]]),
    ],
)
def test_the_cells_of_a_pasted_text(text: str, cells: list[list[str]]) -> None:
    assert pasted_cells(text) == cells


def test_without_labels_it_lies_from_the_cursor_on_and_over_the_edge_is_told() -> None:
    here = "requests.business.granted"
    assert numbers("requests", "1\t2\r\n3\t\r\n", here) == {
        here: "1",
        "requests.research.granted": "2",
        "requests.business.partly_granted": "3",
    }
    *inside, over = dealt("disputes", "1\n2\n3\n4\n5\n6\n")
    assert [one.address for one in inside] == [
        f"disputes.review.{row}"
        for row in ("upheld", "corrected", "other_result", "pending", "total")
    ]
    assert (over.text, over.address) == ("6", None)
    assert "超出了表格" in over.trouble


def test_labels_decide_wherever_the_cursor_is() -> None:
    text = "\t自然人\t合计\n二、上年结转政府信息公开申请数\t1\t2\n予以公开\t５\t6\n"
    assert numbers("requests", text, "requests.research.total") == {
        "requests.natural_person.carried_in": "1",
        "requests.total.carried_in": "2",
        "requests.natural_person.granted": "５",
        "requests.total.granted": "6",
    }


def test_a_row_between_two_known_ones_needs_no_label_but_another_label_is_no_row() -> None:
    text = "1.属于国家秘密\t1\n\t2\n3.危及“三安全一稳定”\t3\n办结小计\t9\n"
    found = dealt("requests", text)
    assert [(one.text, (one.address or "").rpartition(".")[2]) for one in found] == [
        ("1", "refused_state_secret"),
        ("2", "refused_prohibited_by_law"),
        ("3", "refused_safety_and_stability"),
        ("9", ""),
    ]
    assert "“办结小计”不是本表的行" in found[-1].trouble


def test_a_label_broken_over_two_rows_is_put_together() -> None:
    text = "（二）部分公开（区分处理的，只计这一\t\t\n情形，不计其他情形）\t4\t5\n"
    assert numbers("requests", text) == {
        "requests.natural_person.partly_granted": "4",
        "requests.business.partly_granted": "5",
    }


@pytest.mark.parametrize("name", ["2021", "2019"])
@pytest.mark.parametrize("table", ["disclosure", "requests", "disputes"])
@pytest.mark.parametrize("merged", ["empty", "gone", "one by one"])
def test_the_printed_table_comes_back_whole(name: str, table: str, merged: str) -> None:
    """Merged cells are blank where a spreadsheet copies them, and gone where a page does."""
    form = edition(name)
    known = form.table(table)
    rows, shown = _printed(known, drop_merged=merged != "empty")
    text = "\n".join(map("\t".join, rows))
    if merged == "one by one":
        text = "\n".join(text for row in rows for text in row if text)
    found = dealt(table, text, name=name)
    assert not [one for one in found if one.trouble]
    assert {one.address: one.text for one in found} == shown


def _printed(table: Table, *, drop_merged: bool) -> tuple[list[list[str]], dict[str, str]]:
    shown: dict[str, str] = {}
    rows = []
    for line in laid_out(table, None).rows:
        row = []
        for cell in line:
            if cell is None:
                row += [] if drop_merged else [""]
            elif cell.address is not None:
                shown[cell.address] = str(len(shown))
                row.append(shown[cell.address])
            else:
                row.append(cell.text)
        rows.append(row)
    return rows, shown


def test_the_line_of_the_printed_form_is_dealt_out_in_its_order() -> None:
    line = [str(number) for number in range(15)]
    known = [
        cell.address for _, cells in edition().table("disputes").lines("column") for cell in cells
    ]
    for text in ("\t".join(line), "\n".join(line), " ".join(line), "\t\t" + "\t".join(line)):
        assert numbers("disputes", text, "disputes.direct_litigation.total") == dict(
            zip(known, line, strict=True)
        )
    few = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n1\t0\t0\t0\t1"
    assert set(numbers("disputes", few, "disputes.direct_litigation.total")) == {
        f"disputes.direct_litigation.{row}"
        for row in ("upheld", "corrected", "other_result", "pending", "total")
    }


def test_an_amount_in_another_unit_and_a_cell_met_twice_are_refused() -> None:
    (fee,) = dealt("disclosure", "信息内容\t本年收费金额（单位：元）\n行政事业性收费\t100\n")
    assert "请换算" in fee.trouble
    first, second = dealt("disputes", "结果维持\t1\n结果维持\t2\n")
    assert not first.trouble
    assert "两个数" in second.trouble


pieces = st.one_of(
    st.sampled_from(
        sorted(
            {
                label
                for form in EDITIONS.all
                for table in form.tables
                for block in table.blocks
                for heading in (*block.rows, *block.columns)
                for label in (heading.label, heading.short, heading.label[:5])
            }
        )
    ),
    st.sampled_from(
        ["", "", "0", "12", "１２", "1,234", "-", "约三", "小计", "#REF!", "(3)", "一"]
    ),
    st.text(max_size=8),
)


@settings(max_examples=150, deadline=None)
@given(st.data(), st.lists(st.lists(pieces, max_size=9), max_size=30))
def test_whatever_is_pasted_goes_to_cells_of_the_table_once_or_is_told(
    data: st.DataObject, rows: list[list[str]]
) -> None:
    form = data.draw(st.sampled_from(EDITIONS.all))
    table = data.draw(st.sampled_from(form.tables))
    at = data.draw(st.sampled_from([cell.address for cell in table.cells.values()]))
    text = "\n".join("\t".join(row) for row in rows)
    cells = pasted_cells(text)
    found = deal_out(cells, form, table, at)
    going = [one.address for one in found if not one.trouble and not one.is_blank]
    assert len(set(going)) == len(going)
    known = {cell.address for cell in table.cells.values()}
    assert all(one.address in known for one in found if not one.trouble)
    assert {one.text for one in found} <= {cell for row in cells for cell in row}
