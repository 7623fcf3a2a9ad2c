"""Whatever we export we can import again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.editions import built_in
from nianbao.readers.imported import Imported
from nianbao.readers.json_report import read_json
from nianbao.readers.text import read_text
from nianbao.readers.tidy import tidy, without_list_mark
from nianbao.report import Report
from nianbao.report.live_figures import fill
from nianbao.writers.json_report import to_json
from nianbao.writers.markdown import to_markdown
from nianbao.writers.plain_text import to_plain_text
from tests.generated import reports
from tests.readers.real_documents import CITY, STREET_OFFICE, text_of

WIDTHS = st.none() | st.integers(40, 140)


def text_as_printed(text: str, report: Report) -> str:
    """A section's text with its figures, as lines without list marks and surplus spaces."""
    lines = fill(text, report).replace("\r", "").split("\n")
    return "\n".join(without_list_mark(tidy(line)) for line in lines).strip("\n")


def assert_same(imported: Imported, report: Report) -> None:
    read = imported.report
    assert (read.organ, read.year) == (report.organ, report.year)
    assert read.edition.name == report.edition.name
    assert read.cells == report.cells
    texts = {key: text_as_printed(text, report) for key, text in report.narrative.items()}
    assert read.narrative == {key: text for key, text in texts.items() if text}
    assert read.published == report.published
    assert read.title == report.title


def complete(report: Report) -> Report:
    """The report with a number in every cell of its form."""
    blank = [
        cell
        for cell in report.edition.cells.values()
        if cell.address not in report.cells and not cell.row.optional
    ]
    return report.with_cells(
        {cell.address: Decimal(0) if cell.kind == "amount" else 0 for cell in blank}
    )


@settings(max_examples=60)
@given(reports(extra=False))
def test_markdown_comes_back(report: Report) -> None:
    assert_same(read_text(to_markdown(report), built_in()), report)


@settings(max_examples=60)
@given(reports(extra=False), WIDTHS)
def test_plain_text_comes_back_at_any_width(report: Report, width: int | None) -> None:
    assert_same(read_text(to_plain_text(report, width), built_in()), report)


@given(reports(extra=False))
def test_json_comes_back(report: Report) -> None:
    imported = read_json(to_json(report), built_in())
    assert imported.doubts == ()
    filled = {key: fill(text, report) for key, text in report.narrative.items()}
    assert imported.report == replace(report, narrative=filled, answers=())


@settings(max_examples=40)
@given(reports(wild=False, extra=False), WIDTHS)
def test_a_complete_report_comes_back_without_a_doubt(report: Report, width: int | None) -> None:
    full = complete(report)
    for text in (to_markdown(full), to_plain_text(full, width)):
        imported = read_text(text, built_in())
        assert_same(imported, full)
        assert imported.doubts == ()


@pytest.mark.parametrize("name", [STREET_OFFICE, CITY])
def test_a_published_report_comes_back_from_every_export(name: str) -> None:
    report = read_text(text_of(name), built_in()).report
    exports = [to_markdown(report), *(to_plain_text(report, width) for width in (None, 60, 80))]
    for text in exports:
        imported = read_text(text, built_in())
        assert imported.report == report
        assert imported.doubts == ()
    assert read_json(to_json(report), built_in()).report == report
