"""A thousand reports opened, written and closed: memory and open files stay where they were."""

from __future__ import annotations

import gc
import resource
import sys
import tempfile
from pathlib import Path

from tests.faults.session import GRANTED, RECEIVED, UPHELD
from tests.faults.size import runs, told
from tests.wizard.desk import Desk

CYCLES = runs(30, 1000)
WARM = 5
"""What is kept once for all (the form, its labels, the rules) is there after so many."""

MOST_LEFT = 3_000
"""Blocks of memory that all cycles together may leave behind, for caches of a bounded size.

One report left open is some thousands, so that a thousand of them would be millions.
"""


def cycle(folder: Path, number: int) -> None:
    """Open the report, type two figures and a sentence, let it be written, close it.

    Figures and sentences come again: what is kept of each (a sentence once read is not read anew,
    up to some thousands of them) would else hide what is left behind.
    """
    desk = Desk(folder)
    if number == 0:
        desk.write({UPHELD: 5})
    document = desk.open()
    document.type_cell(RECEIVED, str(number % 5))
    document.type_cell(GRANTED, str(number % 3))
    document.set_text("overview", f"本年度收到申请 {number % 7} 件。")
    desk.pass_time(document)
    document.save()
    document.close()


def descriptors() -> int:
    """How many files this process has open."""
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def test_opening_and_saving_over_and_over_leaves_nothing_behind() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for number in range(WARM):
            cycle(folder, number)
        gc.collect()
        open_before, held_before = descriptors(), sys.getallocatedblocks()
        for number in range(WARM, WARM + CYCLES):
            cycle(folder, number)
        gc.collect()
        held = sys.getallocatedblocks()
        files = sorted(path.name for path in folder.rglob("*") if path.is_file())
        log = max(path.stat().st_size for path in folder.rglob("*.jsonl"))
        assert descriptors() == open_before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told(
        f"{CYCLES} times opened and saved: {held - held_before} blocks more held, "
        f"{open_before} files open before and after, log {log} bytes, at most {peak} MB"
    )
    assert held - held_before <= MOST_LEFT
    assert not [name for name in files if name.endswith((".tmp", ".lock"))]
    assert log < 5_000_000
