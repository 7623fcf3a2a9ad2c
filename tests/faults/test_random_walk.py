"""Whatever is done in the wizard, in whatever order: memory, log, file and screen agree."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

from tests.faults.session import read
from tests.faults.size import runs, told
from tests.faults.walk import Clerk
from tests.wizard.session import sample, write

EVENTS = 250


async def test_a_random_walk_keeps_memory_log_file_and_screen_in_agreement() -> None:
    events = saves = 0
    for seed in range(runs(2, 40)):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            first = sample({"requests.natural_person.received": 4}, {"overview": "原文。"})
            file = write(folder / "年报.toml", first)
            clerk = Clerk(folder, file, Random(seed), read(file.read_text("utf-8")))
            try:
                await clerk.go(runs(35, EVENTS))
            except BaseException:
                told(f"seed {seed}: {clerk.done}")
                raise
            events += len(clerk.done)
            saves += clerk.saves
    told(f"{events} events, {saves} times the file held the report, all agreed")
    assert saves > 0
