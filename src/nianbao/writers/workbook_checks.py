"""The balances of a table as live formulas beside it (勾稽关系)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from nianbao.editions import Balance, Cell, Heading, Table
from nianbao.report import Report
from nianbao.report.typed_numbers import format_number

BALANCED = "平"
OFF = "差"
"""How a check that does not hold begins, before the difference."""

Place = tuple[int, int]
"""Row and column on a sheet, from 1."""

_NAMED = 3
"""A sum of more cells is not spelt out."""


@dataclass(frozen=True, slots=True)
class Check:
    """One equation of a balance, on a sheet."""

    label: str
    """What must hold, by the labels of the form."""
    at_side: bool
    """Whether it stands at the side of its row, or below its columns."""
    places: tuple[Place, ...]
    """All its cells."""
    totals: tuple[Place, ...]
    """The cells that are held against the others."""
    formula: str
    shown: str
    """What the formula gives for the report as it is."""


def checks(table: Table, places: Mapping[str, Place], report: Report) -> Iterator[list[Check]]:
    """The equations of each balance, those together that have the same label.

    Args:
        table: the table of the form.
        places: where the sheet has each cell, by address.
        report: the report whose numbers are there.
    """
    for balance in table.balances:
        lines = list(_lines(table, balance, places))
        rows = [{places[c.address][0] for c in cells} for _, cells in lines]
        alone = len({min(row) for row in rows}) == len(lines)
        at_side = bool(lines) and alone and all(len(row) == 1 for row in rows)
        found = [_check(balance, cells, places, report, at_side) for _, cells in lines]
        if found:
            yield found


def _lines(
    table: Table, balance: Balance, places: Mapping[str, Place]
) -> Iterator[tuple[Heading, list[Cell]]]:
    for heading, line in table.lines(balance.in_each):
        named = {*balance.expected, *balance.actual}
        cells = [
            cell for cell in line if cell.address in places and _across(balance, cell) in named
        ]
        if cells and (not balance.only or heading.name in balance.only):
            yield heading, cells


def _across(balance: Balance, cell: Cell) -> str:
    return (cell.row if balance.in_each == "column" else cell.column).name


def _check(
    balance: Balance,
    cells: list[Cell],
    places: Mapping[str, Place],
    report: Report,
    at_side: bool,
) -> Check:
    expected, actual = (
        [cell for cell in cells if _across(balance, cell) in names]
        for names in (balance.expected, balance.actual)
    )
    left, right = (_sum(part, places) for part in (actual, expected))
    holds = f"{left}<={right}" if balance.relation == "at_most" else f"{left}={right}"
    everything = ",".join(_name(places[cell.address]) for cell in cells)
    return Check(
        label=_label(balance, expected, actual),
        at_side=at_side,
        places=tuple(places[cell.address] for cell in cells),
        totals=tuple(places[cell.address] for cell in actual),
        formula=f'=IF(COUNT({everything})=0,"",IF({holds},"{BALANCED}","{OFF}"&({left}-{right})))',
        shown=_shown(balance, expected, actual, report),
    )


def _sum(cells: list[Cell], places: Mapping[str, Place]) -> str:
    return f"SUM({','.join(_name(places[cell.address]) for cell in cells)})"


def _name(place: Place) -> str:
    return f"{get_column_letter(place[1])}{place[0]}"


def _label(balance: Balance, expected: list[Cell], actual: list[Cell]) -> str:
    def said(cells: list[Cell]) -> str:
        if len(cells) > _NAMED:
            return "各项之和"
        headings = [cell.row if balance.in_each == "column" else cell.column for cell in cells]
        return "＋".join(heading.label for heading in headings)

    must = "应不大于" if balance.relation == "at_most" else "应等于"
    return f"核对：{said(actual)}{must}{said(expected)}"


def _shown(balance: Balance, expected: list[Cell], actual: list[Cell], report: Report) -> str:
    stated = report.sum_of(cell.address for cell in actual)
    parts = report.sum_of(cell.address for cell in expected)
    if stated is None and parts is None:
        return ""
    over = (stated or 0) - (parts or 0)
    holds = over <= 0 if balance.relation == "at_most" else over == 0
    return BALANCED if holds else f"{OFF}{format_number(over)}"
