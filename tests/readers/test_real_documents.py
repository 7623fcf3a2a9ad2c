"""Published reports, warts and all."""

from __future__ import annotations

import pytest

from nianbao.editions import built_in
from nianbao.readers.imported import Imported, NotAReport, YearNotFound
from nianbao.readers.text import read_text
from tests.readers.real_documents import (
    CITY,
    STREET_OFFICE,
    cells_of,
    doubted,
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
    imported = read_text(text, built_in(), year=2021)
    assert imported.report.cells == cells_of(STREET_OFFICE)
    assert next(doubt.rule for doubt in imported.doubts) == "import-organ-missing"
    named = read_text(text, built_in(), year=2021, organ="某某街道办事处")
    assert named.report.organ == "某某街道办事处"
