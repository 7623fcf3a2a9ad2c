"""The tables that a Markdown text has in HTML, for their merged heads, as grids."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from nianbao.readers.document import Cell, Grid, Line, Row
from nianbao.readers.imported import NotAReport
from nianbao.readers.tidy import tidy

_BEGINS = re.compile(r"\s*<table[\s>]", re.IGNORECASE)
_ENDS = re.compile(r"</table\s*>\s*$", re.IGNORECASE)
_MOST_SPAN, _MOST_COLUMNS, _MOST_CELLS = 100, 200, 20_000


def html_tables(lines: Sequence[str]) -> dict[int, int]:
    """Where the tables are: by the index of its first line, that of the last line of each."""
    found: dict[int, int] = {}
    begun: int | None = None
    for index, line in enumerate(lines):
        if begun is None and _BEGINS.match(line):
            begun = index
        if begun is not None and _ENDS.search(line):
            found[begun] = index
            begun = None
    return found


def html_table(lines: Sequence[str], first: int) -> list[Line | Grid]:
    """A table and, before it, its caption as a heading.

    Args:
        lines: the lines of the table.
        first: the number of the first of them in the text.

    Raises:
        NotAReport: it is larger than any of a report.
    """
    reader = _TableReader()
    reader.feed("\n".join(lines))
    reader.close()
    caption = tidy("".join(reader.caption))
    parts: list[Line | Grid] = [Line(caption, first, heading=True)] if caption else []
    rows = tuple(_placed(reader.rows, first))
    if any(row.texts for row in rows):
        parts.append(Grid(rows, exact=len({row.width for row in rows}) == 1, square=True))
    return parts


@dataclass(slots=True)
class _Open:
    """A cell while it is read."""

    line: int
    column: int
    row_span: int
    column_span: int
    pieces: list[str] = field(default_factory=list)


class _TableReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.caption: list[str] = []
        self.rows: list[list[_Open]] = []
        self._into: list[str] | None = None
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "caption":
            self._into = self.caption
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self._cells += 1
            if self._cells > _MOST_CELLS:
                raise NotAReport(f"表格超过 {_MOST_CELLS} 格，不像是一份年报，没有读取。")
            line, column = self.getpos()
            told = dict(attrs)
            spans = _span(told.get("rowspan")), _span(told.get("colspan"))
            cell = _Open(line, column + 1, *spans)
            self.rows[-1].append(cell)
            self._into = cell.pieces
        elif tag == "br" and self._into is not None:
            self._into.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("caption", "td", "th", "tr"):
            self._into = None

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into.append(data)


def _span(told: str | None) -> int:
    return min(int(told), _MOST_SPAN) if told and told.isascii() and told.isdigit() else 1


def _placed(rows: Sequence[Sequence[_Open]], first: int) -> list[Row]:
    """The rows, each cell in the first column that no cell above or before it spans over."""
    covered: dict[int, int] = {}
    placed = []
    for index, row in enumerate(rows):
        at, cells, line = 0, {}, first
        for cell in row:
            while covered.get(at, 0):
                at += 1
            if at >= _MOST_COLUMNS:
                raise NotAReport(f"表格超过 {_MOST_COLUMNS} 列，不像是一份年报，没有读取。")
            down = max(1, min(cell.row_span, len(rows) - index))
            across = max(1, cell.column_span)
            line = first + cell.line - 1
            cells[at] = Cell(tidy("".join(cell.pieces)), line, cell.column, down, across)
            for column in range(at, at + across):
                covered[column] = down
            at += across
        placed.append(
            Row(cells, max((c for c, left in covered.items() if left), default=-1) + 1, line)
        )
        covered = {column: left - 1 for column, left in covered.items() if left > 1}
    return placed
