"""The diagnosis beside R's errorlocate, on the same tables: `python -m tests.benchmarks.errorlocate`.

errorlocate names cells and no values, so only the cells are compared. Where R or the package is not
installed, it says so and compares nothing.
"""

from __future__ import annotations

import csv
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from random import Random

from nianbao.checks.checking import check
from nianbao.checks.diagnosis import diagnose
from nianbao.checks.equations import equations
from tests.slips import EDITION, RULES, TOTALS, Cells, report, table, with_slips

SCRIPT = Path(__file__).with_suffix(".R")
TRIALS = 30


def is_installed() -> bool:
    """Whether R is here with the package."""
    if shutil.which("Rscript") is None:
        return False
    found = subprocess.run(["Rscript", "-e", "library(errorlocate)"], capture_output=True)
    return found.returncode == 0


def name(address: str) -> str:
    """A cell's name as R's formulas take it."""
    return address.replace(".", "_")


def rules(cells: Cells) -> str:
    """The balances between these cells, and that no cell is negative, for `validate`."""
    lines = [f"{name(cell)} >= 0" for cell in cells]
    for equation in equations(EDITION):
        if equation.relation == "equal" and equation.table == "requests":
            sides = (
                " + ".join(name(cell) for cell in side if cell in cells)
                for side in (equation.expected, equation.actual)
            )
            expected, actual = sides
            if expected and actual:
                lines.append(f"{expected} == {actual}")
    return "\n".join(lines) + "\n"


def located(tables: list[Cells]) -> list[tuple[float, set[str]]]:
    """What errorlocate takes for wrong in each table, after the seconds it took."""
    with tempfile.TemporaryDirectory() as folder:
        data, formulas = Path(folder, "tables.csv"), Path(folder, "rules.txt")
        with data.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(map(name, tables[0]))
            writer.writerows(list(cells.values()) for cells in tables)
        formulas.write_text(rules(tables[0]), encoding="utf-8")
        command = ["Rscript", str(SCRIPT), str(data), str(formulas)]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    lines = (line.split() for line in said.splitlines())
    return [(float(seconds), set(cells)) for seconds, *cells in lines]


def ours(cells: Cells) -> tuple[float, set[str]]:
    """What we take for wrong, after the seconds it took."""
    findings = check(report(cells), select=RULES)
    start = time.perf_counter()
    diagnoses = diagnose(report(cells), findings, typed_totals=TOTALS)
    seconds = time.perf_counter() - start
    first = [one.explanations[0] for one in diagnoses if one.explanations]
    return seconds, {name(change.cell) for one in first for change in one.changes}


def main() -> None:
    """Compare, for one, two and three wrong cells."""
    if not is_installed():
        print("not run: R with the package errorlocate is not installed here")
        return
    for wrong in (1, 2, 3):
        random = Random(wrong)
        goods = [table(random) for _ in range(TRIALS)]
        bads = [with_slips(random, good, wrong) for good in goods]
        pairs = list(zip(goods, bads, strict=True))
        truth = [{name(a) for a, n in good.items() if bad[a] != n} for good, bad in pairs]
        for who, answers in (("errorlocate", located(bads)), ("nianbao", [*map(ours, bads)])):
            right = sum(cells == true for (_, cells), true in zip(answers, truth, strict=True))
            middle = statistics.median(seconds for seconds, _ in answers)
            print(f"{wrong} wrong, {who}: {right}/{TRIALS} right, median {1000 * middle:.1f} ms")


if __name__ == "__main__":
    main()
