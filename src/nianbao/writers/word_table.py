"""A laid-out table as a Word table: really merged cells, heads that repeat on a new page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from nianbao.report.column_widths import column_shares
from nianbao.report.layout import LaidCell, LaidTable
from nianbao.writers.word_elements import element, paragraph, run

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MARGIN = 34
"""Twips (0.6 mm) between a cell's text and its rules: six digits fit in the narrowest column."""


@dataclass(frozen=True, slots=True)
class TableLook:
    """How a table stands on its page."""

    width: int
    """Twips, of all columns together."""
    text: str
    """The id of the paragraph style of heads and numbers."""
    label: str
    """The id of the paragraph style of labels at the left."""
    row_height: int
    """Twips, at least."""
    whole: bool
    """Whether its rows should stay together; without, it may break between rows."""
    new_page: bool
    """Whether it begins on a new page."""


def word_table(table: LaidTable, look: TableLook) -> Element:
    """The table as it looks on its page."""
    edges = [round(look.width * share) for share in accumulate(column_shares(table), initial=0.0)]
    heads = table.blocks[0].head_rows if len(table.blocks) == 1 else 0
    rows = []
    for number, anchored in enumerate(anchors(table)):
        keep = look.whole and number < len(table.rows) - 1
        cells = []
        for column, (begin, cell) in anchored.items():
            marks = _marks(keep=keep, new_page=look.new_page and number == column == 0)
            width = edges[column + cell.column_span] - edges[column]
            cells.append(_cell(cell, look, width, marks, begins=begin == number))
        rows.append(_row(cells, look, is_head=number < heads))
    columns = [element("gridCol", w=right - left) for left, right in pairwise(edges)]
    return element("tbl", _properties(look.width), element("tblGrid", *columns), *rows)


def _marks(*, keep: bool, new_page: bool) -> tuple[Element, ...]:
    kept = (element("keepNext"),) if keep else ()
    return (*kept, element("pageBreakBefore")) if new_page else kept


def anchors(table: LaidTable) -> list[dict[int, tuple[int, LaidCell]]]:
    """For every row the cells that reach into it, each with the row in which it begins."""
    rows: list[dict[int, tuple[int, LaidCell]]] = [{} for _ in table.rows]
    for row, column, cell in table.placed():
        for reached in range(row, row + cell.row_span):
            rows[reached][column] = (row, cell)
    return [dict(sorted(row.items())) for row in rows]


def _properties(width: int) -> Element:
    sides = [
        element(side, w=_MARGIN if side in ("left", "right") else 0, type="dxa")
        for side in ("top", "left", "bottom", "right")
    ]
    return element(
        "tblPr",
        element("tblStyle", val="TableGrid"),
        element("tblW", w=width, type="dxa"),
        element("jc", val="center"),
        _borders(),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *sides),
    )


def _borders() -> Element:
    """Thin rules, said here too: an office's template may have another style of that name."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return element(
        "tblBorders",
        *(element(side, val="single", sz=4, space=0, color="auto") for side in sides),
    )


def _row(cells: list[Element], look: TableLook, *, is_head: bool) -> Element:
    kept = [element("cantSplit"), element("trHeight", val=look.row_height, hRule="atLeast")]
    if is_head:
        kept.append(element("tblHeader"))
    return element("tr", element("trPr", *kept), *cells)


def _cell(
    cell: LaidCell,
    look: TableLook,
    width: int,
    marks: tuple[Element, ...],
    *,
    begins: bool,
) -> Element:
    properties = [element("tcW", w=width, type="dxa")]
    if cell.column_span > 1:
        properties.append(element("gridSpan", val=cell.column_span))
    if cell.row_span > 1:
        properties.append(element("vMerge", val="restart" if begins else "continue"))
    if cell.vertical:
        properties.append(element("textDirection", val="tbRlV"))
    properties.append(element("vAlign", val="center"))
    is_label = cell.role in ("stub", "corner") and not cell.vertical
    runs = [run(cell.text)] if begins and cell.text else []
    content = paragraph(look.label if is_label else look.text, *runs, properties=marks)
    return element("tc", element("tcPr", *properties), content)
