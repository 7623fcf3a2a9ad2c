"""Twenty thousand damaged files for every reader: each is read right, doubted, or refused in time.

Damage to the layout alone never makes a number another one in silence. Damage to the bytes may
change any number; then nothing else than a report or a sentence that says why not may come of it.
"""

from __future__ import annotations

import pytest

from tests.faults.damaged_cases import READERS, pages_read_here
from tests.faults.many_damaged import Came, many, tried
from tests.faults.size import runs, told


@pytest.mark.parametrize("reader", READERS)
def test_a_damaged_file_is_right_doubted_or_refused(reader: str) -> None:
    count = runs(3 if reader == "pdf" else 7, 20_000)
    came = many(reader, count) if count > 100 else _a_few(reader, count)
    told(f"{reader}: {came.counts.total()} damaged files, {came.told()}")
    assert came.counts["refused without a word"] == 0
    assert not came.failures, came.failures


def _a_few(reader: str, count: int) -> Came:
    came = Came()
    with pages_read_here():
        for seed in range(count):
            what, place = tried(reader, seed)
            came.add(seed, what, 0.0, place)
    return came
