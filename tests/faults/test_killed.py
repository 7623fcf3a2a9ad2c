"""A real program on a real terminal is killed at any moment: what was committed is there again."""

from __future__ import annotations

import os
import signal
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

from tests.faults.forked import Nursery
from tests.faults.session import die
from tests.faults.size import runs, told
from tests.faults.typist import Kept, Typist, at_some_moment, desk_of, in_file

RECOVERED = "处修改还没有写入文件，已经恢复"


def test_killed_at_any_moment_it_has_everything_that_was_committed() -> None:
    def session(folder: Path, seed: int) -> tuple[int, int]:
        with Nursery() as nursery:
            typist = Typist(folder, Random(seed), nursery, wordy=runs(5, 12) / 100)
            recovered = 0
            for _ in range(runs(6, 50)):
                recovered += _kill_once(typist)
            return typist.steps, recovered

    with tempfile.TemporaryDirectory() as place, ThreadPoolExecutor(3) as pool:
        folders = [Path(place) / str(seed) for seed in range(runs(1, 10))]
        for folder in folders:
            folder.mkdir()
        found = list(pool.map(session, folders, range(len(folders))))
    steps, recovered = map(sum, zip(*found, strict=True))
    assert steps >= runs(2, 1000)
    kills = len(found) * runs(6, 50)
    told(f"{kills} kills in {steps} steps, {recovered} times the log had more than the file")


def _kill_once(typist: Typist) -> bool:
    """One run of the program up to a kill; whether reopening brought back what the file lacked."""
    with typist.terminal() as terminal:
        killer = at_some_moment(
            terminal, typist.random, lambda: os.kill(terminal.pid, signal.SIGKILL)
        )
        typist.work(terminal)
        killer.join()
        assert terminal.wait_exit() == -signal.SIGKILL, terminal.written[-3000:].decode()
    written = in_file(typist.file)
    assert written in typist.ever
    document = desk_of(typist).open()
    found = Kept.of(document.report)
    said = " ".join(document.told)
    die(document)
    typist.reopened(found, document)
    assert found == written or RECOVERED in said
    return found != written
