"""What speaks for a repair beside arithmetic: the kind of slip, last year's figures, the texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from nianbao.checks.carried_figures import carried_figures
from nianbao.checks.diagnosis_slips import KNOWN_FIGURE, slip
from nianbao.checks.equations import equations_by_cell
from nianbao.checks.explanation import Kind
from nianbao.report import Number, Report

_NUMBER = re.compile(r"\d+")
_LEAST_TELLING = 2
_LONGEST = 15
_MOST_TEXT = 60_000
"""The characters of a section that are looked at: ten times what any report says."""


@dataclass(frozen=True)
class Evidence:
    """What is known about a report when the repairs of its tables are ranked."""

    report: Report
    last_year: Report | None = None

    def slip(self, address: str, after: Number) -> tuple[Kind, int]:
        """The likeliest slip at a cell that should hold `after`, and its cost."""
        before = self.report.cells.get(address)
        kind, cost = slip(before, after)
        if before and cost > KNOWN_FIGURE:
            if self.last_year is not None and self.last_year.cells.get(address) == before:
                return "last-years-figure", KNOWN_FIGURE
            if before in self._totals_over(address):
                return "total-in-part", KNOWN_FIGURE
        return kind, cost

    def against(self, changes: Mapping[str, Number]) -> tuple[int, int, int]:
        """What speaks against some changes, gravest first; the less, the likelier."""
        cells = self.report.cells
        zeros = sum(address in cells and not cells[address] for address in changes)
        carried, said = 0, 0
        for address, after in changes.items():
            before = cells.get(address, 0)
            known = self._carried.get(address)
            carried += (before == known) - (after == known)
            said += (before in self._said) - (after in self._said)
        return zeros, carried, said

    @cached_property
    def _carried(self) -> Mapping[str, Number]:
        """What last year's report alone determines, by address."""
        last = self.last_year
        if last is None:
            return {}
        return {
            figure.address: figure.expected(self.report.cells, last.cells)
            for figures in carried_figures(self.report.edition, last.edition).values()
            for figure in figures
            if not figure.add and not figure.subtract and figure.is_known(last.cells)
        }

    @cached_property
    def _said(self) -> frozenset[int]:
        """The numbers in the texts, but for those so small that they stand in any text."""
        found = (
            int(number[0])
            for text in self.report.narrative.values()
            for number in _NUMBER.finditer(text[:_MOST_TEXT])
            if len(number[0]) <= _LONGEST
        )
        return frozenset(number for number in found if number >= _LEAST_TELLING)

    def _totals_over(self, address: str) -> set[Number]:
        """What is stated as the totals in whose sums a cell stands."""
        cells = self.report.cells
        return {
            cells[total]
            for equation in equations_by_cell(self.report.edition).get(address, ())
            if equation.is_sum and address in equation.expected
            for total in equation.actual
            if total in cells
        }
