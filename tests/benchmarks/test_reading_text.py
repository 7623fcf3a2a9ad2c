"""What reading a pasted text costs, and refusing one that is no report."""

from pathlib import Path

import pytest

from nianbao.editions import built_in
from nianbao.readers.imported import NotAReport
from nianbao.readers.text import read_text
from tests.benchmarks.figures import bare, rounds, run, seconds, tell

DATA = Path(__file__).parents[1] / "data"
REPORT = DATA / "西工区金谷园街道办事处2021年.txt"


def test_a_report_is_imported_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    measured = [seconds(lambda: run("import", str(REPORT))) for _ in range(rounds(15))]
    with capsys.disabled():
        print()
        tell("nianbao import", [1000 * took for took in measured], 500)


@pytest.mark.parametrize(
    "junk",
    ["1\n" * 2_000_000, "一、本年\t12\n" * 250_000, "政" * 1_300_000, "\n" * 9_000 + "|a" * 9_000],
    ids=["lines", "rows", "one line", "one row"],
)
def test_four_megabytes_of_anything_are_refused_at_once(
    junk: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused() -> None:
        with pytest.raises(NotAReport):
            read_text(junk, built_in())

    took = seconds(refused)
    with capsys.disabled():
        print()
        tell("refusing 4 MB", [1000 * took], 2000)
    assert took < 40 * bare()
