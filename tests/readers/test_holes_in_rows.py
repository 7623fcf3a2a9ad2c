"""Rows of ruled tables that lost a cell, or have two in one: what stood there is named in a doubt."""

from __future__ import annotations

from random import Random

from nianbao.editions import built_in
from nianbao.operations import import_document
from nianbao.readers.document import Cell
from nianbao.readers.imported import Imported
from nianbao.readers.row_balance import _MOST_STEPS, _Choice, balanced_ways, ways_to_place
from tests.readers.made_reports import made_report
from tests.readers.real_documents import doubted
from tests.readers.ugly_pages import UglyPage
from tests.readers.whole_forms import assert_right_or_doubted, read

ROW = "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>"
HEAD = ROW.format("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
RULES = ROW.format("规章", 0, 0, 0)
DOCUMENTS = ROW.format("行政规范性文件", 1, 2, 3)


def page(*rows: str, after: str = "") -> Imported:
    """What is read of a page whose second section has the table of these rows."""
    source = (
        "<h1>某某局2024年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>略。</p>"
        f"<p>二、主动公开政府信息情况</p><table>{HEAD}{''.join(rows)}</table>{after}"
        "<p>三、收到和处理政府信息公开申请情况</p>"
    )
    return import_document(source.encode())


def named(imported: Imported, row: str) -> set[str]:
    """The columns of a row that a doubt of holes names."""
    found = [doubt for doubt in imported.doubts if doubt.rule == "import-cell-unclear"]
    cells = {cell for doubt in found for cell in doubt.cells}
    return {a.rpartition(".")[2] for a in cells if a.startswith(f"disclosure.{row}.")}


def test_a_row_with_all_its_cells_is_read_without_a_doubt() -> None:
    imported = page(RULES, DOCUMENTS)
    assert named(imported, "normative_documents") == set()
    assert imported.report.cells["disclosure.normative_documents.in_force"] == 3


def test_a_row_that_lost_its_last_cell_is_doubted_there() -> None:
    imported = page(RULES, "<tr><td>行政规范性文件</td><td>1</td><td>2</td></tr>")
    assert "in_force" in named(imported, "normative_documents")
    assert "disclosure.normative_documents.in_force" not in imported.report.cells


def test_a_row_that_lost_its_only_cell_is_doubted() -> None:
    one = "<tr><td>{}</td><td colspan=3>{}</td></tr>"
    imported = page(
        RULES,
        DOCUMENTS,
        "<tr><td>信息内容</td><td colspan=3>本年处理决定数量</td></tr>",
        one.format("行政处罚", 7),
        "<tr><td>行政强制</td></tr>",
    )
    assert named(imported, "penalties") == set()
    assert named(imported, "coercive_measures") == {"decisions"}


def test_two_numbers_in_one_cell_make_both_its_columns_doubtful() -> None:
    merged = "<tr><td>行政规范性文件</td><td colspan=2>1 2</td><td>3</td></tr>"
    imported = page(RULES, merged)
    assert named(imported, "normative_documents") == {"issued", "repealed"}
    assert imported.report.cells["disclosure.normative_documents.in_force"] == 3
    (said,) = (doubt for doubt in imported.doubts if "合并" in doubt.message)
    assert "“行政规范性文件”一行在原文第" in said.message
    assert "“行政规范性文件 / 本年废止件数”" in said.message


def test_a_cell_reached_over_by_a_head_is_doubted() -> None:
    head = "<tr><td>信息内容</td><td>本年制发件数</td><td rowspan=2>本年废止件数</td><td>现行有效件数</td></tr>"
    source = f"<table>{head}<tr><td>规章</td><td>4</td><td>6</td></tr>{DOCUMENTS}</table>"
    imported = page(after=source)
    assert "disclosure.rules.repealed" not in imported.report.cells
    assert "disclosure.rules.repealed" in doubted(imported)


def test_a_row_with_a_cell_too_many_and_a_gap_is_not_read_by_its_count() -> None:
    shifted = "<tr><td>行政规范性文件</td><td>1</td><td></td><td>3</td><td>3</td></tr>"
    imported = page(RULES, shifted)
    assert named(imported, "normative_documents") == {"issued", "repealed", "in_force"}


def test_rows_that_fit_in_many_ways_are_settled_in_few_steps_or_left_open() -> None:
    edition = built_in().for_year(2024)
    table = edition.table("requests")
    columns = [column for block in table.blocks for column in block.columns]
    rows = [row for block in table.blocks for row in block.rows if not row.optional]
    ways = [
        ways_to_place(
            edition,
            [table.cell(row, column).address for column in columns],
            [Cell("0", 1, at) for at in range(1, 6)],
        )
        for row in rows
    ]
    choice = _Choice(edition, ways, {})
    assert sum(1 for _ in choice.all()) >= 0
    assert len(rows) > 20
    assert choice.steps <= _MOST_STEPS + len(rows)
    assert balanced_ways(edition, ways, {}) == [list(each) for each in ways]


def test_a_label_drawn_too_wide_over_a_lost_cell_is_told() -> None:
    random = Random(889)
    report = made_report(random)
    assert_right_or_doubted(read(UglyPage(report, random).data()), report)
