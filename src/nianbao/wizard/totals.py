"""Which cells of a form are totals, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from nianbao.checks.equations import equations
from nianbao.editions import Edition
from nianbao.report import Number


def sum_of(values: Iterable[Number | None]) -> Number | None:
    """The sum, blanks counting as 0; None when all are blank."""
    filled = [value for value in values if value is not None]
    return sum(filled) if filled else None


class Totals:
    """The totals of one edition: each with its parts, in an order in which they can be added up.

    A cell is a total when a balance states it alone as the sum of others. Where two balances do
    (the corner of a table), the one that runs along the row counts.
    """

    def __init__(self, edition: Edition) -> None:
        sums = [equation for equation in equations(edition) if equation.is_sum]
        sums.sort(key=lambda equation: equation.in_each == "row")
        stated = {next(iter(item.actual)): tuple(item.expected) for item in sums}
        self._parts = dict(_parts_first(stated))
        self._of: dict[str, tuple[str, ...]] = {}
        for total, parts in self._parts.items():
            for part in parts:
                self._of[part] = (*self._of.get(part, ()), total)

    def __contains__(self, address: object) -> bool:
        return address in self._parts

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def sum(self, total: str, cells: Mapping[str, Number]) -> Number | None:
        """What a total comes to; None when all its parts are blank."""
        return sum_of(cells.get(part) for part in self._parts[total])

    def held(self, cells: Mapping[str, Number]) -> frozenset[str]:
        """The totals that do not equal their sum (a blank one over filled parts too)."""
        return frozenset(total for total in self if cells.get(total) != self.sum(total, cells))

    def followed(
        self, edits: Mapping[str, Number | None], cells: Mapping[str, Number], held: frozenset[str]
    ) -> dict[str, Number | None]:
        """The totals that change when these cells are edited, but for those that are held."""
        now: dict[str, Number | None] = {**cells, **edits}
        changed: dict[str, Number | None] = {}
        touched = {total for address in edits for total in (*self._of.get(address, ()), address)}
        for total, parts in self._parts.items():
            if total not in touched or total in held:
                continue
            value = sum_of(now.get(part) for part in parts)
            if value != cells.get(total) or total in edits:
                now[total] = changed[total] = value
                touched.update(self._of.get(total, ()))
        return changed


@lru_cache(maxsize=16)
def totals_of(edition: Edition) -> Totals:
    """The totals of an edition, worked out once: a long edit log asks for them at every step."""
    return Totals(edition)


def _parts_first(stated: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    given: set[str] = set()

    def give(total: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        if total in given:
            return
        given.add(total)
        for part in stated[total]:
            if part in stated:
                yield from give(part)
        yield total, stated[total]

    for total in stated:
        yield from give(total)
