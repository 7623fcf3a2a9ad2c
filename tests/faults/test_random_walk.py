"""Whatever is done in the wizard, in whatever order: memory, log, file and screen agree."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

from tests.faults.session import read
from tests.faults.size import runs, told
from tests.faults.walk import Clerk
from tests.wizard.session import sample, write

LENGTHS = [35, 35] if runs(0, 1) == 0 else [10_000, *[250] * 20]
"""The events of each walk: a long one finds what many things done together bring about."""


async def test_a_random_walk_keeps_memory_log_file_and_screen_in_agreement() -> None:
    events = saves = 0
    for seed, length in enumerate(LENGTHS):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            first = sample({"requests.natural_person.received": 4}, {"overview": "原文。"})
            file = write(folder / "年报.toml", first)
            clerk = Clerk(folder, file, Random(seed), read(file.read_text("utf-8")))
            try:
                await clerk.go(length)
            except BaseException:
                told(f"seed {seed}: {clerk.done}")
                raise
            events += len(clerk.done)
            saves += clerk.saves
    told(f"{events} events, {saves} times the file held the report, all agreed")
    assert saves > 0
