"""What is exported to an office's formats is read back as it was."""

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from hypothesis import given, settings

from nianbao import operations
from nianbao.operations import ExportFormat
from nianbao.report import Report
from nianbao.report.live_figures import fill
from tests.generated import reports
from tests.readers.whole_forms import numbered
from tests.writers.golden import golden_report
from tests.writers.real_reports import DATA, NAMES, real_report

FORMATS = [name for name in get_args(ExportFormat) if name != "pdf"]
TEMPLATE = (DATA / "政务公开年报模版.docx").read_bytes()


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def texts_of(report: Report) -> dict[str, list[str]]:
    return {name: lines(fill(text, report)) for name, text in report.narrative.items()}


@pytest.mark.parametrize(
    ("to", "template"),
    [("docx", None), ("docx", TEMPLATE), ("html", None)],
    ids=["word", "template", "page"],
)
def test_a_report_comes_back_whole(to: ExportFormat, template: bytes | None) -> None:
    report = golden_report()
    read = operations.import_document(operations.export(report, to, template=template))
    assert (read.report.organ, read.report.year) == (report.organ, report.year)
    assert read.report.published == report.published
    assert read.report.cells == report.cells
    assert texts_of(read.report) == texts_of(report)


def test_markdown_with_tables_in_html_comes_back_like_markdown() -> None:
    for report in (golden_report(), *map(real_report, NAMES)):
        plain = operations.import_document(operations.export(report, "md"))
        tables = operations.import_document(operations.export(report, "md", html_tables=True))
        assert tables.report.cells == report.cells
        assert tables.report == plain.report
        assert [one.rule for one in tables.doubts] == [one.rule for one in plain.doubts]


@pytest.mark.parametrize("name", NAMES[::2])
def test_no_cell_of_a_workbook_is_lost_and_none_is_doubted(name: str) -> None:
    report = real_report(name)
    read = operations.import_document(operations.export(report, "xlsx"))
    assert (read.report.organ, read.report.year) == (report.organ, report.year)
    assert read.report.cells == report.cells
    assert read.report.narrative == {}
    unsure = [doubt for doubt in read.doubts if doubt.rule != "import-section-missing"]
    assert not [doubt.message for doubt in unsure if "没有填入" in doubt.message]


@settings(max_examples=4, deadline=None)
@given(reports(wild=False, extra=False, answers=False))
def test_any_report_comes_back_from_an_offices_formats(report: Report) -> None:
    for to in ("docx", "html", "xlsx"):
        read = operations.import_document(operations.export(report, to)).report
        assert (read.organ, read.year) == (report.organ, report.year)
        assert (read.title, read.published) == (report.title, report.published)
        assert read.cells == report.cells


@pytest.mark.parametrize(
    ("title", "organ"),
    [
        ("关于某某区民政局2023年政府信息公开工作情况的报告", "某某区民政局"),
        ("政府信息公开年报", ""),
    ],
    ids=["a title of many words", "no office"],
)
def test_an_odd_title_and_the_closing_come_back(title: str, organ: str) -> None:
    report = replace(numbered(), organ=organ, title=title, published=date(2024, 1, 15))
    for to in FORMATS:
        read = operations.import_document(operations.export(report, to))
        assert (read.report.organ, read.report.title) == (organ, title), to
        assert read.report.published == report.published, to
        left_out = [d for d in read.doubts if d.rule == "import-text-left-out"]
        assert left_out == [], to
