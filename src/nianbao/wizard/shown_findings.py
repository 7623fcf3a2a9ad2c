"""Which findings are shown: those of a finished row or column, and of a section that was left."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from nianbao.checks.finding import Finding, Severity
from nianbao.editions import Cell, Edition
from nianbao.report import Report
from nianbao.report.typed_numbers import NotANumber, format_number, parse_number
from nianbao.wizard.contents import TEXT, Contents

UNREADABLE = "unreadable-number"
"""The rule's name for input that is no number; only the wizard can meet it."""

Line = tuple[Cell, ...]


@lru_cache(maxsize=8)
def _lines(edition: Edition) -> Mapping[str, tuple[Line, ...]]:
    """The columns and the rows in which each cell stands, columns first."""
    found: dict[str, tuple[Line, ...]] = {}
    for table in edition.tables:
        for _, cells in (*table.lines("column"), *table.lines("row")):
            for cell in cells:
                found[cell.address] = (*found.get(cell.address, ()), cells)
    return found


@lru_cache(maxsize=8)
def _order(edition: Edition) -> Mapping[str, int]:
    """Each section, and each cell in it, by its place in the form."""
    order: dict[str, int] = {}
    for section in edition.texts:
        order[section.name] = len(order)
        if section.table is not None:
            for cell in edition.table(section.table).cells.values():
                order[cell.address] = len(order)
    return order


def section_of(finding: Finding, edition: Edition) -> str:
    """The name of the section a finding is shown in; the title and the rest count to the first."""
    if finding.section is not None:
        return finding.section
    for address in finding.cells:
        if address in edition.cells or address.startswith(TEXT):
            return edition.section_of(address).name
    return edition.preface.name


def unreadable(contents: Contents) -> Iterator[Finding]:
    """A finding for each cell at which something stands that is no number, or not a whole one yet."""
    edition = contents.report.edition
    for address, draft in contents.drafts.items():
        cell = edition.cells[address]
        title, message = "读不出的数", ""
        try:
            parse_number(draft, cell.kind)
        except NotANumber as error:
            message = error.message
        else:
            value = contents.report.cells.get(address)
            still = "空白" if value is None else f" {format_number(value)}"
            title = "没有填完的数"
            message = f"输入到“{draft}”时中断，没有填完，这一格仍为{still}；请核对后重新输入。"
        yield Finding(
            UNREADABLE,
            title,
            Severity.ERROR,
            f"{cell.place}：{message}",
            (address,),
            section=edition.section_of(address).name,
        )


def in_form_order(findings: Iterable[Finding], edition: Edition) -> tuple[Finding, ...]:
    """The findings by the place of their first cell, or of their section, in the form."""
    order = _order(edition)

    def place(finding: Finding) -> int:
        cells = [order[address] for address in finding.cells if address in order]
        return min(cells) if cells else order.get(section_of(finding, edition), 0)

    return tuple(sorted(findings, key=place))


def is_shown(finding: Finding, contents: Contents, left: Collection[str]) -> bool:
    """Whether a finding is shown before the whole report is reviewed.

    Args:
        finding: what was found.
        contents: the report as it stands.
        left: the names of the sections that were left, whose findings are shown from then on.
    """
    report, drafts = contents.report, contents.drafts
    section = section_of(finding, report.edition)
    if is_empty(report, section, drafts):
        return False
    if section in left or finding.rule == UNREADABLE:
        return True
    lines = _lines(report.edition)
    cells = set(finding.cells)
    if not cells or finding.quote is not None or not cells <= lines.keys():
        return False
    common = [line for line in lines[finding.cells[0]] if cells <= {cell.address for cell in line}]
    line = common[0] if common else tuple(report.edition.cells[address] for address in cells)
    return is_finished(line, report)


def is_finished(line: Iterable[Cell], report: Report) -> bool:
    """Whether every cell of a row or column is filled; rows of another edition's form need not."""
    return all(
        cell.address in report.cells or cell.row.optional or cell.column.optional for cell in line
    )


def is_empty(report: Report, section: str, drafts: Mapping[str, str]) -> bool:
    """Whether nothing was ever written into a section."""
    if report.narrative.get(section, "").strip():
        return False
    if section == report.edition.preface.name:
        return not report.organ
    table = report.edition.section(section).table
    if table is None:
        return True
    cells = (cell.address for cell in report.edition.table(table).cells.values())
    return not any(address in report.cells or address in drafts for address in cells)
