"""What a check or an import found, and what keeps a file from being read, as text for a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from nianbao.printing import clean, clean_line

if TYPE_CHECKING:
    from nianbao.checks.explanation import Diagnosis
    from nianbao.checks.finding import Finding
    from nianbao.checks.record import Record
    from nianbao.report import Report
    from nianbao.report.file_keys import Problem

_COLOURS = {"error": "31;1", "warning": "33", "hint": "36"}
_COUNTED = (("error", "错误", "处"), ("warning", "存疑", "处"), ("hint", "提示", "条"))
_EXCERPT_WIDTH = 76
_PLACES_NAMED = 3


def records_text(
    records: Sequence[Record], sources: Mapping[str, str], *, coloured: bool = False
) -> str:
    """What a check found in files that could be read, and one line that sums up all of them.

    Args:
        records: what was found.
        sources: the text of each file that is text, by its path, to show the lines concerned.
        coloured: whether the terminal is to show how grave a finding is in colour.
    """
    read = [record for record in records if record.report is not None]
    parts = [_record(record, sources.get(record.path), coloured) for record in read]
    if read:
        parts.append(_checked(read) + "。" + _unchecked(read))
    if unread := len(records) - len(read):
        parts.append(f"{'另有' if read else ''} {unread} 个文件读不出来，没有核对。".strip())
    return "".join(parts) + "\n"


def imported_text(record: Record) -> str:
    """What could not be read for certain in a document, and one line that says how much was."""
    if record.report is None:
        raise ValueError(record.path)
    cells = len(record.report.cells)
    doubts = (
        f"存疑 {len(record.findings)} 处，请对照原文逐处核对" if record.findings else "没有存疑"
    )
    text = findings_text(record.path, record.findings)
    return f"{text}读入完毕：{clean_line(record.report.heading)}，填入 {cells} 格，{doubts}。\n"


def _checked(records: Sequence[Record]) -> str:
    findings = [finding for record in records for finding in record.findings]
    done = "核对完毕" if len(records) == 1 else f"{len(records)} 份年报核对完毕"
    counts = [
        f"{label} {sum(f.severity == name and f.answered is None for f in findings)} {unit}"
        for name, label, unit in _COUNTED
    ]
    answered = sum(finding.answered is not None for finding in findings)
    explained = f"，已说明 {answered} 条" if answered else ""
    blank = sum(_blank_cells(record.report) for record in records if record.report)
    left = f"；还有 {blank} 格空白" if blank else ""
    if len(findings) == answered:
        return f"{done}，未发现问题{explained}{left}"
    return f"{done}：{'，'.join(counts)}{explained}{left}"


def _blank_cells(report: Report) -> int:
    """How many cells of the form are blank, without the rows of another edition's form."""
    return sum(
        not (cell.row.optional or cell.column.optional or address in report.cells)
        for address, cell in report.edition.cells.items()
    )


def _unchecked(records: Sequence[Record]) -> str:
    """What could not be looked at, because there was no report of last year."""
    alone = [r.report for r in records if r.report is not None and r.last_year is None]
    if not alone:
        return ""
    named = [report.last_year for report in alone if report.last_year is not None]
    unnamed = len(alone) - len(named)
    if len(records) == 1:
        why = f"没有读到上年年报 {clean_line(named[0])}" if named else "没有上年年报"
        return f"未核对：上年结转（{why}）。"
    counts = [f"{unnamed} 份没有上年年报"] if unnamed else []
    counts += [f"{len(named)} 份没有读到所写的上年年报"] if named else []
    return f"未核对：上年结转（{'，'.join(counts)}）。"


def findings_text(path: str, findings: Iterable[Finding]) -> str:
    """The findings of one file, a blank line behind each: place and title, then what to do."""
    return "".join(f"{_finding(path, finding, None, False)}\n\n" for finding in findings)


def _record(record: Record, source: str | None, coloured: bool) -> str:
    """The findings of one file with the lines they are about, and what is suspect there."""
    suspicions = _suspicions(record)
    told = [number for number in range(len(record.findings)) if number not in _told_at_once(record)]
    return "".join(
        "\n".join(
            [
                _finding(record.path, record.findings[number], source, coloured),
                *suspicions.get(number, ()),
            ]
        )
        + "\n\n"
        for number in told
    )


def _told_at_once(record: Record) -> set[int]:
    """The findings of totals that were all left blank, but the first of each diagnosis."""
    return {
        number
        for diagnosis in record.diagnoses
        if _is_of_blank_totals(diagnosis)
        for number in diagnosis.findings[1:]
    }


def _is_of_blank_totals(diagnosis: Diagnosis) -> bool:
    return any(explanation.kind == "blank-total" for explanation in diagnosis.explanations[:1])


def _suspicions(record: Record) -> dict[int, Sequence[str]]:
    """What each diagnosis says, at its first finding; the others refer to that."""
    said: dict[int, Sequence[str]] = {}
    if not record.diagnoses:
        return said
    from nianbao.checks.diagnosis_sentences import diagnosis_sentences

    for diagnosis in record.diagnoses:
        if record.report is not None:
            first, *others = diagnosis.findings
            said[first] = diagnosis_sentences(diagnosis, record.report.edition)
            if others and _is_of_blank_totals(diagnosis):
                places = [record.findings[n].message.partition("：")[0] for n in others]
                more = f"等 {len(others)} 处" if len(others) > _PLACES_NAMED else ""
                named = "、".join(map(clean_line, places[:_PLACES_NAMED]))
                said[first] = (*said[first], f"由此不符的还有：{named}{more}。")
            at = record.findings[first]
            where = _place(record.path, at.line, at.column)
            said.update((number, (f"疑似的原因同 {where} 一处。",)) for number in others)
    return said


def _finding(path: str, finding: Finding, source: str | None, coloured: bool) -> str:
    label = finding.severity.label
    if finding.answered is not None:
        label += "（已说明）"
    elif coloured:
        label = _painted(label, finding.severity)
    lines = [f"{_place(path, finding.line, finding.column)} {label} {clean_line(finding.title)}"]
    if source is not None and finding.line is not None:
        lines += _excerpt(source, finding.line, finding.column or 1)
    lines.append(clean(finding.message))
    if finding.answered is not None:
        lines.append(f"说明：{clean_line(finding.answered)}")
    return "\n".join(lines)


def problems_text(path: str, problems: Sequence[Problem], source: str | None) -> str:
    """What makes a file unreadable, with an excerpt of each place where the source has one."""
    parts = []
    for problem in problems:
        lines = [f"{_place(path, problem.line, problem.column)} 错误 读不出这个文件"]
        if source is not None and problem.line is not None:
            lines += _excerpt(source, problem.line, problem.column or 1)
        lines.append(clean(problem.message))
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _painted(text: str, severity: str) -> str:
    return f"\x1b[{_COLOURS[severity]}m{text}\x1b[0m"


def _place(path: str, line: int | None, column: int | None) -> str:
    numbers = [str(number) for number in (line, column) if number is not None]
    return ":".join(["标准输入" if path == "-" else clean_line(path), *numbers])


def _excerpt(source: str, number: int, column: int) -> list[str]:
    """The line of that number and a mark under the column, cut to what fits a screen."""
    from nianbao.report.width import cut, display_width

    lines = source.split("\n")
    if number > len(lines):
        return []
    line = lines[number - 1].removesuffix("\r")
    before, marked = line[: column - 1], line[column - 1 :]
    before, after = clean_line(before), clean_line(marked)
    if display_width(before) > _EXCERPT_WIDTH * 2 // 3:
        before = "…" + cut(before[::-1], _EXCERPT_WIDTH // 3)[::-1]
    after = cut(after, _EXCERPT_WIDTH - display_width(before), "…")
    gutter = " " * len(str(number))
    return [f"{number} | {before}{after}", f"{gutter} | {' ' * display_width(before)}^"]
