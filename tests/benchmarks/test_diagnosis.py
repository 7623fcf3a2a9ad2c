"""How often the wrong cell is named first, with its value, and what that costs."""

from collections.abc import Callable
from functools import partial
from random import Random

import pytest

from tests.benchmarks.figures import rounds
from tests.slips import (
    TOTALS,
    Cells,
    Measured,
    measured,
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
    measure = partial(measured, slip, rounds(300), as_one_slip=as_one_slip, seed=2026)
    stated, following = measure(typed=TOTALS), measure(typed=None)
    with capsys.disabled():
        print()
        told(f"{what}, totals stated", stated)
        told(f"{what}, totals follow where they fit", following)
    assert stated.first >= at_least


def told(what: str, result: Measured) -> None:
    costs = sorted(result.milliseconds)
    print(
        f"{what}: first {result.first:.1%}, among those listed {result.listed:.1%}; "
        f"median {costs[len(costs) // 2]:.1f} ms, 95 of 100 within "
        f"{costs[len(costs) * 95 // 100]:.1f} ms, all within {costs[-1]:.1f} ms"
    )
