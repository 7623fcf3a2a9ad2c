"""A report's tables as an Excel workbook: to fill in, to check, to print, to compute with.

A sheet for each table as the form prints it, with numbers that are numbers, labels that cannot be
typed over and live checks; then a sheet for each clause and one long list, which follow them.
"""

from __future__ import annotations

import nianbao.writers.steady_openpyxl  # noqa: F401

# isort: split
import io
import re
import zipfile
from html import escape

from openpyxl import Workbook

from nianbao.report import Report
from nianbao.writers.printed import as_xml_text, closing, titles
from nianbao.writers.steady_zip import zipped
from nianbao.writers.workbook_cells import Formulas
from nianbao.writers.workbook_checks import Place
from nianbao.writers.workbook_form import FormSheet
from nianbao.writers.workbook_plain import LONG_TITLE, PlainSheets

_CORE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
<dc:title>{title}</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>"""
_APP = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>"""
_LONGEST_TITLE = 31
"""Characters that a spreadsheet takes as the name of a sheet."""


def to_xlsx(report: Report) -> bytes:
    """The report's tables as a workbook; the same bytes for the same report.

    Raises:
        ModuleNotFoundError: openpyxl is not installed.
    """
    book, formulas = Workbook(), Formulas()
    for sheet in book.worksheets:
        book.remove(sheet)
    heading = "\n".join(titles(report))
    edition = report.edition
    with_table = [
        (section, edition.table(section.table))
        for section in edition.sections
        if section.table is not None
    ]
    sources: dict[str, tuple[str, Place]] = {}
    for section, its_table in with_table:
        sheet = book.create_sheet(sheet_name(section.title))
        form = FormSheet(sheet, its_table, report, formulas)
        signed = closing(report) if section is with_table[-1][0] else ()
        form.fill(heading, section.title, shown=not sources, closing=signed)
        sources |= {address: (sheet.title, place) for address, place in form.places.items()}
    plain = PlainSheets(report, sources, formulas)
    for table in edition.tables:
        for block in table.blocks if len(table.blocks) > 1 else ():
            plain.fill_clause(book.create_sheet(sheet_name(block.title)), table, block)
    plain.fill_list(book.create_sheet(LONG_TITLE))
    book.calculation.fullCalcOnLoad = True
    return finished(book, formulas, titles(report)[0])


def sheet_name(title: str) -> str:
    """A title as the name of a sheet: what spreadsheets refuse is left out.

    Its number stands apart, so that the title is said once, on the sheet itself.
    """
    return re.sub(r"[\[\]:*?/\\]", "", title.replace("、", " ", 1))[:_LONGEST_TITLE]


def finished(book: Workbook, formulas: Formulas, title: str) -> bytes:
    """The bytes of a workbook with the values of its formulas, and without author and dates."""
    data = io.BytesIO()
    book.save(data)
    names = {
        f"xl/worksheets/sheet{number}.xml": sheet.title
        for number, sheet in enumerate(book.worksheets, 1)
    }
    told = _CORE.format(title=escape(as_xml_text(title), quote=False)[:255])
    ours = {"docProps/core.xml": told.encode(), "docProps/app.xml": _APP.encode()}
    with zipfile.ZipFile(data) as archive:
        entries = []
        for entry in archive.infolist():
            contents = ours.get(entry.filename) or archive.read(entry)
            if entry.filename in names:
                valued = formulas.into(names[entry.filename], contents.decode())
                contents = valued.encode()
            entries.append((entry.filename, contents))
    return zipped(entries)
