"""Markdown as lines and grids: headings, paragraphs, tables in GitHub's manner or in HTML."""

from __future__ import annotations

import re

from nianbao.readers.document import Cell, Document, Grid, Line, Row
from nianbao.readers.tidy import tidy, without_list_mark

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)(?:\s+#+)?$")
_BOLD = re.compile(r"(\*\*|__)(.+)\1")
_CELL_END = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_DELIMITER = re.compile(r"\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def markdown_document(text: str) -> Document:
    """The parts of a Markdown text; its `#` lines are the only headings.

    A paragraph is a line; of n empty lines between two paragraphs, (n - 1) / 2 are the text's.
    """
    parts: list[Line | Grid] = []
    rows: list[Row] = []
    blanks, closing = 0, False
    lines = text.split("\n")
    tables = _html_tables(lines)
    table_end = 0
    for number, raw in enumerate(lines, 1):
        if number <= table_end:
            continue
        stripped = raw.strip()
        if rows and not stripped.startswith("|"):
            parts.append(_grid(rows))
            rows = []
        if number in tables:
            table_end, table = tables[number]
            parts += table
            blanks = 0
        elif not stripped:
            blanks += 1
        elif stripped.startswith("|"):
            if not is_delimiter(stripped):
                rows.append(pipe_row(raw, number, markdown=True))
            blanks = 0
        elif stripped == "---":
            closing, blanks = True, 0
        else:
            parts.append(_line(stripped, number, max(0, (blanks - 1) // 2), closing))
            blanks = 0
    if rows:
        parts.append(_grid(rows))
    return Document(tuple(parts), marked=True)


def _html_tables(lines: list[str]) -> dict[int, tuple[int, list[Line | Grid]]]:
    """The tables in HTML by the number of their first line: the number of the last, and the parts."""
    if not any("</table" in line.lower() for line in lines):
        return {}
    from nianbao.readers.markdown_html import html_table, html_tables

    return {
        first + 1: (last + 1, html_table(lines[first : last + 1], first + 1))
        for first, last in html_tables(lines).items()
    }


def _grid(rows: list[Row]) -> Grid:
    return Grid(tuple(rows), square=len({row.width for row in rows}) == 1)


def pipe_row(raw: str, number: int, *, markdown: bool) -> Row:
    """The cells of a line that are parted by `|`."""
    cells: dict[int, Cell] = {}
    at, index = 0, 0
    ends = [found.end() - 1 for found in _CELL_END.finditer(raw)]
    edges = [*ends, len(raw)]
    # Without rules at the sides, a space before the first `|` is a blank cell.
    if ends and not raw[: ends[0]].strip() and (markdown or not raw.startswith(" | ")):
        at, edges = ends[0] + 1, edges[1:]
    if edges and not raw[(edges[-2] + 1 if len(edges) > 1 else at) :].strip() and len(edges) > 1:
        edges = edges[:-1]
    for edge in edges:
        piece = raw[at:edge]
        column = at + len(piece) - len(piece.lstrip()) + 1
        cells[index] = Cell(_cell_text(piece, markdown), number, column)
        at, index = edge + 1, index + 1
    return Row(cells, index, number)


def is_delimiter(stripped: str) -> bool:
    """Whether a line only parts the head of a table from its body."""
    return len(stripped) < 2_000 and "-" in stripped and bool(_DELIMITER.fullmatch(stripped))


def unescaped(text: str) -> str:
    """A Markdown text without the backslashes before its punctuation."""
    return _ESCAPED.sub(r"\1", text)


def _cell_text(piece: str, markdown: bool) -> str:
    text = _LINE_BREAK.sub("\n", piece)
    return tidy(unescaped(text) if markdown else text)


def _line(stripped: str, number: int, blanks: int, closing: bool) -> Line:
    heading = _HEADING.fullmatch(stripped)
    content = heading[2] if heading else stripped
    bold = _BOLD.fullmatch(content)
    plain = tidy(unescaped(bold[2] if bold else content))
    listed = without_list_mark(plain)
    return Line(
        listed,
        number,
        heading=heading is not None,
        bold=bold is not None,
        listed=listed != plain,
        blank_above=blanks,
        closing=closing,
    )
