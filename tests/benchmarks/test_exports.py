"""What an export costs, start-up included."""

from pathlib import Path

import pytest

from tests.benchmarks.figures import bare, processor_seconds, rounds, run, seconds, tell

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "淮安市洪泽区人民政府2024年.toml")
ROUNDS = rounds(15)

# The budget is told beside what was measured; only a gross loss against a bare interpreter fails.
TIMES_BARE = 60


@pytest.mark.parametrize(
    ("to", "budget"),
    [("md", 150), ("txt", 150), ("json", 150), ("html", 150), ("docx", 600), ("xlsx", 1000)],
)
def test_an_export_is_made_at_once(
    to: str, budget: float, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / f"a.{to}")

    def export() -> None:
        done = run("export", EXAMPLE, "--to", to, "-o", out, "--force")
        assert done.returncode == 0, done.stderr

    measured = [1000 * seconds(export) for _ in range(ROUNDS)]
    with capsys.disabled():
        print()
        tell(f"export --to {to}", measured, budget)
    assert processor_seconds(export) < TIMES_BARE * bare()
