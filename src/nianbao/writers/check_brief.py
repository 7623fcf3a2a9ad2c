"""What was found as one line an office, to be sent by message: what to mend, and to hand in again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from nianbao.checks.finding import Finding, Severity
from nianbao.checks.record import Record
from nianbao.editions import Section
from nianbao.report import Report
from nianbao.report.typed_numbers import format_number
from nianbao.report.width import printable
from nianbao.writers.finding_place import place_of, section_of

_MANY = 3
"""Findings of one kind in one part from which on they are told together."""


def records_to_brief(records: Iterable[Record]) -> str:
    """A line a record; hints are left out, and what was explained is only counted."""
    return "".join(f"{_line(record)}\n" for record in records)


def _line(record: Record) -> str:
    if record.report is None:
        reason = "" if record.error is None else record.error.message
        return f"【未能核对】{printable(record.path)}：{printable(reason)}"
    report = record.report
    office = printable(" ".join(report.organ.split())) or printable(record.path)
    errors, doubts = (
        [f for f in record.findings if f.severity is severity and f.answered is None]
        for severity in (Severity.ERROR, Severity.WARNING)
    )
    if errors:
        more = f"另有存疑 {len(doubts)} 处，请一并核实：{_listed(doubts, report)}" if doubts else ""
        return (
            f"【退回修改】{office}：{_listed(errors, report)}"
            f"{more}共 {len(errors) + len(doubts)} 处，请改后重报。"
        )
    if doubts:
        return f"【请核实】{office}：{_listed(doubts, report)}共 {len(doubts)} 处，请核实或者说明。"
    explained = sum(finding.answered is not None for finding in record.findings)
    more = f"，已说明 {explained} 处" if explained else ""
    return f"【核对通过】{office}：未发现错误{more}。"


def _listed(findings: Sequence[Finding], report: Report) -> str:
    alike: dict[tuple[str, str, Section | None], list[Finding]] = {}
    for finding in findings:
        about = finding.rule, finding.title, section_of(finding, report.edition)
        alike.setdefault(about, []).append(finding)
    told = [
        one
        for some in alike.values()
        for one in ([_together(some, report)] if len(some) >= _MANY else _each(some, report))
    ]
    return "".join(f"{number}.{one}。" for number, one in enumerate(told, 1))


def _each(findings: Iterable[Finding], report: Report) -> Iterator[str]:
    for finding in findings:
        yield f"{_told(finding, report)}{_difference(finding)}"


def _together(findings: Sequence[Finding], report: Report) -> str:
    """What is wrong in the same way at many places of a part, told once."""
    first = place_of(findings[0], report.edition)
    return f"{first}等 {len(findings)} 处{findings[0].title}"


def _told(finding: Finding, report: Report) -> str:
    """The place and the title, but no place twice."""
    place = place_of(finding, report.edition)
    return finding.title if place and finding.title.startswith(place) else place + finding.title


def _difference(finding: Finding) -> str:
    over = finding.imbalance
    if not over:
        return ""
    return f"（{'多' if over > 0 else '少'} {format_number(over if over > 0 else -over)}）"
