"""Sheets for those who compute: a clause a sheet, and every cell of the form in one long list.

They follow the sheets of the form by formulas, so that they stay right when a number is changed
there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.properties import PageSetupProperties

from nianbao.editions import Block, Cell, Table
from nianbao.report import Report
from nianbao.writers.workbook_cells import Formulas, put_text
from nianbao.writers.workbook_checks import Place

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LONG_TITLE = "数据"
_COLUMNS = (("地址", 44), ("部分", 40), ("行", 60), ("列", 40), ("名称", 40), ("数值", 12))
_SONG = Font(name="宋体", size=10)
_BOLD = Font(name="宋体", size=10, bold=True)
_LEFT = Alignment("left", "center")


class PlainSheets:
    """Fills plain sheets with references to where each number is typed."""

    def __init__(
        self, report: Report, sources: Mapping[str, tuple[str, Place]], formulas: Formulas
    ) -> None:
        self._report, self._sources, self._formulas = report, sources, formulas

    def fill_clause(self, sheet: Worksheet, table: Table, block: Block) -> None:
        """A block of a table: a row a row, a column a column, one row of heads."""
        put_text(sheet, (1, 1), block.corner, _BOLD, _LEFT)
        sheet.column_dimensions["A"].width = 36
        for number, column in enumerate(block.columns, 2):
            put_text(sheet, (1, number), column.label, _BOLD, _LEFT)
            sheet.column_dimensions[get_column_letter(number)].width = 28
        rows = [
            row for row in block.rows if table.cell(row, block.columns[0]).address in self._sources
        ]
        for number, row in enumerate(rows, 2):
            put_text(sheet, (number, 1), "/".join(row.path), _SONG, _LEFT)
            for place, column in enumerate(block.columns, 2):
                self._refer(sheet, (number, place), table.cell(row, column))
        sheet.freeze_panes = "B2"
        _finish(sheet)

    def fill_list(self, sheet: Worksheet) -> None:
        """Every cell of the form: its address, its labels, its number."""
        for number, (said, width) in enumerate(_COLUMNS, 1):
            put_text(sheet, (1, number), said, _BOLD, _LEFT)
            sheet.column_dimensions[get_column_letter(number)].width = width
        edition = self._report.edition
        cells = [cell for cell in edition.cells.values() if cell.address in self._sources]
        for row, cell in enumerate(cells, 2):
            section = edition.section_of(cell.address).title
            labels = (cell.address, section, "/".join(cell.row.path), "/".join(cell.column.path))
            for column, said in enumerate((*labels, cell.called), 1):
                put_text(sheet, (row, column), said, _SONG, _LEFT)
            self._refer(sheet, (row, len(_COLUMNS)), cell)
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(_COLUMNS))}{len(cells) + 1}"
        _finish(sheet)
        # Protected or not, one may filter and sort a list.
        sheet.protection.autoFilter = sheet.protection.sort = False

    def _refer(self, sheet: Worksheet, place: Place, cell: Cell) -> None:
        title, (row, column) = self._sources[cell.address]
        source = f"{quote_sheetname(title)}!{get_column_letter(column)}{row}"
        value = self._report.cells.get(cell.address)
        self._formulas.put(
            sheet, place, f'=IF({source}="","",{source})', "" if value is None else value
        )


def _finish(sheet: Worksheet) -> None:
    """Protect a sheet whose numbers come from another, and print it as wide as the paper."""
    sheet.protection.sheet = True
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
