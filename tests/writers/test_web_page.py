"""The web page stands alone, can be read by everybody, and holds nothing that acts."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from lxml import html
from lxml.html import HtmlElement

from nianbao.editions import built_in
from nianbao.report import Report
from nianbao.report.typed_numbers import format_number
from nianbao.writers.printed import text_lines
from nianbao.writers.web_page import to_web_fragment, to_web_page
from tests.generated import reports
from tests.writers.hostile import FORBIDDEN, all_hostile
from tests.writers.real_reports import NAMES, busy_report, real_report

# What may stand in a published page, and nothing else: no link, no image, no script, no form.
ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "main", "section", "footer", "div"),
    *("h1", "h2", "h3", "h4", "h5", "p", "span", "br"),
    *("table", "caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    *("lang", "charset", "http-equiv", "name", "content", "class", "style", "role", "tabindex"),
    *("aria-labelledby", "id", "scope", "headers", "colspan", "rowspan", "border"),
}


def page(report: Report) -> HtmlElement:
    return html.document_fromstring(to_web_page(report))


def said(element: HtmlElement) -> str:
    return str(element.text_content())


def test_a_page_tells_its_language_and_title_and_loads_nothing() -> None:
    text = to_web_page(busy_report())
    title = "淮安市洪泽区人民政府2024年政府信息公开工作年度报告"
    assert text.startswith('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">')
    assert f"<title>{title}</title>" in text
    assert "default-src 'none'" in text
    assert not re.search(r"(src|href)\s*=|@import|url\(|<script", text)
    shown = page(busy_report())
    assert [said(h) for h in shown.iter("h1")] == [title]
    titles = [section.title for section in busy_report().edition.sections]
    assert [said(h) for h in shown.iter("h2")] == titles


@pytest.mark.parametrize("name", NAMES)
def test_every_number_names_the_heads_it_stands_under_and_beside(name: str) -> None:
    report = real_report(name)
    shown = page(report)
    named = {str(head.get("id")): said(head) for head in shown.iter("th")}
    assert len(named) == len(list(shown.iter("th")))
    cells = [cell for cell in shown.iter("td") if cell.get("headers") is not None]
    assert all(set(str(cell.get("headers")).split()) <= set(named) for cell in cells)
    told = [
        (sorted({named[head] for head in str(cell.get("headers")).split()}), said(cell))
        for cell in cells
    ]
    wanted = []
    for cell in report.edition.cells.values():
        if cell.row.optional and cell.address not in report.cells:
            continue
        heads = {head.label for part in (cell.row, cell.column) for head in part.under}
        value = report.cells.get(cell.address)
        text = "" if value is None else format_number(value)
        wanted.append((sorted({*heads, cell.row.label, cell.column.label}), text))
    assert sorted(told) == sorted(wanted)


def test_tables_have_captions_heads_and_scopes() -> None:
    shown = page(busy_report())
    tables = list(shown.iter("table"))
    captions = [said(caption) for caption in shown.iter("caption")]
    assert captions == [
        *(f"第二十条第（{number}）项" for number in "一五六八"),
        "收到和处理政府信息公开申请情况统计表",
        "政府信息公开行政复议、行政诉讼情况统计表",
    ]
    assert [len(table.xpath("thead/tr")) for table in tables] == [1, 1, 1, 1, 3, 3]
    # HTML knows no column in which no cell begins: a validator calls that an error.
    assert [len(table.findall("colgroup/col")) for table in tables] == [4, 2, 2, 2, 10, 15]
    for table in tables[:4]:
        rows = [[cell.get("colspan") for cell in row] for row in table.iter("tr")]
        assert rows == [[None] * len(table.findall("colgroup/col"))] * len(rows)
    scopes = {said(head): head.get("scope") for head in tables[4].iter("th")}
    assert scopes["申请人情况"] == scopes["法人或其他组织"] == "colgroup"
    assert scopes["自然人"] == "col"
    assert scopes["（三）不予公开"] == "rowgroup"
    assert scopes["（七）总计"] == "row"
    for region in shown.find_class("form"):
        assert (region.get("role"), region.get("tabindex")) == ("region", "0")
        (caption,) = region.iter("caption")
        assert region.get("aria-labelledby") == caption.get("id")
    ids = [element.get("id") for element in shown.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_texts_are_paragraphs_and_headings_by_their_numbering() -> None:
    text = "（一）主动公开\n全年公开。\n\n（二）依申请公开。全年收到{requests.total.received}件。"
    section = page(busy_report().with_text("overview", text)).xpath("//section")[0]
    assert [(part.tag, said(part)) for part in section] == [
        ("h2", "一、总体情况"),
        ("h3", "（一）主动公开"),
        ("p", "全年公开。"),
        ("p", ""),
        ("p", "（二）依申请公开。全年收到95件。"),
    ]
    assert said(section.find_class("lead2")[0]) == "（二）依申请公开。"


def test_no_level_of_headings_is_left_out() -> None:
    text = "1.先\n（1）再\n2.后\n（一）又\n1.末"
    report = busy_report().with_text("problems", text).with_text("preface", "（一）引言\n说明。")
    shown = page(report)
    assert [(head.tag, said(head)) for head in shown.iter("h3", "h4", "h5")] == [
        ("h3", "1.先"),
        ("h4", "（1）再"),
        ("h3", "2.后"),
        ("h3", "（一）又"),
        ("h4", "1.末"),
    ]
    assert [said(part) for part in shown.find_class("lead3")] == ["1.先", "2.后"]
    assert said(shown.xpath("//p[span]")[0]) == "（一）引言"


def test_a_published_page_closes_with_office_and_day() -> None:
    closed = page(busy_report()).find_class("signature")
    assert list(map(said, closed)) == ["淮安市洪泽区人民政府", "2025年1月15日"]
    assert not page(replace(busy_report(), published=None)).find_class("signature")


def test_a_fragment_is_what_stands_under_the_title_and_says_its_own_rules() -> None:
    text = to_web_fragment(busy_report())
    parts = html.fragments_fromstring(text)
    tags = {found.tag for part in parts for found in part.iter()}
    assert tags.isdisjoint({"html", "head", "style", "h1", "main"})
    tables = [table for part in parts for table in part.iter("table")]
    assert len(tables) == 6
    assert all(table.get("border") == "1" for table in tables)
    assert to_web_page(busy_report()).count("<tr>") == text.count("<tr>")


def test_hostile_texts_are_text() -> None:
    report = all_hostile()
    for text in (to_web_page(report), to_web_fragment(report)):
        shown = html.document_fromstring(text)
        assert {element.tag for element in shown.iter()} <= ELEMENTS
        assert {str(name) for element in shown.iter() for name in element.attrib} <= ATTRIBUTES
        assert FORBIDDEN.isdisjoint(text)
        section = next(iter(shown.iter("section")))
        lines = [line.replace("\ufffe", "") for line in text_lines(report, "overview")]
        assert [said(part) for part in section][1:] == [
            line.replace("\uffff", "") for line in lines
        ]


@settings(max_examples=25)
@given(reports(answers=False, extra=False))
def test_any_report_gives_the_same_well_formed_page_twice(report: Report) -> None:
    text = to_web_page(report)
    assert text == to_web_page(report)
    shown = html.document_fromstring(text)
    assert {element.tag for element in shown.iter()} <= ELEMENTS
    for table in shown.iter("table"):
        columns = len(list(table.iter("col")))
        covered: dict[tuple[int, int], int] = {}
        for number, row in enumerate(table.iter("tr")):
            at = 0
            for cell in row:
                while (number, at) in covered:
                    at += 1
                for down in range(int(cell.get("rowspan") or 1)):
                    for right in range(int(cell.get("colspan") or 1)):
                        covered[number + down, at + right] = 1
        assert set(covered) == {
            (row, column) for row in range(len(list(table.iter("tr")))) for column in range(columns)
        }


def test_both_editions_are_drawn() -> None:
    for edition in built_in().all:
        shown = page(Report(edition, "某局", edition.first_year))
        cells = [cell for cell in shown.iter("td") if cell.get("headers")]
        optional = sum(cell.row.optional for cell in edition.cells.values())
        assert len(cells) == len(edition.cells) - optional
