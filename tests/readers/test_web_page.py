"""Web pages, in the shapes that offices publish them in."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import date

import pytest

from nianbao import operations
from nianbao.report import Report
from tests.readers.ugly_tables import Rows
from tests.readers.whole_forms import (
    TITLE,
    assert_right,
    assert_right_or_doubted,
    html_table,
    numbered,
    page,
    read,
    rows_of,
    unmerged,
)

REPORT = numbered()


def sparse() -> Report:
    """Few kinds of applicants, so that a number says nothing of its column by itself."""
    kept = ("natural_person", "legal_service", "total")
    cells = {
        address: number
        for address, number in REPORT.cells.items()
        if not address.startswith("requests.") or address.split(".")[1] in kept
    }
    return replace(REPORT, cells=cells)


def test_a_head_drawn_too_wide_ends_where_the_next_begins() -> None:
    report = sparse()
    rows = rows_of(report, "requests")
    assert rows[2][-1].lines == ["其他"]
    rows[2][-1].across = 2
    assert_right(read(page(report, requests=html_table(rows))), report)


def test_a_table_that_goes_on_with_other_columns_is_not_read_by_the_heads_above() -> None:
    report = sparse()
    rows = rows_of(report, "requests")
    first, second = rows[:-1], rows[-1:]
    for row in first[:3]:
        next(cell for cell in row if "社会公益组织" in cell.lines or cell.across > 4).across += 1
    for row in first[3:]:
        row[-4].across = 2
    for row in second:
        row[-2].across = 2
    cut = html_table(first) + html_table(second)
    assert_right_or_doubted(read(page(report, requests=cut)), report)


def test_a_head_drawn_too_narrow_exchanges_no_columns() -> None:
    rows = rows_of(REPORT, "requests")
    assert rows[1][1].lines == ["法人或其他组织"]
    rows[1][1].across = 4
    assert_right_or_doubted(read(page(REPORT, requests=html_table(rows))), REPORT)
    cut = html_table(rows[:5]) + html_table(rows[-1:])
    assert_right_or_doubted(read(page(REPORT, requests=cut)), REPORT)


def test_a_number_in_the_text_before_a_table_is_not_its_row() -> None:
    table = html_table(rows_of(REPORT, "disputes"))
    assert_right(read(page(REPORT, disputes=f"<p>0</p>{table}")), REPORT)
    few = replace(REPORT, cells={"disputes.review.total": 0})
    table = html_table(rows_of(few, "disputes"))
    imported = read(page(few, disputes=f"<p>0</p>{table}"))
    assert imported.report.cells["disputes.review.total"] == 0


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""), ("utf-8", "gb2312"), ("utf-8-sig", "gbk"), ("gb18030", "gb2312"),
        ("gb18030", ""), ("gb18030", "utf-8"), ("utf-16", "utf-16"), ("big5hkscs", "big5"),
    ],
)  # fmt: skip
def test_the_characters_are_right_whatever_the_page_declares(encoding: str, declared: str) -> None:
    text = page(REPORT).replace("<head>", f'<head><meta charset="{declared}">')
    if encoding == "big5hkscs":
        text = _traditional(text)
    imported = read(text.encode(encoding, "xmlcharrefreplace"))
    assert imported.report.cells == REPORT.cells
    if encoding != "big5hkscs":
        assert imported.report.organ == REPORT.organ


def _traditional(text: str) -> str:
    from nianbao.readers.folding import _SIMPLIFIED, _TRADITIONAL

    return text.translate(str.maketrans(_SIMPLIFIED, _TRADITIONAL))


def test_a_table_of_other_elements_is_a_table() -> None:
    def of_elements(rows: Rows) -> str:
        lines = ["".join(f"<div>{''.join(c.lines)}</div>" for c in row) for row in rows]
        return f"<div>{''.join(f'<div>{line}</div>' for line in lines)}</div>"

    tables = {t.name: of_elements(unmerged(REPORT, t.name)) for t in REPORT.edition.tables}
    assert_right_or_doubted(read(page(REPORT, **tables)), REPORT)
    assert read(page(REPORT, **tables)).report.cells == REPORT.cells


def test_word_pasted_into_a_site_is_read() -> None:
    text = page(REPORT).replace("<td ", "<td class=MsoNormal style='mso-border-alt:solid' ")
    for number in range(1, 199):
        text = text.replace(f">{number}<", f"><p><span lang=EN-US>{number}<o:p></o:p></span></p><")
    text = text.replace("自然人", "<b><span>自</span></b><span>然</span><span>人</span>")
    text = text.replace(
        "<body>", "<body><!--[if gte mso 9]><xml><w:View>0</w:View></xml><![endif]-->"
    )
    assert_right(read(text), REPORT)


def test_the_page_around_a_report_adds_nothing_to_it() -> None:
    around = (
        "<script>var year = 2018;</script><nav><a>首页</a></nav>"
        "<table><tr><td>索引号</td><td>0143/2024-0002</td><td>公开日期</td><td>2024-01-17</td></tr>"
        f"<tr><td>名称</td><td colspan=3>{TITLE}</td></tr></table>"
    )
    foot = "<div>【打印】【关闭】</div><div>主办：某某区人民政府</div><div>某ICP备05000000号</div>"
    text = page(REPORT).replace("<body>", f"<body>{around}").replace("</body>", f"{foot}</body>")
    imported = read(text)
    assert_right(imported, REPORT)
    assert imported.report.published == date(2024, 1, 17)
    assert imported.report.narrative["other_matters"] == "这一部分是文字。"
    said = "".join(doubt.message for doubt in imported.doubts)
    assert all(words in said for words in ("索引号", "主办", "ICP备"))
    closed = text.replace(foot, f"<p>{REPORT.organ}</p><p>2024年1月20日</p>{foot}")
    assert read(closed).report.published == date(2024, 1, 20)


def test_the_footer_of_an_office_program_does_not_hide_the_closing() -> None:
    footer = '<div title="footer"><p>— <span><sdfield type=PAGE>3</sdfield></span>—</p></div>'
    end = f"<p>{REPORT.organ}</p><p>2024年1月20日</p>{footer}</body>"
    imported = read(page(REPORT).replace("</body>", end))
    assert_right(imported, REPORT)
    assert imported.report.published == date(2024, 1, 20)
    assert imported.report.narrative["other_matters"] == "这一部分是文字。"


@pytest.mark.parametrize(
    "line",
    [
        "发布时间：2024-01-17 09:30　来源：某某区民政局　浏览次数：128", "【字体：大 中 小】", "[ 打印 ] [ 关闭 ]",
        "来源：某某区民政局", "发布时间：2024-01-17 09:30", "发布日期:2024年1月17日 打印",
    ],
)  # fmt: skip
def test_what_a_site_writes_under_a_title_is_no_preface(line: str) -> None:
    text = page(REPORT).replace(f"<p>{TITLE}</p>", f"<p>{TITLE}</p><p>{line}</p>")
    imported = read(text)
    assert "preface" not in imported.report.narrative
    told = [d.message for d in imported.doubts if "页面上报告以外的文字没有读入" in d.message]
    assert len(told) == (line != "发布时间：2024-01-17 09:30")
    assert (imported.report.published is None) is ("2024" not in line)


def test_what_only_looks_like_furniture_is_kept() -> None:
    preface = "来源于社会各界的监督。</p><p>联系电话：12345。"
    last = "打印机等设备的采购信息全部公开"
    text = page(REPORT).replace(f"<p>{TITLE}</p>", f"<p>{TITLE}</p><p>{preface}</p>")
    text = text.replace("</body>", f"<p>{last}</p></body>")
    narrative = read(text).report.narrative
    assert narrative["preface"] == "来源于社会各界的监督。\n联系电话：12345。"
    assert narrative["other_matters"].endswith(last)


def test_a_page_laid_out_by_tables_holds_the_tables_in_its_cells() -> None:
    text = page(REPORT).replace("<body>", "<body><table><tr><td width=9></td><td>")
    assert_right(read(text.replace("</body>", "</td></tr></table></body>")), REPORT)
    rows = rows_of(REPORT, "requests")
    rows[5][-2].lines = ["", f"{rows[5][-2].lines[0]}", ""]
    inner = html_table(rows).replace(">一、本年新收", "><table><tr><td>一、本年新收", 1)
    inner = inner.replace("申请数量</td>", "申请数量</td></tr></table></td>", 1)
    assert_right(read(page(REPORT, requests=inner)), REPORT)


def test_rows_and_cells_that_are_never_closed_are_closed_by_the_next() -> None:
    text = page(REPORT).replace("</td>", "").replace("</tr>", "").replace("<td ", "<TD ")
    assert_right(read(text), REPORT)


@pytest.mark.parametrize(
    "head",
    [
        f"<title>{TITLE}-某某区人民政府</title>",
        f"<title>某某区人民政府网</title><meta name=ArticleTitle content={TITLE}>",
    ],
)
def test_a_title_that_stands_in_the_pages_heading_only_is_used_and_told(head: str) -> None:
    text = page(REPORT).replace(f"<p>{TITLE}</p>", "").replace("<title>年报</title>", head)
    imported = read(text)
    assert (imported.report.organ, imported.report.year) == (REPORT.organ, 2023)
    assert imported.report.title is None
    (said,) = imported.doubts
    assert said.rule == "import-organ-missing"
    assert f"单位按网页的标题“{TITLE}”填入" in said.message
    lead = "<p>统计期限为2022年1月1日至12月31日。</p>"
    assert read(text.replace("<body>", f"<body>{lead}")).report.organ == ""


def test_a_mail_of_a_page_and_a_frame_without_text_are_named() -> None:
    mail = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
    with pytest.raises(
        operations.Unreadable, match=r"单个文件网页（\.mht），请用 Word 或 WPS 打开"
    ):
        read(mail)
    with pytest.raises(operations.Unreadable, match="没有找到报告各部分的标题"):
        read("<html><frameset><frame src=a.html></frameset></html>")


@pytest.mark.parametrize("filling", [" ", "\t", "</table ", "<a ", "&#"])
def test_a_page_of_nothing_but_one_thing_takes_no_time(filling: str) -> None:
    start = time.process_time()
    with pytest.raises(operations.Unreadable):
        read(f"<html><body>{filling * (200_000 // len(filling))}</body></html>")
    assert time.process_time() - start < 4


def test_control_characters_of_a_page_are_not_read() -> None:
    page = (
        "<h1>某某局2024年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>略&#8;去\x01\x7f。</p>"
        "<p>二、主动公开政府信息情况</p>"
    )
    report = operations.import_document(page.encode()).report
    assert report.narrative["overview"] == "略去。"
    assert operations.export(report, "docx")


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ("<button>打印</button><select><option>2024</option></select>", "选项的文字（1 项，“2024”）"),
        ("<button>下载 2023 年年报附表</button>", "按钮的文字（1 项，“下载 2023 年年报附表”）"),
        ('<div style="display: none"><a>分享</a></div>', None),
        ('<div style="display: none"><table><tr><td>7</td></tr></table></div>', "不显示的部分的文字（1 项，“7”）"),
        ("<div hidden>本局全年公开信息 12 条。</div>", "不显示的部分的文字（1 项"),
        ("<p>共收到 <del>3</del>4 件。</p>", "划掉的部分的文字（1 项，“3”）"),
        ("<textarea>另附说明</textarea>", "输入框的文字（1 项，“另附说明”）"),
        ('<iframe src="/table4.html"></iframe>', "嵌入的另一页面（1 项，“/table4.html”）"),
        ('<iframe src="/count" width="0"></iframe>', None),
        ("<noscript>请打开脚本</noscript><svg><text>图一</text></svg>", "图形的文字（1 项，“图一”）"),
    ],
)  # fmt: skip
def test_what_a_page_holds_and_is_not_read_is_told(left_out: str, said: str | None) -> None:
    imported = read(page(REPORT).replace("</body>", f"{left_out}</body>"))
    told = [d.message for d in imported.doubts if d.rule == "import-text-left-out"]
    assert len(told) == (said is not None), told
    assert all(said is None or message.startswith(f"网页{said}") for message in told)
    assert "没有读入；如果属于报告，请补填。" in "".join(told) or said is None


def test_a_hidden_cell_is_no_cell_and_is_told() -> None:
    rows = html_table(rows_of(REPORT, "disputes")).replace("\n<tr>", "\n<tr><td hidden>88</td>")
    imported = read(page(REPORT, disputes=rows))
    assert imported.report.cells == REPORT.cells
    assert any("“88”" in doubt.message for doubt in imported.doubts)


def test_what_stands_in_a_table_but_in_no_cell_is_read_before_it() -> None:
    table = html_table(rows_of(REPORT, "disputes"))
    odd = table.replace("<table>", "<table><caption>本表按件统计</caption>", 1)
    odd = odd.replace("<tr>", "<form><tr>", 1).replace("</tr>", "<i>见附件</i></tr>", 1)
    imported = read(page(REPORT, disputes=odd))
    assert imported.report.cells == REPORT.cells
    text = imported.report.narrative["disputes"]
    assert "本表按件统计" in text
    assert "见附件" in text


def test_figures_in_fields_and_cells_without_a_row_are_read() -> None:
    table = html_table(rows_of(REPORT, "disputes"))
    *above, last = table.split("<tr>")
    last = re.sub(r">(\d+)</td>", r"><input value='\1'></td>", last).replace("</tr>", "")
    imported = read(page(REPORT, disputes="<tr>".join(above) + "</tbody><tbody>" + last))
    assert_right(imported, REPORT)


def test_navigation_is_told_in_one_line_and_a_table_in_it_is_read() -> None:
    plain = page(REPORT)
    links = "".join(f"<a>栏目{number}</a>" for number in range(9))
    imported = read(plain.replace("<body>", f"<body><nav>{links}</nav>"))
    assert imported.report == read(plain).report
    said = [d.message for d in imported.doubts if d.rule == "import-text-left-out"]
    assert said == [
        "网页导航栏的文字（9 项，“栏目0”、“栏目1”、“栏目2”等）没有读入；如果属于报告，请补填。"
    ]
    inside = plain.replace("<body>", "<body><nav>").replace("</body>", "</nav></body>")
    assert read(inside).report == read(plain).report
