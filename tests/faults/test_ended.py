"""A real program is ended or stopped at any moment: nothing is lost, the lock is free, the terminal plain."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from random import Random

from tests.end_to_end.terminal import Terminal
from tests.faults.forked import Nursery
from tests.faults.session import UPHELD, die
from tests.faults.size import runs, told
from tests.faults.typist import Kept, Typist, at_some_moment, desk_of, in_file
from tests.wizard.session import sample, write

ENDS = {"SIGTERM": 143, "SIGHUP": 129, "closed": 129, "stopped": 143}
STARTED = 4_500
"""The bytes after which the first screen stands."""


def test_ended_at_any_moment_it_has_everything_that_was_typed() -> None:
    with tempfile.TemporaryDirectory() as place, Nursery() as nursery:
        typist = Typist(Path(place), Random(1), nursery, settles=True)
        for number in range(runs(4, 200)):
            _end_once(typist, list(ENDS)[number % len(ENDS)])
        told(f"{runs(4, 200)} ends in {typist.steps} steps, nothing lost")
        assert typist.steps >= runs(2, 400)


def test_ended_while_it_starts_it_leaves_the_terminal_plain_and_the_file_alone() -> None:
    random, ended = Random(2), 0
    for number in range(runs(2, 100)):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            file = write(folder / "年报.toml", sample({UPHELD: 5}))
            before, name = file.read_bytes(), list(ENDS)[number % 3]
            with Terminal(
                [sys.executable, "-m", "nianbao", file.name],
                folder,
                env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            ) as terminal:
                # From the first byte on, the terminal is not as it was.
                terminal.wait_until(partial(_has_begun, terminal), "byte")
                time.sleep(random.uniform(0, 0.3))
                if name == "closed":
                    terminal.hang_up()
                else:
                    os.kill(terminal.pid, getattr(signal, name))
                code = terminal.wait_exit()
                # A program whose terminal is gone cannot even flush what it sends it.
                assert code in ((120, 129) if name == "closed" else (ENDS[name],))
                assert name == "closed" or terminal.is_plain, terminal.written[-300:]
            assert b"Traceback" not in terminal.written
            assert file.read_bytes() == before
            assert list(folder.rglob("errors.log")) == []
            ended += 1
    told(f"{ended} ends while it started, the terminal plain")


def _has_begun(terminal: Terminal, _: list[str]) -> bool:
    return terminal.bytes_written > 0


def _end_once(typist: Typist, how: str) -> None:
    found_stopped: list[tuple[Kept, frozenset[Kept], bool]] = []

    def end() -> None:
        if how == "closed":
            terminal.hang_up()
            return
        for _ in range(2 if how == "stopped" else 0):
            found_stopped.append(_stopped_and_gone_on(typist, terminal))
        os.kill(terminal.pid, signal.SIGHUP if how == "SIGHUP" else signal.SIGTERM)

    with typist.terminal() as terminal:
        ending = at_some_moment(terminal, typist.random, end, STARTED)
        typist.work(terminal)
        ending.join()
        assert terminal.wait_exit() == ENDS[how], _mistakes(typist)
        assert how == "closed" or terminal.is_plain, terminal.written[-300:]
    for kept, possible, plain in found_stopped:
        assert kept in possible, f"{kept}\n{possible}"
        assert plain
    assert [path.name for path in typist.folder.iterdir() if path.is_file()] == ["年报.toml"]
    assert list(typist.folder.glob(".local/state/nianbao/**/*.lock")) == []
    written = in_file(typist.file)
    document = desk_of(typist).open()
    assert document.told == ()
    assert Kept.of(document.report) == written
    die(document)
    typist.reopened(written, document)


def _stopped_and_gone_on(typist: Typist, terminal: Terminal) -> tuple[Kept, frozenset[Kept], bool]:
    """What the file held while the program was stopped, what it could hold, and whether the terminal was plain."""
    before = typist.possible
    os.kill(terminal.pid, signal.SIGTSTP)
    terminal.wait_stopped()
    end = time.monotonic() + 5
    while not terminal.is_plain and time.monotonic() < end:
        time.sleep(0.01)
    found = in_file(typist.file), before | typist.possible, terminal.is_plain
    os.kill(terminal.pid, signal.SIGCONT)
    time.sleep(0.2)
    return found


def _mistakes(typist: Typist) -> str:
    """What the program wrote down of mistakes of its own."""
    found = typist.folder.glob(".local/state/**/errors.log")
    return "\n".join(file.read_text("utf-8") for file in found)
