"""Rows of ruled tables that lost a cell, or have two in one: what stood there is named in a doubt."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from nianbao.editions import built_in
from nianbao.operations import import_document
from nianbao.readers.document import Cell
from nianbao.readers.imported import Imported
from nianbao.readers.row_balance import _MOST_STEPS, _Choice, balanced_ways, ways_to_place
from tests.readers.made_reports import made_report
from tests.readers.real_documents import doubted
from tests.readers.ugly_pages import UglyPage
from tests.readers.ugly_tables import UglyCell
from tests.readers.whole_forms import assert_right_or_doubted, html_table, numbered, read, rows_of
from tests.readers.whole_forms import page as page_of

ROW = "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>"
HEAD = ROW.format("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
RULES = ROW.format("规章", 0, 0, 0)
DOCUMENTS = ROW.format("行政规范性文件", 1, 2, 3)
LAST = "disputes.litigation_after_review.total"


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


def test_a_row_wider_than_its_heads_and_the_row_beside_it_is_not_read_by_its_count() -> None:
    twice = "<tr><td>规章</td><td>4</td><td>4</td><td>6</td><td></td></tr>"
    imported = page(twice, DOCUMENTS)
    assert named(imported, "rules") == {"issued", "repealed", "in_force"}
    assert named(imported, "normative_documents") == set()


def test_rows_that_are_all_one_cell_wider_than_their_heads_are_read() -> None:
    wider = "<tr><td>{}</td><td>4</td><td>5</td><td>6</td><td></td></tr>"
    imported = page(wider.format("规章"), wider.format("行政规范性文件"))
    assert named(imported, "rules") == named(imported, "normative_documents") == set()
    assert imported.report.cells["disclosure.rules.in_force"] == 6


def test_a_single_row_wider_than_its_heads_is_doubted() -> None:
    report = numbered()
    rows = rows_of(report, "disputes")
    *heads, numbers = rows
    blank = UglyCell([""], 1, 1, is_number=True)
    lone = [
        UglyCell(cell.lines, 1, 1, is_number=True) if at == 9 else blank
        for at, cell in enumerate(numbers)
    ]
    wider = html_table([*heads, [blank, *lone]])
    (address,) = (a for a, number in report.cells.items() if str(number) == numbers[9].lines[0])
    cells = {a: n for a, n in report.cells.items() if not a.startswith("disputes.") or a == address}
    assert_right_or_doubted(read(page_of(report, disputes=wider)), replace(report, cells=cells))


def test_a_row_of_blanks_narrower_than_its_heads_is_not_taken_for_a_blank_table() -> None:
    report = numbered()
    *heads, numbers = rows_of(report, "disputes")
    blanks = [UglyCell([""], 1, 1, is_number=True) for _ in numbers]
    lost = replace(report, cells={a: 305 if a == LAST else n for a, n in report.cells.items()})
    imported = read(page_of(lost, disputes=html_table([*heads, blanks[1:]])))
    assert LAST in doubted(imported)
    blank = read(page_of(lost, disputes=html_table([*heads, blanks])))
    assert LAST not in doubted(blank)


def test_a_row_wider_than_the_row_below_it_in_a_table_without_heads_is_doubted() -> None:
    imported = page(
        after="<p>第二十条第（五）项</p><table>"
        "<tr><td>规章</td><td></td><td>37</td><td>37</td><td>0</td></tr>"
        "<tr><td>行政规范性文件</td><td></td><td></td><td>2</td></tr></table>"
    )
    assert named(imported, "rules") == {"issued", "repealed", "in_force"}


def test_heads_that_stand_twice_and_push_each_other_name_no_column() -> None:
    report = numbered()
    table = rows_of(report, "requests")
    cells = {a: n for a, n in report.cells.items() if not a.startswith("requests.")}
    names = [a.rpartition(".")[2] for a in report.cells if a.startswith("requests.total.")]
    for name, row in zip(names, (row for row in table if row[-1].is_number), strict=True):
        said = 26 if name in ("received", "granted", "concluded") else 0
        for column in ("natural_person", "total"):
            cells[f"requests.{column}.{name}"] = said
        for cell in (cell for cell in row if cell.is_number):
            cell.lines[:] = [""]
        row[-7].lines[:] = row[-1].lines[:] = [str(said)]
    twice = [table[0], table[1], *table[1:]]
    assert_right_or_doubted(
        read(page_of(report, requests=html_table(twice))), replace(report, cells=cells)
    )


def test_a_row_under_the_heads_of_another_clause_is_not_read_by_its_place_alone() -> None:
    row = "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>"
    wide = "<tr><td>{}</td><td>{}</td><td colspan=2>{}</td></tr>"
    imported = import_document(
        (
            "<h1>某某局2019年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>略。</p>"
            "<p>二、主动公开政府信息情况</p><table>"
            + row.format("信息内容", "上一年项目数量", "本年增/减", "处理决定数量")
            + row.format("行政许可", 3, 1, 9)
            + wide.format("信息内容", "上一年项目数量", "本年增/减")
            + wide.format("行政事业性收费", 5, 0)
            + row.format("其他对外管理服务事项", "", "", 2)
            + "</table><p>三、收到和处理政府信息公开申请情况</p>"
        ).encode()
    )
    assert named(imported, "other_services") >= {"change", "decisions"}


def test_a_lost_cell_behind_a_label_drawn_too_wide_is_told_in_a_ragged_table() -> None:
    report = numbered("2019")
    table = rows_of(report, "requests")
    closed = next(row for row in table if any("其他处理" in "".join(c.lines) for c in row))
    closed[0].across += 1
    del closed[4]
    table[-1][0].across += 1
    assert_right_or_doubted(read(page_of(report, requests=html_table(table))), report)


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
