"""A sheet with one table as the form prints it: to be filled in, checked and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from nianbao.editions import Kind, Table
from nianbao.report import Report
from nianbao.report.column_widths import column_shares
from nianbao.report.layout import LaidCell, laid_out
from nianbao.report.width import display_width
from nianbao.writers.printed import as_xml_text
from nianbao.writers.workbook_cells import Formulas, put_number, put_text
from nianbao.writers.workbook_checks import OFF, Check, Place, checks

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FIRST_ROW = 3
"""Where the table begins, below the titles of report and section."""

_CELLS_OF_A_PAGE = 104
"""The display cells of a landscape A4 page in the type of the sheet."""

_LONGEST_HEAD = 200
"""Characters of the head of a printed page; a spreadsheet takes 255 with its own codes."""

_LINE = 16
"""Points of a line."""

_THIN = Side(style="thin")
_RULES = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_SONG = Font(name="宋体", size=10)
_HEI = Font(name="黑体", size=12)
_TITLE = Font(name="宋体", size=16, bold=True)
_HEAD_FILL = PatternFill("solid", fgColor="F2F2F2")
_RED = DifferentialStyle(font=Font(color="9C0006"), fill=PatternFill(bgColor="FFC7CE"))
_VALID: dict[Kind, tuple[Literal["whole", "decimal"], str]] = {
    "whole": ("whole", "请填不小于 0 的整数。"),
    "signed": ("whole", "请填整数，减少的写负数。"),
    "amount": ("decimal", "请填不小于 0 的金额，单位是万元。"),
}


class FormSheet:
    """One table of the form on one sheet."""

    def __init__(self, sheet: Worksheet, table: Table, report: Report, formulas: Formulas) -> None:
        self._sheet, self._table, self._report = sheet, table, report
        self._formulas = formulas
        self._laid = laid_out(table, report)
        self.places: dict[str, Place] = {
            cell.address: (row + FIRST_ROW, column + 1)
            for row, column, cell in self._laid.placed()
            if cell.address is not None
        }

    def fill(self, title: str, section: str, *, shown: bool, closing: tuple[str, ...] = ()) -> None:
        """Put everything on the sheet: titles, table, closing, checks, and how it is printed.

        The report's title is on the sheet where it is to be `shown`, else only in the page's head:
        what reads the sheets one after the other should meet it once.
        """
        columns = self._laid.columns
        if not shown and self._sheet.oddHeader is not None:
            head = as_xml_text(title).replace("\n", " ").replace("&", "&&")
            self._sheet.oddHeader.center.text = head[:_LONGEST_HEAD]
        for row, (said, font) in enumerate(((title if shown else "", _TITLE), (section, _HEI)), 1):
            put_text(
                self._sheet, (row, 1), said, font, Alignment("center", "center", wrap_text=True)
            )
            self._sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
        shares = column_shares(self._laid)
        self._widths = [max(3.5, share * _CELLS_OF_A_PAGE) for share in shares]
        for column, width in enumerate(self._widths, 1):
            self._sheet.column_dimensions[get_column_letter(column)].width = width
        for row, column, cell in self._laid.placed():
            self._put(row + FIRST_ROW, column + 1, cell)
        self._set_heights(shown=shown)
        self._end = FIRST_ROW + len(self._laid.rows)
        for line in closing:
            put_text(self._sheet, (self._end, 1), line, _SONG, Alignment("right", "center"))
            self._merge((self._end, 1), (self._end, columns))
            self._end += 1
        self._validate()
        self._add_checks()
        self._set_up_printing()
        self._sheet.protection.sheet = True

    def _put(self, row: int, column: int, cell: LaidCell) -> None:
        last = (row + cell.row_span - 1, column + cell.column_span - 1)
        for down in range(row, last[0] + 1):
            for right in range(column, last[1] + 1):
                covered = self._sheet.cell(down, right)
                covered.border = _RULES
        if cell.address is not None:
            put_number(self._sheet, (row, column), self._report.cells.get(cell.address), _SONG)
            self._sheet.cell(row, column).alignment = Alignment("center", "center")
            self._sheet.cell(row, column).protection = Protection(locked=False)
        else:
            across = "center" if cell.vertical else _across(cell)
            turned = 255 if cell.vertical else 0
            look = Alignment(across, "center", textRotation=turned, wrap_text=True)
            put_text(self._sheet, (row, column), cell.text, _SONG, look)
            self._sheet.cell(row, column).fill = _HEAD_FILL
        if (row, column) != last:
            self._sheet.merge_cells(
                start_row=row, start_column=column, end_row=last[0], end_column=last[1]
            )

    def _set_heights(self, *, shown: bool) -> None:
        """Heights for the labels as they break: programs only measure cells that are not merged."""
        self._sheet.row_dimensions[1].height = 42 if shown else 6
        self._sheet.row_dimensions[2].height = 24
        lines = [1] * len(self._laid.rows)
        for row, column, cell in self._laid.placed():
            if cell.row_span == 1 and not cell.vertical:
                room = sum(self._widths[column : column + cell.column_span]) - 1
                lines[row] = max(lines[row], -(-display_width(cell.text) // max(2, int(room))))
        for row, count in enumerate(lines, FIRST_ROW):
            self._sheet.row_dimensions[row].height = _LINE * count + 4

    def _validate(self) -> None:
        for kind, (type_, said) in _VALID.items():
            cells = [c for c in self._table.cells.values() if c.kind == kind]
            places = [self.places[c.address] for c in cells if c.address in self.places]
            if not places:
                continue
            rule = DataValidation(
                type=type_,
                operator="between" if kind == "signed" else "greaterThanOrEqual",
                formula1="-999999999999999" if kind == "signed" else "0",
                formula2="999999999999999" if kind == "signed" else None,
                allow_blank=True,
                showErrorMessage=True,
                errorTitle="数字不对",
                error=said,
            )
            for row, column in places:
                rule.add(self._sheet.cell(row, column).coordinate)
            self._sheet.add_data_validation(rule)

    def _add_checks(self) -> None:
        below = self._end
        beside = self._laid.columns + 1
        for together in checks(self._table, self.places, self._report):
            if together[0].at_side:
                self._add_column(together, beside)
                beside += 1
            else:
                self._add_row(together, below)
                below += 1
        self._last = (below - 1, beside - 1)

    def _add_row(self, together: list[Check], row: int) -> None:
        stubs = self._laid.blocks[0].stub_columns
        self._sheet.row_dimensions[row].height = 3 * _LINE if stubs else 2 * _LINE
        if stubs:
            self._label(together[0].label, (row, 1), (row, stubs))
        for check in together:
            columns = [column for _, column in check.places]
            self._check(check, (row, min(columns)), (row, max(columns)), named=not stubs)

    def _add_column(self, together: list[Check], column: int) -> None:
        self._sheet.column_dimensions[get_column_letter(column)].width = 12
        heads = FIRST_ROW + self._laid.blocks[0].head_rows - 1
        self._label(together[0].label, (FIRST_ROW, column), (heads, column))
        for check in together:
            row = check.places[0][0]
            self._check(check, (row, column), (row, column), named=False)

    def _label(self, said: str, first: Place, last: Place) -> None:
        put_text(self._sheet, first, said, _SONG, Alignment("left", "center", wrap_text=True))
        self._merge(first, last)

    def _check(self, check: Check, first: Place, last: Place, *, named: bool) -> None:
        cell = self._sheet.cell(*first)
        formula = check.formula
        shown = check.shown
        if named:
            # There is no label column beside it, so what must hold is said with the result.
            formula = f'="{check.label}："&{formula.removeprefix("=")}'
            shown = f"{check.label}：{shown}"
        self._formulas.put(self._sheet, first, formula, shown)
        cell.font = _SONG
        cell.alignment = Alignment("center", "center", wrap_text=True)
        self._merge(first, last)
        # Excel tells rows and columns in a rule from the first cell it is for: all are absolute.
        absolute = f"${get_column_letter(first[1])}${first[0]}"
        found = f'ISNUMBER(SEARCH("{OFF}",{absolute}))'
        for place in (first, *check.totals):
            self._sheet.conditional_formatting.add(
                self._sheet.cell(*place).coordinate,
                Rule(type="expression", dxf=_RED, formula=[found]),
            )

    def _merge(self, first: Place, last: Place) -> None:
        if first != last:
            self._sheet.merge_cells(
                start_row=first[0], start_column=first[1], end_row=last[0], end_column=last[1]
            )

    def _set_up_printing(self) -> None:
        sheet, heads = self._sheet, FIRST_ROW + self._laid.blocks[0].head_rows - 1
        tall = len(self._laid.rows) > self._laid.columns
        sheet.page_setup.orientation = "portrait" if tall else "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = 1
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_options.horizontalCentered = True
        sheet.page_margins.left = sheet.page_margins.right = 0.6
        if sheet.oddFooter is not None:
            sheet.oddFooter.center.text = "— &P —"
        # The checks are for the desk, not for the paper.
        last = get_column_letter(self._laid.columns)
        sheet.print_area = f"A1:{last}{self._end - 1}"
        if len(self._laid.blocks) == 1:
            sheet.print_title_rows = f"1:{heads}"
            stubs = self._laid.blocks[0].stub_columns
            sheet.freeze_panes = sheet.cell(heads + 1, stubs + 1).coordinate


def _across(cell: LaidCell) -> str:
    return "left" if cell.role in ("stub", "corner") else "center"
