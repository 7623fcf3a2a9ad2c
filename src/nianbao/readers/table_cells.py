"""The cells of one table, read from its rows; what is not certain is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nianbao.checks.finding import Finding
from nianbao.editions import Edition
from nianbao.readers.cell_values import CellValues
from nianbao.readers.column_heads import Columns, columns_of
from nianbao.readers.confirming import Weak, unconfirmed
from nianbao.readers.document import Cell, Places
from nianbao.readers.form_lines import WHOLE_TABLE, FormLine, form_lines
from nianbao.readers.imported import Written
from nianbao.readers.placing import Placement, Shape, Trust, place
from nianbao.readers.resolving import Named, resolve
from nianbao.readers.row_balance import Way, balanced_ways, ways_to_place
from nianbao.readers.table_doubts import TableDoubts
from nianbao.readers.table_rows import FoundRow, FoundTable
from nianbao.report import Number

_MOST_LOST_TOLD = 20


@dataclass
class ReadTable:
    """What was read of one table."""

    cells: dict[str, Number] = field(default_factory=dict)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    written: dict[str, Written] = field(default_factory=dict)
    doubts: list[Finding] = field(default_factory=list)
    is_complete: bool = False
    """Whether every row of the form was found with heads over its columns and no doubt."""


class TableReader:
    """Reads the cells of one table of an edition."""

    def __init__(self, edition: Edition, found: FoundTable, places: Places, *, own: bool) -> None:
        """`own` where the document is one of our exports, whose amounts are in 万元."""
        self._edition, self._found, self._places, self._own = edition, found, places, own
        self._table = found.labels.table
        self._section = edition.section_of(next(iter(self._table.cells.values())).address).name
        self._values = CellValues(edition, self._section, places, own=own)
        self._lines = form_lines(edition, self._table)
        self._doubts = TableDoubts(edition, self._section, places)
        self._read = ReadTable(doubts=self._doubts.found)
        self._weak: list[Weak] = []
        self._unclear: list[tuple[FormLine, FoundRow]] = []
        self._open: dict[str, tuple[FormLine, FoundRow, Columns, Sequence[Way]]] = {}
        self._possible: dict[str, Sequence[Way]] = {}
        self._under_heads = True

    def read(self) -> ReadTable:
        """Its cells and the doubts about them."""
        if not any(row.values or row.match.is_sure for row in self._found.rows):
            if not self._is_blank():
                self._doubts.table_missing(tuple(c.address for c in self._table.cells.values()))
            return self._read
        named, lost = self._named_rows()
        shapes = self._shapes(named)
        for name, rows in _by_name(named).items():
            self._read_row(self._lines[name], rows, shapes)
        self._settle_open()
        self._unclear.extend(unconfirmed(self._weak, self._read.cells, self._edition))
        self._doubts.unclear(self._unclear, self._read.cells, self._possible)
        self._say_what_is_missing({name: trust for name, _, trust in named}, lost)
        self._say_of_other_editions()
        self._read.doubts.extend(self._values.doubts)
        self._read.is_complete = not self._read.doubts and self._under_heads
        return self._read

    def _is_blank(self) -> bool:
        """Whether the table is there with all its heads, and a row of blank cells below them."""
        line = self._lines.get(WHOLE_TABLE)
        return line is not None and any(
            columns_of(line.names, line.labels, header).is_complete
            for header in self._found.blank_under
        )

    def _named_rows(self) -> tuple[list[Named], list[FoundRow]]:
        if WHOLE_TABLE not in self._lines:
            order = [name for name, line in self._lines.items() if not line.optional]
            labels = self._found.labels.rows
            named, lost = resolve(self._found.rows, order, labels, self._found.scraps)
            names = {name for name, _, _ in named}
            return [self._unless_it_is_a_head(entry, names) for entry in named], lost
        rows = [row for row in self._found.rows if row.values]
        whole = [row for row in rows if len(row.values) == len(self._lines[WHOLE_TABLE].names)]
        in_grids = [row for row in rows if row.grid_row is not None]
        first = (whole or in_grids or rows)[:1]
        return [(WHOLE_TABLE, row, Trust.FULL) for row in first], [
            row for row in rows if row not in first
        ]

    def _unless_it_is_a_head(self, entry: Named, names: set[str]) -> Named:
        """A row that another edition has under the label of a head here, when it is no such head.

        The numbers may be those of the head's first row where that lost its label: where some of
        the head's rows are missing and others not, or a row without a label stands behind.
        """
        name, row, trust = entry
        if not self._lines[name].optional:
            return entry
        behind = self._found.rows[self._found.rows.index(row) + 1 :]
        mates = self._mates(name)
        if (behind and not behind[0].match.is_sure) or (mates & names and mates - names):
            return name, row, Trust.NONE
        return name, row, trust

    def _mates(self, name: str) -> set[str]:
        """The rows of the form in whose place an optional row stands."""
        for group in self._table.groups:
            rows = {self._edition.cells[address].row.name for address in group.cells}
            if name in rows:
                return {row for row in rows if not self._lines[row].optional}
        return set()

    def _shapes(self, named: Sequence[Named]) -> dict[tuple[int, int], Shape]:
        """The rows of each grid, by the grid and the number of columns they have in the form."""
        shapes: dict[tuple[int, int], Shape] = {}
        for name, row, trust in named:
            if row.grid_row is not None and trust is Trust.FULL:
                size = len(self._lines[name].names)
                shape = shapes.setdefault((row.grid_row.grid, size), Shape())
                (shape.full if len(row.values) == size else shape.others).append(row)
        return shapes

    def _read_row(
        self,
        line: FormLine,
        rows: Sequence[tuple[FoundRow, Trust]],
        shapes: Mapping[tuple[int, int], Shape],
    ) -> None:
        filled = [(row, trust) for row, trust in rows if row.values] or list(rows[:1])
        texts = [[cell.text for _, cell in row.values] for row, _ in filled]
        row, trust = filled[0]
        size = len(line.names)
        shape = shapes.get((row.grid_row.grid, size), Shape()) if row.grid_row else Shape()
        columns = columns_of(line.names, line.labels, row.header)
        self._under_heads = self._under_heads and columns.is_complete
        all_heads = any(
            columns_of(line.names, line.labels, header).is_complete
            for header in self._found.headers
        )
        placement = place(row, columns, shape, attested=self._is_attested(), all_heads=all_heads)
        self._take(line, row, placement, columns, min(trust, placement.trust))
        if any(text != texts[0] for text in texts[1:]):
            self._doubts.row_twice(line, [row for row, _ in filled])

    def _is_attested(self) -> bool:
        """Whether heads of the columns were met, and not in another order than the form's."""
        met = list(dict.fromkeys(self._found.heads_in_order))
        order = [column.name for block in self._table.blocks for column in block.columns]
        places = [order.index(name) for name in met if name in order]
        return bool(self._found.headers or self._found.has_heads) and places == sorted(places)

    def _take(
        self, line: FormLine, row: FoundRow, placement: Placement, columns: Columns, trust: Trust
    ) -> None:
        if not placement.cells and trust is Trust.NONE:
            ways = ways_to_place(self._edition, line.names, [cell for _, cell in row.values])
            if ways:
                self._open[line.called] = line, row, columns, ways
        self._fill(line, row, columns, placement.cells)
        if trust is Trust.WEAK:
            self._weak.append(Weak(line, row, placement.trust is Trust.WEAK))
        elif trust is Trust.NONE:
            self._unclear.append((line, row))
        elif placement.absent:
            self._doubts.heads_absent(row, placement.absent)
        if trust is not Trust.NONE and placement.holes:
            self._doubts.holes(line, row, placement.holes)

    def _fill(
        self, line: FormLine, row: FoundRow, columns: Columns, cells: Mapping[str, Cell]
    ) -> None:
        heads = {
            columns.positions[at]: text
            for at, text in (row.header.texts if row.header else {}).items()
            if at in columns.positions
        }
        for address in line.names:
            if address in cells:
                cell = cells[address]
                value = self._values.read(address, cell, heads.get(address, ""))
                if value is not None:
                    self._read.cells[address] = value
                self._read.written[address] = Written(cell.text, self._places.said(cell.line))
                if self._places.line(cell.line) is not None:
                    self._read.places[address] = (cell.line, cell.column)

    def _settle_open(self) -> None:
        """Let the balances of the whole table choose among the ways that a row's own sum leaves."""
        entries = list(self._open.values())
        left = balanced_ways(self._edition, [ways for *_, ways in entries], self._read.cells)
        for (line, row, columns, _), ways in zip(entries, left, strict=True):
            if len(ways) == 1:
                self._fill(line, row, columns, ways[0])
            else:
                self._possible[line.called] = ways

    def _say_what_is_missing(self, found: Mapping[str, Trust], lost: Sequence[FoundRow]) -> None:
        missing = [
            line
            for name, line in self._lines.items()
            if name not in found and not line.optional and not self._is_excused(name, found)
        ]
        if missing:
            self._doubts.rows_missing(missing)
        cells = tuple(address for line in missing for address in line.names)
        for row in lost[:_MOST_LOST_TOLD]:
            self._doubts.row_unknown(row, self._around(row, cells))

    def _around(self, lost: FoundRow, missing: tuple[str, ...]) -> tuple[str, ...]:
        """The cells that the numbers of a row without a name may belong to.

        They are those that were not found, those in doubt, and the blank ones of the rows beside.
        """
        named = {cell for finding in self._read.doubts for cell in finding.cells}
        rows = self._found.rows
        at = rows.index(lost)
        beside = {
            name
            for row in rows[max(0, at - 1) : at + 2]
            for name in row.match.names
            if row.match.is_sure and name in self._lines
        }
        named |= {
            a for name in beside for a in self._lines[name].names if a not in self._read.cells
        }
        named |= set(missing)
        named |= {a for line in self._lines.values() if line.optional for a in line.names}
        return tuple(cell.address for cell in self._table.cells.values() if cell.address in named)

    def _is_excused(self, name: str, found: Mapping[str, Trust]) -> bool:
        """Whether a row of another edition stands in the document in place of this row's group."""
        return any(
            found.get(instead, Trust.NONE) and name in self._mates(instead)
            for instead, line in self._lines.items()
            if line.optional
        )

    def _say_of_other_editions(self) -> None:
        """Tell of a row that only another edition's form has; an export says nothing new by it."""
        for name, line in self._lines.items():
            cells = tuple(address for address in line.names if address in self._read.cells)
            if line.optional and cells and not self._own:
                self._doubts.row_of_another_edition(line, cells, len(self._mates(name)))


def _by_name(named: Sequence[Named]) -> dict[str, list[tuple[FoundRow, Trust]]]:
    rows: dict[str, list[tuple[FoundRow, Trust]]] = {}
    for name, row, trust in named:
        rows.setdefault(name, []).append((row, trust))
    return rows
