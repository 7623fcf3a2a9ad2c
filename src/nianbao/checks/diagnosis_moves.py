"""Repairs by figures that stand in the wrong place, found by their shape and not by search.

They change more cells than a search can try, or they mend balances that hang together in no cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from nianbao.checks.diagnosis_ranking import Values
from nianbao.checks.diagnosis_search import Repair, Search
from nianbao.checks.diagnosis_system import System
from nianbao.editions.tables import Direction
from nianbao.report import Number

_DIRECTIONS: tuple[Direction, ...] = ("row", "column")


def misplaced(
    system: System, search: Search, cells: Mapping[str, Number], residuals: Sequence[Number]
) -> Iterator[Repair]:
    """Every repair of some broken equations by one slip: moved, exchanged or shifted figures."""
    broken = sum(1 << n for n, by in enumerate(residuals) if by and n not in system.implied)
    yield from _moved(system, search, cells, broken)
    yield from _exchanged(system, cells, residuals)
    yield from _shifted(system, cells, residuals)


def mended(repair: Repair, system: System, residuals: Sequence[Number]) -> int:
    """The broken equations (a mask) that a repair mends; 0 where it leaves one that it touches."""
    changed: dict[int, Number] = {}
    for cell, by in zip(repair.cells, repair.added, strict=True):
        for equation, times in system.effects[cell].items():
            changed[equation] = changed.get(equation, 0) + times * by
    checked = {n: by for n, by in changed.items() if n not in system.implied}
    if any(residuals[equation] + by for equation, by in checked.items()):
        return 0
    return sum(1 << equation for equation in checked if residuals[equation])


def _values_after(system: System, cells: Mapping[str, Number], repair: Repair) -> dict[str, Number]:
    return {
        system.cells[cell]: cells.get(system.cells[cell], 0) + by
        for cell, by in zip(repair.cells, repair.added, strict=True)
    }


def _moved(
    system: System, search: Search, cells: Mapping[str, Number], broken: int
) -> Iterator[Repair]:
    """One figure in the neighbouring cell."""
    at = {place: address for address, place in system.positions.items()}
    masks = system.masks
    for number, address in enumerate(system.cells):
        row, column = system.positions[address]
        for place in ((row, column + 1), (row + 1, column)):
            other = system.index.get(at.get(place, ""))
            if other is None or (masks[number] ^ masks[other]) & ~broken:
                continue
            if not (masks[number] | masks[other]) & broken:
                continue
            repair = search.solve((number, other))
            if repair is not None:
                values = Values(system, cells, _values_after(system, cells, repair))
                old, new = (
                    [of.get(a, 0) for a in (address, at[place])] for of in (cells, values.after)
                )
                if new == old[::-1]:
                    yield repair


def _exchanged(
    system: System, cells: Mapping[str, Number], residuals: Sequence[Number]
) -> Iterator[Repair]:
    """A run of cells in two parallel lines with each other's figures."""
    for direction in _DIRECTIONS:
        lines = system.rows if direction == "row" else system.columns
        suspect = [
            line
            for line, members in lines.items()
            if _is_off(system, members, direction, residuals)
        ]
        # More lines would be more than one exchange.
        if len(suspect) > 3:
            continue
        for one, other in combinations(suspect, 2):
            theirs = dict(lines[other])
            pairs = [(cell, theirs[at]) for at, cell in lines[one] if at in theirs]
            yield from _exchanged_runs(system, cells, residuals, pairs)


def _is_off(
    system: System,
    members: Sequence[tuple[int, int]],
    direction: Direction,
    residuals: Sequence[Number],
) -> bool:
    return any(
        residuals[equation] and system.equations[equation].in_each == direction
        for _, cell in members
        for equation in system.effects[cell]
    )


def _exchanged_runs(
    system: System,
    cells: Mapping[str, Number],
    residuals: Sequence[Number],
    pairs: Sequence[tuple[int, int]],
) -> Iterator[Repair]:
    values = [cells.get(address, 0) for address in system.cells]
    differing = [pair for pair in pairs if values[pair[0]] != values[pair[1]]]
    for first in range(len(differing)):
        off: dict[int, Number] = {}
        for last in range(first, len(differing)):
            one, other = differing[last]
            for cell, by in (
                (one, values[other] - values[one]),
                (other, values[one] - values[other]),
            ):
                for equation, times in system.effects[cell].items():
                    off[equation] = off.get(equation, residuals[equation]) + times * by
            if last > first and not any(off.values()):
                run = differing[first : last + 1]
                yield Repair(
                    tuple(cell for pair in run for cell in pair),
                    tuple(
                        by for a, b in run for by in (values[b] - values[a], values[a] - values[b])
                    ),
                )


def _shifted(
    system: System, cells: Mapping[str, Number], residuals: Sequence[Number]
) -> Iterator[Repair]:
    """A run of figures in one line, each one cell too far: the lines across say what is missing."""
    for direction in _DIRECTIONS:
        across = [
            n for n, e in enumerate(system.equations) if residuals[n] and e.in_each != direction
        ]
        if len(across) < 2:
            continue
        for members in (system.rows if direction == "row" else system.columns).values():
            added: dict[int, Number] = {}
            for _, cell in members:
                by = _missing(system, cell, direction, residuals)
                if by is None:
                    break
                if by:
                    added[cell] = by
            else:
                if len(added) < 2:
                    continue
                repair = Repair(tuple(added), tuple(added.values()))
                after = _values_after(system, cells, repair)
                if min(after.values()) >= 0 and Values(system, cells, after).shift():
                    yield repair


def _missing(
    system: System, cell: int, line: Direction, residuals: Sequence[Number]
) -> Number | None:
    """What the equations across a line lack in a cell of it; None where they do not agree."""
    missing = {
        -residuals[equation] * times
        for equation, times in system.effects[cell].items()
        if residuals[equation] and system.equations[equation].in_each != line
    }
    if not missing:
        return 0
    return missing.pop() if len(missing) == 1 else None
