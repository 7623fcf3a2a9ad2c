"""Putting text, numbers and formulas into a sheet, so that none is taken for another.

openpyxl takes a text that begins with `=` for a formula; spreadsheets take `_x000D_` for a line
end, and offer to make `+1` or `@a` a formula when the cell is edited. None of this happens here.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font

from nianbao.report import Number
from nianbao.writers.printed import as_xml_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from nianbao.writers.workbook_checks import Place

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LONGEST = 32_767


def put_text(sheet: Worksheet, place: Place, text: str, font: Font, look: Alignment) -> None:
    """Put a text into a cell, as a text whatever it looks like."""
    cell = _cell(sheet, place)
    cell.value = _ESCAPE.sub("_x005F_", as_xml_text(text))[:_LONGEST]
    cell.data_type = "s"
    cell.font, cell.alignment = font, look
    if text.startswith(("=", "+", "-", "@", "'")):
        cell.quotePrefix = True


def put_number(sheet: Worksheet, place: Place, number: Number | None, font: Font) -> None:
    """Put a number into a cell; a blank one stays empty."""
    cell = _cell(sheet, place)
    cell.value = number
    cell.font = font


def _cell(sheet: Worksheet, place: Place) -> Cell:
    cell = sheet.cell(*place)
    if not isinstance(cell, Cell):
        raise TypeError(f"{cell.coordinate} is covered by a merged cell")
    return cell


class Formulas:
    """The formulas of a workbook with what they give now, which openpyxl does not write.

    Without it a preview, and whoever reads the file before a spreadsheet has opened it, would see
    empty cells.
    """

    def __init__(self) -> None:
        self._given: dict[str, dict[str, Number | str]] = {}

    def put(self, sheet: Worksheet, place: Place, formula: str, given: Number | str) -> None:
        """Put a formula (which begins with `=`) into a cell."""
        cell = _cell(sheet, place)
        cell.value = formula
        self._given.setdefault(sheet.title, {})[cell.coordinate] = given

    def into(self, title: str, xml: str) -> str:
        """The XML of the sheet of that title with the values put in."""
        given = self._given.get(title, {})

        def valued(found: re.Match[str]) -> str:
            value = given.get(found[1])
            if value is None:
                return found[0]
            kind = ' t="str"' if isinstance(value, str) else ""
            return f'<c r="{found[1]}"{found[2]}{kind}>{found[3]}<v>{escape(str(value))}</v></c>'

        return re.sub(r'<c r="([A-Z]+\d+)"([^>]*)>(<f>[^<]*</f>)<v ?/?>(?:</v>)?</c>', valued, xml)
