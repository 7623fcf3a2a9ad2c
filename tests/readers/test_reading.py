"""Titles, editions, sections and what is said where the file cannot hold what a document says."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from nianbao.checks.finding import Severity
from nianbao.editions import built_in
from nianbao.readers.imported import Imported, NotAReport
from nianbao.readers.json_report import read_json
from nianbao.readers.text import read_text
from nianbao.report import Report
from nianbao.writers.markdown import to_markdown
from tests.readers.real_documents import STREET_OFFICE, cells_of, doubted, text_of

SOURCE = text_of(STREET_OFFICE)
TITLE = "西工区金谷园街道办事处2021年政府信息公开工作年度报告"
_KINDS = (
    "natural_person", "business", "research", "public_welfare", "legal_service",
    "other_organization", "total",
)  # fmt: skip
CLOSED = ("closed_not_corrected", "closed_unpaid", "closed_other")


def read(text: str) -> Imported:
    return read_text(text, built_in())


def rules(imported: Imported) -> list[str]:
    return [doubt.rule for doubt in imported.doubts]


@pytest.mark.parametrize(
    "title",
    [
        "2021年西工区金谷园街道办事处政府信息公开工作年度报告",
        "西工区金谷园街道办事处政府信息公开工作2021年度报告",
        "西工区金谷园街道办事处关于2021年政府信息公开工作年度报告",
        "西工区金谷园街道办事处2021年政府信息公开工作的年度报告",
        "西工区金谷园街道办事处\n2021年政府信息公开工作年度报告",
        "西工区金谷园街道办事处 2021 年\n政府信息公开工作\n年度报告",
        "西工区金谷园街道办事处２０２１年政府信息公开工作年度报告",
        "西工区金谷园街道办事处二〇二一年政府信息公开工作年度报告",
        "# 西工区金谷园街道办事处2021年政府信息公开年度报告",
    ],
)
def test_office_and_year_are_found_in_any_form_of_the_title(title: str) -> None:
    report = read(SOURCE.replace(TITLE, title, 1)).report
    assert (report.organ, report.year) == ("西工区金谷园街道办事处", 2021)
    assert report.cells == cells_of(STREET_OFFICE)


def test_another_wording_of_the_title_is_kept() -> None:
    title = "2021年西工区金谷园街道办事处政府信息公开工作年度报告"
    assert read(SOURCE.replace(TITLE, title, 1)).report.title == title
    broken = TITLE.replace("2021年", " 2021 年\n")
    assert read(SOURCE.replace(TITLE, broken, 1)).report.title is None


def test_the_year_is_told_by_the_period_where_the_title_does_not() -> None:
    period = "本报告统计期限为2021年1月1日至12月31日。"
    imported = read(SOURCE.replace(TITLE, period, 1))
    assert imported.report.year == 2021
    assert imported.report.narrative["preface"] == period
    assert rules(imported) == ["import-organ-missing"]


def test_the_closing_lines_are_the_day_of_publication() -> None:
    closed = SOURCE + "\n\n西工区金谷园街道办事处\n\n2022年1月20日\n"
    report = read(closed).report
    assert report.published == date(2022, 1, 20)
    assert report.narrative["other_matters"] == "无其他需要报告的事项。"
    for number in (
        "3",
        "-3-",
        "— 3 —",
        "—\n3\n—",
        "第 3 页",
        "第三页 共 4 页",
        "3/4",
        "Page 3 of 4",
        "Ⅲ",
    ):
        imported = read(f"{closed}\n{number}\n")
        assert imported.report.published == date(2022, 1, 20), number
        assert imported.report.narrative["other_matters"] == "无其他需要报告的事项。"
        assert rules(imported) == []


def test_a_number_at_the_end_that_follows_no_day_is_no_page_number() -> None:
    assert "17" in read(f"{SOURCE}\n17\n").report.narrative["other_matters"]


def test_what_stands_before_the_title_is_told_and_not_read() -> None:
    imported = read("首页 > 政府信息公开\n\n" + SOURCE)
    assert rules(imported) == ["import-text-left-out"]
    assert "首页" in imported.doubts[0].message
    assert "preface" not in imported.report.narrative


def test_text_between_title_and_first_section_is_the_preface() -> None:
    imported = read(SOURCE.replace(TITLE, f"{TITLE}\n\n根据《条例》编制。\n\n联系电话：12345。", 1))
    assert imported.report.narrative["preface"] == "根据《条例》编制。\n联系电话：12345。"


def one_row_of_other_results(text: str) -> str:
    lines = text.split("\n")
    first = next(at for at, line in enumerate(lines) if "(六) 其他处理" in line)
    return "\n".join(
        [*lines[:first], "\t(六) 其他处理\t\t1\t0\t0\t0\t0\t0\t1\t", *lines[first + 3 :]]
    )


def test_the_one_row_of_other_results_in_a_2021_form_is_read_as_that() -> None:
    imported = read(one_row_of_other_results(SOURCE))
    cells = imported.report.cells
    assert imported.report.edition.name == "2021"
    assert cells["requests.natural_person.closed"] == 1
    assert not any(f"requests.total.{row}" in cells for row in CLOSED)
    (said,) = imported.doubts
    assert (said.rule, said.section) == ("import-edition-mixed", "requests")
    assert "“（六）其他处理”在原文里是一行，2021 年格式分为 3 行" in said.message
    assert len(said.cells) == 7
    assert {cell.rpartition(".")[2] for cell in said.cells} == {"closed"}


def test_a_2019_form_in_a_later_report_is_told_by_its_tables() -> None:
    form = built_in().get("2019")
    assert form is not None
    report = Report(form, "某某县民政局", 2023, cells=dict.fromkeys(form.cells, 1))
    assert read(to_markdown(report)).report == report


def test_mixed_tables_are_told() -> None:
    mixed = (
        SOURCE.replace("本年制发件数", "本年新制作数量")
        .replace("本年废止件数", "本年新公开数量")
        .replace("现行有效件数", "对外公开总数量")
    )
    imported = read(mixed)
    assert imported.report.edition.name == "2021"
    assert "import-edition-mixed" in rules(imported)
    assert {"disclosure.rules.issued", "disclosure.rules.in_force"} <= doubted(imported)


def test_another_section_title_is_told() -> None:
    imported = read(SOURCE.replace("五、存在的主要问题", "七、政府信息公开工作存在的主要问题"))
    assert rules(imported) == ["import-section-title"]
    assert imported.doubts[0].section == "problems"
    assert imported.report.narrative["problems"].startswith("2021年,金谷园")


def test_sections_out_of_order_are_told() -> None:
    before, after = SOURCE.split("五、存在的主要问题及改进情况")
    problems, other = after.split("六、其他需要报告的事项")
    swapped = f"{before}六、其他需要报告的事项{other}\n五、存在的主要问题及改进情况{problems}"
    imported = read(swapped)
    assert rules(imported) == ["import-section-order"]
    assert imported.report.narrative == read(SOURCE).report.narrative


def test_a_missing_section_is_told() -> None:
    imported = read(SOURCE[: SOURCE.index("六、其他需要报告的事项")])
    assert [(doubt.rule, doubt.section) for doubt in imported.doubts] == [
        ("import-section-missing", "other_matters")
    ]


def test_text_behind_a_table_joins_the_text_before_it_and_is_told() -> None:
    text = SOURCE.replace(
        "四、政府信息公开行政复议", "注：本表由办公室统计。\n\n四、政府信息公开行政复议", 1
    )
    imported = read(text)
    assert imported.report.narrative["requests"] == "注：本表由办公室统计。"
    assert rules(imported) == ["import-text-moved"]


def test_a_missing_table_names_all_its_cells() -> None:
    start, end = SOURCE.index("行政复议\t"), SOURCE.index("五、存在的主要问题")
    imported = read(SOURCE[:start] + SOURCE[end:])
    assert rules(imported) == ["import-table-missing"]
    assert len(doubted(imported)) == 15


def test_a_missing_row_names_its_cells() -> None:
    lines = [line for line in SOURCE.split("\n") if "2.重复申请" not in line]
    imported = read("\n".join(lines))
    assert rules(imported) == ["import-row-missing"]
    assert {cell.rpartition(".")[2] for cell in doubted(imported)} == {"declined_repeated"}
    assert "2.重复申请" in imported.doubts[0].message


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("/", "import-cell-dash"),
        ("-3", "import-cell-unreadable"),
        ("2.5", "import-cell-unreadable"),
    ],
)
def test_what_a_cell_cannot_hold_is_blank_and_told(written: str, rule: str) -> None:
    imported = read(SOURCE.replace("规章\t0\t0\t0", f"规章\t0\t{written}\t0"))
    (doubt,) = imported.doubts
    assert (doubt.rule, doubt.severity) == (rule, Severity.WARNING)
    assert doubt.cells == ("disclosure.rules.repealed",)
    assert doubt.line is not None
    assert SOURCE.splitlines()[doubt.line - 1].startswith("规章")
    assert "规章 / 本年废止件数" in doubt.message
    assert "disclosure.rules.repealed" not in imported.report.cells


def test_a_note_beside_a_number_is_told() -> None:
    imported = read(SOURCE.replace("规章\t0\t0\t0", "规章\t22（其中修订 16 件）\t0\t0"))
    assert imported.report.cells["disclosure.rules.issued"] == 22
    assert [(doubt.rule, doubt.cells) for doubt in imported.doubts] == [
        ("import-cell-note", ("disclosure.rules.issued",))
    ]


def test_an_amount_in_yuan_is_read_in_its_unit_and_told() -> None:
    imported = read(SOURCE.replace("行政事业性收费\n\n0", "行政事业性收费\n\n251000元"))
    assert str(imported.report.cells["disclosure.fees.amount"]) == "25.1"
    assert rules(imported) == ["import-amount-unit"]


def test_blanks_that_are_gone_are_put_back_by_the_sum_and_doubted() -> None:
    row = "2.重复申请\t\t0\t0\t0\t0\t0\t0\t0"
    imported = read(SOURCE.replace(row, "2.重复申请\t\t3\t4\t0\t7"))
    assert "requests.natural_person.declined_repeated" in doubted(imported)
    assert all(cell.endswith("declined_repeated") for cell in doubted(imported))


def test_what_the_row_leaves_open_the_whole_table_may_settle() -> None:
    zeros = "\t\t0\t0\t0\t0\t0\t0\t0"
    given, sums = f"(一) 予以公开{zeros}", f"(七) 总计{zeros}"
    text = SOURCE.replace(given, "(一) 予以公开\t\t4\t3\t7")
    settled = read(text.replace(sums, "(七) 总计\t\t0\t4\t0\t0\t0\t3\t7"))
    kinds = {
        address.split(".")[1]: number
        for address, number in settled.report.cells.items()
        if address.endswith(".granted")
    }
    assert kinds == {"business": 4, "other_organization": 3, "total": 7}
    assert {cell for cell in doubted(settled) if cell.endswith(".granted")} == {
        f"requests.{kind}.granted" for kind in _KINDS
    }


def test_a_doubt_lists_the_ways_that_the_balances_leave() -> None:
    row = "2.重复申请\t\t0\t0\t0\t0\t0\t0\t0"
    imported = read(SOURCE.replace(row, "2.重复申请\t\t3\t0\t0\t0\t0\t3"))
    (doubt,) = (d for d in imported.doubts if d.rule == "import-cell-unclear")
    assert "按勾稽关系可能是：自然人 3、商业企业 0、" in doubt.message
    assert "；或 自然人 3、" in doubt.message
    assert doubt.message.endswith("；请对照原文核对。")


def test_json_that_is_no_report_says_why() -> None:
    for text in (
        "[1]",
        "{",
        '{"schema": 1}',
        '{"a": NaN}',
        "[" * 100_000,
        '{"report": {"year": 1}}',
    ):
        with pytest.raises(NotAReport, match="JSON"):
            read_json(text, built_in())


def test_every_doubt_is_a_sentence_with_a_title() -> None:
    imported = read(text_of("上海市人民政府办公厅2025年"))
    assert imported.doubts
    for doubt in imported.doubts:
        assert doubt.title
        assert doubt.message.endswith("。")
        assert doubt.severity is Severity.WARNING


ENDLESS = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (8, 8))
from nianbao.editions import built_in
from nianbao.readers.imported import NotAReport
from nianbao.readers.text import read_text
try:
    read_text(sys.argv[1] * int(sys.argv[2]), built_in())
except NotAReport:
    print("refused")
"""


@pytest.mark.parametrize("sign", [" ", "\t", "\n", "|", "(", "一", "1", "#", "-", "\u3000"])
@pytest.mark.parametrize("length", [99_000, 3_900_000])
def test_a_text_of_one_sign_without_end_is_refused_at_once(sign: str, length: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ENDLESS, sign, str(length)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "refused\n", done.stderr


@pytest.mark.parametrize("piece", ["<![", "<!--", "<", "<td>", "<td a='", "</", "&#", "<tr><td>"])
def test_a_table_in_markdown_that_is_none_is_passed_over(piece: str) -> None:
    text = f"# 某局\n## 一\n## 二\n<table>\n{piece * 3000}\n</table>\n"
    with pytest.raises(NotAReport):
        read_text(text, built_in(), year=2021)
