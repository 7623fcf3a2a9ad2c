"""No cell of a workbook is a formula of a report's making."""

from __future__ import annotations

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


def saying(said: str) -> Report:
    """A report that says this wherever it may say anything."""
    report = replace(
        busy_report(), organ=said, title=said, answers=(Answer("problems-empty", (), reason=said),)
    )
    for section in report.edition.texts:
        report = report.with_text(section.name, said)
    return report


def formulas(data: bytes) -> set[str]:
    """Every formula of a workbook."""
    workbook = load_workbook(io.BytesIO(data))
    cells = (cell for sheet in workbook for row in sheet.iter_rows() for cell in row)
    return {str(cell.value) for cell in cells if cell.data_type == "f"}


def checked(report: Report) -> bytes:
    """The workbook of what a check found."""
    record = operations.read_and_check(report_to_toml(report).encode())
    record = record._replace(path=f"{report.organ}.toml")
    made = operations.records_as("xlsx", [record])
    assert isinstance(made, bytes)
    return made


def test_what_starts_like_a_formula_stays_a_text() -> None:
    # Its own check rows are formulas of nothing but cells.
    own, checked_own = (
        formulas(data) for data in (operations.export(saying("甲"), "xlsx"), checked(saying("甲")))
    )
    for said in STARTS[: runs(1, len(STARTS))]:
        assert formulas(operations.export(saying(said), "xlsx")) == own
        assert formulas(checked(saying(said))) == checked_own
