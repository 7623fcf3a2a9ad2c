"""A report as an ugly workbook."""

from __future__ import annotations

import io
from random import Random

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from nianbao.report import Report
from tests.readers.ugly_tables import UglyCell, UglyTable, UglyTables, starts_of


class UglyWorkbook:
    """Writes a workbook; every habit is chosen once by the random numbers given."""

    def __init__(self, report: Report, random: Random) -> None:
        self._report, self._random = report, random
        self._tables = UglyTables(report, random, addressed=True)
        self._one_sheet = random.random() < 0.5
        self._named = random.random() < 0.5
        self._margin = random.choice([0, 0, 1, 2])
        self._as_text = random.random() < 0.4
        self._formulas = random.random() < 0.2
        self._gaps = random.random() < 0.4
        self._bottom = 0

    def data(self) -> bytes:
        """The workbook as a file, no formula in it worked out."""
        report, book = self._report, openpyxl.Workbook()
        sheet = book.active
        assert isinstance(sheet, Worksheet)
        self._line(sheet, f"{report.organ}{report.year}年政府信息公开工作年度报告")
        for number, section in enumerate(report.edition.sections):
            if section.table is not None and not self._one_sheet:
                title = section.title if self._named else f"Sheet{number}"
                sheet, self._bottom = book.create_sheet(title[:30]), 0
            self._line(sheet, section.title)
            if section.table is None:
                self._line(sheet, "这一部分是文字。")
                continue
            for ugly in self._tables.of(report.edition.table(section.table), section.title):
                for line in ugly.above:
                    self._line(sheet, line)
                self._table(sheet, ugly)
                for line in ugly.below:
                    self._line(sheet, line)
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    def _line(self, sheet: Worksheet, text: str) -> None:
        self._bottom += 1 + (self._gaps and self._random.random() < 0.5)
        sheet.cell(self._bottom, 1 + self._margin, value=text)

    def _table(self, sheet: Worksheet, ugly: UglyTable) -> None:
        top = self._bottom + 1 + (self._gaps and self._random.random() < 0.5)
        for down, (row, starts) in enumerate(zip(ugly.rows, starts_of(ugly.rows), strict=True)):
            for cell, start in zip(row, starts, strict=True):
                y, x = top + down, 1 + self._margin + start
                sheet.cell(y, x, value=self._value(cell))
                if cell.down > 1 or cell.across > 1:
                    end_row, end_column = y + cell.down - 1, x + cell.across - 1
                    sheet.merge_cells(
                        start_row=y, start_column=x, end_row=end_row, end_column=end_column
                    )
        self._bottom = top + len(ugly.rows) - 1

    def _value(self, cell: UglyCell) -> int | float | str | None:
        text = "\n".join(cell.lines)
        if not cell.is_number or not text.strip():
            return text or None
        if self._formulas and self._random.random() < 0.05:
            return f"={text.strip()}+0" if text.strip().isdigit() else text
        try:
            number = float(text.strip())
        except ValueError:
            return text
        return text if self._as_text else int(number) if number == int(number) else number
