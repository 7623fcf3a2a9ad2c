"""PDF files: ruled tables over page breaks, tables without rules, scans."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from nianbao import operations
from tests.readers.made_pdf import Page, Rule, Text, drawn, file_of, objects_of, pdf_of
from tests.readers.real_documents import doubted
from tests.readers.whole_forms import assert_right_or_doubted, numbered, read

REPORT = numbered()


def test_ruled_tables_are_read_over_the_ends_of_pages() -> None:
    pages = drawn(REPORT)
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        page.append(Text(290, 830, f"- {number} -"))
    imported = read(pdf_of(pages))
    assert imported.report.cells == REPORT.cells
    # The drawing lets one label's last line run into the label below it.
    assert {cell.rpartition(".")[2] for cell in doubted(imported)} <= {"closed_other"}
    assert (imported.report.organ, imported.places) == (REPORT.organ, {})
    assert imported.written["disclosure.rules.issued"].place == "第 1 页"
    assert all(doubt.line is None for doubt in imported.doubts)


def test_tables_without_rules_are_read_by_where_the_numbers_stand() -> None:
    unruled: list[Page] = [
        [item for item in page if not isinstance(item, Rule)] for page in drawn(REPORT)
    ]
    imported = read(pdf_of(unruled))
    assert_right_or_doubted(imported, REPORT)
    settled = [a for a in REPORT.cells if a not in doubted(imported)]
    assert len(settled) > 0.9 * len(REPORT.cells)
    assert imported.written["requests.total.received"].place.startswith("第 ")


def test_a_blank_without_rules_is_told_by_where_the_other_numbers_stand() -> None:
    gone = {
        "requests.research.received",
        "requests.public_welfare.received",
        "requests.total.granted",
    }
    few = replace(REPORT, cells={a: n for a, n in REPORT.cells.items() if a not in gone})
    unruled: list[Page] = [
        [item for item in page if not isinstance(item, Rule)] for page in drawn(few)
    ]
    imported = read(pdf_of(unruled))
    assert_right_or_doubted(imported, few)
    assert not gone & doubted(imported)
    assert imported.report.cells["requests.total.received"] == few.cells["requests.total.received"]


def test_a_number_that_runs_into_its_label_is_no_blank() -> None:
    page: Page = [
        Text(40, 40, "某某局2024年政府信息公开工作年度报告"), Text(40, 60, "一、总体情况"), Text(40, 80, "略。"),
        Text(40, 100, "二、主动公开政府信息情况"), Text(200, 120, "本年制发件数"), Text(300, 120, "本年废止件数"),
        Text(400, 120, "现行有效件数"), Text(40, 140, "规章"), Text(300, 140, "2"), Text(400, 140, "3"),
        Text(40, 160, "行政规范性文件（包括本机关和所属单位的）"), Text(181, 160, "7"), Text(300, 160, "8"), Text(400, 160, "9"),
        Text(40, 180, "规章"), Text(181, 180, "4"), Text(300, 180, "5"), Text(400, 180, "6"),
    ]  # fmt: skip
    imported = read(pdf_of([page]))
    row = "disclosure.normative_documents"
    assert imported.report.cells.get(f"{row}.issued") == 7 or f"{row}.issued" in doubted(imported)


def test_a_blank_column_without_rules_shifts_nothing_in_silence() -> None:
    kept = {a: n for a, n in REPORT.cells.items() if ".research." not in a and ".pending" not in a}
    few = replace(REPORT, cells=kept)
    unruled: list[Page] = [
        [item for item in page if not isinstance(item, Rule)] for page in drawn(few)
    ]
    imported = read(pdf_of(unruled))
    assert_right_or_doubted(imported, few)
    unclear = [d.message for d in imported.doubts if d.rule == "import-cell-unclear"]
    assert unclear
    assert all("原文第 " in message for message in unclear)


def test_what_stands_in_no_row_that_can_be_told_is_named_with_its_page() -> None:
    lines = [
        "某某局2024年政府信息公开工作年度报告",
        "一、总体情况",
        "略。",
        "二、主动公开政府信息情况",
    ]
    page: Page = [Text(40, 40 + 20 * at, text) for at, text in enumerate(lines)]
    page += [Text(40, 140, "规章"), Text(200, 140, "2"), Text(300, 140, "3")]
    (said,) = (
        d for d in read(pdf_of([page])).doubts if "“规章”" in d.message and "2、3" in d.message
    )
    assert "在原文第 1 页读到 2、3" in said.message


def test_a_number_whose_cell_lost_a_rule_is_read_where_it_stands() -> None:
    pages = drawn(REPORT)
    rules = [item for page in pages for item in page if isinstance(item, Rule)]
    table = [rule for rule in rules if rule.y0 == rule.y1]
    corner = min(table, key=lambda rule: (rule.y0, rule.x0))
    for number in (12, 30):
        lost = [rule for rule in rules if rule.x0 == rule.x1 and rule.y0 > corner.y0][number]
        drawing: list[Page] = [[item for item in page if item != lost] for page in pages]
        assert_right_or_doubted(read(pdf_of(drawing)), REPORT)


def test_only_the_last_line_of_a_page_is_its_number() -> None:
    texts_only = tuple(section for section in REPORT.edition.sections if section.table is None)
    (page,) = drawn(replace(REPORT, edition=replace(REPORT.edition, sections=texts_only)))
    page = [*page, Text(60, 800, "2024"), Text(60, 812, "12"), Text(290, 830, "3")]
    read_from = read(pdf_of([page])).report.narrative["other_matters"]
    assert ("2024" in read_from, "12" in read_from, "3" in read_from) == (True, True, False)


def test_a_scan_says_so_and_what_to_do() -> None:
    with pytest.raises(operations.Unreadable) as refused:
        read(pdf_of([[Rule(10, 10, 90, 90)]]))
    assert refused.value.problems[0].message == (
        "PDF 里没有文字，是扫描件或图片，读不出来；"
        "请找 Word 或网页的原稿，或者用文字识别软件转换后再读入。"
    )


def test_a_page_whose_size_is_no_numbers_is_refused_in_words() -> None:
    objects = objects_of([[Text(40, 40, "甲")]])
    data = file_of([body.replace(b"[0 0 595 842]", b"[0 0 /A 842]") for body in objects])
    with pytest.raises(operations.Unreadable, match="PDF 不完整或已损坏"):
        operations.import_document(data, year=2024)
    done = subprocess.run(
        [sys.executable, "-m", "nianbao.readers.pdf_pages"],
        input=data,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert done.stdout == b'{"error": "damaged"}'
    assert b"Traceback" not in done.stderr
