"""The printed form that is laid out from the edition is that of the circulated documents."""

import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from nianbao.editions import Edition, built_in
from nianbao.report import Report
from nianbao.report.layout import LaidTable, laid_out
from nianbao.report.typed_numbers import format_number
from tests.generated import reports

DATA = Path(__file__).parent.parent / "data"
TEMPLATE = DATA / "政务公开年报模版.docx"
PUBLISHED_2019 = DATA / "上海市人民政府办公厅2019年.html"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Placed = tuple[int, int, int, int, str]
"""Row, column, rows spanned, columns spanned, label (nothing where a number belongs)."""


def edition(name: str) -> Edition:
    found = built_in().get(name)
    assert found is not None
    return found


def placed(table: LaidTable) -> list[Placed]:
    return [
        (row, column, cell.row_span, cell.column_span, "" if cell.address else cell.text)
        for row, column, cell in table.placed()
    ]


def tables_of_docx(path: Path) -> list[list[Placed]]:
    with zipfile.ZipFile(path) as document:
        root = ET.fromstring(document.read("word/document.xml"))
    return [_docx_table(table) for table in root.iter(f"{WORD}tbl")]


def _docx_table(table: Any) -> list[Placed]:
    found: dict[tuple[int, int], Placed] = {}
    open_merges: dict[int, tuple[int, int]] = {}
    for row, line in enumerate(table.findall(f"{WORD}tr")):
        column = 0
        for cell in line.findall(f"{WORD}tc"):
            span = _value(cell, "gridSpan")
            merge = cell.find(f"{WORD}tcPr/{WORD}vMerge")
            text = "".join(part.text or "" for part in cell.iter(f"{WORD}t")).strip()
            if merge is not None and merge.get(f"{WORD}val") != "restart":
                at = open_merges[column]
                top, left, rows, columns, label = found[at]
                found[at] = (top, left, rows + 1, columns, label)
            else:
                open_merges[column] = (row, column)
                found[row, column] = (row, column, 1, span, text)
            column += span
    return list(found.values())


def _value(cell: Any, name: str) -> int:
    element = cell.find(f"{WORD}tcPr/{WORD}{name}")
    return 1 if element is None else int(element.get(f"{WORD}val"))


class _Tables(HTMLParser):
    """The cells of each table of a page, in its order, with their spans and text."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[tuple[int, int, str]]]] = []
        self._text: list[str] | None = None
        self._spans = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            spans = dict(attrs)
            self._spans = (int(spans.get("rowspan") or 1), int(spans.get("colspan") or 1))
            self._text = []

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._text is not None:
            self.tables[-1][-1].append((*self._spans, "".join("".join(self._text).split())))
            self._text = None


def published_tables(path: Path) -> list[list[list[tuple[int, int, str]]]]:
    page = _Tables()
    page.feed(path.read_text(encoding="utf-8"))
    return page.tables


@pytest.mark.parametrize("index", [0, 1, 2])
def test_every_table_of_the_template_is_laid_out_cell_by_cell(index: int) -> None:
    table = edition("2021").tables[index]
    assert placed(laid_out(table)) == sorted(tables_of_docx(TEMPLATE)[index])


def test_the_template_has_the_known_shapes() -> None:
    tables = [laid_out(table) for table in edition("2021").tables]
    assert [(len(table.rows), table.columns) for table in tables] == [(14, 4), (28, 10), (4, 15)]


@pytest.mark.parametrize("index", [1, 2])
def test_the_tables_both_editions_share_are_laid_out_as_published_in_2019(index: int) -> None:
    laid = laid_out(edition("2019").tables[index])
    published = published_tables(PUBLISHED_2019)[index]
    assert len(laid.rows) == len(published)
    for row, cells in zip(laid.rows, published, strict=True):
        shown = [cell for cell in row if cell is not None]
        assert [(cell.row_span, cell.column_span) for cell in shown] == [c[:2] for c in cells]
        labels = [cell.text for cell in shown if cell.address is None]
        assert labels == [text for _, _, text in cells[: len(labels)]]


def test_the_first_table_of_2019_has_the_published_cells_in_each_row() -> None:
    # Published with a fifth, empty column, so spans differ from clause to clause.
    laid = laid_out(edition("2019").tables[0])
    published = published_tables(PUBLISHED_2019)[0]
    assert [len([cell for cell in row if cell]) for row in laid.rows] == [len(r) for r in published]
    assert [[cell.text for cell in row if cell and not cell.address] for row in laid.rows] == [
        [text for _, _, text in row if not text[:1].isdigit()] for row in published
    ]


def test_a_label_column_is_set_vertically_where_the_form_does() -> None:
    vertical = [
        c.text for _, _, c in laid_out(edition("2021").table("requests")).placed() if c.vertical
    ]
    assert vertical == ["三、本年度办理结果"]


def test_the_row_of_the_other_edition_is_printed_only_with_a_number() -> None:
    form = edition("2021")
    table = form.table("requests")
    blank = Report(form, "某局", 2024)
    address = table.cell("closed", "business").address
    filled = laid_out(table, blank.with_cell(address, 0))
    assert len(laid_out(table, blank).rows) == len(laid_out(table).rows) == 28
    assert len(filled.rows) == 29
    assert [cell.text for cell in filled.rows[23] if cell] == ["（六）其他处理", "", "0", *[""] * 5]


def test_what_each_cell_is_decides_how_it_is_aligned() -> None:
    table = laid_out(edition("2021").table("disclosure"))
    assert {cell.role: cell.alignment for _, _, cell in table.placed()} == {
        "title": "centre",
        "corner": "left",
        "head": "centre",
        "stub": "left",
        "number": "right",
    }


def test_each_block_says_where_its_numbers_begin() -> None:
    for form in built_in().all:
        for table in map(laid_out, form.tables):
            for block in table.blocks:
                body = block.rows[block.head_rows :]
                numbers = [row[block.stub_columns] for row in body]
                assert all(cell is not None and cell.address for cell in numbers)


@given(reports(answers=False, extra=False))
def test_cells_tile_the_table_and_hold_every_number(report: Report) -> None:
    shown: dict[str, str] = {}
    for table in report.edition.tables:
        laid = laid_out(table, report)
        covered = [
            (y, x)
            for row, column, cell in laid.placed()
            for y in range(row, row + cell.row_span)
            for x in range(column, column + cell.column_span)
        ]
        assert sorted(covered) == [
            (y, x) for y in range(len(laid.rows)) for x in range(laid.columns)
        ]
        shown |= {cell.address: cell.text for _, _, cell in laid.placed() if cell.address}
    filled = {address: text for address, text in shown.items() if text}
    assert filled == {address: format_number(n) for address, n in report.cells.items()}
    assert set(shown) | {a for a in report.edition.cells if a not in report.cells} == set(
        report.edition.cells
    )
