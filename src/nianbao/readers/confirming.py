"""Rows that only seem to fit, confirmed by the balances around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nianbao.checks.equations import Equation, equations_by_cell
from nianbao.editions import Edition
from nianbao.readers.form_lines import FormLine
from nianbao.readers.table_rows import FoundRow
from nianbao.report import Number


@dataclass(frozen=True, slots=True)
class Weak:
    """A row that was read, but not for certain."""

    line: FormLine
    row: FoundRow
    by_place: bool
    """Whether it is its columns that are not certain, and not only its name."""

    @property
    def shape(self) -> tuple[int, int]:
        """The grid it stands in and where its label does: rows of one shape shift together."""
        return (self.row.grid_row.grid if self.row.grid_row else -1, self.row.label_at)


def unconfirmed(
    weak: Iterable[Weak], cells: Mapping[str, Number], edition: Edition
) -> list[tuple[FormLine, FoundRow]]:
    """The rows for which the balances do not speak.

    All balances around a row must hold; where it is its columns that are not certain, a row of the
    same shape must have a sum that is not 0 besides: zeros and blanks add up anywhere.
    """
    rows = list(weak)
    around = {entry.line.called: _equations(entry.line, edition) for entry in rows}
    holding = [
        entry
        for entry in rows
        if around[entry.line.called]
        and all(equation.holds(cells) for equation in around[entry.line.called])
    ]
    proven = {
        entry.shape
        for entry in holding
        if entry.by_place and _has_a_sum(entry.line, around[entry.line.called], cells)
    }
    confirmed = [entry for entry in holding if not entry.by_place or entry.shape in proven]
    return [(entry.line, entry.row) for entry in rows if entry not in confirmed]


def _equations(line: FormLine, edition: Edition) -> list[Equation]:
    known = equations_by_cell(edition)
    around = (found for address in line.names for found in known.get(address, ()))
    return [equation for equation in around if equation.relation == "equal"]


def _has_a_sum(line: FormLine, around: list[Equation], cells: Mapping[str, Number]) -> bool:
    within = set(line.names)
    return any(
        set(equation.headings) <= within and equation.sides(cells)[0] != 0 for equation in around
    )
