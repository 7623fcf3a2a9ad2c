"""The Markdown of a report renders as the printed form and reads well raw."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from nianbao.report import Report
from nianbao.report.typed_numbers import format_number
from nianbao.report.width import display_width, without_controls
from nianbao.writers.markdown import escaped, escaped_line, to_markdown
from nianbao.writers.printed import text_lines
from tests.generated import reports
from tests.writers.hostile import FORBIDDEN, all_hostile
from tests.writers.real_reports import NAMES, busy_report, real_report

GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tables(markdown: str) -> list[list[str]]:
    return [
        block.split("\n") for block in markdown.strip("\n").split("\n\n") if block.startswith("| ")
    ]


def cells(row: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]]


def paragraphs(markdown: str) -> list[str]:
    rendered = re.findall(r"<p>(.*?)</p>", GITHUB.render(markdown), re.DOTALL)
    return [unescape(text) for text in rendered]


def test_a_report_has_its_title_sections_and_clauses_as_headings() -> None:
    report = busy_report()
    headings = re.findall(r"^(#+ .*)$", to_markdown(report), re.MULTILINE)
    assert headings[:3] == [
        "# 淮安市洪泽区人民政府2024年政府信息公开工作年度报告",
        "## 一、总体情况",
        "## 二、主动公开政府信息情况",
    ]
    assert headings[3:7] == [f"### 第二十条第（{number}）项" for number in "一五六八"]
    assert headings[-2:] == ["## 五、存在的主要问题及改进情况", "## 六、其他需要报告的事项"]


def test_small_tables_stand_under_their_clause() -> None:
    assert tables(to_markdown(busy_report()))[0] == [
        "| 信息内容       | 本年制发件数 | 本年废止件数 | 现行有效件数 |",
        "| -------------- | -----------: | -----------: | -----------: |",
        "| 规章           |            0 |            0 |            0 |",
        "| 行政规范性文件 |            3 |            0 |            8 |",
    ]


def test_a_label_stands_once_in_the_first_row_and_column_it_spans() -> None:
    rows = [cells(row) for row in tables(to_markdown(busy_report()))[4]]
    assert rows[0][:5] == [
        "",
        "",
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        "申请人情况",
        "",
    ]
    assert rows[2] == ["", "", "", "自然人", "法人或其他组织", "", "", "", "", "总计"]
    assert rows[4][0] == "一、本年新收政府信息公开申请数量"
    assert rows[6][:4] == ["三、本年度办理结果", "（一）予以公开", "", "50"]
    assert rows[9][:4] == ["", "", "2.其他法律行政法规禁止公开", "0"]


def test_the_third_table_has_three_levels_of_heads() -> None:
    rows = [cells(row) for row in tables(to_markdown(busy_report()))[5]]
    assert rows[0] == ["行政复议", *[""] * 4, "行政诉讼", *[""] * 9]
    assert rows[2][5:11] == ["未经复议直接起诉", "", "", "", "", "复议后起诉"]
    assert rows[4] == ["1", "1", "0", "0", "2", "1", "0", "0", "0", "1", "2", "0", "1", "0", "3"]


def test_a_blank_cell_is_blank() -> None:
    report = real_report("上海市人民政府办公厅2019年")
    rows = [cells(row) for row in tables(to_markdown(report))[5]]
    assert rows[4] == [
        "一、本年新收政府信息公开申请数量",
        "",
        "",
        "821",
        "35",
        "",
        "",
        "2",
        "1",
        "859",
    ]


def test_a_published_report_closes_with_office_and_date() -> None:
    assert to_markdown(busy_report()).endswith("\n\n---\n\n淮安市洪泽区人民政府\n\n2025年1月15日\n")


def test_a_report_not_published_has_no_closing() -> None:
    report = replace(busy_report(), published=None)
    assert to_markdown(report).endswith("## 六、其他需要报告的事项\n")


def test_figures_are_filled_in_and_a_blank_one_is_a_gap() -> None:
    text = "{requests.total.received}件，{disputes.review.upheld}件"
    report = real_report("上海市人民政府办公厅2019年").with_text("overview", text)
    assert "859件，5件" in to_markdown(report)
    blank = report.with_cell("disputes.review.upheld", None)
    assert "859件，＿＿件" in to_markdown(blank)


@pytest.mark.parametrize(
    ("title", "own"),
    [
        (None, False),
        ("2024年淮安市洪泽区人民政府政府信息公开工作年度报告", False),
        ("关于政府信息公开工作的报告", True),
        ("淮安市洪泽区人民政府2023年政府信息公开工作年度报告", True),
    ],
)
def test_a_title_that_hides_office_or_year_is_followed_by_the_forms_own(
    title: str | None, own: bool
) -> None:
    text = to_markdown(replace(busy_report(), title=title))
    assert text.startswith(f"# {title or '淮安市'}")
    assert ("\n\n**淮安市洪泽区人民政府2024年政府信息公开工作年度报告**\n\n" in text) is own


@pytest.mark.parametrize(
    ("typed", "raw"),
    [
        ("# 标题", r"\# 标题"),
        ("1. 一是", r"1\. 一是"),
        ("1.一是", "1.一是"),
        ("12) 二是", r"12\) 二是"),
        ("- 三是", r"\- 三是"),
        ("-5%", "-5%"),
        ("---", r"\---"),
        ("===", r"\==="),
        ("+ 四", r"\+ 四"),
        ("> 五", r"\> 五"),
        ("a_b@x.gov.cn", "a_b@x.gov.cn"),
        ("_甲_", r"\_甲\_"),
        ("A&B &lt;", r"A\&B \&lt;"),
        ("http://x.cn/a_b", "http://x.cn/a_b"),
        ("http://x.cn/_a", r"http\://x.cn/\_a"),
        ("www.x.cn/*", r"www\.x.cn/\*"),
        ("〔2021〕30号，“甲”", "〔2021〕30号，“甲”"),
    ],
)
def test_only_what_would_be_markup_is_escaped(typed: str, raw: str) -> None:
    assert escaped_line(typed) == raw


def test_hard_text_renders_as_typed() -> None:
    report = busy_report()
    shown = paragraphs(to_markdown(report))
    wanted = [line for line in text_lines(report, "overview") if line]
    assert shown[1 : 1 + len(wanted)] == wanted


MARKED = st.text(
    st.sampled_from("#*_-+=~`<>[]()!|\\&;:.,/$1 甲乙ab\"'^{}@htpw\u3000")
    | st.characters(codec="utf-8"),
    max_size=30,
)


@given(
    MARKED
    | st.builds("{}{}".format, st.sampled_from(["http://a.cn/", "1. ", "- ", "&#35;"]), MARKED)
)
def test_any_line_renders_as_typed(typed: str) -> None:
    line = without_controls(typed).strip()
    html = GITHUB.render(escaped_line(line))
    assert unescape(html) == (f"<p>{line}</p>\n" if line else "")


@given(MARKED)
def test_the_backslashes_taken_away_give_the_text(typed: str) -> None:
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped(typed)) == typed


@pytest.mark.parametrize("name", NAMES)
def test_columns_stand_under_each_other(name: str) -> None:
    for table in tables(to_markdown(real_report(name))):
        assert len({display_width(row) for row in table}) == 1


@given(reports(answers=False, extra=False))
def test_rows_of_a_table_have_as_many_cells_and_every_number_is_there(report: Report) -> None:
    shown: list[str] = []
    for table in tables(to_markdown(report)):
        rows = [cells(row) for row in table]
        assert len({len(row) for row in rows}) == 1
        shown += [cell for row in rows for cell in row if re.fullmatch(r"-?[0-9.]+", cell)]
    assert sorted(shown) == sorted(map(format_number, report.cells.values()))


@given(reports(answers=False, extra=False))
def test_the_sections_are_the_only_second_level_headings(report: Report) -> None:
    tokens = GITHUB.parse(to_markdown(report))
    headings = [
        tokens[index + 1].content
        for index, token in enumerate(tokens)
        if token.tag == "h2" and token.nesting == 1
    ]
    assert headings == [section.title for section in report.edition.sections]


def test_an_office_that_looks_like_a_list_is_no_list() -> None:
    report = replace(busy_report(), organ="1. 局", published=date(2025, 1, 5))
    assert "\n\n1\\. 局\n\n2025年1月5日\n" in to_markdown(report)


def test_tables_are_html_with_merged_heads_when_that_is_asked_for() -> None:
    text = to_markdown(busy_report(), html_tables=True)
    assert not tables(text)
    blocks = [token.content for token in GITHUB.parse(text) if token.type == "html_block"]
    assert len(blocks) == 6
    assert all(block.startswith("<table") and block.endswith("</table>\n") for block in blocks)
    assert '<th id="requests-0-0-3" scope="colgroup" colspan="7">申请人情况</th>' in blocks[4]
    assert text.split("\n\n")[:3] == to_markdown(busy_report()).split("\n\n")[:3]


def test_hostile_texts_render_as_typed() -> None:
    report = all_hostile()
    text = to_markdown(report)
    assert FORBIDDEN.isdisjoint(text)
    tags = set(re.findall(r"<(/?[a-z0-9]+)", GITHUB.render(text)))
    assert {tag.strip("/") for tag in tags} <= {
        *("h1", "h2", "h3", "p", "strong", "hr", "table", "thead", "tbody", "tr", "th", "td"),
    }
    wanted = [line for line in text_lines(report, "overview") if line]
    shown = paragraphs(text)
    start = shown.index(wanted[0])
    assert shown[start : start + len(wanted)] == wanted
