"""What the commands cost, beside a bare interpreter in the same run."""

from pathlib import Path

import pytest

from tests.benchmarks.figures import bare, processor_seconds, rounds, run, seconds, tell

EXAMPLE = Path(__file__).parents[2] / "examples" / "淮安市洪泽区人民政府2024年.toml"
ROUNDS = rounds(25)


@pytest.mark.parametrize(
    ("arguments", "budget", "times_bare"),
    [(["--version"], 150, 8.0), (["check", str(EXAMPLE)], 250, 25.0)],
    ids=["version", "check"],
)
def test_a_command_starts_at_once(
    arguments: list[str], budget: float, times_bare: float, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments).returncode == 0
    measured = [1000 * seconds(lambda: run(*arguments)) for _ in range(ROUNDS)]
    with capsys.disabled():
        print()
        tell(f"nianbao {arguments[0]}", measured, budget)
    assert processor_seconds(lambda: run(*arguments)) < times_bare * bare()
