"""Damaged files by the thousand, in children that may use a bounded time and memory.

`python -m tests.faults.many_damaged READER [COUNT [FROM]]` reads them and prints what came of them,
every thousand and at the end, as JSON; each failure is told once a place, with its number:
`tests.faults.damaged_cases.case(READER, NUMBER)` makes the file again.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from typing import IO

from tests.faults.damaged_cases import (
    SECONDS,
    TookTooLong,
    case,
    pages_read_here,
    what_came_of,
    within_seconds,
)

_MEMORY = 512 << 20
_A_CHILD = 1000
"""So many files a child reads, before another takes over with none of its memory."""


@dataclass
class Came:
    """What came of the files, and each kind of failure with the number of its first file."""

    counts: Counter[str] = field(default_factory=Counter)
    failures: dict[str, str] = field(default_factory=dict)
    slowest: float = 0.0
    """Seconds of processor time."""
    slowest_seed: int = -1

    def add(self, seed: int, came: str, seconds: float, place: str = "") -> None:
        """Count one file."""
        self.counts[came] += 1
        if seconds > self.slowest:
            self.slowest, self.slowest_seed = seconds, seed
        if came == "failed":
            self.failures.setdefault(place, f"number {seed}")

    def told(self) -> str:
        """It in one line of JSON."""
        return json.dumps(
            {
                **self.counts,
                "slowest": [round(self.slowest, 2), self.slowest_seed],
                "failures": self.failures,
            },
            ensure_ascii=False,
        )


def tried(reader: str, seed: int) -> tuple[str, str]:
    """What came of a file, and where and how the reader failed if it did."""
    damaged, random = case(reader, seed)
    try:
        with within_seconds():
            return what_came_of(damaged, random), ""
    except (Exception, TookTooLong) as error:  # noqa: BLE001  All are counted, then told.
        place = traceback.extract_tb(error.__traceback__)[-1]
        said = "" if not isinstance(error, AssertionError) else str(error)[:200]
        return "failed", f"{type(error).__name__} at {place.filename}:{place.lineno} {said}".strip()


def many(reader: str, count: int, first: int = 0) -> Came:
    """Read that many damaged files, in children with limits of memory and time."""
    came, seed = Came(), first
    while seed < first + count:
        ended = _a_child(reader, seed, min(seed + _A_CHILD, first + count), came)
        if ended is not None:
            # What made the child end, without a word, is the file behind the last it told of.
            seed, how = ended
            came.add(seed, "failed", SECONDS, f"the process ended: {how}")
            seed += 1
        else:
            seed = min(seed + _A_CHILD, first + count)
        print(seed, came.told(), flush=True)  # noqa: T201
    return came


def _a_child(reader: str, first: int, end: int, came: Came) -> tuple[int, str] | None:
    receiving, sending = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(receiving)
        try:
            with os.fdopen(sending, "w") as out:
                _read_all(reader, first, end, out)
        except MemoryError:
            os._exit(3)
        os._exit(0)
    os.close(sending)
    at = first
    with os.fdopen(receiving) as lines:
        for line in lines:
            came.add(at, *json.loads(line))
            at += 1
    _, status = os.waitpid(pid, 0)
    return None if at == end else (at, str(os.waitstatus_to_exitcode(status)))


def _read_all(reader: str, first: int, end: int, out: IO[str]) -> None:
    logging.disable(logging.CRITICAL)
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    with pages_read_here():
        for seed in range(first, end):
            # Where no Python runs for long, no signal is heard: then the system ends the process.
            resource.setrlimit(
                resource.RLIMIT_CPU, (int(time.process_time()) + 3 * SECONDS + 1, most)
            )
            start = time.process_time()
            what, place = tried(reader, seed)
            print(json.dumps([what, time.process_time() - start, place]), file=out, flush=True)


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[2:]]
    many(sys.argv[1], *(numbers or [20_000]))
