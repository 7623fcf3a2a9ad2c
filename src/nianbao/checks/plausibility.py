"""The rules about figures that balance and still can hardly be right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from nianbao.checks.equations import equations
from nianbao.checks.finding import Finding
from nianbao.checks.rule import Context, rule
from nianbao.editions import Cell, Edition
from nianbao.report import Number, Report
from nianbao.report.typed_numbers import format_number

_TOO_MANY_TIMES = 100
_JUMP = 10
_TELLING = 20


@rule("report")
def rules_competence(context: Context) -> Iterator[Finding]:
    """Only offices that may make regulations report any.

    标题：无权制定规章的机关填了规章
    程度：存疑
    层级：1
    应当：只有有权制定规章的机关（国务院部门，省、自治区、直辖市、设区的市、自治州人民政府）填报规章，其他机关填 0。
    原因：乡镇、街道和部门常把自己的文件或者转发的规章误填在这一行。
    来源：《立法法》关于规章制定权的规定（按通行理解，引用前请核对条文）
    违反：某镇人民政府填报规章现行有效 6 件。
    符合：某镇人民政府填报规章现行有效 0 件。
    """
    report = context.report
    for cells in _rows_of_some_offices(report.edition) if report.organ else ():
        filled = [cell for cell in cells if report.cells.get(cell.address, 0) > 0]
        row = cells[0].row
        if filled and not any(re.search(pattern, report.organ) for pattern in row.offices):
            named = "、".join(_with_number(cell, report) for cell in filled)
            yield rules_competence.finding(
                f"{row.label}：{named}，而{report.organ}一般无权制定{row.label}。"
                "请核对：多半应填在别的行，这一行填 0。",
                cells=tuple(cell.address for cell in filled),
                section=report.edition.section_of(filled[0].address).name,
            )


@rule("report")
def amount_unit(context: Context) -> Iterator[Finding]:
    """An amount is in ten thousands of yuan.

    标题：金额的单位可能填错
    程度：提示
    层级：2
    应当：金额以万元为单位；不会是上年的一百倍以上，也不会与文中以元为单位的同一个数字相同。
    原因：台账上的金额多以元为单位，照抄进表里就大了一万倍。
    来源：年度报告格式（国办公开办函〔2021〕30号、〔2019〕60号）金额一栏注明的单位
    违反：文中写收费 251000 元，表里填 251000。
    符合：文中写收费 251000 元，表里填 25.1。
    """
    report, last = context.report, _last_year_in_the_same_form(context)
    for cell in _amounts(report.edition):
        amount = report.cells.get(cell.address, 0)
        if amount <= 0:
            continue
        section = report.edition.section_of(cell.address).name
        before = 0 if last is None else last.cells.get(cell.address, 0)
        said = _said_in_yuan(report, amount)
        if said is not None:
            yield amount_unit.finding(
                f"{cell.place}：填 {format_number(amount)}，而文中写的是“{said[1]}”。"
                "这一格以万元为单位，请核对是不是把元当成了万元。",
                cells=(cell.address,),
                section=said[0],
                quote=said[1],
            )
        elif before > 0 and amount >= _TOO_MANY_TIMES * before:
            yield amount_unit.finding(
                f"{cell.place}：填 {format_number(amount)}，上年是 {format_number(before)}，"
                "达到上年的一百倍以上。这一格以万元为单位，请核对是不是把元当成了万元。",
                cells=(cell.address,),
                section=section,
            )


@rule("report")
def jump(context: Context) -> Iterator[Finding]:
    """No total is many times last year's, or a small part of it.

    标题：总数与上年相差十倍以上
    程度：提示
    层级：2
    应当：各项总数不超过上年的十倍，也不少于上年的十分之一（两年用同一版格式，且都在 20 以上时才比较）。
    原因：相差这样大，常是多录、漏录了一位数字，或者两年口径不同。
    来源：业内通行的审核做法，格式未明文规定
    违反：上年收到申请 30 件，本年 312 件。
    符合：上年收到申请 30 件，本年 95 件。
    """
    report, last = context.report, _last_year_in_the_same_form(context)
    if last is None:
        return
    for cell in _totals(report.edition):
        now, before = report.cells.get(cell.address, 0), last.cells.get(cell.address, 0)
        if min(now, before) < _TELLING:
            continue
        if now > _JUMP * before or before > _JUMP * now:
            change = "超过上年的十倍" if now > before else "不到上年的十分之一"
            yield jump.finding(
                f"{cell.place}：本年 {format_number(now)}，{last.year}年是 "
                f"{format_number(before)}，{change}。请核对；确实如此的，可以说明理由。",
                cells=(cell.address,),
                section=report.edition.section_of(cell.address).name,
            )


def _last_year_in_the_same_form(context: Context) -> Report | None:
    """Last year's report where its figures are the same: another edition counts other things."""
    last = context.last_year
    return last if last is not None and last.edition.name == context.report.edition.name else None


@lru_cache(maxsize=8)
def _rows_of_some_offices(edition: Edition) -> tuple[tuple[Cell, ...], ...]:
    """The rows whose figures not every office has."""
    lines = (line for table in edition.tables for line in table.lines("row"))
    return tuple(cells for row, cells in lines if row.offices)


@lru_cache(maxsize=8)
def _amounts(edition: Edition) -> tuple[Cell, ...]:
    return tuple(cell for cell in edition.cells.values() if cell.kind == "amount")


@lru_cache(maxsize=8)
def _totals(edition: Edition) -> tuple[Cell, ...]:
    """The totals of rows; where only columns are added up, those of columns."""
    sums = [equation for equation in equations(edition) if equation.is_sum]
    across = {equation.table for equation in sums if equation.in_each == "row"}
    return tuple(
        edition.cells[next(iter(equation.actual))]
        for equation in sums
        if equation.in_each == "row" or equation.table not in across
    )


def _with_number(cell: Cell, report: Report) -> str:
    return f"{cell.column.short} {format_number(report.cells[cell.address])}"


def _said_in_yuan(report: Report, amount: Number) -> tuple[str, str] | None:
    """The section and the words where a text gives this number in yuan."""
    number = format_number(amount)
    whole, _, decimals = number.partition(".")
    grouped = f"{int(whole):,}" + (f".{decimals}" if decimals else "")
    either = f"{re.escape(number)}|{re.escape(grouped)}"
    pattern = re.compile(rf"(?<![\d.,])(?:{either})\s*元")
    for section in report.edition.texts:
        if found := pattern.search(report.narrative.get(section.name, "")):
            return section.name, found[0]
    return None
