"""The tables that a Markdown text has in HTML, for their merged heads, as grids."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape

from nianbao.readers.document import Cell, Grid, Line, Row
from nianbao.readers.imported import NotAReport
from nianbao.readers.tidy import tidy

_BEGINS = re.compile(r"\s*<table[\s>]", re.IGNORECASE)
_ENDS = re.compile(r"</table\s*>\s*$", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)([^<>]*)>")
_SPAN = re.compile(r"\b(rowspan|colspan)\s*=\s*[\"']?\s*([0-9]{1,6})", re.IGNORECASE)
_HOLDERS = frozenset(("caption", "tr", "td", "th"))
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
    read = _Tags("\n".join(lines), first)
    caption = _said(read.caption)
    parts: list[Line | Grid] = [Line(caption, first, heading=True)] if caption else []
    placed = tuple(_placed(read.rows, first))
    if any(row.texts for row in placed):
        even = len({row.width for row in placed}) == 1
        parts.append(Grid(placed, exact=even, square=even, drawn=True))
    return parts


@dataclass(slots=True)
class _Open:
    """A cell while it is read."""

    line: int
    column: int
    row_span: int
    column_span: int
    pieces: list[str] = field(default_factory=list)


class _Tags:
    """Reads the tags of a table one after the other; those that make no table are passed over."""

    def __init__(self, text: str, first: int) -> None:
        self.caption: list[str] = []
        self.rows: list[list[_Open]] = []
        self._text = text
        self._line, self._counted_to = first, 0
        self._into: list[str] | None = None
        self._cells = 0
        end = 0
        for tag in _TAG.finditer(text):
            self._say(text[end : tag.start()])
            end = tag.end()
            self._take(tag, tag[2].lower())

    def _say(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def _take(self, tag: re.Match[str], name: str) -> None:
        if name in _HOLDERS:
            self._into = None
        if tag[1]:
            return
        if name == "tr":
            self.rows.append([])
        elif name == "caption":
            self._into = self.caption
        elif name == "br":
            self._say("\n")
        elif name in ("td", "th") and self.rows:
            self._open(tag)

    def _open(self, tag: re.Match[str]) -> None:
        self._cells += 1
        if self._cells > _MOST_CELLS:
            raise NotAReport(f"表格超过 {_MOST_CELLS} 格，不像是一份年报，没有读取。")
        self._line += self._text.count("\n", self._counted_to, tag.start())
        self._counted_to = tag.start()
        column = tag.start() - self._text.rfind("\n", 0, tag.start())
        spans = {found[1].lower(): int(found[2]) for found in _SPAN.finditer(tag[3])}
        down, across = (
            max(1, min(spans.get(key, 1), _MOST_SPAN)) for key in ("rowspan", "colspan")
        )
        cell = _Open(self._line, column, down, across)
        self.rows[-1].append(cell)
        self._into = cell.pieces


def _said(pieces: Sequence[str]) -> str:
    return tidy(unescape("".join(pieces)))


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
            down = min(cell.row_span, len(rows) - index)
            across = cell.column_span
            line = cell.line
            cells[at] = Cell(_said(cell.pieces), line, cell.column, down, across)
            for column in range(at, at + across):
                covered[column] = down
            at += across
        placed.append(
            Row(cells, max((c for c, left in covered.items() if left), default=-1) + 1, line)
        )
        covered = {column: left - 1 for column, left in covered.items() if left > 1}
    return placed
