"""Tables drawn with `+---+` rules (reStructuredText, Pandoc, our own plain text) as grids."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from nianbao.readers.document import Cell, Grid, Row
from nianbao.report.width import clusters

BORDER = re.compile(r"\+(?:[-=]+\+)+")
_MOST_LINES, _MOST_WIDTH = 2_000, 2_000


def ruled_grid(lines: Sequence[str], first_line: int) -> Grid | None:
    """The grid that is drawn in `lines`; None where they draw none, or one with a gap.

    A cell may run over several rows and columns; its lines are joined without a space.
    """
    if len(lines) < 3 or len(lines) > _MOST_LINES or not BORDER.fullmatch(lines[0].rstrip()):
        return None
    if max(map(len, lines)) > _MOST_WIDTH:
        return None
    canvas = [_spread(line.rstrip()) for line in lines]
    width = len(canvas[0])
    if any(len(row) != width or row[0] not in "+|" or row[-1] not in "+|" for row in canvas):
        return None
    edges = _edges(canvas, width)
    rules = [[_is_rule(row, left, right) for left, right in pairwise(edges)] for row in canvas]
    breaks = [y for y, rule in enumerate(rules) if any(rule)]
    if len(breaks) < 2 or breaks[0] != 0 or any(b - a < 2 for a, b in pairwise(breaks)):
        return None
    drawing = _Drawing(canvas, edges, rules, breaks, first_line)
    return drawing.grid() if drawing.is_closed() else None


def _spread(line: str) -> list[str]:
    """A character an entry; behind a full-width one stands an empty entry."""
    entries: list[str] = []
    for cluster, size in clusters(line):
        entries.append(cluster)
        entries.extend([""] * (size - 1))
    return entries


def _edges(canvas: list[list[str]], width: int) -> list[int]:
    found = set()
    for row in canvas:
        for x, character in enumerate(row[:width]):
            if character == "+":
                beside = (row[x - 1] if x else "", row[x + 1] if x + 1 < width else "")
                if any(sign in ("-", "=") for sign in beside):
                    found.add(x)
    return sorted(found)


def _is_rule(row: list[str], left: int, right: int) -> bool:
    inside = row[left + 1 : right]
    return bool(inside) and all(sign in ("-", "=") for sign in inside) and row[left] in "+-="


def _joined(pieces: list[str]) -> str:
    """The lines of a cell as one; two numbers below each other stay two."""
    text = ""
    for piece in pieces:
        text += f" {piece}" if text[-1:].isdigit() and piece[:1].isdigit() else piece
    return text


class _Drawing:
    def __init__(
        self,
        canvas: list[list[str]],
        edges: list[int],
        rules: list[list[bool]],
        breaks: list[int],
        first_line: int,
    ) -> None:
        self._canvas, self._edges, self._rules = canvas, edges, rules
        self._breaks, self._first_line = breaks, first_line

    def is_closed(self) -> bool:
        """Whether each row has the same cells on all its lines, and its corners above and below.

        Where a rule between two rows is gone, their numbers would run together.
        """
        height = len(self._breaks) - 1
        return all(self._is_even(row) for row in range(height)) and all(
            (self._canvas[self._breaks[edge]][x] == "+") == self._parted(row, index)
            for edge, row in ((0, 0), (height, height - 1))
            for index, x in enumerate(self._edges)
        )

    def _is_even(self, y: int) -> bool:
        inside = range(self._breaks[y] + 1, self._breaks[y + 1])
        lines = [tuple(self._canvas[line][at] == "|" for at in self._edges) for line in inside]
        return len(set(lines)) == 1

    def grid(self) -> Grid:
        """Every cell at its top left corner, with what it spans."""
        height, width = len(self._breaks) - 1, len(self._edges) - 1
        taken: set[tuple[int, int]] = set()
        rows = []
        for y in range(height):
            cells: dict[int, Cell] = {}
            for x in range(width):
                if (y, x) not in taken:
                    down, across = self._span(y, x, height, width)
                    taken.update(
                        (row, column)
                        for row in range(y, y + down)
                        for column in range(x, x + across)
                    )
                    cells[x] = self._cell(y, x, down, across)
            rows.append(Row(cells, width, self._first_line + self._breaks[y] + 1))
        return Grid(tuple(rows), exact=True)

    def _span(self, y: int, x: int, height: int, width: int) -> tuple[int, int]:
        across = 1
        while x + across < width and not self._parted(y, x + across):
            across += 1
        down = 1
        while y + down < height and not self._rules[self._breaks[y + down]][x]:
            down += 1
        return down, across

    def _parted(self, y: int, x: int) -> bool:
        at = self._edges[x]
        inside = range(self._breaks[y] + 1, self._breaks[y + 1])
        return all(self._canvas[line][at] in ("|", "+") for line in inside)

    def _cell(self, y: int, x: int, down: int, across: int) -> Cell:
        left, right = self._edges[x] + 1, self._edges[x + across]
        inside = range(self._breaks[y] + 1, self._breaks[y + down])
        pieces = ["".join(self._canvas[line][left:right]).strip() for line in inside]
        filled = [index for index, piece in enumerate(pieces) if piece]
        top = self._first_line + inside[filled[0]] if filled else self._first_line + inside[0]
        column = sum(1 for entry in self._canvas[inside[0]][:left] if entry) + 2
        return Cell(_joined(pieces), top, column, down, across)
