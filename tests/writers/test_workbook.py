"""The workbook holds the tables as the form has them, and checks itself."""

import html
import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from nianbao.editions import built_in
from nianbao.report import Report
from nianbao.report.layout import laid_out
from nianbao.report.width import printable
from nianbao.writers.workbook import to_xlsx
from nianbao.writers.workbook_cells import put_text
from nianbao.writers.workbook_form import FIRST_ROW
from tests.generated import reports
from tests.writers.hostile import FORBIDDEN, HOSTILE
from tests.writers.real_reports import NAMES, busy_report, real_report

EXAMPLES = Path(__file__).parents[2] / "examples"
TITLE = "淮安市洪泽区人民政府2024年政府信息公开工作年度报告"


def book(report: Report, *, given: bool = False) -> Workbook:
    """The workbook with its formulas, or with what they give."""
    return load_workbook(io.BytesIO(to_xlsx(report)), data_only=given)


def sheets(workbook: Workbook) -> list[Worksheet]:
    return list(workbook.worksheets)


def typed(sheet: Worksheet) -> dict[str, object]:
    """Every cell that has something in it."""
    return {
        cell.coordinate: cell.value
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def test_there_is_a_sheet_a_table_a_sheet_a_clause_and_one_long_list() -> None:
    assert [sheet.title for sheet in sheets(book(busy_report()))] == [
        "二 主动公开政府信息情况",
        "三 收到和处理政府信息公开申请情况",
        "四 政府信息公开行政复议、行政诉讼情况",
        *(f"第二十条第（{number}）项" for number in "一五六八"),
        "数据",
    ]


@pytest.mark.parametrize("name", NAMES[::2])
def test_tables_have_the_cells_of_the_printed_form_really_merged(name: str) -> None:
    report = real_report(name)
    for sheet, table in zip(sheets(book(report)), report.edition.tables, strict=False):
        head = None if sheet.oddHeader is None else sheet.oddHeader.center.text
        assert (sheet["A1"].value or head) == report.heading
        assert not (sheet["A1"].value and head)
        assert sheet["A2"].value.replace("、", " ", 1) == sheet.title
        laid = laid_out(table, report)
        merged = {(r.min_row, r.min_col): r for r in sheet.merged_cells.ranges}
        for row, column, cell in laid.placed():
            place = (row + FIRST_ROW, column + 1)
            value = sheet.cell(*place).value
            if cell.address is None:
                assert (value or "") == cell.text
            else:
                wanted = report.cells.get(cell.address)
                assert value == (None if wanted is None else float(wanted))
                assert value is None or isinstance(value, int | float)
            found = merged.get(place)
            size = (1, 1) if found is None else (found.size["rows"], found.size["columns"])
            assert size == (cell.row_span, cell.column_span)


CHECK = re.compile(
    r'=(?:"核对：[^"]*："&)?IF\(COUNT\(([A-Z0-9,]+)\)=0,"",IF\((.+?)(<?=)(.+?),"平","差"&\((.+)\)\)\)'
)


def worked_out(formula: str, values: dict[str, object]) -> str:
    """What a spreadsheet gives for a check."""
    found = CHECK.fullmatch(formula)
    assert found is not None, formula
    everything, left, relation, right, difference = found.groups()
    if not any(name in values for name in everything.split(",")):
        return ""

    def total(names: str) -> Decimal:
        inside = names.removeprefix("SUM(").removesuffix(")")
        return sum((Decimal(str(values.get(name, 0))) for name in inside.split(",")), Decimal(0))

    assert difference == f"{left}-{right}"
    over = total(left) - total(right)
    holds = over <= 0 if relation == "<=" else over == 0
    return "平" if holds else f"差{over:f}"


@pytest.mark.parametrize("name", NAMES[:3])
def test_checks_are_live_formulas_of_all_balances_and_their_results_are_stored(name: str) -> None:
    report = real_report(name)
    live, given = sheets(book(report)), sheets(book(report, given=True))
    count = 0
    for sheet, stored in zip(live[:3], given[:3], strict=True):
        values = {k: v for k, v in typed(sheet).items() if isinstance(v, int | float)}
        for coordinate, value in typed(sheet).items():
            if isinstance(value, str) and value.startswith("="):
                count += 1
                said = stored[coordinate].value or ""
                assert str(said).rpartition("：")[2] == worked_out(value, dict(values))
    balances = [
        line
        for table in report.edition.tables
        for balance in table.balances
        for line in table.lines(balance.in_each)
        if not balance.only or line[0].name in balance.only
        if any(not cell.row.optional or cell.address in report.cells for cell in line[1])
    ]
    assert count == len(balances)


def red_cells(sheet: Worksheet) -> dict[str, str]:
    """The cells that turn red, and the check that turns them."""
    return {
        str(where.sqref): re.sub(r"\$", "", rule.formula[0])
        for where in sheet.conditional_formatting
        for rule in where.rules
    }


def test_a_total_that_does_not_balance_turns_red() -> None:
    report = busy_report().with_cell("requests.natural_person.granted", 44)
    sheet = sheets(book(report, given=True))[1]
    off = {k for k, v in typed(sheet).items() if str(v).startswith("差")}
    assert {sheet[name].value for name in off} == {"差6"}
    assert len(off) == 2
    turned = red_cells(sheet)
    for name in off:
        marked = [cell for cell, formula in turned.items() if f",{name})" in formula]
        assert len(marked) == 2
        assert {sheet[cell].value for cell in marked if cell != name} <= {95, 50}


def test_numbers_can_be_typed_over_and_labels_cannot() -> None:
    report = real_report("上海市人民政府办公厅2019年")
    for sheet, table in zip(sheets(book(report)), report.edition.tables, strict=False):
        assert sheet.protection.sheet
        assert not sheet.protection.password
        laid = laid_out(table, report)
        rules: dict[str, tuple[str | None, str | None]] = {}
        for rule in sheet.data_validations.dataValidation:
            assert rule.showErrorMessage
            for name in str(rule.sqref).split():
                rules[name] = (rule.type, rule.formula1)
        for row, column, cell in laid.placed():
            found = sheet.cell(row + FIRST_ROW, column + 1)
            assert found.protection.locked == (cell.address is None)
            if cell.address is not None:
                kind = report.edition.cells[cell.address].kind
                assert (
                    rules[found.coordinate]
                    == {
                        "whole": ("whole", "0"),
                        "signed": ("whole", "-999999999999999"),
                        "amount": ("decimal", "0"),
                    }[kind]
                )


def test_a_table_is_printed_on_one_page_without_its_checks() -> None:
    requests = sheets(book(busy_report()))[1]
    assert str(requests.page_setup.paperSize) == "9"
    assert (requests.page_setup.fitToWidth, requests.page_setup.fitToHeight) == (1, 1)
    assert requests.page_setup.orientation == "portrait"
    assert str(requests.print_area).endswith("$A$1:$J$31")
    assert requests.freeze_panes == "D6"
    assert requests.print_title_rows == "$1:$5"


@settings(max_examples=4)
@given(reports(answers=False, extra=False))
def test_the_long_list_and_the_clauses_give_every_number(report: Report) -> None:
    workbook = book(report, given=True)
    head, *rows = [[cell.value for cell in row] for row in workbook["数据"].iter_rows()]
    assert head == ["地址", "部分", "行", "列", "名称", "数值"]
    found = {row[0]: row[5] for row in rows if row[5] not in (None, "")}
    assert found == {address: float(value) for address, value in report.cells.items()}
    assert {row[4] for row in rows} <= {cell.called for cell in report.edition.cells.values()}
    clause = workbook[report.edition.tables[0].blocks[0].title]
    block = report.edition.tables[0].blocks[0]
    assert [cell.value for cell in clause[1]] == [block.corner, *(c.label for c in block.columns)]


def test_hostile_texts_are_text() -> None:
    workbook, data = Workbook(), io.BytesIO()
    sheet = sheets(workbook)[0]
    said = [" ".join(printable(text).split()) for text in HOSTILE]
    for row, text in enumerate(said, 1):
        put_text(sheet, (row, 1), text, Font(), Alignment())
    workbook.save(data)
    for row, text in enumerate(said, 1):
        cell = sheet.cell(row, 1)
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        assert cell.quotePrefix == text.startswith(("=", "+", "-", "@", "'"))
        assert cell.value == text.replace("\ufffe", "").replace("\uffff", "").replace("_x000D_", "_x005F_x000D_")  # fmt: skip
    saved = sheets(load_workbook(data))[0]
    read = [saved.cell(row, 1) for row in range(1, len(said) + 1)]
    assert not [cell for cell in read if cell.data_type == "f"]


def test_a_hostile_office_is_text_in_every_part() -> None:
    data = to_xlsx(replace(busy_report(), organ="=1+1_x000D_\x1b[31m\u202e<b>", title=None))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        everything = "".join(archive.read(name).decode() for name in archive.namelist())
    assert FORBIDDEN.isdisjoint(everything)
    assert "&lt;b&gt;2024" in everything
    assert "_x005F_x000D_" in everything
    assert "<b>2024" not in everything
    assert 'quotePrefix="1"' in everything


def test_nothing_but_title_and_language_is_told_of_the_workbook() -> None:
    with zipfile.ZipFile(io.BytesIO(to_xlsx(busy_report()))) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        everything = "".join(archive.read(name).decode() for name in archive.namelist())
    assert re.findall(r"<dc:(\w+)>([^<]*)<", core) == [("title", TITLE), ("language", "zh-CN")]
    assert "openpyxl" not in everything
    assert to_xlsx(busy_report()) == to_xlsx(busy_report())


def test_an_empty_form_of_either_edition_is_made() -> None:
    for edition in built_in().all:
        workbook = book(Report(edition, "某局", edition.first_year), given=True)
        for sheet in sheets(workbook)[:3]:
            numbers = [v for v in typed(sheet).values() if isinstance(v, int | float)]
            assert not numbers


def test_the_bytes_do_not_depend_on_what_else_is_installed() -> None:
    script = """
import hashlib, sys
from nianbao import operations
report = operations.read(sys.argv[1])
print(hashlib.sha256(operations.export(report, "xlsx")).hexdigest())
"""
    made = {
        subprocess.run(
            [sys.executable, "-c", script, str(EXAMPLES / "西工区金谷园街道办事处2021年.toml")],
            env={**os.environ, "OPENPYXL_LXML": with_lxml},
            capture_output=True,
            check=True,
        ).stdout
        for with_lxml in ("True", "False")
    }
    assert len(made) == 1


def test_the_head_of_a_page_holds_no_character_that_xml_has_not() -> None:
    """Without it lxml, which openpyxl takes where it is there, would refuse the whole workbook."""
    data = to_xlsx(replace(busy_report(), organ="甲\ufffe乙\uffff局", title=None))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = html.unescape(archive.read("xl/worksheets/sheet2.xml").decode())
    assert "<oddHeader>&C甲乙局2024" in sheet
