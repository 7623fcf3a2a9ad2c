"""The plain text of a report is aligned, and its lines can be joined again."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.report import Report
from nianbao.report.width import INDENT, display_width
from nianbao.writers.plain_text import to_plain_text
from nianbao.writers.printed import text_lines
from tests.generated import reports
from tests.writers.hostile import FORBIDDEN, all_hostile
from tests.writers.real_reports import NAMES, busy_report, real_report


def joined_texts(document: str) -> list[str]:
    """The paragraphs of a document, wrapped lines joined, an empty string for an empty line."""
    paragraphs: list[str] = []
    within = False
    for line in document.split("\n"):
        if line.startswith(INDENT):
            paragraphs.append(line.removeprefix(INDENT))
        elif within and line:
            paragraphs[-1] += line
            continue
        within = line.startswith(INDENT)
    return paragraphs


def test_the_text_begins_with_title_and_preface() -> None:
    assert to_plain_text(busy_report()).split("\n")[:6] == [
        "淮安市洪泽区人民政府2024年政府信息公开工作年度报告",
        "",
        "　　引言。",
        "",
        "一、总体情况",
        "",
    ]


def test_text_stands_before_its_table_and_empty_sections_have_their_title() -> None:
    lines = to_plain_text(busy_report()).split("\n")
    at = lines.index("三、收到和处理政府信息公开申请情况")
    assert lines[at : at + 5] == [lines[at], "", "　　见下表。", "　　另说明。", ""]
    assert lines[at + 5].startswith("+---")
    at = lines.index("五、存在的主要问题及改进情况")
    assert lines[at : at + 4] == [lines[at], "", "六、其他需要报告的事项", ""]


def test_lines_that_look_like_titles_or_tables_are_indented_text() -> None:
    text = to_plain_text(busy_report())
    assert "\n　　一、总体情况\n　　全年收到申请 95 件。\n　　| 规章 | 1 | 2 | 3 |\n" in text
    assert "\n　　---\n\n　　+----+\n" in text
    assert text.count("\n\n一、总体情况\n\n") == 1


def test_small_tables_are_one_table_with_the_clauses_over_all_columns() -> None:
    lines = to_plain_text(busy_report()).split("\n")
    at = lines.index("二、主动公开政府信息情况")
    assert lines[at + 2 : at + 13] == [
        "+-------------------------------------------------------------+",
        "|                     第二十条第（一）项                      |",
        "+----------------+--------------+--------------+--------------+",
        "| 信息内容       | 本年制发件数 | 本年废止件数 | 现行有效件数 |",
        "+----------------+--------------+--------------+--------------+",
        "| 规章           |            0 |            0 |            0 |",
        "+----------------+--------------+--------------+--------------+",
        "| 行政规范性文件 |            3 |            0 |            8 |",
        "+----------------+--------------+--------------+--------------+",
        "|                     第二十条第（五）项                      |",
        "+----------------+--------------------------------------------+",
    ]


def test_a_published_report_closes_with_office_and_date() -> None:
    assert to_plain_text(busy_report()).endswith(
        "\n\n六、其他需要报告的事项\n\n淮安市洪泽区人民政府\n2025年1月15日\n"
    )


def test_the_closing_stands_at_the_right_where_lines_have_an_end() -> None:
    *_, organ, day, _ = to_plain_text(busy_report(), 40).split("\n")
    assert organ == " " * 20 + "淮安市洪泽区人民政府"
    assert day == " " * 27 + "2025年1月15日"


def test_a_title_that_hides_office_or_year_is_followed_by_the_forms_own() -> None:
    text = to_plain_text(replace(busy_report(), title="关于政府信息公开工作的报告"))
    assert text.startswith(
        "关于政府信息公开工作的报告\n\n淮安市洪泽区人民政府2024年政府信息公开工作年度报告\n\n　　引言。\n"
    )


def test_text_is_wrapped_at_the_width() -> None:
    report = busy_report().with_text("preface", "为贯彻落实《条例》，共收到申请12345件，均已办结。")
    lines = to_plain_text(report, 24).split("\n")
    at = lines.index("　　为贯彻落实《条例》，")
    assert lines[at : at + 4] == [
        "　　为贯彻落实《条例》，",
        "共收到申请12345件，均已",
        "办结。",
        "",
    ]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [None, 80, 60])
def test_the_lines_of_a_table_are_equally_wide(name: str, width: int | None) -> None:
    text = to_plain_text(real_report(name), width)
    for block in text.split("\n\n"):
        if block.startswith("+"):
            widths = {display_width(line) for line in block.strip("\n").split("\n")}
            assert len(widths) == 1
            assert max(widths) <= (width or 100)


@settings(max_examples=40)
@given(reports(answers=False, extra=False), st.none() | st.integers(20, 120))
def test_joined_lines_are_the_texts(report: Report, width: int | None) -> None:
    wanted = [
        " ".join(line.split())
        for section in report.edition.texts
        for line in text_lines(report, section.name)
        if line
    ]
    found = [" ".join(text.split()) for text in joined_texts(to_plain_text(report, width))]
    assert found == wanted


@settings(max_examples=40)
@given(reports(answers=False, extra=False), st.integers(20, 120))
def test_no_line_but_of_a_table_passes_the_width(report: Report, width: int) -> None:
    whole = {report.organ, *(section.title for section in report.edition.sections)}
    for line in to_plain_text(report, width).split("\n"):
        assert display_width(line) <= width or line[0] in "+|" or line in whole


def test_hostile_texts_are_text() -> None:
    report = all_hostile()
    for width in (None, 60):
        text = to_plain_text(report, width)
        assert FORBIDDEN.isdisjoint(text)
    lines = [line for line in text_lines(report, "overview") if line]
    assert {INDENT + line for line in lines} <= set(to_plain_text(report).split("\n"))
