"""How often the wrong cell is named first, with its value, and what that costs."""

from collections.abc import Callable
from functools import partial
from random import Random

import pytest

from tests.benchmarks.figures import rounds
from tests.slips import (
    EDITION,
    TOTALS,
    Cells,
    Measured,
    measured,
    table,
    with_block_shifted,
    with_figure_moved,
    with_slips,
)

Slip = Callable[[Random, Cells], Cells | None]


def mistyped(wrong: int) -> Slip:
    return lambda random, cells: with_slips(random, cells, wrong)


@pytest.mark.parametrize(
    ("what", "slip", "as_one_slip", "at_least"),
    [
        ("one cell mistyped", mistyped(1), False, 1.0),
        ("two cells", mistyped(2), False, 0.97),
        ("three cells", mistyped(3), False, 0.9),
        ("a figure moved", with_figure_moved, True, 0.85),
        ("a block shifted", with_block_shifted, True, 0.85),
    ],
)
def test_the_true_cells_come_first(
    what: str, slip: Slip, as_one_slip: bool, at_least: float, capsys: pytest.CaptureFixture[str]
) -> None:
    measure = partial(measured, slip, max(60, rounds(300)), as_one_slip=as_one_slip, seed=2026)
    stated, following = measure(typed=TOTALS), measure(typed=None)
    with capsys.disabled():
        print()
        told(f"{what}, totals stated", stated)
        told(f"{what}, totals follow where they fit", following)
    assert stated.first >= at_least


ALL = [
    cell.address
    for cell in EDITION.table("requests").cells.values()
    if not (cell.row.optional or cell.column.optional)
]


def filled(low: int, high: int, share: float = 1) -> Slip:
    """A table in which this share of the cells holds any numbers, and the others are blank."""
    return lambda random, _: {
        cell: random.randint(low, high) for cell in ALL if random.random() < share
    }


def all_totals_wrong(random: Random, cells: Cells) -> Cells:
    return {cell: number + (cell in TOTALS) for cell, number in table(random).items()}


@pytest.mark.parametrize(
    ("what", "slip"),
    [
        ("five cells mistyped", mistyped(5)),
        ("every cell mistyped", mistyped(len(ALL))),
        ("any numbers", filled(0, 99)),
        ("numbers of 15 digits", filled(0, 10**15 - 1)),
        ("ones and zeros", filled(0, 1)),
        ("all the same", filled(5, 5)),
        ("half of it blank", filled(0, 9, 0.5)),
        ("nearly all blank", filled(1, 9, 0.05)),
        ("all totals wrong", all_totals_wrong),
    ],
)
def test_no_report_costs_more_than_fifty_milliseconds(
    what: str, slip: Slip, capsys: pytest.CaptureFixture[str]
) -> None:
    stated, following = (
        sorted(measured(slip, 100, typed=typed).milliseconds) for typed in (TOTALS, None)
    )
    with capsys.disabled():
        print(f"\n{what}: all within {stated[-1]:.1f} ms, totals following {following[-1]:.1f} ms")
    assert max(*stated, *following) <= 50


def told(what: str, result: Measured) -> None:
    costs = sorted(result.milliseconds)
    print(
        f"{what}: first {result.first:.1%}, among those listed {result.listed:.1%}; "
        f"median {costs[len(costs) // 2]:.1f} ms, 95 of 100 within "
        f"{costs[len(costs) * 95 // 100]:.1f} ms, all within {costs[-1]:.1f} ms"
    )
