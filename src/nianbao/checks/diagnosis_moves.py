"""Repairs by figures that stand in the wrong place, found by their shape and not by search.

They change more cells than a search can try, or they mend balances that hang together in no cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from nianbao.checks.diagnosis_ranking import Values
from nianbao.checks.diagnosis_search import Repair
from nianbao.checks.diagnosis_system import System
from nianbao.editions.tables import Direction
from nianbao.report import Number

_ROW_AND_COLUMN: tuple[tuple[Direction, Direction], ...] = (("row", "column"), ("column", "row"))


def misplaced(
    system: System, cells: Mapping[str, Number], residuals: Sequence[Number]
) -> Iterator[Repair]:
    """Every repair of some broken equations by one slip: moved, exchanged or shifted figures."""
    broken = sum(1 << n for n, by in enumerate(residuals) if by and n not in system.implied)
    yield from _moved(system, cells, residuals, broken)
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


def _moved(
    system: System, cells: Mapping[str, Number], residuals: Sequence[Number], broken: int
) -> Iterator[Repair]:
    """One figure in the neighbouring cell."""
    masks, effects = system.masks, system.effects
    for one, other in system.neighbours:
        if (masks[one] ^ masks[other]) & ~broken or not (masks[one] | masks[other]) & broken:
            continue
        by = cells.get(system.cells[other], 0) - cells.get(system.cells[one], 0)
        if by and all(
            residuals[n] + by * (effects[one].get(n, 0) - effects[other].get(n, 0)) == 0
            for n in {**effects[one], **effects[other]}
            if n not in system.implied
        ):
            yield Repair((one, other), (by, -by))


def _exchanged(
    system: System, cells: Mapping[str, Number], residuals: Sequence[Number]
) -> Iterator[Repair]:
    """A run of cells in two parallel lines with each other's figures."""
    for direction, _ in _ROW_AND_COLUMN:
        lines = system.rows if direction == "row" else system.columns
        suspect = {
            system.places[cell][direction == "column"]
            for n in _off(system, residuals, along=direction)
            for cell in system.members[n]
        }
        # More lines would be more than one exchange.
        if len(suspect) > 3:
            continue
        for one, other in combinations([line for line in lines if line in suspect], 2):
            theirs = dict(lines[other])
            pairs = [(cell, theirs[at]) for at, cell in lines[one] if at in theirs]
            yield from _exchanged_runs(system, cells, residuals, pairs)


def _off(system: System, residuals: Sequence[Number], *, along: Direction) -> list[int]:
    """The equations of one direction that do not hold."""
    equations = system.equations
    return [n for n, by in enumerate(residuals) if by and equations[n].in_each == along]


def _exchanged_runs(
    system: System,
    cells: Mapping[str, Number],
    residuals: Sequence[Number],
    pairs: Sequence[tuple[int, int]],
) -> Iterator[Repair]:
    values = {cell: cells.get(system.cells[cell], 0) for pair in pairs for cell in pair}
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
    for direction, across in _ROW_AND_COLUMN:
        off = _off(system, residuals, along=across)
        if len(off) < 2:
            continue
        for lacking in _missing(system, off, residuals, by_column=direction == "column"):
            if len(lacking) < 2 or None in lacking.values():
                continue
            added = {cell: lacking[cell] or 0 for cell in sorted(lacking)}
            after = {system.cells[n]: cells.get(system.cells[n], 0) + by for n, by in added.items()}
            if min(after.values()) >= 0 and Values(system, cells, after).shift():
                yield Repair(tuple(added), tuple(added.values()))


def _missing(
    system: System, off: Sequence[int], residuals: Sequence[Number], *, by_column: bool
) -> list[dict[int, Number | None]]:
    """What the equations that are off lack in each cell, line by line; None: they do not agree."""
    lines: dict[int, dict[int, Number | None]] = {}
    for n in off:
        by = residuals[n]
        for cell in system.members[n]:
            line = lines.setdefault(system.places[cell][by_column], {})
            lacking = -by * system.effects[cell][n]
            line[cell] = lacking if line.get(cell, lacking) == lacking else None
    return [lines[line] for line in sorted(lines)]
