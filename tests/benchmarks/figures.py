"""Measuring, and saying what was measured beside what it may cost."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence


def rounds(thorough: int) -> int:
    """How often to measure: a tenth of `thorough`, all of it with NIANBAO_BENCHMARKS=thorough."""
    whole = os.environ.get("NIANBAO_BENCHMARKS") == "thorough"
    return thorough if whole else max(3, thorough // 10)


def seconds(action: Callable[[], object]) -> float:
    """How long `action` takes once."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run nianbao with these arguments in a process of its own."""
    command = [sys.executable, "-m", "nianbao", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def processor_seconds(command: Callable[[], object]) -> float:
    """What the processes that `command` starts and waits for use of a processor.

    Unlike the time on the clock it hardly depends on what else the machine does.
    """
    before = os.times()
    command()
    after = os.times()
    return (
        after.children_user + after.children_system - before.children_user - before.children_system
    )


def bare() -> float:
    """What an interpreter uses that only starts, in processor seconds: what to hold others to."""
    command = [sys.executable, "-c", "import argparse, json"]
    return min(
        processor_seconds(lambda: subprocess.run(command, check=True)) for _ in range(rounds(15))
    )


def tell(what: str, measured: Sequence[float], budget: float, unit: str = "ms") -> None:
    """Print the median and the spread of what was measured, and the budget."""
    middle = statistics.median(measured)
    verdict = "" if middle <= budget else "   OVER"
    print(
        f"{what}: median {middle:.0f} {unit} "
        f"({min(measured):.0f} to {max(measured):.0f}, budget {budget:.0f}){verdict}"
    )
