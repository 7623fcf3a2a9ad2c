"""How far each section is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from nianbao.checks.finding import Finding, Severity
from nianbao.editions import Section
from nianbao.report import Report
from nianbao.report.kept_text import last_years_text
from nianbao.wizard.cell_state import SectionStatus, Status
from nianbao.wizard.shown_findings import is_empty, section_of

QUESTION = "【写"
"""How a question of a skeleton begins."""

_RETOLD_EACH_YEAR = frozenset({"overview", "problems"})
"""The sections whose text has to be of this year."""


def section_status(
    section: Section,
    report: Report,
    drafts: Mapping[str, str],
    findings: Collection[Finding],
    last_year: Report | None,
) -> SectionStatus:
    """How far a section is, by the findings that are shown."""
    if is_empty(report, section.name, drafts):
        return SectionStatus(Status.NOT_STARTED, _cells_filled(section, report))
    here = [item for item in findings if section_of(item, report.edition) == section.name]
    errors = [item for item in here if item.severity is Severity.ERROR]
    if errors:
        return SectionStatus(Status.IN_ERROR, f"错误 {len(errors)} 处")
    filled = _cells_filled(section, report)
    missing = list(_missing(section, report, here, last_year))
    if missing:
        return SectionStatus(Status.IN_PROGRESS, missing[0])
    if section.name == report.edition.preface.name and not report.narrative.get(section.name):
        return SectionStatus(Status.COMPLETE, "未写引言（可不写）")
    return SectionStatus(Status.COMPLETE, filled)


def _missing(
    section: Section, report: Report, findings: Iterable[Finding], last_year: Report | None
) -> Iterator[str]:
    if section.name == report.edition.preface.name and not report.organ:
        yield "未填机关全称"
    filled, needed = _counted(section, report)
    if filled < needed:
        yield _cells_filled(section, report)
    text = report.narrative.get(section.name, "")
    if questions := text.count(QUESTION):
        yield f"还有 {questions} 处要写"
    if section.name in _RETOLD_EACH_YEAR and (
        same := len(last_years_text(section.name, last_year, report.year).kept_lines(text))
    ):
        yield f"仍为上年原文 {same} 段"
    doubts = [f for f in findings if f.severity is Severity.WARNING and f.answered is None]
    if doubts:
        yield doubts[0].title if len(doubts) == 1 else f"存疑 {len(doubts)} 处"


def _counted(section: Section, report: Report) -> tuple[int, int]:
    if section.table is None:
        return 0, 0
    cells = [
        cell.address in report.cells
        for cell in report.edition.table(section.table).cells.values()
        if cell.address in report.cells or not (cell.row.optional or cell.column.optional)
    ]
    return sum(cells), len(cells)


def _cells_filled(section: Section, report: Report) -> str:
    filled, needed = _counted(section, report)
    return f"已填 {filled}/{needed} 格" if needed else ""
