"""The columns of a table on a screen of some width: where each stands and what its head says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from nianbao.editions import Head, Heading
from nianbao.report.width import cut, display_width, pad_both, pad_left, pad_right, wrap
from nianbao.wizard.grid_table import EntryTable, Line

CUT = ".."
"""Behind a label that did not fit: ASCII, since some terminals draw an ellipsis two cells wide."""

_USUAL_COLUMN = 7
_NARROW_COLUMN = 6
_NARROW = 72
_SHORTEST_LABEL = 10
_SCROLLBAR = 1
_INDENT = 2


@dataclass(frozen=True, slots=True)
class GridLayout:
    """Where the label column and the columns of cells stand, in cells of the terminal."""

    entry: EntryTable
    label_width: int
    columns: tuple[int, ...]
    """The width of each column, its gap to the right included."""
    shown: range
    """The columns that are shown; the others are scrolled away."""
    head: tuple[str, ...] = ()
    """The lines above all others."""

    @property
    def width(self) -> int:
        """What is drawn, in cells."""
        return self.label_width + sum(self.columns[column] for column in self.shown)

    def left(self, column: int) -> int | None:
        """Where a column starts; None when it is scrolled away."""
        if column not in self.shown:
            return None
        return self.label_width + sum(self.columns[self.shown.start : column])

    def column_at(self, x: int) -> int | None:
        """The column at a place in a line; None in the label column or behind the last."""
        left = self.label_width
        for column in self.shown:
            if left <= x < left + self.columns[column]:
                return column
            left += self.columns[column]
        return None

    def label(self, line: Line) -> str:
        """The label of a line in exactly the label column's width, shortened where it must be."""
        indent = " " * (_INDENT * line.depth if self.label_width >= 24 else line.depth)
        room = self.label_width - 1 - len(indent)
        if not line.cells and not line.columns:
            # Nothing stands to the right of a heading over rows.
            room = self.width - len(indent)
        text = line.label if display_width(line.label) <= room else line.short
        return pad_right(indent + cut(text, room, CUT), self.label_width)

    def block_heads(self, line: Line) -> tuple[str, ...]:
        """The labels of a block's columns, over their cells, in one line or more."""
        shown = [index for index in self.shown if index < len(line.columns)]
        return _stacked(
            [line.columns[index] for index in shown], [self.columns[index] for index in shown]
        )


def grid_layout(
    entry: EntryTable, width: int, numbers: Mapping[int, int], cursor_column: int = 0
) -> GridLayout:
    """Lay a table out in `width` cells.

    The label column gives way to the numbers. Where even that is not enough, columns are scrolled
    away at the left of the cursor's.

    Args:
        entry: the table.
        width: the cells there are.
        numbers: the cells that the widest content of each column takes, its marks included.
        cursor_column: the column that must be seen.
    """
    room = width - _SCROLLBAR
    count = entry.width
    usual = _NARROW_COLUMN if width < _NARROW else _USUAL_COLUMN
    heads = [_heads_of(entry, index) for index in range(count)]
    least = [
        max(usual, numbers.get(index, 0) + 1, *(_stack_width(head) + 1 for head in heads[index]))
        for index in range(count)
    ]
    indents = [_INDENT * line.depth for line in entry.lines]
    wanted = 2 + max(
        display_width(line.label) + indent
        for line, indent in zip(entry.lines, indents, strict=True)
        if line.cells or line.columns
    )
    label = room - sum(least)
    columns = least
    if label > wanted:
        most = max(max(display_width(h.label) for h in head) + 3 for head in heads)
        spare = (label - wanted) // count
        columns = [size + max(0, min(spare, max(most, 12) - size)) for size in least]
        label = wanted
    shown = _window(columns, room - _SHORTEST_LABEL, cursor_column)
    if len(shown) < count:
        label = room - sum(columns[index] for index in shown)
    made = GridLayout(entry, label, tuple(columns), shown)
    return replace(made, head=_head(made))


def _window(columns: Sequence[int], room: int, cursor: int) -> range:
    """The columns that fit `room` cells with the cursor's among them, the leftmost there can be."""
    first, last = 0, 0
    while last < len(columns) and (last <= cursor or sum(columns[first : last + 1]) <= room):
        last += 1
        while first < cursor and sum(columns[first:last]) > room:
            first += 1
    return range(first, last)


def _heads_of(entry: EntryTable, index: int) -> list[Heading]:
    return [block.columns[index] for block in entry.table.blocks if index < len(block.columns)]


def _stack_width(heading: Heading) -> int:
    return max(map(display_width, stacked(heading.short, 2)))


def stacked(label: str, lines: int) -> list[str]:
    """A label in so many lines of about the same width, a bracket starting the last."""
    if lines <= 1:
        return [label]
    bracket = label.rfind("（")
    half = -(-display_width(label) // lines)
    if bracket > 0 and lines == 2 and abs(display_width(label[:bracket]) - half) <= half // 2:
        return [label[:bracket], label[bracket:]]
    return wrap(label, half + half % 2)


def _fitted(heading: Heading, room: int) -> list[str]:
    """The label of a column in the fewest lines in which it fits `room` cells."""
    for lines in (1, 2, 3, 4):
        for label in (heading.label, heading.short) if lines == 1 else (heading.short,):
            parts = stacked(label, lines)
            if max(map(display_width, parts)) <= room:
                return parts
    return [cut(heading.short, room, CUT)]


def _stacked(columns: Sequence[Heading], widths: Sequence[int]) -> tuple[str, ...]:
    if not columns:
        return ("",)
    labels = [_fitted(column, width - 1) for column, width in zip(columns, widths, strict=True)]
    height = max(map(len, labels))
    padded = [[""] * (height - len(parts)) + parts for parts in labels]
    return tuple(
        "".join(
            pad_left(parts[y], width - 1) + " " for parts, width in zip(padded, widths, strict=True)
        )
        for y in range(height)
    )


def _head(layout: GridLayout) -> tuple[str, ...]:
    if not layout.entry.columns:
        return ()
    columns = [layout.entry.columns[index] for index in layout.shown]
    widths = [layout.columns[index] for index in layout.shown]
    indent = " " * layout.label_width
    levels = max(len(_own_heads(layout.entry, column)) for column in columns)
    above = [_level(layout.entry, columns, widths, level) for level in range(levels)]
    return tuple(indent + line for line in (*above, *_stacked(columns, widths)))


def _level(entry: EntryTable, columns: Sequence[Heading], widths: Sequence[int], level: int) -> str:
    def head_of(pair: tuple[Heading, int]) -> Head | None:
        heads = _own_heads(entry, pair[0])
        return heads[level] if level < len(heads) else None

    line = ""
    for head, pairs in groupby(zip(columns, widths, strict=True), head_of):
        span = sum(width for _, width in pairs)
        line += pad_both(cut(head.label, span - 1, CUT) if head else "", span)
    return line


def _own_heads(entry: EntryTable, column: Heading) -> list[Head]:
    """The headings over a column that are not over every column."""
    return [
        head for head in column.under if not all(head in other.under for other in entry.columns)
    ]
