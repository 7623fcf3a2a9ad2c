"""Which column each number of a row belongs to, and whether that is certain.

In the order of trust: the heads of the columns, where the document keeps its cells under them; as
many numbers as the row has cells; a stretch of cells of just that length; where the numbers of
other rows of the same shape stand. What none of these settles is not guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum

from nianbao.readers.column_heads import Columns
from nianbao.readers.document import Cell
from nianbao.readers.table_rows import FoundRow


class Trust(IntEnum):
    """How certain the columns of a row's numbers are."""

    NONE = 0
    WEAK = 1
    """They fit, but nothing else in the table confirms it; the balances may."""
    FULL = 2


@dataclass(frozen=True, slots=True)
class Placement:
    """The cells of a row by the names of their columns."""

    cells: Mapping[str, Cell]
    trust: Trust
    absent: tuple[str, ...] = ()
    """The columns whose heads the document does not have."""
    holes: tuple[str, ...] = ()
    """The columns that have a head, but no cell of their own below its edge in this row."""


UNKNOWN = Placement({}, Trust.NONE)


@dataclass
class Shape:
    """What the rows of one grid that have all their numbers tell about the others."""

    full: list[FoundRow] = field(default_factory=list)
    others: list[FoundRow] = field(default_factory=list)

    def is_regular(self, columns: Columns) -> bool:
        """Whether every number of the grid stands under a head."""
        places = sorted(columns.positions)
        return all([at for at, _ in row.values] == places for row in self.full) and all(
            at in columns.positions for row in self.others for at, _ in row.values
        )

    def is_contiguous(self) -> bool:
        """Whether in every full row the numbers stand side by side."""
        return all(row.values[-1][0] - row.values[0][0] + 1 == len(row.values) for row in self.full)

    def like(self, row: FoundRow) -> list[FoundRow]:
        """The full rows whose label stands where this row's does, when all are as wide as it."""
        assert row.grid_row is not None
        place = row.label_at, row.label_end
        same = [
            full
            for full in self.full
            if full.match.is_sure and (full.label_at, full.label_end) == place
        ]
        widths = {full.grid_row.row.width for full in same if full.grid_row is not None}
        return same if widths == {row.grid_row.row.width} else []


def place(
    row: FoundRow, columns: Columns, shape: Shape, *, attested: bool, all_heads: bool
) -> Placement:
    """The cells of a row by column.

    Args:
        row: the row.
        columns: the columns of its block, with their heads.
        shape: the other rows of its grid.
        attested: whether heads of the columns were met anywhere in the table.
        all_heads: whether somewhere in the table the heads of all its columns stand side by side.
    """
    placed = _placed(row, columns, shape, attested=attested, all_heads=all_heads)
    return replace(placed, trust=Trust.NONE) if _is_misfit(row, columns, shape) else placed


def _is_misfit(row: FoundRow, columns: Columns, shape: Shape) -> bool:
    """Whether a row with blanks is wider or narrower than its heads, and than a row beside it.

    A cell of it was lost or is there twice, and nobody knows which.
    """
    if row.grid_row is None or not row.grid_row.drawn:
        return False
    cells = row.grid_row.row.cells
    blank = any(not cell.text for at, cell in cells.items() if at >= row.label_end)
    if not blank and len(row.values) == len(columns.names):
        return False
    own = row.grid_row.row.width
    beside = {
        other.grid_row.row.width
        for other in (*shape.full, *shape.others)
        if other is not row and other.grid_row is not None
    }
    if row.header is None:
        return beside != {own} and (len(row.values) == len(columns.names) or own not in beside)
    return own != row.header.width and beside != {own}


def _placed(
    row: FoundRow, columns: Columns, shape: Shape, *, attested: bool, all_heads: bool
) -> Placement:
    if row.grid_row is not None and row.grid_row.counted and attested:
        cells = [cell for at, cell in sorted(row.grid_row.row.cells.items()) if at >= row.label_end]
        if len(cells) == len(columns.names) and not columns.swapped:
            pairs = zip(columns.names, cells, strict=True)
            return Placement({name: cell for name, cell in pairs if cell.text}, Trust.FULL)
    if row.grid_row is not None and columns.positions:
        placed = _under_heads(row, columns, shape)
        if placed is not None:
            return placed
    if len(row.values) == len(columns.names):
        return _by_count(row, columns, attested=attested)
    if row.grid_row is not None:
        placed = _by_shape(row, columns, shape, all_heads=all_heads)
        return replace(placed, holes=_holes(row, columns)) if row.grid_row.exact else placed
    return UNKNOWN


def _under_heads(row: FoundRow, columns: Columns, shape: Shape) -> Placement | None:
    assert row.grid_row is not None
    if row.grid_row.exact:
        placed = {name: cell for at, cell in row.values if (name := columns.under(at))}
        if len(placed) < len(row.values) or not _stands_under(row, columns, shape):
            return None
        trust = _trust_in_heads_above(row, columns, shape)
        return Placement(placed, trust, columns.absent, _beside_heads(row, columns))
    if not columns.is_complete or not shape.is_regular(columns):
        return None
    if any(at not in columns.positions for at, _ in row.values):
        return None
    cells = {columns.positions[at]: cell for at, cell in row.values}
    if columns.swapped:
        # One head drawn too narrow pushes those behind it past each other; the sums of a row say
        # nothing of which is which.
        return Placement(cells, Trust.NONE)
    blank = len(row.values) < len(columns.names)
    if blank and row.grid_row.row.width < row.grid_row.grid_width:
        return None
    if blank and _label_runs_under_heads(row, columns):
        # Its numbers are pushed right, and back again where one of its cells is lost.
        return Placement(cells, Trust.NONE)
    return Placement(cells, _trust_in_heads(row, columns, shape) if blank else Trust.FULL)


def _label_runs_under_heads(row: FoundRow, columns: Columns) -> bool:
    """Whether the label of a row covers the first of the columns of numbers too."""
    assert row.grid_row is not None
    return row.label_end > min(columns.positions)


def _stands_under(row: FoundRow, columns: Columns, shape: Shape) -> bool:
    """Whether a row has a cell under the edge of every head, and its label before them.

    So must the rows above it and the one right below: where a label stands under a head, the table
    goes on with other columns.
    """
    assert row.grid_row is not None
    places = columns.positions
    labels = [r.label_at for r in (*shape.full, *shape.others) if r.at <= row.at + 1]
    return max(row.label_at, *labels, -1) < min(places) and (
        places.keys() <= row.grid_row.row.cells.keys()
    )


def _beside_heads(row: FoundRow, columns: Columns) -> tuple[str, ...]:
    """The columns whose number stands under a head, but not below its edge, where a head is lost.

    The wide head is then perhaps not this row's, and the number that of the head that is lost.
    """
    if columns.is_complete:
        return ()
    beside = (columns.under(at) for at, _ in row.values if at not in columns.positions)
    return tuple(name for name in beside if name is not None)


def _trust_in_heads_above(row: FoundRow, columns: Columns, shape: Shape) -> Trust:
    """How far a row can be trusted to stand under heads that another table has.

    A table that goes on over a page is often drawn anew there, with other columns.
    """
    assert row.grid_row is not None
    if row.header is None or row.header.grid == row.grid_row.grid:
        return Trust.FULL
    under = [[at for at, _ in full.values] == sorted(columns.positions) for full in shape.full]
    return Trust.FULL if under and all(under) and not columns.swapped else Trust.WEAK


def _holes(row: FoundRow, columns: Columns) -> tuple[str, ...]:
    """The columns under which the row has no cell, or one that it shares with another column."""
    assert row.grid_row is not None
    seen: list[str] = []
    shared: set[str] = set()
    for at, cell in row.grid_row.row.cells.items():
        names = columns.over(at, cell.column_span)
        seen.extend(names)
        if len(names) > 1:
            shared.update(names)
    return tuple(
        name
        for name in columns.names
        if name in shared or (name in columns.positions.values() and name not in seen)
    )


def _trust_in_heads(row: FoundRow, columns: Columns, shape: Shape) -> Trust:
    """How far a row with blanks can be trusted to stand under its heads in a grid without spans."""
    assert row.grid_row is not None
    if row.grid_row.square or shape.like(row) or (len(columns.names) == 1 and not row.values):
        return Trust.FULL
    return Trust.WEAK if columns.is_contiguous or shape.full else Trust.NONE


def _by_count(row: FoundRow, columns: Columns, *, attested: bool) -> Placement:
    cells = [cell for _, cell in row.values]
    if columns.is_complete and columns.swapped:
        order = [name for _, name in sorted(columns.positions.items())]
        return Placement(dict(zip(order, cells, strict=True)), Trust.NONE)
    sure = not columns.swapped and (attested or len(columns.names) == 1)
    sure = sure and not (columns.is_complete and columns.is_contiguous and _has_a_gap(row))
    placed = dict(zip(columns.names, cells, strict=True))
    return Placement(placed, Trust.FULL if sure else Trust.NONE)


def _has_a_gap(row: FoundRow) -> bool:
    """Whether a blank cell stands between the numbers of a grid's row."""
    if row.grid_row is None:
        return False
    first, last = row.values[0][0], row.values[-1][0]
    return any(first < at < last and not c.text for at, c in row.grid_row.row.cells.items())


def _by_shape(row: FoundRow, columns: Columns, shape: Shape, *, all_heads: bool) -> Placement:
    places = [at for at, _ in row.values]
    # Where some of the heads are lost, their columns may be lost as well.
    if not all_heads or columns.swapped or len(places) > len(columns.names):
        return UNKNOWN
    same = shape.like(row)
    starts = {tuple(at for at, _ in full.values) for full in same}
    if len(starts) == 1:
        (positions,) = starts
        if set(places) <= set(positions):
            names = dict(zip(positions, columns.names, strict=True))
            return Placement({names[at]: cell for at, cell in row.values}, Trust.FULL)
    if len(places) > 1 and places[-1] - places[0] + 1 == len(columns.names):
        if shape.is_contiguous():
            cells = {columns.names[at - places[0]]: cell for at, cell in row.values}
            return Placement(cells, Trust.WEAK)
    return UNKNOWN
