"""Whole rows and columns of totals that were left blank: one thing to fill, not many slips."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain

from nianbao.checks.diagnosis_system import definitions
from nianbao.editions import Edition, Table
from nianbao.report import Number, Report

_MANY = 3


def blank_totals(report: Report, table: Table) -> dict[str, Number]:
    """The sums that belong into the rows and columns of a table whose totals are all blank.

    Only where a line of two totals or more is wholly blank and one of them is missed, for its parts
    come to something; or where many of one line are missed, even if some are filled.
    """
    blank: set[str] = set()
    for line in _lines_of_totals(report.edition, table.name):
        left = [address for address in line if address not in report.cells]
        sums = [report.sum_of(definitions(report.edition)[address].expected) for address in left]
        missed = sum(map(bool, sums))
        is_whole = len(left) == len(line) and sum(total is not None for total in sums) > 1
        if missed >= _MANY or (missed and is_whole):
            blank.update(left)
    return _sums(blank, report) if blank else {}


@lru_cache(maxsize=32)
def _lines_of_totals(edition: Edition, table: str) -> tuple[tuple[str, ...], ...]:
    """The rows and columns in which two totals or more stand, only the totals of each."""
    totals = definitions(edition)
    form = edition.table(table)
    lines = (
        tuple(cell.address for cell in cells if cell.address in totals)
        for _, cells in chain(form.lines("column"), form.lines("row"))
    )
    return tuple(line for line in lines if len(line) > 1)


def _sums(blank: set[str], report: Report) -> dict[str, Number]:
    filled: dict[str, Number] = dict(report.cells)
    sums: dict[str, Number] = {}
    for total, definition in definitions(report.edition).items():
        parts = [filled[part] for part in definition.expected if part in filled]
        if total in blank and parts:
            filled[total] = sums[total] = sum(parts)
    return sums
