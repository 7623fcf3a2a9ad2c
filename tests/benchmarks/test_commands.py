"""What the commands cost, beside a bare interpreter in the same run."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.figures import run, seconds, tell

EXAMPLE = Path(__file__).parents[2] / "examples" / "淮安市洪泽区人民政府2024年.toml"
ROUNDS = 9


def bare() -> None:
    subprocess.run([sys.executable, "-c", "import argparse, json"], check=True)


@pytest.mark.parametrize(
    ("arguments", "budget", "times_bare"),
    [(["--version"], 150, 6.0), (["check", str(EXAMPLE)], 250, 15.0)],
    ids=["version", "check"],
)
def test_a_command_starts_at_once(
    arguments: list[str], budget: float, times_bare: float, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments).returncode == 0
    pairs = [(seconds(lambda: run(*arguments)), seconds(bare)) for _ in range(ROUNDS)]
    with capsys.disabled():
        print()
        tell(f"nianbao {arguments[0]}", [1000 * ours for ours, _ in pairs], budget)
    assert min(ours for ours, _ in pairs) / min(other for _, other in pairs) < times_bare
