"""The rows of one table of the form, found in the rows of grids and in lines of text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nianbao.readers.document import Cell, GridRow, Line
from nianbao.readers.folding import fold
from nianbao.readers.labels import NOTHING, Labels, Likeness, Match, TableLabels
from nianbao.readers.numbers_in_cells import is_note, looks_like_a_value

_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")
_MOST_CELLS_OF_A_LABEL = 5
_MOST_LINES_OF_A_LABEL = 8


@dataclass(slots=True)
class Header:
    """The labels over the columns, where a grid has them."""

    names: dict[int, str]
    """The name of the label that starts in a column of the grid."""
    spans: dict[int, int]
    texts: dict[int, str]
    """The labels as the document has them."""
    grid: int
    grid_width: int
    width: int = 0
    """How wide the widest of its rows is."""


@dataclass(slots=True)
class FoundRow:
    """A row of the document with numbers, or with a row's label."""

    match: Match
    """The rows of the form it may be."""
    label: str
    values: list[tuple[int, Cell]]
    """What stands right of the label, by its column in the grid; a line's are counted."""
    line: int
    grid_row: GridRow | None = None
    label_at: int = -1
    header: Header | None = None
    at: int = 0
    """The index of its item in the document."""
    label_above: bool = False
    """Whether the label of a grid's row stands in the lines above it."""

    @property
    def label_end(self) -> int:
        """The column of its grid behind its label; 0 where it has none."""
        label = self.grid_row.row.cells.get(self.label_at) if self.grid_row else None
        return self.label_at + (1 if label is None else label.column_span)


@dataclass
class FoundTable:
    """What a document holds of one table."""

    labels: TableLabels
    rows: list[FoundRow] = field(default_factory=list)
    headers: list[Header] = field(default_factory=list)
    scraps: list[str] = field(default_factory=list)
    """Pieces of labels that stand beside the rows."""
    used: set[int] = field(default_factory=set)
    """The indices of the items that belong to the table."""
    has_heads: bool = False
    """Whether heads of columns stand in lines of text."""
    blank_under: list[Header] = field(default_factory=list)
    """The headers with a row of blank cells right below them."""
    heads_in_order: list[str] = field(default_factory=list)
    """The labels of columns as they were met."""


class RowFinder:
    """Goes through the items of one table and collects its rows."""

    def __init__(self, labels: TableLabels) -> None:
        self.found = FoundTable(labels)
        under = labels.table.printed == "rows_under_columns"
        self._left: Labels = labels.columns if under else labels.rows
        self._over: Labels = labels.rows if under else labels.columns
        self._groups: Labels | None = labels.columns if under else None
        self._pending: list[str] = []
        self._header: Header | None = None
        self._header_open = False
        self._open: FoundRow | None = None

    def add_row(self, item: GridRow, at: int) -> None:
        """Take in a row of a grid."""
        self._open = None
        self.found.used.add(at)
        texts = item.row.texts
        if not texts:
            header = self._header
            if header and self._header_open and item.exact and item.row.width >= header.width:
                self.found.blank_under.append(header)
            return
        first = next((i for i, cell in enumerate(texts) if looks_like_a_value(cell.text)), None)
        before = texts if first is None else texts[:first]
        match, label, last = self._label_of([cell.text for cell in before])
        over = self._over_in(item, before)
        is_head = self._groups is not None or not match.is_sure or self._is_over(before)
        if first is None and over and is_head:
            self._take_header(item, over)
            return
        self._header_open = False
        columns = {id(cell): column for column, cell in item.row.cells.items()}
        if first is None and (self._groups is not None or not match.is_sure):
            for cell in before:
                self._remember(cell.text)
            return
        values = [(columns[id(cell)], cell) for cell in texts[last + 1 :]] if texts else []
        above = not match.is_sure and bool(self._pending)
        if above:
            match, label = self._pending_label(match, label)
        label_at = columns[id(texts[last])] if last >= 0 else -1
        self._pending = []
        for cell in before:
            if cell.text != label:
                self.found.scraps.append(cell.text)
        self.found.rows.append(
            FoundRow(
                match,
                label,
                values,
                item.row.line,
                grid_row=item,
                label_at=label_at,
                header=self._header_for(item),
                at=at,
                label_above=above,
            )
        )

    def add_line(self, line: Line, at: int) -> bool:
        """Take in a line of text; whether it belongs to the table."""
        label, values = _split_values(line)
        belongs = True
        if values and not label:
            self._add_values(values, line, at)
        elif self._open is not None and self._open.values and is_note(line.text):
            column, cell = self._open.values[-1]
            noted = Cell(f"{cell.text}{line.text}", cell.line, cell.column)
            self._open.values[-1] = (column, noted)
        elif values and self._left.match(label).is_sure:
            self._start(self._left.match(label), label, line, at)
            self._add_values(values, line, at)
            self._open = None
        elif self.found.labels.names(line.text) or self.found.labels.is_scrap(line.text):
            self._open = None
            self._remember(line.text)
        else:
            belongs = False
            self._open, self._pending = None, []
        if belongs:
            self.found.used.add(at)
        return belongs

    def _label_of(self, texts: list[str]) -> tuple[Match, str, int]:
        """The likeliest label among the texts left of the numbers, and the index of its last.

        A head over several rows is no row's label where another text stands between it and the
        numbers.
        """
        best = (NOTHING, "", len(texts) - 1)
        for last in range(len(texts) - 1, -1, -1):
            for first in range(last, max(-1, last - _MOST_CELLS_OF_A_LABEL), -1):
                text = "".join(texts[first : last + 1])
                match = self._left.match(text)
                behind = last < len(texts) - 1
                if not match.names or (behind and self.found.labels.heads.match(text).is_sure):
                    continue
                fewer = len(match.names) < len(best[0].names)
                same = match.likeness is best[0].likeness is Likeness.PIECE
                if match.likeness < best[0].likeness or (same and fewer):
                    best = (match, text, last)
            if best[0].is_sure:
                return best
        return best[0], best[1], len(texts) - 1

    def _remember(self, text: str) -> None:
        self._pending = [*self._pending[1 - _MOST_LINES_OF_A_LABEL :], text]
        self.found.scraps.append(text)
        if not self.found.has_heads:
            folded = fold(text)
            self.found.has_heads = any(label in folded for label in self._over.folded.values())

    def _is_over(self, cells: Sequence[Cell]) -> bool:
        """Whether the cells are more likely heads of columns than the label of a row."""
        return sum(self._over.match(cell.text).is_sure for cell in cells) > 1

    def _over_in(self, item: GridRow, cells: Sequence[Cell]) -> dict[int, tuple[str, int]]:
        columns = {id(cell): column for column, cell in item.row.cells.items()}
        over: dict[int, tuple[str, int]] = {}
        for cell in cells:
            if self._groups is not None and self._groups.match(cell.text).is_sure:
                self.found.heads_in_order.extend(self._groups.match(cell.text).names)
            match = self._over.match(cell.text)
            if len(match.names) == 1 and (match.is_sure or match.likeness is Likeness.PIECE):
                over[columns[id(cell)]] = (match.names[0], cell.column_span)
        return over

    def _take_header(self, item: GridRow, over: dict[int, tuple[str, int]]) -> None:
        if self._header is None or not self._header_open or self._header.grid != item.grid:
            self._header = Header({}, {}, {}, item.grid, item.grid_width)
            self.found.headers.append(self._header)
        self._header.width = max(self._header.width, item.row.width)
        for column, (name, span) in over.items():
            self._header.names[column] = name
            self._header.spans[column] = span
            self._header.texts[column] = item.row.cells[column].text
        self._header_open = True
        self._pending = []

    def _header_for(self, item: GridRow) -> Header | None:
        header = self._header
        if header is None or (header.grid != item.grid and header.grid_width != item.grid_width):
            return None
        return header

    def _start(self, match: Match, label: str, line: Line, at: int) -> None:
        self._open = FoundRow(match, label, [], line.line, at=at)
        self.found.rows.append(self._open)
        self._pending = []

    def _add_values(self, values: list[Cell], line: Line, at: int) -> None:
        self._header_open = False
        if self._open is None or self._pending:
            match, label = self._pending_label(NOTHING, "")
            self._start(match, label, line, at)
        assert self._open is not None
        for cell in values:
            self._open.values.append((len(self._open.values), cell))

    def _pending_label(self, match: Match, label: str) -> tuple[Match, str]:
        """The label that the lines above make, alone or together with the row's own text."""
        pending = [*self._pending, label] if label else self._pending
        best = (match, label)
        for first in range(len(pending)):
            text = "".join(pending[first:])
            tried = self._left.match(text)
            if tried.is_sure:
                return tried, text
            if tried.names and (not best[0].names or len(tried.names) < len(best[0].names)):
                best = (tried, text)
        return best


def _split_values(line: Line) -> tuple[str, list[Cell]]:
    """The words of a line and the numbers behind them."""
    if len(line.text) > 200:
        return line.text, []
    if looks_like_a_value(line.text):
        return "", [Cell(line.text, line.line, 1)]
    whole = _BRACKETS.sub(lambda found: found[0].replace(" ", ""), line.text)
    pieces = whole.split(" ")
    first = len(pieces)
    while first > 0 and looks_like_a_value(pieces[first - 1]):
        first -= 1
    label = " ".join(pieces[:first])
    columns = [sum(len(piece) + 1 for piece in pieces[:at]) + 1 for at in range(first, len(pieces))]
    values = [
        Cell(piece, line.line, column)
        for piece, column in zip(pieces[first:], columns, strict=True)
    ]
    return label, values
