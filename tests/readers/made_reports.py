"""Reports made from one number, so that a failing test is told by it alone."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from nianbao.editions import Cell, built_in
from nianbao.report import Number, Report
from tests.generated import with_totals


def made_report(random: Random) -> Report:
    """A report of either edition: full, all zero, with blanks, or of few kinds of applicants."""
    edition = random.choice(built_in().all)
    mode = random.choice(["full", "full", "balanced", "zero", "blanks", "few", "blank"])
    optional = random.random() < 0.2
    cells: dict[str, Number] = {
        address: 0 if mode == "zero" else _number(random, cell)
        for address, cell in edition.cells.items()
        if optional or not cell.row.optional
    }
    if mode == "blanks":
        cells = {address: number for address, number in cells.items() if random.random() < 0.8}
    if mode == "few":
        kinds = {"natural_person", "total", random.choice(["business", "research", "total"])}
        cells = {a: n for a, n in cells.items() if a[:9] != "requests." or a.split(".")[1] in kinds}
    if mode == "blank":
        cells = {address: number for address, number in cells.items() if random.random() < 0.02}
    if mode in ("balanced", "few") and random.random() < 0.7:
        cells = with_totals(edition, cells)
    return Report(edition, "某某区民政局", edition.first_year, cells=cells)


def _number(random: Random, cell: Cell) -> Number:
    if cell.kind == "amount":
        return Decimal(random.randint(1, 9_999_999)) / 10_000
    if cell.kind == "signed":
        return random.randint(-40, 40)
    return random.choice([0, 0, 1, 2, 12, 305, 1234, random.randint(0, 99)])
