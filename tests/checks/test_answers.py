from dataclasses import replace

import pytest

from nianbao.checks.answers import answer_to
from nianbao.checks.checking import check
from nianbao.checks.live import LiveChecker
from nianbao.editions import built_in
from nianbao.report import Answer, Number, Report

CELLS = ("disclosure.rules.disclosed_in_all", "disclosure.rules.disclosed")
VALUES: dict[str, Number | None] = {
    "disclosure.rules.disclosed": 5,
    "disclosure.rules.disclosed_in_all": None,
}
ANSWER = Answer("disclosed-in-all", CELLS, "往年的已移交档案馆", values=VALUES)


def report(answer: Answer = ANSWER, **cells: Number) -> Report:
    filled = {f"disclosure.rules.{name}": number for name, number in cells.items()}
    edition = built_in().get("2019")
    assert edition is not None
    return Report(edition, "某局", 2020, {}, filled, answers=(answer,))


def reason(of: Report) -> str | None:
    (finding,) = check(of, select=["disclosed-in-all"])
    return finding.answered


def test_an_answered_hint_carries_the_reason() -> None:
    assert reason(report(disclosed=5)) == "往年的已移交档案馆"


@pytest.mark.parametrize(
    "changed",
    [
        replace(ANSWER, rule="jump"),
        replace(ANSWER, cells=CELLS[:1]),
        replace(ANSWER, quote="全年收到申请12件。"),
        replace(ANSWER, values={**VALUES, "disclosure.rules.disclosed": 4}),
        replace(ANSWER, values={**VALUES, "last_year.disclosure.rules.disclosed": 1}),
    ],
    ids=["rule", "cells", "quote", "value", "last year's value"],
)
def test_an_answer_is_only_for_what_was_explained(changed: Answer) -> None:
    assert reason(report(changed, disclosed=5)) is None


def test_a_finding_counts_again_when_a_value_changes() -> None:
    assert reason(report(disclosed=6)) is None
    checker = LiveChecker(report(disclosed=5))

    def reasons() -> list[str | None]:
        found = [finding for finding in checker.findings if finding.rule == ANSWER.rule]
        return [finding.answered for finding in found]

    answered = [reasons()]
    for number in (6, 5):
        checker.set_cells({"disclosure.rules.disclosed": number})
        answered.append(reasons())
    assert answered == [[ANSWER.reason], [None], [ANSWER.reason]]


def test_last_years_value_is_looked_up_in_last_years_report() -> None:
    answer = replace(ANSWER, values={"last_year.disclosure.rules.disclosed": 7})
    last_year = report(disclosed=7, disclosed_in_all=7)
    now = report(answer, disclosed=5)
    (finding,) = check(now, last_year=last_year, select=["disclosed-in-all"])
    assert finding.answered == ANSWER.reason


def test_an_error_cannot_be_answered_away() -> None:
    wrong = report(disclosed=1, disclosed_in_all=1).with_cell("disputes.review.total", 1)
    (error,) = check(wrong, select=["disputes-total"])
    answer = Answer(error.rule, error.cells, "就是这样")
    (still,) = check(replace(wrong, answers=(answer,)), select=["disputes-total"])
    assert still.answered is None


def test_an_answer_records_what_its_finding_was_held_against() -> None:
    edition = built_in().for_year(2024)
    total, documents = "requests.total.granted", "disclosure.normative_documents"
    now = Report(edition, "某局", 2024, {}, {total: 301, f"{documents}.in_force": 12})
    last = Report(edition, "某局", 2023, {}, {total: 30, f"{documents}.in_force": 10})

    def reasons(of: Report, before: Report | None) -> dict[str, str | None]:
        rules = ("jump", "in-force", "blank-cells")
        return {f.rule: f.answered for f in check(of, last_year=before, select=rules)}

    found = check(now, last_year=last, select=["jump", "in-force", "blank-cells"])
    answers = tuple(answer_to(finding, now, "是", last) for finding in found)
    values = {answer.rule: answer.values for answer in answers}
    assert values["jump"] == {total: 301, f"last_year.{total}": 30}
    assert values["in-force"][f"last_year.{documents}.in_force"] == 10
    explained = replace(now, answers=answers)
    assert reasons(explained, last) == {"jump": "是", "in-force": "是", "blank-cells": "是"}
    assert reasons(explained, None) == {"blank-cells": "是"}
    changed = last.with_cells({total: 29, f"{documents}.in_force": 11})
    assert reasons(explained, changed) == {"jump": None, "in-force": None, "blank-cells": "是"}
