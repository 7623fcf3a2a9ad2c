"""Published reports, warts and all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nianbao import operations
from nianbao.editions import built_in
from nianbao.readers.imported import Imported, NotAReport, YearNotFound
from nianbao.readers.text import read_text
from tests.readers.real_documents import (
    CITY,
    DATA,
    DOCUMENTS,
    STREET_OFFICE,
    cells_of,
    doubted,
    head_of,
    imported,
    silently_wrong,
    text_of,
    uncertain_in,
)


@pytest.fixture(scope="module")
def street_office() -> Imported:
    return read_text(text_of(STREET_OFFICE), built_in())


@pytest.fixture(scope="module")
def city() -> Imported:
    return read_text(text_of(CITY), built_in())


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_cell_of_every_document_is_right_or_doubted(path: Path) -> None:
    read = imported(path)
    report = read.report
    assert (report.organ, report.year, report.edition.name) == head_of(path.stem)
    assert silently_wrong(read, cells_of(path.stem)) == {}
    assert uncertain_in(path.stem) <= doubted(read)
    if path.suffix != ".txt":
        assert report.cells == cells_of(path.stem)
        assert read.places == {}
        assert all(doubt.line is doubt.column is None for doubt in read.doubts)
        assert set(read.written) >= set(report.cells)


def test_the_circulated_template_is_a_whole_report_without_a_number() -> None:
    template = DATA / "政务公开年报模版.docx"
    with pytest.raises(operations.Unreadable, match="没有写明是哪一年"):
        operations.import_document(template)
    read = operations.import_document(template, year=2024)
    assert read.report.edition.name == "2021"
    assert read.report.cells == {}
    assert doubted(read) == set()


def test_what_a_site_puts_around_a_report_is_told_and_its_day_is_kept() -> None:
    page = imported(DATA / "上海市人民政府办公厅2019年.html")
    assert page.report.published == date(2020, 1, 31)
    assert page.report.narrative["other_matters"] == "无。"
    assert page.report.narrative["preface"].startswith("本年度报告根据")
    (said,) = (d for d in page.doubts if "主办" in d.message)
    assert said.rule == "import-text-left-out"
    amount = next(d for d in page.doubts if d.rule == "import-amount-unit")
    assert "一格在原文第 1 个表格第 18 行写的是“251000元”" in amount.message


def test_the_one_row_of_a_pdf_is_read_as_that_and_told() -> None:
    read = imported(DATA / "淮安市洪泽区人民政府2024年.pdf")
    assert [doubt.rule for doubt in read.doubts] == ["import-edition-mixed"]
    assert {cell.rpartition(".")[2] for cell in doubted(read)} == {"closed"}
    assert read.written["requests.total.received"].place == "第 3 页"


def test_a_pasted_page_comes_in_whole_and_without_a_doubt(street_office: Imported) -> None:
    report = street_office.report
    assert (report.organ, report.year) == ("西工区金谷园街道办事处", 2021)
    assert (report.edition.name, report.title, report.published) == ("2021", None, None)
    assert report.cells == cells_of(STREET_OFFICE)
    assert len(report.cells) == 200
    assert street_office.doubts == ()


def test_a_pasted_page_keeps_its_text_section_by_section(street_office: Imported) -> None:
    narrative = street_office.report.narrative
    assert list(narrative) == ["overview", "problems", "other_matters"]
    source = text_of(STREET_OFFICE)
    overview = source[source.index("(一) 基层") : source.index("二、主动公开")]
    lines = [line.removeprefix("- ") for line in overview.splitlines() if line]
    assert narrative["overview"] == "\n".join(lines)
    assert "\n1.本年新收政府信息公开申请数量为0。\n" in narrative["overview"]
    assert narrative["problems"].splitlines()[2].startswith("(一) 进一步加大信息公开力度。")
    assert narrative["other_matters"] == "无其他需要报告的事项。"


def test_every_cell_of_a_pasted_page_has_its_place(street_office: Imported) -> None:
    lines = text_of(STREET_OFFICE).splitlines()
    assert set(street_office.places) == set(street_office.report.cells)
    for line, column in street_office.places.values():
        assert lines[line - 1][column - 1] == "0"


def test_a_page_taken_out_of_a_pdf_is_right_or_doubted(city: Imported) -> None:
    assert (city.report.organ, city.report.year) == ("上海市人民政府办公厅", 2025)
    assert silently_wrong(city, cells_of(CITY)) == {}
    assert uncertain_in(CITY) <= doubted(city)


def test_only_what_a_pdf_leaves_open_is_doubted(city: Imported) -> None:
    rules = [f"disclosure.{row}" for row in ("rules", "normative_documents")]
    columns = ("issued", "repealed", "in_force")
    assert doubted(city) == {f"{rule}.{column}" for rule in rules for column in columns}
    assert city.report.cells["requests.natural_person.closed_unpaid"] == 0
    assert city.report.cells["requests.natural_person.closed_not_corrected"] == 40


def test_lines_cut_by_a_pdf_are_paragraphs_again(city: Imported) -> None:
    narrative = city.report.narrative
    assert narrative["overview"].splitlines()[0] == "（一）主动公开方面"
    assert "政府及市政府办公厅行政规范性文件 34 件、" in narrative["overview"]
    assert "公文公开属性审查 166 件、发布审查 330 件。" in narrative["overview"]
    assert not any("—" in text for text in narrative.values())


def test_a_section_that_lost_its_title_is_put_where_it_belongs(city: Imported) -> None:
    narrative = city.report.narrative
    assert narrative["problems"].startswith("（一）2024 年工作中存在问题的改进情况\n")
    assert narrative["disputes"] == "注：行政复议、行政诉讼数量含上年度结转数量。"
    said = [doubt for doubt in city.doubts if doubt.section == "problems"]
    assert [doubt.rule for doubt in said] == ["import-section-unclear"]
    assert "第 146 行" in said[0].message


def test_a_text_that_is_no_report_says_so() -> None:
    for text in ("", "今天天气很好。", "# 一封信\n\n各位同事：\n\n请于周五前交报告。\n"):
        with pytest.raises(NotAReport, match="没有找到报告各部分的标题"):
            read_text(text, built_in())


def test_a_report_from_before_the_form_says_so() -> None:
    text = "某某区人民政府2018年政府信息公开工作年度报告\n\n一、概述\n\n二、主动公开情况\n"
    with pytest.raises(NotAReport, match="2018 年度及以前没有统一表格，不能读入"):
        read_text(text, built_in())


def test_a_report_without_year_asks_for_it() -> None:
    text = text_of(STREET_OFFICE).replace("西工区金谷园街道办事处2021年政府", "政府", 1)
    with pytest.raises(YearNotFound, match="--year"):
        read_text(text, built_in())
    found = read_text(text, built_in(), year=2021)
    assert found.report.cells == cells_of(STREET_OFFICE)
    assert next(doubt.rule for doubt in found.doubts) == "import-organ-missing"
    named = read_text(text, built_in(), year=2021, organ="某某街道办事处")
    assert named.report.organ == "某某街道办事处"
