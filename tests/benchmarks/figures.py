"""Measuring, and saying what was measured beside what it may cost."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence


def seconds(action: Callable[[], object]) -> float:
    """How long `action` takes once."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run nianbao with these arguments in a process of its own."""
    command = [sys.executable, "-m", "nianbao", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def tell(what: str, measured: Sequence[float], budget: float, unit: str = "ms") -> None:
    """Print the median and the spread of what was measured, and the budget."""
    middle = statistics.median(measured)
    verdict = "" if middle <= budget else "   OVER"
    print(
        f"{what}: median {middle:.0f} {unit} "
        f"({min(measured):.0f} to {max(measured):.0f}, budget {budget:.0f}){verdict}"
    )
