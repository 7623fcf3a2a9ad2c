"""Realistic tables of the 2021 form and the slips of a hand, for measuring the diagnosis.

A table is of 17 to 1,500 requests, three in five of natural persons, most of them granted or not
held; every total is stated. All is drawn from the random generator that is given.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from nianbao.checks.checking import check
from nianbao.checks.diagnosis import diagnose
from nianbao.editions import built_in
from nianbao.report import Number, Report
from tests.generated import with_totals

EDITION = built_in().for_year(2024)
_BLOCK = EDITION.table("requests").blocks[0]
COLUMNS = [column.name for column in _BLOCK.columns if column.name != "total"]
ROWS = [row.name for row in _BLOCK.rows if not row.optional]
RESULTS = ROWS[2:-2]
_OFTEN = {"granted": 40, "partly_granted": 8, "unavailable_not_held": 22, "closed_other": 6}
_NEAR = {
    "0": "129", "1": "024", "2": "013", "3": "246", "4": "1357", "5": "2468", "6": "3579",
    "7": "468", "8": "579", "9": "068",
}  # fmt: skip

Cells = dict[str, Number]


def address(column: str, row: str) -> str:
    return f"requests.{column}.{row}"


def table(random: Random) -> Cells:
    """A whole table that balances, as an office with some requests writes it."""
    cells: Cells = {address(column, row): 0 for column in (*COLUMNS, "total") for row in ROWS}
    weights = [_OFTEN.get(row, random.choice([0, 0, 1, 3])) for row in RESULTS]
    count = round(17 * (1500 / 17) ** random.random())
    columns = random.choices(COLUMNS, [60, 18, 2, 3, 9, 8], k=count)
    rows = random.choices([*RESULTS, "carried_forward"], [*weights, 6], k=count)
    for column, row in zip(columns, rows, strict=True):
        cells[address(column, row)] += 1
        opening = "carried_in" if random.random() < 0.05 else "received"
        cells[address(column, opening)] += 1
    return {a: n for a, n in with_totals(EDITION, cells).items() if a.startswith("requests.")}


def report(cells: Cells) -> Report:
    return Report(EDITION, "某市教育局", 2024, {}, cells)


def mistyped(random: Random, number: Number) -> int:
    """Another number, as a hand slips: swapped, dropped, extra, neighbouring, zeroed, by one."""
    digits = str(number)
    while True:
        at = random.randrange(len(digits))
        written = random.choice(
            [
                digits[:at] + digits[at + 1 : at + 2] + digits[at] + digits[at + 2 :],
                digits[:at] + digits[at + 1 :],
                digits[: at + 1] + digits[at] + digits[at + 1 :],
                digits[:at] + random.choice(_NEAR[digits[at]]) + digits[at + 1 :],
                "0",
                str(abs(int(digits) + random.choice([-1, 1]))),
                str(random.randint(0, 2 * int(digits) + 9)),
            ]
        )
        if written and int(written) != number:
            return int(written)


def with_slips(random: Random, cells: Cells, wrong: int) -> Cells:
    """The table with this many cells mistyped."""
    chosen = random.sample(sorted(cells), wrong)
    return {**cells, **{cell: mistyped(random, cells[cell]) for cell in chosen}}


def with_figure_moved(random: Random, cells: Cells) -> Cells | None:
    """A figure in the neighbouring cell, where there was none; None where this table has no place."""
    places = []
    for c, column in enumerate(COLUMNS):
        for r, row in enumerate(RESULTS):
            for column_by, row_by in ((0, 1), (0, -1), (1, 0), (-1, 0)):
                if 0 <= c + column_by < len(COLUMNS) and 0 <= r + row_by < len(RESULTS):
                    other = address(COLUMNS[c + column_by], RESULTS[r + row_by])
                    if cells[address(column, row)] and not cells[other]:
                        places.append((address(column, row), other))
    if not places:
        return None
    one, other = random.choice(places)
    return {**cells, one: 0, other: cells[one]}


def with_block_shifted(random: Random, cells: Cells) -> Cells | None:
    """Some figures of a column (or a row) one cell too far, into a cell that was 0."""
    places = []
    by_columns = [[address(column, row) for row in RESULTS] for column in COLUMNS]
    by_rows = [[address(column, row) for column in COLUMNS] for row in RESULTS]
    for line in (*by_columns, *by_rows):
        for start in range(len(line) - 2):
            for end in range(start + 2, min(start + 9, len(line))):
                block = line[start:end]
                values = [cells[cell] for cell in block]
                if sum(map(bool, values)) > 1 and values[0] and not cells[line[end]]:
                    places.append(line[start : end + 1])
    if not places:
        return None
    run = random.choice(places)
    shifted = zip(run[1:], [cells[cell] for cell in run], strict=False)
    return {**cells, run[0]: 0, **dict(shifted)}


def disputes(random: Random) -> Cells:
    """One group of the disputes table with its total, and one of its five cells mistyped."""
    parts = [random.choice([0, 0, 1, 2, random.randint(3, 40)]) for _ in range(4)]
    names = [row.name for row in EDITION.table("disputes").blocks[0].rows]
    values: list[Number] = [*parts, sum(parts)]
    return {f"disputes.review.{name}": n for name, n in zip(names, values, strict=True)}


RULES = ("requests-balance", "requests-concluded", "requests-total", "disputes-total")
TOTALS = frozenset(
    [address("total", row) for row in ROWS] + [address(column, "concluded") for column in COLUMNS]
)
ONE_SLIP = {"moved-column", "moved-row", "shifted-block"}


@dataclass(frozen=True, slots=True)
class Measured:
    """How often the diagnosis was right, and what it cost in the processor's time."""

    first: float
    """The share in which the likeliest explanations are just what went wrong, values included."""
    listed: float
    """The share in which what went wrong is among the explanations."""
    milliseconds: tuple[float, ...]


def measured(
    slip: Callable[[Random, Cells], Cells | None],
    trials: int,
    *,
    typed: frozenset[str] | None = TOTALS,
    as_one_slip: bool = False,
    seed: int = 1,
) -> Measured:
    """Tables with a slip, diagnosed; `as_one_slip` wants it reported as a single slip."""
    random, first, listed, costs = Random(seed), 0, 0, list[float]()
    while len(costs) < trials:
        good = table(random)
        bad = slip(random, good)
        findings = () if bad is None else check(report(bad), select=RULES)
        if bad is None or not findings:
            continue
        start = time.process_time()
        diagnoses = diagnose(report(bad), findings, typed_totals=typed)
        costs.append(1000 * (time.process_time() - start))
        truth = {cell: number for cell, number in good.items() if number != bad.get(cell)}
        named = [one.explanations[0] for one in diagnoses if one.explanations]
        likeliest = {change.cell: change.after for one in named for change in one.changes}
        is_one = len(named) == 1 and named[0].kind in ONE_SLIP
        first += likeliest == truth and (is_one or not as_one_slip)
        listed += all(
            any(
                all(truth.get(change.cell) == change.after for change in one.changes)
                for one in diagnosis.explanations
            )
            for diagnosis in diagnoses
        )
    return Measured(first / trials, listed / trials, tuple(costs))
