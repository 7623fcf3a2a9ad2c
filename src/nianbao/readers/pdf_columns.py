"""The rows of tables without rules in a PDF, whose numbers stand below each other.

Where in several lines one below the other the numbers stand at the same places, and one of the
lines has a number at each of these, every line has a cell at each: a blank where it has no number.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nianbao.readers.numbers_in_cells import looks_like_a_value
from nianbao.readers.tidy import tidy

Word = tuple[str, float, float]
"""A text without a gap in it, with the places of its left and its right edge in points."""

_MOST_COLUMNS, _FEWEST_ROWS, _LONGEST_RUN, _MOST_ROWS = 15, 2, 40, 300
_SAME, _NEAR = 1.0, 4.0
"""So far apart may be what stands at one place; columns are twice as far from each other at least."""
_LONGEST_LABEL = 60
_EDGES: tuple[Callable[[Word], float], ...] = (
    lambda word: word[1],
    lambda word: (word[1] + word[2]) / 2,
    lambda word: word[2],
)


@dataclass(frozen=True, slots=True)
class _Row:
    at: int
    label: tuple[str, ...]
    label_end: float
    """Where the label ends on the page."""
    values: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class _Aligned:
    columns: Sequence[float]
    """Where they are: their first number's place."""
    cells: Sequence[Mapping[int, str]]
    """Of each row, the numbers by column."""

    @property
    def has_a_full_row(self) -> bool:
        return len(self.columns) > 1 and any(len(row) == len(self.columns) for row in self.cells)


def aligned_rows(lines: Sequence[Mapping[str, Any]]) -> dict[int, list[str]]:
    """The cells of each line that is a row of such a table, label first, by the line's index."""
    rows = [row for at, line in enumerate(lines) if (row := _row(at, line.get("words", ())))]
    if len(rows) > _MOST_ROWS:
        return {}
    found: dict[int, list[str]] = {}
    run: list[_Row] = []
    for row in rows:
        if run and not _goes_on(run, row):
            found.update(_cells(run))
            run = []
        run.append(row)
    found.update(_cells(run))
    return found


def _cells(run: Sequence[_Row]) -> dict[int, list[str]]:
    """The cells of rows below each other, by index; none where no row has a number in each column."""
    grid = _aligned(run)
    if grid is None or len(run) < _FEWEST_ROWS or not grid.has_a_full_row:
        return {}
    return {
        row.at: [*row.label, *(cells.get(n, "") for n in range(len(grid.columns)))]
        for row, cells in zip(run, grid.cells, strict=True)
        if _is_clear(row, cells, grid.columns)
    }


def _goes_on(run: Sequence[_Row], row: _Row) -> bool:
    """Whether a row may stand below others: none of them, or it itself, has all columns so far."""
    more = _aligned([*run, row]) if len(run) < _LONGEST_RUN else None
    before = _aligned(run)
    if more is None or before is None:
        return False
    whole = len(row.values) == len(more.columns)
    return whole or not before.has_a_full_row or len(more.columns) == len(before.columns)


def _row(at: int, words: Sequence[Word]) -> _Row | None:
    """A line with numbers at its end."""
    first = len(words)
    while first > 0 and looks_like_a_value(words[first - 1][0]):
        first -= 1
    label = tuple(tidy(text) for text, _, _ in words[:first])
    if first == len(words) or sum(map(len, label)) > _LONGEST_LABEL:
        return None
    end = max((right for _, _, right in words[:first]), default=0.0)
    return _Row(at, label, end, tuple(words[first:]))


def _aligned(rows: Sequence[_Row]) -> _Aligned | None:
    """Rows by the columns their numbers stand in; None where these are not below each other."""
    for edge in _EDGES:
        columns = _columns([edge(word) for row in rows for word in row.values])
        if columns is None:
            continue
        cells = [
            {_last_before(columns, edge(word) + _SAME): word[0] for word in row.values}
            for row in rows
        ]
        if all(len(found) == len(row.values) for found, row in zip(cells, rows, strict=True)):
            return _Aligned(columns, cells)
    return None


def _is_clear(row: _Row, cells: Mapping[int, str], columns: Sequence[float]) -> bool:
    """Whether the label ends before the first blank column: else a number may be a part of it."""
    blank = [place for number, place in enumerate(columns) if number not in cells]
    return not blank or row.label_end < blank[0] - _SAME


def _columns(places: Sequence[float]) -> list[float] | None:
    """Where the columns are; None where some places are neither together nor apart."""
    columns: list[float] = []
    for place in sorted(places):
        if not columns or place - columns[-1] >= 2 * _NEAR:
            columns.append(place)
        elif place - columns[-1] > _NEAR:
            return None
    return columns if len(columns) <= _MOST_COLUMNS else None


def _last_before(columns: Sequence[float], place: float) -> int:
    return bisect_right(columns, place) - 1
