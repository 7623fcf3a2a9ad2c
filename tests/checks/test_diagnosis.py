"""Which cell is wrong: seeded tables with known slips, and what must hold for every report."""

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.checks.checking import check
from nianbao.checks.diagnosis import Diagnosis, Explanation, applied, diagnose
from nianbao.checks.diagnosis_sentences import diagnosis_sentences, undecided
from nianbao.checks.equations import equations
from nianbao.checks.finding import Finding
from nianbao.report import Number, Report
from tests.generated import filled_cells, reports
from tests.slips import (
    EDITION,
    RULES,
    TOTALS,
    Cells,
    Measured,
    address,
    disputes,
    measured,
    mistyped,
    report,
    table,
    with_block_shifted,
    with_figure_moved,
    with_slips,
)

PERSON = "requests.natural_person"
BALANCED = {cell for one in equations(EDITION) if one.relation == "equal" for cell in one.headings}


def found(of: Report) -> tuple[Finding, ...]:
    return check(of, select=RULES)


def diagnosed(cells: Cells, *, last_year: Report | None = None, text: str = "") -> Diagnosis:
    of = report(cells).with_text("overview", text)
    (diagnosis,) = diagnose(of, found(of), last_year=last_year)
    return diagnosis


def changes(explanation: Explanation) -> dict[str, tuple[Number | None, Number | None]]:
    return {change.cell: (change.before, change.after) for change in explanation.changes}


@pytest.mark.parametrize(
    ("wrong", "right"), [(1, 1.0), (2, 0.97), (3, 0.9)], ids=["one", "two", "three"]
)
def test_mistyped_cells_come_first_with_their_values(wrong: int, right: float) -> None:
    result = measured(lambda random, cells: with_slips(random, cells, wrong), 150)
    assert result.first >= right
    assert result.listed >= right


@pytest.mark.parametrize("slip", [with_figure_moved, with_block_shifted])
def test_misplaced_figures_are_one_slip(slip: Callable[[Random, Cells], Cells | None]) -> None:
    assert measured(slip, 100, as_one_slip=True).first >= 0.85


def test_one_wrong_cell_is_found_without_knowing_which_totals_were_stated() -> None:
    result: Measured = measured(lambda random, cells: with_slips(random, cells, 1), 100, typed=None)
    assert result.first == 1.0


def test_the_wrong_cell_of_disputes_is_always_listed_and_never_certain() -> None:
    random = Random(5)
    for _ in range(100):
        cells = disputes(random)
        wrong = random.choice(sorted(cells))
        broken = {**cells, wrong: mistyped(random, cells[wrong])}
        diagnosis = diagnosed(broken)
        assert not diagnosis.certain
        listed = [changes(explanation) for explanation in diagnosis.explanations]
        assert {wrong: (broken[wrong], cells[wrong])} in listed


def test_a_number_that_machines_carried_into_its_totals_leaves_many_candidates() -> None:
    cells = table(Random(7))
    totals = [
        address(column, row) for column in ("natural_person", "total") for row in ("granted",)
    ]
    totals += [address(column, "concluded") for column in ("natural_person", "total")]
    broken = {**cells, **{cell: cells[cell] + 18 for cell in totals}}
    diagnosis = diagnosed(broken)
    assert len(diagnosis.findings) == 2
    assert not diagnosis.certain
    assert len(diagnosis.explanations) > 2
    suspects = {explanation.changes[0].cell for explanation in diagnosis.explanations}
    assert totals[0] in suspects
    assert not suspects & set(totals[1:])
    for explanation in diagnosis.explanations:
        assert set(changes(explanation)) > {explanation.changes[0].cell}


def test_a_blank_column_of_totals_is_one_thing_to_fill() -> None:
    cells = table(Random(11))
    blank = {
        cell: number for cell, number in cells.items() if not cell.startswith("requests.total")
    }
    of = report(blank)
    (diagnosis,) = diagnose(of, found(of))
    (explanation,) = diagnosis.explanations
    assert explanation.kind == "blank-total"
    assert applied(explanation) == {
        cell: number for cell, number in cells.items() if cell.startswith("requests.total")
    }
    (sentence,) = diagnosis_sentences(diagnosis, EDITION)
    assert "25 格总计均为空白" in sentence


def test_all_five_cells_of_a_group_are_named() -> None:
    cells: Cells = {f"disputes.review.{row}": 3 for row in ("upheld", "corrected")}
    cells |= {"disputes.review.other_result": 3, "disputes.review.pending": 3}
    first, *named, last = diagnosis_sentences(
        diagnosed({**cells, "disputes.review.total": 21}), EDITION
    )
    assert first == (
        "这五个数中至少一个有误，仅凭勾稽关系无法判断是哪一个；共有 5 种改法，最可能的排在前面："
    )
    assert named[0] == "1. 行政复议 / 总计 现填 21，可能应为 12（两位数字颠倒）。"
    assert [sentence[:2] for sentence in named] == ["1.", "2.", "3.", "4.", "5."]
    assert last == "照其中一种更正后，相关 1 处勾稽关系均相符。请核对台账后更正。"


def test_of_many_ways_the_first_are_told_and_a_list_of_all_says_so() -> None:
    cells: Cells = {cell.address: 0 for cell in EDITION.table("requests").cells.values()}
    received = {f"{PERSON}.received": 12, "requests.total.received": 12}
    diagnosis = diagnosed({**cells, **received})
    first, *named, _ = diagnosis_sentences(diagnosis, EDITION)
    assert first.endswith(f"，最可能的 {len(named)} 种是：")
    assert undecided(diagnosis, lists_all=True).endswith("，最可能的排在前面：")


def test_the_totals_of_disputes_are_never_for_certain() -> None:
    cells: Cells = {
        f"disputes.{group.name}.{row}": 2
        for group in EDITION.table("disputes").blocks[0].columns
        for row in ("upheld", "corrected")
    }
    of = report(cells)
    (diagnosis,) = diagnose(of, found(of))
    assert diagnosis.explanations[0].kind == "blank-total"
    assert len(diagnosis.findings) == 3
    assert not diagnosis.certain


def test_a_blank_row_of_totals_and_a_slip_are_two_things() -> None:
    cells: Cells = {**disputes(Random(3)), "disputes.direct_litigation.upheld": 2}
    broken = {**table(Random(11)), **cells}
    wrong = address("business", "granted")
    broken = {
        cell: number
        for cell, number in broken.items()
        if not cell.endswith((".total", ".concluded"))
    }
    of = report(broken).with_cell(wrong, (broken[wrong] or 0) + 100)
    diagnoses = diagnose(of, found(of))
    assert [one.explanations[0].kind for one in diagnoses].count("blank-total") == 2
    mended = of
    for diagnosis in diagnose(mended, found(mended)):
        mended = mended.with_cells(applied(diagnosis.explanations[0]))
    assert found(mended) == ()


@pytest.mark.parametrize(
    ("before", "after", "kind", "said"),
    [
        (21, 12, "digits-swapped", "现填 21，疑似 12（两位数字颠倒）；改为 12 后相关 2 处"),
        (120, 12, "times-ten", "现填 120，疑似 12（多录一个 0）"),
        (112, 12, "digit-doubled", "现填 112，疑似 12（多录一位数字）"),
        (2, 12, "digit-dropped", "现填 2，疑似 12（漏录一位数字）"),
        (15, 12, "digit-changed", "现填 15，疑似 12（一位数字录错）"),
        (None, 12, "blank-cell", "现为空白，疑似漏填了 12"),
        (77, 12, "other", "现填 77，疑似 12；改为 12 后"),
    ],
)
def test_the_kind_of_slip_is_told(before: Number | None, after: int, kind: str, said: str) -> None:
    good: Cells = {
        PERSON + ".received": 17, PERSON + ".granted": after, PERSON + ".closed_other": 5,
        PERSON + ".concluded": 17,
    }  # fmt: skip
    good |= {cell.replace("natural_person", "total"): number for cell, number in good.items()}
    of = report(good).with_cell(f"{PERSON}.granted", before)
    (diagnosis,) = diagnose(of, found(of))
    assert diagnosis.certain
    (explanation,) = diagnosis.explanations
    assert explanation.kind == kind
    assert changes(explanation) == {f"{PERSON}.granted": (before, after)}
    (sentence,) = diagnosis_sentences(diagnosis, EDITION)
    assert sentence.startswith(f"（一）予以公开 / 自然人 {said}")
    assert sentence.endswith("勾稽关系均相符。请核对台账后更正。")


def test_last_years_figures_and_the_texts_break_ties() -> None:
    cells: Cells = {f"disputes.review.{name}": 40 for name in ("upheld", "corrected")}
    cells |= {"disputes.review.pending": 3, "disputes.review.total": 120}
    first = [changes(one) for one in diagnosed(cells).explanations]
    said = [changes(one) for one in diagnosed(cells, text="复议77件，维持 77 件。").explanations]
    assert first[0] != {"disputes.review.corrected": (40, 77)}
    assert {"disputes.review.upheld": (40, 77)} in said[:2]
    last = report({"disputes.review.corrected": 40})
    kinds = {one.kind for one in diagnosed(cells, last_year=last).explanations}
    assert "last-years-figure" in kinds


def test_where_too_many_cells_differ_only_the_balances_are_listed() -> None:
    cells: Cells = {
        cell.address: (7 * number) % 31
        for number, cell in enumerate(EDITION.table("requests").cells.values())
        if not cell.row.optional
    }
    of = report(cells)
    diagnoses = diagnose(of, found(of))
    (largest,) = [one for one in diagnoses if len(one.findings) > 3]
    assert largest.explanations == ()
    assert not largest.certain
    (sentence,) = diagnosis_sentences(largest, EDITION)
    assert "请对照台账逐格核对" in sentence


@settings(max_examples=40)
@given(st.data())
def test_breaking_any_one_cell_is_found_and_named(data: st.DataObject) -> None:
    balanced = data.draw(reports("2021", balanced=True))
    assert found(balanced) == ()
    cell = data.draw(st.sampled_from(sorted(BALANCED)))
    broken = balanced.with_cell(cell, balanced.cells.get(cell, 0) + data.draw(st.integers(1, 99)))
    diagnoses = diagnose(broken, found(broken))
    assert diagnoses
    suspects = {
        change.cell
        for diagnosis in diagnoses
        for explanation in diagnosis.explanations
        for change in explanation.changes
    }
    assert cell in suspects


def test_a_blank_total_is_no_reason_to_leave_its_sum_broken() -> None:
    of = report({f"{PERSON}.received": 1, f"{PERSON}.granted": 1})
    findings = found(of)
    for diagnosis in diagnose(of, findings):
        broken = {(findings[n].rule, findings[n].cells) for n in diagnosis.findings}
        for explanation in diagnosis.explanations:
            left = found(of.with_cells(applied(explanation)))
            assert not broken & {(finding.rule, finding.cells) for finding in left}


@settings(max_examples=40)
@given(st.data())
def test_any_explanation_mends_its_cluster(data: st.DataObject) -> None:
    of = data.draw(reports(balanced=data.draw(st.booleans())))
    of = of.with_cells(data.draw(filled_cells(of.edition, 3)))
    last_year = data.draw(st.none() | reports())
    typed = data.draw(st.none() | st.just(frozenset(TOTALS)))
    findings = found(of)
    diagnoses = diagnose(of, findings, last_year=last_year, typed_totals=typed)
    assert diagnoses == diagnose(of, findings, last_year=last_year, typed_totals=typed)
    for diagnosis in diagnoses:
        assert diagnosis_sentences(diagnosis, of.edition)
        broken = {(findings[n].rule, findings[n].cells) for n in diagnosis.findings}
        for explanation in diagnosis.explanations[:6]:
            assert all(change.before != change.after for change in explanation.changes)
            mended = of.with_cells(applied(explanation))
            assert not broken & {(left.rule, left.cells) for left in found(mended)}
