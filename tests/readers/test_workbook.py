"""Workbooks: merged cells, formulas, hidden sheets, and our own export filled in elsewhere."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from nianbao import operations
from nianbao.report import Report
from nianbao.report.layout import laid_out
from tests.readers.real_documents import doubted
from tests.readers.whole_forms import (
    TITLE,
    assert_right,
    assert_right_or_doubted,
    numbered,
    read,
    unmerged,
)

REPORT = numbered()


def workbook(report: Report, *, one_sheet: bool = False) -> openpyxl.Workbook:
    """The tables of a report as somebody types them into a workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append([TITLE])
    for table in report.edition.tables:
        section = next(s for s in report.edition.sections if s.table == table.name)
        if not one_sheet:
            sheet = book.create_sheet(section.title[:30].replace("、", ".", 1))
        sheet.append([section.title])
        top = sheet.max_row
        for row, column, cell in laid_out(table, report).placed():
            value = report.cells.get(cell.address) if cell.address else cell.text
            at = (top + row + 1, column + 2)
            sheet.cell(*at, value=value)
            if cell.row_span > 1 or cell.column_span > 1:
                end = (at[0] + cell.row_span - 1, at[1] + cell.column_span - 1)
                sheet.merge_cells(
                    start_row=at[0], start_column=at[1], end_row=end[0], end_column=end[1]
                )
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("one_sheet", [True, False])
def test_merged_cells_are_read_wherever_the_tables_stand(one_sheet: bool) -> None:
    imported = read(saved(workbook(REPORT, one_sheet=one_sheet)))
    assert_right(imported, REPORT)
    assert imported.report.organ == REPORT.organ
    place = imported.written["disputes.review.upheld"].place
    assert place.startswith("工作表“")
    assert place.endswith("行")


def test_a_formula_that_was_never_worked_out_is_told_with_its_cells() -> None:
    book = workbook(REPORT)
    sheet = book.worksheets[2]
    (cell,) = (
        cell
        for row in sheet.iter_rows()
        for cell in row
        if cell.value == REPORT.cells["requests.total.received"]
    )
    sheet[cell.coordinate] = "=SUM(E5:J5)"
    imported = read(saved(book))
    said = [doubt for doubt in imported.doubts if doubt.rule == "import-formula"]
    assert "有 1 个公式没有算出过结果" in said[0].message
    assert "保存一次，再读入" in said[0].message
    assert "requests.total.received" in doubted(imported)
    assert "requests.total.received" not in imported.report.cells


def test_a_row_of_nothing_but_formulas_is_a_row() -> None:
    asked = {a: n for a, n in REPORT.cells.items() if ".closed_" not in a}
    closed = {f"requests.{kind}.closed": 900 for kind in ("natural_person", "total")}
    report = replace(REPORT, cells={**asked, **closed})
    book = openpyxl.load_workbook(io.BytesIO(saved(workbook(report))))
    for row in book.worksheets[2].iter_rows():
        for cell in row:
            if cell.value == 900:
                book.worksheets[2][cell.coordinate] = "=450+450"
    imported = read(saved(book))
    assert set(closed) <= doubted(imported)
    assert_right_or_doubted(imported, report)


def test_a_hidden_sheet_is_left_out_and_told() -> None:
    book = workbook(REPORT)
    book.worksheets[3].sheet_state = "hidden"
    imported = read(saved(book))
    (said,) = (d for d in imported.doubts if "隐藏的工作表没有读入" in d.message)
    assert "请在 Excel 或 WPS 里取消隐藏后再读入" in said.message
    assert_right_or_doubted(imported, REPORT)
    assert not any(address.startswith("disputes") for address in imported.report.cells)


def test_a_table_that_goes_on_in_other_columns_is_not_read_by_the_heads_above() -> None:
    kept = {a: n for a, n in REPORT.cells.items() if a.split(".")[1] in ("research", "total")}
    few = replace(REPORT, cells={**kept, "requests.natural_person.closed": 7})
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append([TITLE])
    sheet.append([few.edition.sections[2].title])
    for number, row in enumerate(unmerged(few, "requests")):
        texts = ["".join(cell.lines) for cell in row]
        sheet.append(texts if number < 12 else [texts[0], "", *texts[1:]])
    assert_right_or_doubted(read(saved(book)), few)


def test_our_own_workbook_filled_in_elsewhere_is_read_as_it_was_filled() -> None:
    blank = Report(REPORT.edition, REPORT.organ, REPORT.year)
    book = openpyxl.load_workbook(io.BytesIO(operations.export(blank, "xlsx")))
    filled = 0
    for sheet in book.worksheets:
        for table in REPORT.edition.tables:
            section = next(s for s in REPORT.edition.sections if s.table == table.name)
            if sheet.title[:1] == section.title[:1]:
                filled += _fill(sheet, REPORT, table.name)
    assert filled == len(REPORT.cells)
    imported = read(saved(book))
    assert imported.report.cells == REPORT.cells
    assert imported.report.organ == REPORT.organ


def _fill(sheet: Worksheet, report: Report, name: str) -> int:
    """Type the numbers of a table into the cells of its form; how many."""
    laid = laid_out(report.edition.table(name), None)
    first_label = laid.blocks[0].rows[0][0]
    assert first_label is not None
    top, left = next(
        (cell.row, cell.column)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value == first_label.text
    )
    count = 0
    for row, column, cell in laid.placed():
        if cell.address:
            sheet.cell(top + row, left + column, value=report.cells[cell.address])
            count += 1
    return count
