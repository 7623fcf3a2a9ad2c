"""Which slips a repair supposes, and which repair is the likelier.

Figures in the wrong place are one slip however many cells they change: a figure in the neighbouring
cell, two lines exchanged, a block shifted by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from nianbao.checks.diagnosis_evidence import Evidence
from nianbao.checks.diagnosis_search import Repair
from nianbao.checks.diagnosis_system import System
from nianbao.checks.explanation import Change, Explanation, Kind
from nianbao.report import Number

_MOST_EXPLANATIONS = 30
_MOVED, _SHIFTED, _EXCHANGED, _MOVED_OVER_ANOTHER, _FAR = 6, 6, 7, 9, 9

Slips = list[tuple[Kind, int]]
"""The slips supposed, each with its cost."""


@dataclass(frozen=True)
class Values:
    """What the cells of one table hold, a blank counting as 0, before and after a repair."""

    system: System
    before: Mapping[str, Number]
    after: Mapping[str, Number]
    """The cells that are changed."""

    def shift(self) -> bool:
        """Whether the changes move a run of figures in one line by one cell."""
        places = sorted(self.system.positions[address] for address in self.after)
        (top, left), (bottom, right) = places[0], places[-1]
        if top == bottom:
            run = [(top, column) for column in range(left, right + 1)]
        elif len({column for _, column in places}) == 1:
            run = [(row, left) for row in range(top, bottom + 1)]
        else:
            return False
        cells = [self.system.at[place] for place in run if place in self.system.at]
        if len(cells) < len(run):
            return False
        old = [self.before.get(address, 0) for address in cells]
        new = [self.after.get(address, self.before.get(address, 0)) for address in cells]
        return any(
            mine == theirs and sum(map(bool, theirs)) > 1
            for mine, theirs in ((new[:-1], old[1:]), (new[1:], old[:-1]))
        )

    def moved(self, one: str, other: str) -> tuple[Kind, int] | None:
        """The slip by which a figure of one of two cells belongs into the other, if it is one."""
        (row, column), (other_row, other_column) = (
            self.system.positions[address] for address in (one, other)
        )
        if (row == other_row) == (column == other_column):
            return None
        kind: Kind = "moved-column" if row == other_row else "moved-row"
        old, new = ([of.get(cell, 0) for cell in (one, other)] for of in (self.before, self.after))
        neighbours = abs(row - other_row) + abs(column - other_column) == 1
        if new == old[::-1]:
            return kind, _FAR if not neighbours else _EXCHANGED if all(old) else _MOVED
        fits = (old[0] and new[1] == old[0]) or (old[1] and new[0] == old[1])
        return (kind, _MOVED_OVER_ANOTHER) if fits and neighbours else None

    def exchanged(self) -> Kind | None:
        """`moved-column` or `moved-row` where two whole lines have each other's figures."""
        places = {self.system.positions[address]: address for address in self.after}
        for axis in (1, 0):
            lines = sorted({place[axis] for place in places})
            if len(lines) != 2:
                continue
            if all(self._mirrored(place, lines, axis, places) for place in places):
                return "moved-column" if axis else "moved-row"
        return None

    def _mirrored(
        self,
        place: tuple[int, int],
        lines: Sequence[int],
        axis: int,
        places: Mapping[tuple[int, int], str],
    ) -> bool:
        opposite = lines[1] if place[axis] == lines[0] else lines[0]
        there = places.get((place[0], opposite) if axis else (opposite, place[1]))
        return there is not None and self.after[places[place]] == self.before.get(there, 0)


def ranked(
    repairs: Iterable[Repair],
    system: System,
    cells: Mapping[str, Number],
    evidence: Evidence,
    filled: Mapping[str, Number],
) -> tuple[Explanation, ...]:
    """The repairs as explanations, the likeliest first, not too many of them.

    Args:
        repairs: what to add to which unknowns of the system.
        system: the equations.
        cells: what the cells hold, totals that were blank filled in.
        evidence: what is known beside arithmetic.
        filled: totals that were blank and are filled by every explanation.
    """
    found: dict[frozenset[int], tuple[tuple[int, ...], Explanation]] = {}
    for repair in repairs:
        key = frozenset(repair.cells)
        if key not in found:
            found[key] = _explained(repair, system, cells, evidence, filled)
    best = sorted(found.values(), key=lambda one: one[0])[:_MOST_EXPLANATIONS]
    return tuple(explanation for _, explanation in best)


def _explained(
    repair: Repair,
    system: System,
    cells: Mapping[str, Number],
    evidence: Evidence,
    filled: Mapping[str, Number],
) -> tuple[tuple[int, ...], Explanation]:
    after = {
        system.cells[cell]: cells.get(system.cells[cell], 0) + by
        for cell, by in zip(repair.cells, repair.added, strict=True)
    }
    slips = _slips(Values(system, cells, after), evidence)
    kinds = {kind for kind, _ in slips}
    order = sorted(repair.cells)
    suspects = [system.cells[cell] for cell in order]
    following = {**filled, **_following(repair, system, cells)}
    cost = sum(cost for _, cost in slips)
    zeros, *other = evidence.against(after)
    # A figure that stands in the neighbouring cell has left a zero in its own.
    is_misplaced = len(slips) < len(after)
    weight = (len(slips), cost, 0 if is_misplaced else zeros, *other, len(following), *order)
    changes = tuple(
        Change(address, evidence.report.cells.get(address), value)
        for address, value in (*((a, after[a]) for a in suspects), *following.items())
    )
    kind: Kind = kinds.pop() if len(kinds) == 1 else "other"
    return weight, Explanation(kind, changes, len(suspects))


def _slips(values: Values, evidence: Evidence) -> Slips:
    if len(values.after) > 1:
        if values.shift():
            return [("shifted-block", _SHIFTED)]
        if len(values.after) > 2 and (kind := values.exchanged()) is not None:
            return [(kind, _EXCHANGED)]
    left = list(values.after)
    slips: Slips = []
    for one, other in combinations(values.after, 2):
        if one in left and other in left and (moved := values.moved(one, other)) is not None:
            slips.append(moved)
            left = [address for address in left if address not in (one, other)]
    slips.extend(evidence.slip(address, values.after[address]) for address in left)
    return slips


def _following(repair: Repair, system: System, cells: Mapping[str, Number]) -> dict[str, Number]:
    """What the totals that follow come to, as far as they change."""
    added: dict[str, Number] = {}
    for cell, by in zip(repair.cells, repair.added, strict=True):
        for total, times in system.following(cell).items():
            added[total] = added.get(total, 0) + times * by
    return {total: cells.get(total, 0) + by for total, by in added.items() if by}
