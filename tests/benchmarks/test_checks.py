"""What checking costs, beside parsing the file that is checked."""

import statistics
import time
import tomllib
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from nianbao.checks.checking import check
from nianbao.checks.live import LiveChecker
from nianbao.editions import built_in
from nianbao.report import Number, Report
from nianbao.report.toml_file import read_report
from nianbao.report.toml_writing import report_to_toml
from tests.benchmarks.figures import seconds, tell
from tests.generated import with_totals

ROUNDS = 40
REAL = Path(__file__).parents[2] / "examples" / "淮安市洪泽区人民政府2024年.toml"
EDITION = built_in().for_year(2024)
PARTS: dict[str, Number] = {
    cell.address: 12 for cell in EDITION.cells.values() if not cell.row.optional
}
FULL = with_totals(EDITION, PARTS)
ALL_BROKEN: dict[str, Number] = {address: 3**index % 97 for index, address in enumerate(PARTS)}
TEXT = "全年收到申请{requests.total.received}件，办结{requests.total.concluded}件。\n"


def best(action: Callable[[], object]) -> float:
    """The shortest of many rounds: what else the machine does only ever makes it longer."""
    return min(seconds(action) for _ in range(ROUNDS))


@pytest.mark.parametrize(
    ("cells", "share"), [(FULL, 0.2), (ALL_BROKEN, 0.5)], ids=["balanced", "all-broken"]
)
def test_checking_the_tables_costs_little_beside_parsing_the_file(
    cells: dict[str, Number], share: float, capsys: pytest.CaptureFixture[str]
) -> None:
    text = report_to_toml(Report(EDITION, "某市教育局", 2024, {}, cells))
    report = read_report(text, built_in()).report
    assert report.cells == cells

    checking = best(lambda: check(report))
    bare = best(lambda: tomllib.loads(text, parse_float=Decimal))
    parsing = best(lambda: read_report(text, built_in()))
    with capsys.disabled():
        print(
            f"\n{len(check(report))} findings, check {1e6 * checking:.0f} us: "
            f"{checking / parsing:.3f} of parsing ({1e3 * parsing:.1f} ms), "
            f"{checking / bare:.3f} of tomllib alone ({1e3 * bare:.1f} ms)"
        )
    assert checking < share * parsing


def test_an_edit_is_checked_within_five_milliseconds(capsys: pytest.CaptureFixture[str]) -> None:
    checker = LiveChecker(Report(EDITION, "某市教育局", 2024, {"overview": TEXT * 50}, ALL_BROKEN))
    edited = "requests.total.concluded"
    reports = [checker.report.with_cells({edited: number}) for number in range(ROUNDS)]
    wholes = [seconds(partial(check, report)) for report in reports]
    edits = [seconds(partial(checker.set_cells, {edited: number})) for number in range(ROUNDS)]
    with capsys.disabled():
        print()
        tell("an edit checked", [1000 * one for one in edits], 5)
        print(f"the whole report checked: {1000 * statistics.median(wholes):.1f} ms")
    assert min(edits) < 2 * min(wholes)


def test_an_edit_of_a_report_with_its_texts_is_checked_within_five_milliseconds(
    capsys: pytest.CaptureFixture[str],
) -> None:
    report = read_report(REAL.read_text(encoding="utf-8"), built_in()).report
    for last_year in (None, report):
        checker = LiveChecker(report, last_year)
        costs: dict[str, float] = {}
        for address in report.edition.cells:
            for value in (report.cells.get(address, 0) + 1, report.cells.get(address)):
                start = time.process_time()
                checker.set_cells({address: value})
                costs[address] = 1000 * (time.process_time() - start)
        with capsys.disabled():
            print()
            tell("an edit of each cell checked", list(costs.values()), 5)
        assert statistics.median(costs.values()) <= 5
