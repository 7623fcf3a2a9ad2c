"""A whole report in which every cell has a number of its own, as a plain page and Word file.

Tests change what they are about; a number in a wrong cell is seen wherever it lands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from nianbao import operations
from nianbao.editions import built_in
from nianbao.readers.imported import Imported
from nianbao.report import Number, Report
from nianbao.report.layout import laid_out
from tests.readers.real_documents import silently_wrong
from tests.readers.ugly_tables import Rows, UglyCell, UglyTable, without_spans
from tests.readers.ugly_words import UglyWord, run, word_file

ORGAN, TITLE = "某某区民政局", "某某区民政局2023年政府信息公开工作年度报告"


def numbered(edition: str = "2021") -> Report:
    """A report whose cells hold 1, 2, 3 … in the order of the form."""
    form = built_in().get(edition)
    assert form is not None
    asked = [address for address, cell in form.cells.items() if not cell.row.optional]
    cells: dict[str, Number] = {address: number for number, address in enumerate(asked, 1)}
    return Report(form, ORGAN, 2023, cells=cells)


def rows_of(report: Report, table: str) -> Rows:
    """The rows of a table as the form prints them."""
    laid = laid_out(report.edition.table(table), report)
    return [
        [
            UglyCell([cell.text], cell.column_span, cell.row_span, cell.role == "number")
            for cell in row
            if cell is not None
        ]
        for row in laid.rows
    ]


def unmerged(report: Report, table: str) -> Rows:
    """The rows of a table without spans: what a cell covers is blank."""
    return without_spans(rows_of(report, table), again=False)


def html_table(rows: Rows) -> str:
    """Rows as a table of a page, a row a line."""
    lines = []
    for row in rows:
        cells = (
            f'<td colspan="{c.across}" rowspan="{c.down}">{"<br>".join(map(escape, c.lines))}</td>'
            for c in row
        )
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return "<table>\n" + "\n".join(lines) + "\n</table>"


def _parts(report: Report, tables: Mapping[str, str], table: Callable[[str], str]) -> list[str]:
    """Title, section titles, texts and tables; `tables` are instead of the form's own."""
    parts = [TITLE]
    for section in report.edition.sections:
        parts.append(section.title)
        if section.table is None:
            parts.append("这一部分是文字。")
        else:
            parts.append(tables.get(section.table) or table(section.table))
    return parts


def page(report: Report, **tables: str) -> str:
    """A page with the report; a table given by its name is instead of the form's own."""
    parts = _parts(report, tables, lambda name: html_table(rows_of(report, name)))
    body = "\n".join(p if p.startswith("<") else f"<p>{p}</p>" for p in parts)
    return f"<html><head><title>年报</title></head><body>\n{body}\n</body></html>"


def word_table(rows: Rows) -> str:
    """Rows as a table of a Word file."""
    return UglyWord.plain().table(UglyTable(rows))


def word(report: Report, **tables: str) -> bytes:
    """A Word file with the report; a table given by its name is instead of the form's own."""
    parts = _parts(report, tables, lambda name: word_table(rows_of(report, name)))
    return word_file(
        "".join(part if part.startswith("<") else f"<w:p>{run(part)}</w:p>" for part in parts)
    )


def read(document: str | bytes) -> Imported:
    """What is read of a document, by its bytes alone."""
    data = document if isinstance(document, bytes) else document.encode()
    return operations.import_document(data)


def assert_right(imported: Imported, report: Report) -> None:
    """Every cell was read, and none is in doubt."""
    assert imported.report.cells == report.cells
    assert not [doubt.message for doubt in imported.doubts if doubt.cells]


def assert_right_or_doubted(imported: Imported, report: Report) -> None:
    """Every cell is as in the report or named in a doubt."""
    assert silently_wrong(imported, report.cells) == {}
