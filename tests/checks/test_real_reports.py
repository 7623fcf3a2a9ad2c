"""What is found in published reports: every finding was checked by hand, and nothing else is found."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.checks.checking import check
from nianbao.checks.diagnosis import diagnose
from nianbao.checks.diagnosis_sentences import diagnosis_sentences
from nianbao.checks.finding import Finding
from nianbao.editions import built_in
from nianbao.operations import read
from nianbao.report import Report

DATA = Path(__file__).parents[1] / "data"
EXAMPLES = Path(__file__).parents[2] / "examples"


def tables_of(name: str, year: int) -> Report:
    """The tables of a published report, read from it by hand."""
    text = (DATA / f"{name}{year}年.expected.json").read_text(encoding="utf-8")
    cells = json.loads(text, parse_float=Decimal)["cells"]
    return Report(built_in().for_year(year), name, year, {}, cells)


def found(report: Report) -> tuple[Finding, ...]:
    return check(report, ignore=["required-section"])


def rules(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in findings]


def test_a_report_of_zeros_and_a_large_one_are_in_order() -> None:
    assert found(tables_of("西工区金谷园街道办事处", 2021)) == ()
    assert found(tables_of("上海市人民政府办公厅", 2025)) == ()


def test_five_blank_columns_are_one_warning() -> None:
    (blank,) = found(tables_of("沭阳县发展和改革局", 2023))
    assert blank.rule == "blank-cells"
    assert len(blank.cells) == 125


def test_the_one_row_of_the_older_form_is_one_warning_and_leaves_no_blanks() -> None:
    (warning,) = found(tables_of("淮安市洪泽区人民政府", 2024))
    assert warning.rule == "edition-of-year"
    assert len(warning.cells) == 7


def test_a_column_of_totals_with_most_of_them_blank_is_one_thing_to_fill() -> None:
    report = tables_of("上海市人民政府办公厅", 2019)
    findings = found(report)
    assert rules(findings).count("requests-total") == 11
    assert rules(findings).count("requests-concluded") == 1
    (diagnosis,) = diagnose(report, findings)
    assert len(diagnosis.findings) == 12
    assert diagnosis.explanations[0].kind == "blank-total"
    (sentence,) = diagnosis_sentences(diagnosis, report.edition)
    assert "相关 12 处勾稽关系均相符" in sentence


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (EXAMPLES / "西工区金谷园街道办事处2021年.toml", ["fee-statement"]),
        (EXAMPLES / "淮安市洪泽区人民政府2024年.toml", ["edition-of-year", "preface"]),
        (DATA / "西工区金谷园街道办事处2021年.txt", ["fee-statement"]),
    ],
)
def test_the_presence_of_what_texts_must_speak_of(file: Path, expected: list[str]) -> None:
    mine = ("text-", "personal-", "foreign-", "normative-")
    report = read(file)
    assert [rule for rule in rules(check(report)) if not rule.startswith(mine)] == expected
