"""Web pages, in the shapes that offices publish them in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nianbao.report import Report
from tests.readers.whole_forms import (
    assert_right,
    assert_right_or_doubted,
    html_table,
    numbered,
    page,
    read,
    rows_of,
)

REPORT = numbered()


def sparse() -> Report:
    """Few kinds of applicants, so that a number says nothing of its column by itself."""
    kept = ("natural_person", "legal_service", "total")
    cells = {
        address: number
        for address, number in REPORT.cells.items()
        if not address.startswith("requests.") or address.split(".")[1] in kept
    }
    return replace(REPORT, cells=cells)


def test_a_head_drawn_too_wide_ends_where_the_next_begins() -> None:
    report = sparse()
    rows = rows_of(report, "requests")
    assert rows[2][-1].lines == ["其他"]
    rows[2][-1].across = 2
    assert_right(read(page(report, requests=html_table(rows))), report)


def test_a_table_that_goes_on_with_other_columns_is_not_read_by_the_heads_above() -> None:
    report = sparse()
    rows = rows_of(report, "requests")
    first, second = rows[:-1], rows[-1:]
    for row in first[:3]:
        next(cell for cell in row if "社会公益组织" in cell.lines or cell.across > 4).across += 1
    for row in first[3:]:
        row[-4].across = 2
    for row in second:
        row[-2].across = 2
    cut = html_table(first) + html_table(second)
    assert_right_or_doubted(read(page(report, requests=cut)), report)


def test_a_head_drawn_too_narrow_exchanges_no_columns() -> None:
    rows = rows_of(REPORT, "requests")
    assert rows[1][1].lines == ["法人或其他组织"]
    rows[1][1].across = 4
    assert_right_or_doubted(read(page(REPORT, requests=html_table(rows))), REPORT)


def test_a_number_in_the_text_before_a_table_is_not_its_row() -> None:
    table = html_table(rows_of(REPORT, "disputes"))
    assert_right(read(page(REPORT, disputes=f"<p>0</p>{table}")), REPORT)
    few = replace(REPORT, cells={"disputes.review.total": 0})
    table = html_table(rows_of(few, "disputes"))
    imported = read(page(few, disputes=f"<p>0</p>{table}"))
    assert imported.report.cells["disputes.review.total"] == 0


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""), ("utf-8", "gb2312"), ("utf-8-sig", "gbk"), ("gb18030", "gb2312"),
        ("gb18030", ""), ("gb18030", "utf-8"), ("utf-16", "utf-16"), ("big5hkscs", "big5"),
    ],
)  # fmt: skip
def test_the_characters_are_right_whatever_the_page_declares(encoding: str, declared: str) -> None:
    text = page(REPORT).replace("<head>", f'<head><meta charset="{declared}">')
    if encoding == "big5hkscs":
        text = _traditional(text)
    imported = read(text.encode(encoding, "xmlcharrefreplace"))
    assert imported.report.cells == REPORT.cells
    if encoding != "big5hkscs":
        assert imported.report.organ == REPORT.organ


def _traditional(text: str) -> str:
    from nianbao.readers.folding import _SIMPLIFIED, _TRADITIONAL

    return text.translate(str.maketrans(_SIMPLIFIED, _TRADITIONAL))
