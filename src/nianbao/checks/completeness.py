"""The rules about what must be there at all: sections, tables, numbers in cells."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from nianbao.checks.balance_messages import place_of_cells
from nianbao.checks.finding import Finding
from nianbao.checks.rule import Context, rule
from nianbao.editions import Edition, Section, Table
from nianbao.report import Report


@rule("sections")
def required_section(context: Context) -> Iterator[Finding]:
    """No section is left out.

    标题：缺少一个部分
    程度：错误
    层级：1
    应当：格式规定的每一个部分都有内容：有文字，或者填了表。
    原因：格式要求各部分不能遗漏；没有情况的也要写明，不能空着。
    来源：国办公开办函〔2021〕30号（内容不能遗漏，也不宜泛化）及其格式
    违反：六个部分中，第五部分既没有文字，也没有表。
    符合：六个部分都有文字或者填了表。
    """
    for section in context.sections():
        if _has_text(context.report, section) or _has_cells(context.report, section):
            continue
        todo = "请填表；没有情况的，各格填 0" if section.table is not None else "请补写"
        yield required_section.finding(
            f"“{section.title}”还没有内容。格式规定的各个部分都不能缺，{todo}。",
            section=section.name,
        )


@rule("sections")
def required_table(context: Context) -> Iterator[Finding]:
    """A section that holds a table has it filled, whatever its text says.

    标题：有文字而没有填表
    程度：错误
    层级：1
    应当：有表的部分，除了文字还要填表；没有情况的，表里填 0。
    原因：表里的数据要汇总、比对，文字不能代替。
    来源：国办公开办函〔2021〕30号及其格式
    违反：第四部分只写了“本年度没有相关案件”，表是空白的。
    符合：第四部分写了“本年度没有相关案件”，表里各格填 0。
    """
    for section in context.sections():
        if section.table is None or _has_cells(context.report, section):
            continue
        if _has_text(context.report, section):
            yield required_table.finding(
                f"“{section.title}”只有文字，表是空白的。请填表；没有情况的，各格填 0。",
                section=section.name,
            )


@rule("sections")
def blank_cells(context: Context) -> Iterator[Finding]:
    """No cell of a table that was begun is blank.

    标题：表里有空白的格
    程度：存疑
    层级：1
    应当：表里每一格都有数；没有的填 0，不留空白，不画线。
    原因：空白分不清是没有，还是忘了填；汇总时也会出错。
    来源：业内通行的审核要求，见已发布年报的退改情况，格式未明文规定
    违反：第四部分只填了总计，其余各格留空。
    符合：第四部分没有案件的各格都填 0。
    """
    report = context.report
    for section in context.sections():
        if section.table is None or not _has_cells(report, section):
            continue
        blank = blank_in(report, report.edition.table(section.table))
        if blank:
            yield blank_cells.finding(
                f"“{section.title}”的表里 {place_of_cells(blank, report.edition)}是空白。"
                "请补填；没有的填 0，不要留空或者画线。",
                cells=blank,
                section=section.name,
            )


def _has_text(report: Report, section: Section) -> bool:
    return bool(report.narrative.get(section.name, "").strip())


def _has_cells(report: Report, section: Section) -> bool:
    if section.table is None:
        return False
    needed, optional = _cells(report.edition, section.table)
    return any(address in report.cells for address in (*needed, *optional))


@lru_cache(maxsize=32)
def _cells(edition: Edition, table: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The cells of a table: those of the form, and those of rows of another edition's form."""
    cells = edition.table(table).cells.values()
    optional = frozenset(c.address for c in cells if c.row.optional or c.column.optional)
    return tuple(c.address for c in cells if c.address not in optional), optional


def blank_in(report: Report, table: Table) -> tuple[str, ...]:
    """The blank cells, but those that another edition's row stands for."""
    needed, optional = _cells(report.edition, table.name)
    blank = [address for address in needed if address not in report.cells]
    if not blank or optional.isdisjoint(report.cells):
        return tuple(blank)
    filled = {address for address in optional if address in report.cells}
    instead = {
        address
        for group in table.groups
        if not filled.isdisjoint(group.cells)
        for address in group.cells
    }
    return tuple(address for address in blank if address not in instead)
