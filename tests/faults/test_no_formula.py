"""No cell of a workbook is a formula of a report's making."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from openpyxl import load_workbook

from nianbao import operations
from nianbao.report import Answer, Report
from nianbao.report.toml_writing import report_to_toml
from tests.faults.size import runs
from tests.writers.real_reports import busy_report

STARTS = (
    "=1+1",
    "+1",
    "-1+2",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "\t=1+1",
    "＝1+1",
    "'=1",
    '="a"',
    "{=1}",
    " =1",
)


def saying(said: str, *others: str) -> Report:
    """A report that says this wherever it may say anything, and the others in its texts too."""
    texts = [said, *others]
    report = replace(
        busy_report(),
        organ=said,
        title=said,
        answers=tuple(Answer("problems-empty", (), reason=text) for text in texts),
    )
    for section in report.edition.texts:
        # A sentence that contradicts the table is quoted by what is found.
        words = "\n".join(f"{text}\n{text}本年新收政府信息公开申请98765件。" for text in texts)
        report = report.with_text(section.name, words)
    return report


def cells(data: bytes) -> list[tuple[str, str]]:
    """Every text and every formula of a workbook, with its type."""
    workbook = load_workbook(io.BytesIO(data))
    found = (cell for sheet in workbook for row in sheet.iter_rows() for cell in row)
    return [(cell.data_type, str(cell.value)) for cell in found if cell.value is not None]


def formulas(data: bytes) -> set[str]:
    """Every formula of a workbook."""
    return {value for kind, value in cells(data) if kind == "f"}


def checked(report: Report) -> bytes:
    """The workbook of what a check found."""
    record = operations.read_and_check(report_to_toml(report).encode())
    record = record._replace(path=f"{report.organ}.toml")
    made = operations.records_as("xlsx", [record])
    assert isinstance(made, bytes)
    return made


def test_what_starts_like_a_formula_stays_a_text() -> None:
    # Its own check rows are formulas of nothing but cells.
    own = formulas(operations.export(saying("甲"), "xlsx"))
    assert own
    own_checked = formulas(checked(saying("甲")))
    for said in STARTS[: runs(1, len(STARTS))]:
        report = saying(said, *STARTS[: runs(0, len(STARTS))])
        made, found = operations.export(report, "xlsx"), checked(report)
        assert formulas(made) == own
        assert formulas(found) == own_checked
        assert any(kind == "s" and said.strip() in value for kind, value in cells(made))
        quoted = [value for kind, value in cells(found) if kind == "s" and "98765" in value]
        assert len(quoted) > runs(1, len(STARTS))


def test_the_catalogue_as_csv_has_no_cell_that_starts_like_a_formula() -> None:
    table = operations.rules_as("csv", operations.rules(), briefly=True)
    rows = list(csv.reader(io.StringIO(table)))
    assert len(rows) > 20
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r")]
