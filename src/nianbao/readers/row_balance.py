"""Numbers of rows whose blanks are gone, put back where the balances allow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import combinations, islice

from nianbao.checks.equations import Equation, equations_by_cell
from nianbao.editions import Edition
from nianbao.readers.document import Cell
from nianbao.readers.numbers_in_cells import read_number
from nianbao.report import Number

_MOST_TRIED = 2_000
_MOST_WAYS = 100
# A step looks at every sum of a row: some 100 µs.
_MOST_STEPS = 2_000
_MOST_CHOICES = 200

Way = Mapping[str, Cell]
"""One way to lay the numbers of a row over its cells, by address."""


def ways_to_place(
    edition: Edition, addresses: Sequence[str], cells: Sequence[Cell]
) -> tuple[Way, ...]:
    """The ways to lay `cells` over `addresses` in their order so that the row's own sums hold.

    Empty where there is none, where the row has no sum, or where there are too many to be of use.
    """
    within = set(addresses)
    sums = {
        id(equation): equation
        for address in addresses
        for equation in equations_by_cell(edition).get(address, ())
        if set(equation.headings) <= within
    }
    if not sums or not cells or len(cells) >= len(addresses):
        return ()
    numbers = _numbers(edition, addresses[0], cells)
    found: list[Way] = []
    for chosen in islice(combinations(addresses, len(cells)), _MOST_TRIED):
        values = {a: n for a, n in zip(chosen, numbers, strict=True) if n is not None}
        if all(equation.holds(values) for equation in sums.values()):
            found.append(dict(zip(chosen, cells, strict=True)))
            if len(found) > _MOST_WAYS:
                return ()
    return tuple(found)


def _numbers(edition: Edition, address: str, cells: Sequence[Cell]) -> list[Number | None]:
    return [read_number(cell.text, edition.cells[address].kind).value for cell in cells]


@dataclass
class _Choice:
    """The rows that may stand in several ways, and the sums that run through them."""

    edition: Edition
    rows: Sequence[Sequence[Way]]
    cells: Mapping[str, Number]
    steps: int = 0
    _around: list[tuple[list[Equation], set[str]]] = field(default_factory=list)
    """Of each row, the sums that run through it, and the cells of the rows behind it."""
    _numbers: list[list[dict[str, Number]]] = field(default_factory=list)
    """Of each row, the numbers of its ways."""

    def __post_init__(self) -> None:
        behind: set[str] = set()
        for row in reversed(self.rows):
            touched = {address for way in row for address in way}
            self._around.insert(0, (self._equations(touched), set(behind)))
            self._numbers.insert(0, [self._values(way) for way in row])
            behind |= touched

    def all(self) -> Iterator[tuple[Way, ...]]:
        """Every choice of a way for each row with which all sums hold that can be worked out."""
        yield from self._from(0, (), dict(self.cells))

    def _from(
        self, at: int, chosen: tuple[Way, ...], cells: dict[str, Number]
    ) -> Iterator[tuple[Way, ...]]:
        if at == len(self.rows):
            yield chosen
            return
        equations, still_open = self._around[at]
        for way, numbers in zip(self.rows[at], self._numbers[at], strict=True):
            self.steps += 1
            if self.steps > _MOST_STEPS:
                return
            placed = cells | numbers
            if all(_may_hold(equation, placed, still_open) for equation in equations):
                yield from self._from(at + 1, (*chosen, way), placed)

    def _values(self, way: Way) -> dict[str, Number]:
        numbers = {
            a: read_number(cell.text, self.edition.cells[a].kind).value for a, cell in way.items()
        }
        return {a: number for a, number in numbers.items() if number is not None}

    def _equations(self, addresses: set[str]) -> list[Equation]:
        known = equations_by_cell(self.edition)
        found = {
            id(equation): equation
            for address in addresses
            for equation in known.get(address, ())
            if equation.relation == "equal"
        }
        return list(found.values())


def _may_hold(
    equation: Equation, cells: Mapping[str, Number], still_open: AbstractSet[str]
) -> bool:
    """Whether an equation holds, or may when the numbers still open, none below 0, are in."""
    expected, actual = equation.sides(cells)
    more, most = (still_open & set(side) for side in (equation.expected, equation.actual))
    if more and most:
        return True
    return expected <= actual if more else expected >= actual if most else expected == actual


def balanced_ways(
    edition: Edition, rows: Sequence[Sequence[Way]], cells: Mapping[str, Number]
) -> list[list[Way]]:
    """The ways of each row that occur in some choice for all of them that keeps every balance.

    Args:
        edition: the edition of the form.
        rows: the ways of each row by its own sums.
        cells: the cells that are certain.

    Where no choice does, or there are too many to look at, the rows keep all their ways.
    """
    order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
    choice = _Choice(edition, [rows[at] for at in order], cells)
    kept: list[list[Way]] = [[] for _ in rows]
    for number, chosen in enumerate(choice.all()):
        if number >= _MOST_CHOICES:
            break
        for at, way in zip(order, chosen, strict=True):
            ways = kept[at]
            if not any(way is known for known in ways):
                ways.append(way)
    else:
        if choice.steps <= _MOST_STEPS and all(kept):
            return kept
    return [list(ways) for ways in rows]
