"""The balances of an edition as a system of linear equations, for the diagnosis.

A total that follows its parts is no unknown of its own: a change of a part moves it too, and what
is left to be checked are the equations that no total follows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

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
    follows: tuple[Mapping[str, int], ...]
    """The totals that follow each unknown, and by how much."""
    implied: frozenset[int]
    """Equations that hold when all others of their rule do; they are not searched."""
    positions: Mapping[str, tuple[int, int]]
    """Row and column of each cell of the table, among the lines that are shown."""

    @cached_property
    def masks(self) -> tuple[int, ...]:
        """The equations that each unknown moves."""
        return tuple(
            sum(1 << equation for equation in effect if equation not in self.implied)
            for effect in self.effects
        )

    @cached_property
    def members(self) -> tuple[tuple[int, ...], ...]:
        """The unknowns that move each equation."""
        found: list[list[int]] = [[] for _ in self.equations]
        for cell, effect in enumerate(self.effects):
            for equation in effect:
                found[equation].append(cell)
        return tuple(map(tuple, found))

    @cached_property
    def movers(self) -> tuple[int, ...]:
        """The same as masks: a bit for each unknown."""
        return tuple(sum(1 << cell for cell in cells) for cells in self.members)

    @cached_property
    def index(self) -> Mapping[str, int]:
        """The place of each unknown among `cells`."""
        return {address: number for number, address in enumerate(self.cells)}

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
        for number, address in enumerate(self.cells):
            place = self.positions[address]
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
    part_of: dict[str, list[str]] = {}
    for total, definition in definitions(edition).items():
        if total in following:
            for part in definition.expected:
                part_of.setdefault(part, []).append(total)
    unknowns = [
        address for address in moves if address not in following and address not in left_out
    ]
    moved = [_moved(address, part_of) for address in unknowns]
    effects = [_effect(changes, moves) for changes in moved]
    follows = [
        {total: by for total, by in changes.items() if total != address}
        for address, changes in zip(unknowns, moved, strict=True)
    ]
    implied = _implied(checked, effects) if following else frozenset[int]()
    positions = _positions(edition, table, left_out)
    return System(
        table, checked, tuple(unknowns), tuple(effects), tuple(follows), implied, positions
    )


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


def _moved(address: str, part_of: Mapping[str, Collection[str]]) -> dict[str, int]:
    """How much each cell moves with 1 more in this one, itself included."""
    changes = {address: 1}
    for total in part_of.get(address, ()):
        for moved, by in _moved(total, part_of).items():
            changes[moved] = changes.get(moved, 0) + by
    return changes


def _effect(
    changes: Mapping[str, int], moves: Mapping[str, Collection[tuple[int, int]]]
) -> dict[int, int]:
    effect: dict[int, int] = {}
    for address, by in changes.items():
        for equation, sign in moves[address]:
            effect[equation] = effect.get(equation, 0) + by * sign
    return {equation: by for equation, by in effect.items() if by}


def _implied(checked: tuple[Equation, ...], effects: list[dict[int, int]]) -> frozenset[int]:
    """The equations whose every coefficient is the sum of those of the others of its rule."""
    candidates = {index for effect in effects for index in effect}
    for effect in effects:
        of_rule: dict[str, int] = {}
        for index, by in effect.items():
            rule = checked[index].rule
            of_rule[rule] = of_rule.get(rule, 0) + by
        candidates = {
            index
            for index in candidates
            if 2 * effect.get(index, 0) == of_rule.get(checked[index].rule, 0)
        }
    return frozenset(candidates)


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
