"""Which findings were looked at and explained (已说明), and still are what was explained."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from nianbao.checks.finding import Finding
from nianbao.report import Answer, Report

LAST_YEAR = "last_year."
"""What the address of last year's cell begins with, among an answer's values."""


def with_answers(
    findings: Iterable[Finding], report: Report, last_year: Report | None = None
) -> tuple[Finding, ...]:
    """The findings, those that an answer of the report explains with its reason.

    An answer is for the findings of its rule, cells and quote, as long as every value that it
    recorded is still the same. Errors cannot be answered away.
    """
    if not report.answers:
        return tuple(findings)
    holding = [answer for answer in report.answers if _holds(answer, report, last_year)]
    return tuple(_answered(finding, holding) for finding in findings)


def _answered(finding: Finding, answers: Iterable[Answer]) -> Finding:
    if finding.is_error:
        return finding
    for answer in answers:
        if (
            answer.rule == finding.rule
            and set(answer.cells) == set(finding.cells)
            and answer.quote == finding.quote
        ):
            return replace(finding, answered=answer.reason)
    return finding


def _holds(answer: Answer, report: Report, last_year: Report | None) -> bool:
    last = {} if last_year is None else last_year.cells
    return all(
        value
        == (
            last.get(address.removeprefix(LAST_YEAR))
            if address.startswith(LAST_YEAR)
            else report.cells.get(address)
        )
        for address, value in answer.values.items()
    )
