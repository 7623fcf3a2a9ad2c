"""The smallest sets of cells whose change makes every equation of a system hold.

Branching on an equation that needs a cell, with bits for equations; the values of a set then follow
by elimination. Exact, and the same for the same input: the search is bounded by the number of its
steps, not by a clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nianbao.checks.diagnosis_system import System
from nianbao.report import Number

LARGEST_SET = 3
"""More wrong cells than this arithmetic hardly ever tells apart."""


MOST_STEPS = 350


class TooMany(Exception):
    """The search would take more steps than it may."""


@dataclass(frozen=True, slots=True)
class Repair:
    """Some unknowns with what to add to each, so that all equations hold."""

    cells: tuple[int, ...]
    added: tuple[Number, ...]


class Search:
    """Searches one system; all its searches together take a bounded number of steps."""

    def __init__(self, system: System, values: Sequence[Number], residuals: Sequence[Number]):
        self._system, self._values, self._residuals = system, values, residuals
        self._all = (1 << len(system.cells)) - 1
        self._known: dict[tuple[int, int], list[Repair]] = {}
        self.steps_left = MOST_STEPS

    def smallest(self, broken: int, sizes: Iterable[int]) -> list[Repair]:
        """The repairs of the broken equations (a mask) of the first of these sizes that has any.

        Raises:
            TooMany: the steps are used up.
        """
        for size in sizes:
            if (broken, size) not in self._known:
                self._seen: set[int] = set()
                self._found: list[Repair] = []
                self._broken = broken
                self._grow((), 0, 0, 0, size)
                self._known[broken, size] = self._found
            if self._known[broken, size]:
                return self._known[broken, size]
        return []

    def solve(self, cells: tuple[int, ...]) -> Repair | None:
        """What to add to these unknowns; None where nothing does, or not only one thing."""
        found = self._told(cells)
        if found is None:
            return None
        added = tuple(found.values()) if len(found) == len(cells) else self._eliminated(cells)
        if added is None or not all(added):
            return None
        if any(self._values[cell] + by < 0 for cell, by in zip(cells, added, strict=True)):
            return None
        return Repair(cells, added)

    def _told(self, cells: tuple[int, ...]) -> dict[int, Number] | None:
        """What to add to those of some unknowns of which an equation tells that moves no other.

        None where nothing can be added to all of them so that the equations hold.
        """
        masks, effects, residuals = self._system.masks, self._system.effects, self._residuals
        found: dict[int, Number] = {}
        once = twice = 0
        for cell in cells:
            once, twice = once | masks[cell], twice | once & masks[cell]
        for cell in cells:
            effect = effects[cell]
            for n in _bits(masks[cell] & ~twice):
                by, rest = divmod(-residuals[n], effect[n])
                if rest or not by or found.setdefault(cell, by) != by:
                    return None
        if len(found) == len(cells):
            for n in _bits(twice):
                left = residuals[n]
                for cell, by in found.items():
                    left += effects[cell].get(n, 0) * by
                if left:
                    return None
        return found

    def _eliminated(self, cells: tuple[int, ...]) -> tuple[Number, ...] | None:
        effects = [self._system.effects[cell] for cell in cells]
        touched = sorted({equation for effect in effects for equation in effect})
        rows: list[list[Number]] = [
            [*(effect.get(equation, 0) for effect in effects), -self._residuals[equation]]
            for equation in touched
            if equation not in self._system.implied
        ]
        return _eliminated(rows, len(cells))

    def _grow(
        self, chosen: tuple[int, ...], taken: int, touched: int, twice: int, left: int
    ) -> None:
        """Add cells until every broken equation has one, and every other none or two."""
        needing = self._broken & ~touched | touched & ~twice & ~self._broken
        masks = self._system.masks
        for cell in _bits(self._candidates(needing, touched, left) & ~taken):
            also, mask = taken | 1 << cell, masks[cell]
            if also in self._seen:
                continue
            self._seen.add(also)
            self.steps_left -= 1
            if self.steps_left < 0:
                raise TooMany
            if left > 1:
                self._grow((*chosen, cell), also, touched | mask, twice | touched & mask, left - 1)
            elif (repair := self.solve((*chosen, cell))) is not None:
                self._found.append(repair)

    def _candidates(self, needing: int, touched: int, left: int) -> int:
        """The unknowns (a mask) that may come next."""
        movers = self._system.movers
        # The last one must move all that is still off, and must put nothing else off.
        if left == 1:
            common = self._all
            for equation in _bits(needing):
                common &= movers[equation]
            return self._moving_only(self._broken | touched, common)
        if not needing:
            return self._all
        moving = [movers[equation] for equation in _bits(needing)]
        apart, used, fewest = 0, 0, moving[0]
        for cells in moving:
            if not cells & used:
                apart, used = apart + 1, used | cells
                if apart > left:
                    return 0
            if cells.bit_count() < fewest.bit_count():
                fewest = cells
        return fewest

    def _moving_only(self, equations: int, unknowns: int) -> int:
        """Those of some unknowns (a mask) that move no other than these equations (a mask)."""
        masks, left, others = self._system.masks, unknowns, ~equations
        while left:
            lowest = left & -left
            left ^= lowest
            if masks[lowest.bit_length() - 1] & others:
                unknowns ^= lowest
        return unknowns


def _bits(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _eliminated(rows: list[list[Number]], unknowns: int) -> tuple[Number, ...] | None:
    """The one solution of the rows (coefficients, then the right side); None if not just one."""
    pivots: list[list[Number]] = []
    for column in range(unknowns):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            return None
        rows.remove(pivot)
        rows, pivots = ([_without(row, pivot, column) for row in part] for part in (rows, pivots))
        pivots.append(pivot)
    if any(row[-1] for row in rows):
        return None
    found = []
    for column, row in enumerate(pivots):
        if row[-1] % row[column]:
            return None
        found.append(row[-1] // row[column])
    return tuple(found)


def _without(row: list[Number], pivot: list[Number], column: int) -> list[Number]:
    if not row[column]:
        return row
    by, of = row[column], pivot[column]
    return [of * mine - by * theirs for mine, theirs in zip(row, pivot, strict=True)]
