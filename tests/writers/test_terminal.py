"""A report on the terminal is the printed form, never wider than the screen."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.report import Report
from nianbao.report.typed_numbers import format_number
from nianbao.report.width import display_width
from nianbao.writers.terminal import to_terminal
from tests.generated import reports
from tests.writers.hostile import FORBIDDEN, all_hostile
from tests.writers.real_reports import NAMES, busy_report, real_report


def test_the_whole_report_has_its_title_in_the_middle_and_every_section() -> None:
    report = busy_report()
    shown = to_terminal(report)
    title = report.heading
    assert shown.startswith(" " * ((80 - display_width(title)) // 2) + title + "\n\n　　引言。\n\n")
    assert [shown.count(f"\n\n{section.title}\n") for section in report.edition.sections] == [1] * 6
    assert shown.endswith(f"{' ' * 60}淮安市洪泽区人民政府\n{' ' * 67}2025年1月15日\n")


def test_one_section_is_shown_alone() -> None:
    lines = to_terminal(busy_report(), "requests").split("\n")
    assert lines[:5] == [
        "三、收到和处理政府信息公开申请情况",
        "",
        "　　见下表。",
        "　　另说明。",
        "",
    ]
    assert lines[5].startswith("+---")
    assert lines[-2].startswith("+---")


def test_the_preface_is_shown_under_what_it_is_called() -> None:
    assert to_terminal(busy_report(), "preface") == "标题和引言\n\n　　引言。\n"


def test_an_empty_section_is_its_title() -> None:
    assert to_terminal(busy_report(), "problems") == "五、存在的主要问题及改进情况\n"


def test_a_section_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        to_terminal(busy_report(), "nothing")


@pytest.mark.parametrize("name", NAMES)
def test_every_table_is_drawn_whole_at_80_columns(name: str) -> None:
    report = real_report(name)
    for section in ("disclosure", "requests", "disputes"):
        table = to_terminal(report, section).split("\n")[2:-1]
        assert all(line[0] in "+|" for line in table)
        assert max(map(display_width, table)) <= 80


def test_where_a_table_does_not_fit_its_cells_are_listed() -> None:
    assert to_terminal(busy_report(), "disputes", 30).split("\n")[3:8] == [
        "行政复议 / 结果维持          1",
        "行政复议 / 结果纠正          1",
        "行政复议 / 其他结果          0",
        "行政复议 / 尚未审结          0",
        "行政复议 / 总计              2",
    ]


def test_control_characters_of_a_report_do_not_reach_the_terminal() -> None:
    report = replace(
        busy_report(),
        organ="某\x1b[31m局",
        title="标\x07题\x9b",
        narrative={"preface": "甲\x1b]0;乙\u202e丙\r丁"},
    )
    shown = to_terminal(report)
    assert {unicodedata.category(sign) for sign in shown if sign != "\n"}.isdisjoint({"Cc", "Cs"})
    assert "\u202e" not in shown
    assert "　　甲]0;乙丙\n　　丁\n" in shown


def test_tables_have_ascii_marks_only() -> None:
    for line in to_terminal(busy_report(), "requests").split("\n"):
        assert all(
            ord(sign) < 128
            or unicodedata.category(sign) in ("Lo", "Po", "Ps", "Pe", "Pi", "Pf", "Zs")
            for sign in line
        )


@settings(max_examples=40)
@given(reports(answers=False, extra=False), st.integers(1, 130))
def test_no_line_is_wider_than_the_screen_and_every_number_is_there(
    report: Report, width: int
) -> None:
    shown = to_terminal(report, None, width)
    assert max(map(display_width, shown.split("\n"))) <= max(width, 24)
    assert not any(unicodedata.category(sign) == "Cc" for sign in shown if sign != "\n")
    for number in set(map(format_number, report.cells.values())):
        assert number in shown


def test_hostile_texts_send_the_terminal_nothing() -> None:
    assert FORBIDDEN.isdisjoint(to_terminal(all_hostile()))
