"""What was found as a workbook: a list to answer, and the tables with a comment at each cell."""

from __future__ import annotations

import nianbao.writers.steady_openpyxl  # noqa: F401

# isort: split
from collections.abc import Sequence
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from nianbao.checks.diagnosis_sentences import diagnosis_sentences
from nianbao.checks.finding import Finding, Severity
from nianbao.checks.record import Record
from nianbao.checks.rule import Rule
from nianbao.report import Report
from nianbao.report.texts import clean_line
from nianbao.report.typed_numbers import format_number
from nianbao.report.width import display_width, printable
from nianbao.writers.finding_place import place_of
from nianbao.writers.workbook import finished, sheet_name
from nianbao.writers.workbook_cells import Formulas, put_text
from nianbao.writers.workbook_form import FormSheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LIST_TITLE = "问题清单"
_COLUMNS = (
    ("单位", 18),
    ("序号", 6),
    ("程度", 6),
    ("位置", 24),
    ("问题", 46),
    ("依据", 22),
    ("修改建议", 32),
    ("单位说明", 22),
)
_SONG = Font(name="宋体", size=10)
_BOLD = Font(name="宋体", size=10, bold=True)
_LOOK = Alignment("left", "top", wrap_text=True)
_MIDDLE = Alignment("center", "center", wrap_text=True)
_THIN = Side(style="thin")
_RULES = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FILLS = {
    Severity.ERROR: PatternFill("solid", fgColor="FFC7CE"),
    Severity.WARNING: PatternFill("solid", fgColor="FFEB9C"),
    Severity.HINT: PatternFill("solid", fgColor="DDEBF7"),
}
_SIGNED = "核对"
"""Whom Excel names as the author of a comment."""

_MOST_SAID = 25
"""Cells of one finding up to which each has its comment."""


def records_to_workbook(records: Sequence[Record], rules: Sequence[Rule]) -> bytes:
    """The list of all findings first, then each report's tables; the same bytes for the same.

    The last column is for the office's answer and can be typed in; the answers there are, are in
    it.
    """
    book, formulas = Workbook(), Formulas()
    for sheet in book.worksheets:
        book.remove(sheet)
    _fill_list(book.create_sheet(LIST_TITLE), records, {rule.name: rule for rule in rules})
    for number, record in enumerate(records, 1):
        if record.report is not None:
            prefix = f"{number}." if len(records) > 1 else ""
            _add_tables(book, formulas, record.report, record.findings, prefix)
    book.calculation.fullCalcOnLoad = True
    return finished(book, formulas, LIST_TITLE)


def _fill_list(sheet: Worksheet, records: Sequence[Record], rules: dict[str, Rule]) -> None:
    for column, (said, width) in enumerate(_COLUMNS, 1):
        put_text(sheet, (1, column), said, _BOLD, _MIDDLE)
        sheet.cell(1, column).border = _RULES
        sheet.column_dimensions[get_column_letter(column)].width = width
    row = 2
    for record in records:
        for number, (severity, cells) in enumerate(_rows(record, rules), 1):
            _put_row(sheet, row, (cells[0], str(number), *cells[1:]), severity)
            row += 1
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_COLUMNS))}{max(2, row - 1)}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.protection.sheet = True
    sheet.protection.autoFilter = sheet.protection.sort = sheet.protection.formatColumns = False


def _rows(record: Record, rules: dict[str, Rule]) -> list[tuple[Severity, tuple[str, ...]]]:
    """What the list says of one record, a row a finding."""
    report = record.report
    if report is None:
        reason = "" if record.error is None else record.error.message
        return [(Severity.ERROR, (record.path, "错误", "", reason, "", "", ""))]
    office = clean_line(report.organ) or record.path
    advice = {
        number: diagnosis_sentences(diagnosis, report.edition)
        for diagnosis in record.diagnoses
        for number in diagnosis.findings
    }
    return [
        (
            finding.severity,
            (
                office,
                finding.severity.label,
                place_of(finding, report.edition),
                finding.message,
                rules[finding.rule].source if finding.rule in rules else "",
                "\n".join(advice.get(number) or _advice(finding, report)),
                finding.answered or "",
            ),
        )
        for number, finding in enumerate(record.findings)
    ]


def _advice(finding: Finding, report: Report) -> list[str]:
    """What to do about a sentence that does not agree with the tables, whichever is right."""
    if finding.quote is None or finding.expected is None or finding.actual is None:
        return []
    if not (cells := [cell for cell in finding.cells if cell in report.edition.cells]):
        return []
    named = f"“{report.edition.cells[cells[0]].place}”{'等格' if len(cells) > 1 else ''}"
    right, wrong = format_number(finding.expected), format_number(finding.actual)
    said = f"表格对的，把句子里的 {wrong} 改为 {right}；句子对的，改表中{named}；"
    return [f"{said}都对的，在“单位说明”里写明范围。"]


def _put_row(sheet: Worksheet, row: int, said: tuple[str, ...], severity: Severity) -> None:
    lines = 1
    for column, (text, (_, width)) in enumerate(zip(said, _COLUMNS, strict=True), 1):
        shown = "\n".join(map(printable, text.split("\n")))
        put_text(sheet, (row, column), shown, _SONG, _LOOK)
        sheet.cell(row, column).border = _RULES
        needed = sum(max(1, -(-display_width(line) // (width - 2))) for line in shown.split("\n"))
        lines = max(lines, needed)
    sheet.cell(row, 3).fill = _FILLS[severity]
    sheet.cell(row, len(_COLUMNS)).protection = Protection(locked=False)
    # No row is higher than 409 points.
    sheet.row_dimensions[row].height = min(400, 14 * lines + 4)


def _add_tables(
    book: Workbook, formulas: Formulas, report: Report, findings: Sequence[Finding], prefix: str
) -> None:
    said: dict[str, list[Finding]] = {}
    coloured: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.answered is None:
            for address in finding.cells:
                coloured.setdefault(address, []).append(finding)
            # What is said of half a table is said once.
            for address in finding.cells[: None if len(finding.cells) <= _MOST_SAID else 1]:
                said.setdefault(address, []).append(finding)
    for section in report.edition.sections:
        if section.table is None:
            continue
        sheet = book.create_sheet(sheet_name(f"{prefix}{section.title}"))
        form = FormSheet(sheet, report.edition.table(section.table), report, formulas)
        form.fill(printable(clean_line(report.heading)), section.title, shown=True)
        for address, place in form.places.items():
            if address in coloured:
                _mark(sheet, place, coloured[address], said.get(address, ()))


def _mark(
    sheet: Worksheet,
    place: tuple[int, int],
    coloured: Sequence[Finding],
    said: Sequence[Finding],
) -> None:
    cell = sheet.cell(*place)
    messages = dict.fromkeys(f"{f.severity.label}：{printable(f.message)}" for f in said)
    if messages:
        cell.comment = Comment("\n".join(messages), _SIGNED, height=160, width=320)
    cell.fill = _FILLS[min((f.severity for f in coloured), key=list(Severity).index)]
