"""Text pasted from a page, a table or a PDF as lines and grids.

A row of a table is a line whose cells are parted by tabs, by `|`, or by runs of spaces.
"""

from __future__ import annotations

import re
from collections import Counter

from nianbao.readers.document import Cell, Document, Grid, Line, Row
from nianbao.readers.markdown_text import is_delimiter, pipe_row
from nianbao.readers.tidy import is_page_number, tidy, without_list_mark

_GAP = re.compile(r"[ \u3000\xa0]{2,}")
_RULE_CELL = re.compile(r":?-{3,}:?")
_HEADING = re.compile(r"#{1,6}\s+")
_BOLD = re.compile(r"(\*\*|__)(.+)\1")
_SENTENCE = re.compile("[。；！？]")
_NARROWEST_PAGE = 36
_LONGEST_ROW = 4_000


def pasted_document(text: str) -> Document:
    """The parts of a pasted text. Empty lines only part paragraphs, numbers of pages are left out."""
    return _Pasted().read(text)


class _Pasted:
    def __init__(self) -> None:
        self._parts: list[Line | Grid] = []
        self._rows: list[Row] = []
        self._last = -1
        """The number of the last line that was no page's number."""
        self._widths: Counter[int] = Counter()

    def read(self, text: str) -> Document:
        for number, raw in enumerate(text.split("\n"), 1):
            stripped = raw.strip()
            if not stripped:
                self._close()
            elif is_page_number(stripped):
                if self._last == number - 1:
                    self._last = number
            elif stripped != "|":
                self._add(raw, stripped, number)
        self._close()
        return Document(tuple(self._parts), wrap_width=wrap_width_of(self._widths))

    def _close(self) -> None:
        if self._rows:
            self._parts.append(Grid(tuple(self._rows)))
            self._rows = []

    def _add(self, raw: str, stripped: str, number: int) -> None:
        alone = stripped.strip("| \t\u3000") if stripped[0] == "|" or stripped[-1] == "|" else ""
        if alone and "|" not in alone and not self._rows:
            # A cell on a line of its own, with nothing but the mark of its edge.
            raw = stripped = alone
        row = self._row(raw, stripped, number)
        if row is None:
            self._close()
            self._parts.append(self._line(raw, stripped, number))
        elif not all(_RULE_CELL.fullmatch(cell.text) for cell in row.texts):
            self._rows.append(row)
        self._last = number

    def _row(self, raw: str, stripped: str, number: int) -> Row | None:
        if len(stripped) > _LONGEST_ROW:
            return None
        if "|" in stripped and _is_piped(stripped):
            if is_delimiter(stripped):
                return Row({}, 0, number)
            return pipe_row(raw, number, markdown=False)
        if "\t" in raw and ("\t" in raw.lstrip("\t ") or self._rows):
            return _cut_row(raw, re.compile("\t"), number)
        if "  " in stripped or "\u3000" in stripped:
            gaps = len(_GAP.findall(stripped))
            if gaps >= 2 and not _SENTENCE.search(stripped):
                return _cut_row(raw.strip(), _GAP, number)
        return None

    def _line(self, raw: str, stripped: str, number: int) -> Line:
        plain = tidy(stripped)
        heading = _HEADING.match(plain)
        if heading:
            plain = plain[heading.end() :]
        bold = _BOLD.fullmatch(plain)
        if bold:
            plain = tidy(bold[2])
        text = without_list_mark(plain)
        self._widths[cells_of(text)] += 1
        return Line(
            text,
            number,
            heading=heading is not None,
            indented=raw.startswith(("\u3000", "  ", "\t")),
            listed=text != plain,
            bold=bold is not None,
            follows=self._last == number - 1,
        )


def wrap_width_of(widths: Counter[int]) -> int | None:
    """Where lines end over and over at about the same width, that width; `widths` counts theirs."""
    wide = {width: count for width, count in widths.items() if width >= _NARROWEST_PAGE}
    best, most = 0, 0
    for width in wide:
        near = sum(wide.get(other, 0) for other in range(width - 6, width + 1))
        if near > most:
            best, most = width, near
    return best if most >= 4 and most >= 0.4 * sum(wide.values()) else None


def _is_piped(stripped: str) -> bool:
    if stripped.startswith("|") or " | " in stripped or stripped.endswith(" |"):
        return True
    return stripped.count("|") > 1 and not _SENTENCE.search(stripped)


def cells_of(text: str) -> int:
    """About how many display cells `text` takes."""
    return len(text) + sum(character > "\u2e7f" for character in text)


def _cut_row(raw: str, gap: re.Pattern[str], number: int) -> Row:
    cells: dict[int, Cell] = {}
    at = 0
    for index, end in enumerate([*(found.span() for found in gap.finditer(raw)), (len(raw),) * 2]):
        piece = raw[at : end[0]]
        column = at + len(piece) - len(piece.lstrip()) + 1
        cells[index] = Cell(tidy(piece), number, column)
        at = end[1]
    return Row(cells, len(cells), number)
