"""The rules about the report as a whole: its edition, and the day it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from nianbao.checks.balance_messages import place_of_cells
from nianbao.checks.finding import Finding
from nianbao.checks.rule import Context, rule
from nianbao.editions import Edition, Table
from nianbao.report import Report

_OPENING, _CLOSING = "[〔［【\\[（(]", "[〕］】\\]）)]"


@rule("report")
def edition_of_year(context: Context) -> Iterator[Finding]:
    """The report is by the edition of its year, in its tables and in what it cites.

    标题：所用的格式与年度不符
    程度：存疑
    层级：1
    应当：2019、2020年度用〔2019〕60号试行格式，2021年度起用〔2021〕30号格式；表里没有另一版格式的行，文中不引用已经不用的通知。
    原因：照上年的文件改写，容易把旧格式的表、旧通知的文号留下来。
    来源：国办公开办函〔2021〕30号（自发布 2021 年度报告起用新格式）
    违反：2024年度的年报，引言写“根据国办公开办函〔2019〕60号编制”。
    符合：2024年度的年报，引言写“根据国办公开办函〔2021〕30号编制”。
    """
    report = context.report
    edition = report.edition
    if not edition.covers(report.year):
        until = "起" if edition.last_year is None else f"至{edition.last_year}年"
        yield edition_of_year.finding(
            f"{report.year}年的年报用的是{edition.notice}的格式，它用于{edition.first_year}年"
            f"{until}的年报。请改用当年的格式重新编制。",
            at="edition",
        )
    yield from _rows_of_another_edition(report)
    yield from _earlier_notices(report)


def _rows_of_another_edition(report: Report) -> Iterator[Finding]:
    for table, optional in _of_another_edition(report.edition):
        filled = tuple(address for address in optional if address in report.cells)
        if not filled:
            continue
        both = any(
            address in report.cells and address not in filled
            for group in table.groups
            if not set(filled).isdisjoint(group.cells)
            for address in group.cells
        )
        todo = (
            "这一行与分列的各行都填了数，可能重复计算，请核对后只保留分列的各行。"
            if both
            else "请按本年的格式分列填写。"
        )
        yield edition_of_year.finding(
            f"{place_of_cells(filled, report.edition)}填了数，这一行是另一版格式的。{todo}",
            cells=filled,
            section=report.edition.section_of(filled[0]).name,
        )


@lru_cache(maxsize=8)
def _of_another_edition(edition: Edition) -> tuple[tuple[Table, tuple[str, ...]], ...]:
    """The cells of each table that belong to another edition's form."""
    found = (
        (
            table,
            tuple(c.address for c in table.cells.values() if c.row.optional or c.column.optional),
        )
        for table in edition.tables
    )
    return tuple((table, cells) for table, cells in found if cells)


_REPLACED = re.compile("[^。；]{0,12}(?:废止|失效|停止执行|不再执行)")


@lru_cache(maxsize=8)
def _cited_earlier(edition: Edition) -> tuple[re.Pattern[str], ...]:
    return tuple(map(_cited, edition.earlier_notices))


def _earlier_notices(report: Report) -> Iterator[Finding]:
    for pattern in _cited_earlier(report.edition):
        for section in report.edition.texts:
            text = report.narrative.get(section.name, "")
            found = pattern.search(text)
            if found and not _REPLACED.match(text, found.end()):
                yield edition_of_year.finding(
                    f"{section.title}：文中引用了“{found[0]}”，"
                    f"{report.year}年的年报应依据{report.edition.notice}。请改正。",
                    section=section.name,
                    quote=found[0],
                )


def _cited(notice: str) -> re.Pattern[str]:
    """A notice's number as texts write it: other brackets, blanks inside."""
    number = notice[max(notice.find("〔"), 0) :]
    parts = (
        _OPENING if sign == "〔" else _CLOSING if sign == "〕" else re.escape(sign)
        for sign in number
    )
    return re.compile(r"\s*".join(parts))


@rule("report")
def deadline(context: Context) -> Iterator[Finding]:
    """The report is published in time.

    标题：公布晚于规定的日期
    程度：提示
    层级：1
    应当：部门的年报在次年1月31日前公布，各级人民政府的在3月31日前公布。
    原因：逾期公布会在考核、评估中通报；日期填错的，落款也就错了。
    来源：《条例》第四十九条；乡镇、街道的日期以当地通知为准
    违反：某市教育局2024年度的年报，2025年2月10日公布。
    符合：某市教育局2024年度的年报，2025年1月24日公布。
    """
    report = context.report
    if report.published is None:
        return
    for limit in report.edition.deadlines:
        if limit.is_for(report.organ):
            last_day = date(report.year + 1, limit.month, limit.day)
            if report.published > last_day:
                published = report.published
                yield deadline.finding(
                    f"公布日期是{published.year}年{published.month}月{published.day}日，"
                    f"规定在{last_day.year}年{last_day.month}月{last_day.day}日前公布。"
                    "请核对日期；当地通知另有规定的，以通知为准。",
                    at="report.published",
                )
            return
