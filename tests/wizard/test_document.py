"""Cells, totals, drafts, undo and findings of an open report."""

from decimal import Decimal

import pytest

from nianbao.checks.finding import Finding, Severity
from nianbao.editions import built_in
from nianbao.wizard.cell_state import Status
from nianbao.wizard.document import Document
from tests.wizard.desk import ORGAN, Desk, report

PERSON = "requests.natural_person"
TOTAL = "requests.total"
UPHELD, CORRECTED = "disputes.review.upheld", "disputes.review.corrected"
REVIEWED = "disputes.review.total"


def filled(document: Document, column: str, **values: int) -> None:
    """Type these into a column, and zeros into its other cells."""
    for name, value in values.items():
        document.type_cell(f"{column}.{name}", str(value))
    document.fill_column(next(f"{column}.{name}" for name in values))


def test_a_missing_file_is_a_new_report_on_the_last_calendar_year(desk: Desk) -> None:
    document = desk.open()
    assert (document.report.organ, document.report.year) == ("", 2025)
    assert document.edition.name == "2021"
    assert not desk.path.exists()


@pytest.mark.parametrize(
    ("typed", "value"),
    [("12", 12), ("１２", 12), ("1,234", 1234), ("12件", 12), ("3+4", 7), (" 5 ", 5), ("0", 0)],
)
def test_what_is_typed_is_read_as_what_it_means(desk: Desk, typed: str, value: int) -> None:
    document = desk.open()
    document.type_cell(UPHELD, typed)
    assert document.cell(UPHELD).value == value


def test_an_amount_may_have_a_fraction_however_its_point_is_typed(desk: Desk) -> None:
    document = desk.open()
    document.type_cell("disclosure.fees.amount", "0。5")
    assert document.cell("disclosure.fees.amount").value == Decimal("0.5")


def test_a_total_follows_its_parts_and_one_undo_takes_back_both(desk: Desk) -> None:
    document = desk.open()
    document.type_cell(UPHELD, "2")
    document.type_cell(CORRECTED, "3")
    assert document.cell(REVIEWED).value == 5
    assert document.cell(REVIEWED).follows
    assert document.undo() == CORRECTED
    assert document.cell(REVIEWED).value == 2
    assert document.redo() == CORRECTED
    assert document.cell(REVIEWED).value == 5


def test_a_total_over_blank_parts_only_stays_blank(desk: Desk) -> None:
    document = desk.open()
    assert document.cell(REVIEWED).value is None
    document.type_cell(UPHELD, "2")
    document.clear_cell(UPHELD)
    assert document.cell(REVIEWED).value is None
    assert document.cell(REVIEWED).follows


def test_a_typed_total_stays_until_delete_makes_it_follow(desk: Desk) -> None:
    document = desk.open()
    document.type_cell(UPHELD, "2")
    document.type_cell(REVIEWED, "7")
    document.type_cell(CORRECTED, "3")
    state = document.cell(REVIEWED)
    assert (state.value, state.typed_total, state.follows) == (7, True, False)
    document.clear_cell(REVIEWED)
    state = document.cell(REVIEWED)
    assert (state.value, state.typed_total, state.follows) == (5, False, True)


def test_a_total_typed_equal_to_its_sum_is_a_control_figure_too(desk: Desk) -> None:
    document = desk.open()
    document.type_cell(UPHELD, "2")
    document.type_cell(REVIEWED, "2")
    document.type_cell(CORRECTED, "1")
    assert document.cell(REVIEWED).value == 2


def test_the_corner_follows_its_row(desk: Desk) -> None:
    document = desk.open()
    document.type_cell(f"{PERSON}.granted", "3")
    document.type_cell(f"{PERSON}.concluded", "4")
    assert document.cell(f"{TOTAL}.granted").value == 3
    assert document.cell(f"{TOTAL}.concluded").value == 4


def test_a_stated_total_follows_where_it_equals_its_sum(desk: Desk) -> None:
    desk.write({UPHELD: 2, REVIEWED: 2, "disputes.direct_litigation.upheld": 1})
    desk.path.write_text(
        desk.text().replace(
            "[disputes.direct_litigation]\n", "[disputes.direct_litigation]\ntotal = 5\n"
        ),
        encoding="utf-8",
    )
    document = desk.open()
    assert document.cell(REVIEWED).follows
    assert document.cell("disputes.direct_litigation.total").typed_total


def test_a_blank_total_over_filled_parts_stays_blank_until_delete(desk: Desk) -> None:
    desk.write({UPHELD: 2})
    document = desk.open()
    assert document.cell(REVIEWED).value is None
    assert any(REVIEWED in finding.cells for finding in document.findings)
    document.type_cell(CORRECTED, "3")
    assert document.cell(REVIEWED).value is None
    document.clear_cell(REVIEWED)
    assert document.cell(REVIEWED).value == 5


def test_what_cannot_be_read_stays_as_a_draft_with_its_finding(desk: Desk) -> None:
    document = desk.open()
    document.type_cell(UPHELD, "2")
    document.type_cell(UPHELD, "两件半")
    state = document.cell(UPHELD)
    assert (state.value, state.draft, state.mark) == (None, "两件半", "!")
    (finding,) = document.findings
    assert "行政复议 / 结果维持" in finding.message
    assert "两件半" in finding.message
    assert document.cell(REVIEWED).value is None
    document.undo()
    assert document.cell(UPHELD).value == 2
    assert document.findings == ()


def test_blank_is_not_zero_and_a_blank_cell_is_marked(desk: Desk) -> None:
    document = desk.open()
    assert document.cell(UPHELD).mark == "."
    document.type_cell(UPHELD, "0")
    assert document.cell(UPHELD).mark == " "
    document.type_cell(UPHELD, "  ")
    assert document.cell(UPHELD).value is None


def test_zeros_fill_a_column_and_then_the_table_and_never_a_total(desk: Desk) -> None:
    document = desk.open()
    document.type_cell(UPHELD, "2")
    first = document.fill_column(UPHELD)
    assert (first.filled, document.cell(REVIEWED).value) == (3, 2)
    assert document.cell(REVIEWED).follows
    assert document.cell("disputes.direct_litigation.upheld").value is None
    second = document.fill_column(UPHELD)
    assert second.filled == 8
    assert document.cell("disputes.direct_litigation.total").follows
    assert document.fill_column(UPHELD).message == "没有空白格可填。"
    document.undo()
    assert document.cell("disputes.direct_litigation.upheld").value is None
    assert document.cell(CORRECTED).value == 0


def test_a_draft_is_not_filled_over(desk: Desk) -> None:
    document = desk.open()
    document.type_cell(UPHELD, "几件")
    document.fill_column(UPHELD)
    assert document.cell(UPHELD).draft == "几件"


def test_the_row_of_another_edition_is_not_filled(desk: Desk) -> None:
    document = desk.open()
    document.fill_column(f"{PERSON}.received")
    assert document.cell(f"{PERSON}.closed").value is None
    assert document.status("requests").detail == "已填 50/175 格"


def test_a_proposal_is_taken_instead_of_zero_and_told(desk: Desk) -> None:
    last = report({f"{PERSON}.carried_forward": 2, "disclosure.rules.in_force": 5}, 2024)
    document = desk.open(last_year=last)
    result = document.fill_column(f"{PERSON}.received")
    assert document.cell(f"{PERSON}.carried_in").value == 2
    assert result.message == "空白格已填 0，共 23 格；上年结转·自然人按上年 2 填为 2。"
    result = document.fill_blanks(
        f"disclosure.rules.{name}" for name in ("issued", "repealed", "in_force")
    )
    assert document.cell("disclosure.rules.in_force").value == 5
    assert "现行有效件数按上年 5＋制发件数 0－废止件数 0 填为 5" in result.message


def test_a_proposal_waits_for_the_changes_of_this_year(desk: Desk) -> None:
    last = report({"disclosure.rules.in_force": 5}, 2024)
    document = desk.open(last_year=last)
    result = document.fill_blanks(["disclosure.rules.in_force"])
    assert document.cell("disclosure.rules.in_force").value is None
    assert result.message == "规章·现行有效件数要按上年数推算，请先填制发件数、废止件数。"
    document.type_cell("disclosure.rules.issued", "3")
    document.type_cell("disclosure.rules.repealed", "1")
    document.fill_blanks(["disclosure.rules.in_force"])
    assert document.cell("disclosure.rules.in_force").value == 7


def test_a_report_of_another_year_proposes_nothing(desk: Desk) -> None:
    last = report({f"{PERSON}.carried_forward": 2}, 2023)
    document = desk.open(last_year=last)
    document.fill_column(f"{PERSON}.received")
    assert document.cell(f"{PERSON}.carried_in").value == 0


def test_what_differs_from_last_years_report_is_shown_as_it_is_typed(desk: Desk) -> None:
    last = report({f"{PERSON}.carried_forward": 2, "disclosure.rules.in_force": 5}, 2024)
    document = desk.open(last_year=last)
    filled(document, PERSON, received=0, carried_in=3, granted=3)
    rules = [f"disclosure.rules.{name}" for name in ("issued", "repealed", "in_force")]
    for address, typed in zip(rules, ("1", "0", "7"), strict=True):
        document.type_cell(address, typed)
    assert [finding.rule for finding in document.findings] == ["in-force", "carry-over"]
    assert document.cell(f"{PERSON}.carried_in").mark == "!"
    assert [document.cell(address).mark for address in rules] == [" ", " ", "?"]
    document.type_cell(rules[2], "6")
    document.type_cells({f"{PERSON}.carried_in": "2", f"{PERSON}.granted": "2"})
    assert document.findings == ()


def test_an_imbalance_is_shown_once_its_column_is_finished(desk: Desk) -> None:
    document = desk.open()
    document.type_cell(f"{PERSON}.received", "12")
    document.type_cell(f"{PERSON}.granted", "11")
    assert document.findings == ()
    assert document.balance_line("requests", "natural_person").endswith("尚有1件未列入")
    document.fill_column(f"{PERSON}.received")
    assert document.balance_line("requests", "natural_person").startswith("! ")
    assert document.cell(f"{PERSON}.concluded").mark == "!"
    assert document.status("requests").status is Status.IN_ERROR
    document.type_cell(f"{PERSON}.partly_granted", "1")
    assert document.findings == ()
    assert document.balance_line("requests", "natural_person").endswith("相符")


def test_a_table_being_filled_in_is_not_in_doubt_at_every_blank(desk: Desk) -> None:
    document = desk.open()
    document.type_cell(f"{PERSON}.received", "0")
    document.leave_section("requests")
    assert {document.cell(address).mark for address in document.edition.cells} == {".", " "}
    assert document.line_at(f"{PERSON}.granted") == "自然人：本年新收0；本列未填完"
    (blank,) = [item for item in document.findings if item.rule == "blank-cells"]
    told = document.line_on(blank, f"{PERSON}.granted")
    assert told.startswith("? ")
    assert told.endswith("请补填；没有的填 0，不要留空或者画线。")
    assert document.status("requests").status is Status.IN_PROGRESS
    document.set_text("overview", "收到申请{requests.total.partly_granted}件。")
    document.leave_section("overview")
    assert "live-figure" in [item.rule for item in document.findings]
    assert document.cell("requests.total.partly_granted").mark == "."


def test_a_doubt_of_an_import_says_at_its_cell_what_was_read(desk: Desk) -> None:
    said = "“行政复议”一行在原文第 3 行读到 4、5，请核对。"
    doubt = Finding(
        "import-cell-unclear", "数字属于哪一格不确定", Severity.WARNING, said, (UPHELD,)
    )
    assert desk.open().line_on(doubt, UPHELD) == f"? {said}"


def test_an_imbalance_is_shown_once_its_section_was_left(desk: Desk) -> None:
    document = desk.open()
    document.type_cell(f"{PERSON}.received", "12")
    document.leave_section("requests")
    assert [finding.section for finding in document.findings] == ["requests"] * len(
        document.findings
    )
    assert document.findings


def test_leaving_a_section_in_which_nothing_stands_shows_nothing(desk: Desk) -> None:
    document = desk.open()
    document.leave_section("requests")
    document.leave_section("overview")
    assert document.findings == ()
    assert document.status("requests").label == "未开始"


def test_reopening_counts_as_leaving(desk: Desk) -> None:
    desk.write({f"{PERSON}.received": 12, f"{TOTAL}.received": 12})
    document = desk.open()
    assert document.status("requests").status is Status.IN_ERROR


def test_statuses_are_true_after_every_edit(desk: Desk) -> None:
    desk.write()
    document = desk.open()
    assert document.status("disputes").label == "未开始"
    assert document.status("disputes").detail == "已填 0/15 格"
    document.type_cell(UPHELD, "0")
    assert document.status("disputes").status is Status.IN_PROGRESS
    document.fill_column(UPHELD)
    document.fill_column(UPHELD)
    assert document.status("disputes").label == "已完成"
    assert document.status("disputes").detail == "已填 15/15 格"
    document.type_cell(REVIEWED, "1")
    assert document.status("disputes").label == "有问题"
    assert document.status("disputes").detail == "错误 1 处"
    document.undo()
    assert document.status("disputes").label == "已完成"


def test_text_that_is_still_last_years_is_counted_by_paragraph(desk: Desk) -> None:
    last = report(year=2024).with_text("overview", "一段。\n\n二段。\n三段。")
    document = desk.open(last_year=last)
    document.set_text("overview", "一段。\n\n二段。\n新的一段。")
    status = document.status("overview")
    assert (status.status, status.detail) == (Status.IN_PROGRESS, "仍为上年原文 2 段")


def test_a_question_of_a_skeleton_is_work_left(desk: Desk) -> None:
    document = desk.open()
    document.set_text("overview", "本年【写：主动公开了多少条】。")
    assert document.status("overview").detail == "还有 1 处要写"


def test_last_years_figure_and_the_change(desk: Desk) -> None:
    last = report({UPHELD: 2}, 2024)
    document = desk.open(last_year=last)
    said = []
    for typed in ("", "2", "5", "1"):
        document.type_cell(UPHELD, typed)
        said.append(document.last_year_line(UPHELD))
    assert said == ["上年 2", "上年 2（持平）", "上年 2（增加 3）", "上年 2（减少 1）"]
    assert document.last_year_line(CORRECTED) == ""


def test_a_blank_cell_that_last_year_settles_tells_what_f6_fills_in(desk: Desk) -> None:
    last = report({f"{PERSON}.carried_forward": 2, f"{PERSON}.carried_in": 4}, 2024)
    document = desk.open(last_year=last)
    assert (
        document.last_year_line(f"{PERSON}.carried_in")
        == "上年 4，按上年推算为 2（<fill_blanks> 填入）"
    )
    document.type_cell(f"{PERSON}.carried_in", "2")
    assert document.last_year_line(f"{PERSON}.carried_in") == "上年 4（减少 2）"


def test_texts_and_fields_are_steps_too(desk: Desk) -> None:
    document = desk.open()
    document.set_field("organ", ORGAN)
    document.set_text("overview", "本年情况。")
    assert document.undo() == "narrative.overview"
    assert document.undo() == "report.organ"
    assert document.undo() is None
    assert document.report.organ == ""
    with pytest.raises(KeyError):
        document.set_field("edition", "2019")


def test_the_form_goes_by_the_year_until_a_cell_is_filled(desk: Desk) -> None:
    document = desk.open()
    document.set_field("year", 2020)
    assert document.edition is built_in().get("2019")
    document.type_cell("disclosure.licences.change", "-3")
    assert document.cell("disclosure.licences.change").value == -3
    document.set_field("year", 2021)
    assert document.edition is built_in().get("2019")


def test_nothing_happens_where_nothing_changes(desk: Desk) -> None:
    document = desk.open()
    document.type_cell(UPHELD, "2")
    told = len(desk.changes)
    document.type_cell(UPHELD, "2")
    assert len(desk.changes) == told
    document.undo()
    assert document.undo() is None


def test_a_change_tells_which_addresses_hold_something_else(desk: Desk) -> None:
    document = desk.open()
    document.type_cell(UPHELD, "2")
    assert desk.changes[-1].addresses == {UPHELD, REVIEWED}
