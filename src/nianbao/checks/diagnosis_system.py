"""The balances of an edition as a system of linear equations, for the diagnosis.

A total that follows its parts is no unknown of its own: a change of a part moves it too, and what
is left to be checked are the equations that no total follows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from typing import Any

from nianbao.checks.equations import Equation, equations, equations_by_cell
from nianbao.editions import Edition
from nianbao.report import Number


@dataclass(frozen=True, eq=False)
class System:
    """Which unknown moves which equation, by index; a bit of a mask stands for an equation."""

    table: str
    equations: tuple[Equation, ...]
    cells: tuple[str, ...]
    """The unknowns: every cell of an equation but totals that follow."""
    effects: tuple[Mapping[int, int], ...]
    """By how much each equation's `expected` − `actual` grows with 1 more in the unknown."""
    over: Mapping[str, Sequence[str]]
    """The totals that follow each cell directly."""
    implied: frozenset[int]
    """Equations that hold when all others of their rule do; they are not searched."""
    positions: Mapping[str, tuple[int, int]]
    """Row and column of each cell of the table, among the lines that are shown."""

    @cached_property
    def masks(self) -> tuple[int, ...]:
        """The equations that each unknown moves."""
        searched = (1 << len(self.equations)) - 1 - sum(1 << n for n in self.implied)
        return tuple(searched & reduce(_with_bit, effect, 0) for effect in self.effects)

    @cached_property
    def members(self) -> tuple[tuple[int, ...], ...]:
        """The unknowns that move each equation."""
        found: list[list[int]] = [[] for _ in self.equations]
        for cell, effect in enumerate(self.effects):
            for equation in effect:
                found[equation].append(cell)
        return tuple(map(tuple, found))

    def following(self, cell: int) -> Mapping[str, int]:
        """The totals that follow an unknown, and by how much."""
        return self._following(self.cells[cell])

    def _following(self, address: str) -> dict[str, int]:
        found: dict[str, int] = {}
        for total in self.over.get(address, ()):
            _add(found, {total: 1})
            _add(found, self._following(total))
        return found

    @cached_property
    def movers(self) -> tuple[int, ...]:
        """The same as masks: a bit for each unknown."""
        return tuple(sum(1 << cell for cell in cells) for cells in self.members)

    @cached_property
    def index(self) -> Mapping[str, int]:
        """The place of each unknown among `cells`."""
        return {address: number for number, address in enumerate(self.cells)}

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Row and column of each unknown."""
        return tuple(self.positions[address] for address in self.cells)

    @cached_property
    def at(self) -> Mapping[tuple[int, int], str]:
        """The cell at each row and column."""
        return {place: address for address, place in self.positions.items()}

    @cached_property
    def neighbours(self) -> tuple[tuple[int, int], ...]:
        """Each unknown with the unknown at its right, and with the one below it."""
        found = []
        for cell, (row, column) in enumerate(self.places):
            for place in ((row, column + 1), (row + 1, column)):
                other = self.index.get(self.at.get(place, ""))
                if other is not None:
                    found.append((cell, other))
        return tuple(found)

    @cached_property
    def rows(self) -> Mapping[int, Sequence[tuple[int, int]]]:
        """The unknowns of each row, each after its column."""
        return self._lines(0)

    @cached_property
    def columns(self) -> Mapping[int, Sequence[tuple[int, int]]]:
        """The unknowns of each column, each after its row."""
        return self._lines(1)

    def _lines(self, axis: int) -> dict[int, list[tuple[int, int]]]:
        found: dict[int, list[tuple[int, int]]] = {}
        for number, place in enumerate(self.places):
            found.setdefault(place[axis], []).append((place[1 - axis], number))
        return {line: sorted(cells) for line, cells in found.items()}

    def residuals(self, cells: Mapping[str, Number]) -> list[Number]:
        """`expected` − `actual` of every equation, a blank counting as 0."""
        sides = (equation.sides(cells) for equation in self.equations)
        return [expected - actual for expected, actual in sides]


def definitions(edition: Edition) -> Mapping[str, Equation]:
    """The sum that each total follows, parts before their totals; a corner follows its row."""
    return _definitions(edition)


@lru_cache(maxsize=16)
def _definitions(edition: Edition) -> Mapping[str, Equation]:
    sums = [equation for equation in equations(edition) if equation.is_sum]
    sums.sort(key=lambda equation: equation.in_each == "row")
    stated = {next(iter(equation.actual)): equation for equation in sums}
    ordered: dict[str, Equation] = {}

    def add(total: str) -> None:
        if total in ordered:
            return
        for part in stated[total].expected:
            if part in stated:
                add(part)
        ordered[total] = stated[total]

    for total in stated:
        add(total)
    return ordered


@lru_cache(maxsize=64)
def system(
    edition: Edition, table: str, following: frozenset[str], left_out: frozenset[str]
) -> System:
    """The system of one table.

    Args:
        edition: the edition of the form.
        table: the name of the table.
        following: the addresses of the totals that follow their parts.
        left_out: the addresses of cells that nobody would fill.
    """
    checked, moves = _moves(edition, table)
    over: dict[str, list[str]] = {}
    totals = [total for total in definitions(edition) if total in following and total in moves]
    for total in totals:
        for part in definitions(edition)[total].expected:
            over.setdefault(part, []).append(total)
    effects: dict[str, dict[int, int]] = {}
    # The totals over a cell come before it: what moves with it is what moves with them.
    for address in (*reversed(totals), *(cell for cell in moves if cell not in following)):
        effect = dict(moves[address])
        for total in over.get(address, ()):
            _add(effect, effects[total])
        effects[address] = {equation: by for equation, by in effect.items() if by}
    unknowns = [a for a in moves if a not in following and a not in left_out]
    moved = [effects[address] for address in unknowns]
    return System(
        table,
        checked,
        tuple(unknowns),
        tuple(moved),
        over,
        _implied(checked, moved) if following else frozenset(),
        _positions(edition, table, left_out),
    )


def _with_bit(mask: int, bit: int) -> int:
    return mask | 1 << bit


def _add(to: dict[Any, int], more: Mapping[Any, int]) -> None:
    for key, by in more.items():
        to[key] = to.get(key, 0) + by


@lru_cache(maxsize=16)
def _moves(
    edition: Edition, table: str
) -> tuple[tuple[Equation, ...], Mapping[str, tuple[tuple[int, int], ...]]]:
    """The equations of a table, and which of them each cell moves by how much."""
    checked = tuple(e for e in equations(edition) if e.table == table and e.relation == "equal")
    number = {equation: index for index, equation in enumerate(checked)}
    moves = {}
    for address in edition.cells:
        found = [
            (number[equation], 1 if address in equation.expected else -1)
            for equation in equations_by_cell(edition).get(address, ())
            if equation in number
        ]
        if found:
            moves[address] = tuple(found)
    return checked, moves


def _implied(checked: tuple[Equation, ...], effects: Sequence[Mapping[int, int]]) -> frozenset[int]:
    """The equations whose every coefficient is the sum of those of the others of its rule.

    One a rule: where only one column can be wrong, it and the column of totals follow from each
    other, and leaving both out would take a balance for mended that is not.
    """
    rules = [equation.rule for equation in checked]
    candidates = list(dict.fromkeys(index for effect in effects for index in effect))
    for effect in effects:
        candidates = [
            candidate
            for candidate in candidates
            if 2 * effect.get(candidate, 0)
            == sum([by for index, by in effect.items() if rules[index] == rules[candidate]])
        ]
        if not candidates:
            break
    return frozenset({rules[candidate]: candidate for candidate in sorted(candidates)}.values())


@lru_cache(maxsize=16)
def _positions(
    edition: Edition, table: str, left_out: frozenset[str]
) -> Mapping[str, tuple[int, int]]:
    positions: dict[str, tuple[int, int]] = {}
    row = 0
    for block in edition.table(table).blocks:
        for heading in block.rows:
            cells = [edition.table(table).cell(heading, column) for column in block.columns]
            if any(cell.address not in left_out for cell in cells):
                positions.update({c.address: (row, column) for column, c in enumerate(cells)})
                row += 1
        # Blocks are printed apart: the last row of one and the first of the next are no neighbours.
        row += 1
    return positions
