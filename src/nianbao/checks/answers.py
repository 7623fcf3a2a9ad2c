"""Which findings were looked at and explained (已说明), and still are what was explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nianbao.checks.carried_figures import carried_figures
from nianbao.checks.catalogue import RULES
from nianbao.checks.finding import Finding
from nianbao.report import Answer, Report

LAST_YEAR = "last_year."
"""What the address of last year's cell begins with, among an answer's values."""


_NEEDS_LAST_YEAR = 2
_RULES_OF_LAST_YEAR = frozenset(rule.name for rule in RULES if rule.level == _NEEDS_LAST_YEAR)


def answer_to(
    finding: Finding, report: Report, reason: str, last_year: Report | None = None
) -> Answer:
    """The answer that explains a finding with a reason, for as long as its numbers stay.

    Its values are those of the finding's cells; where its rule holds them against last year's
    report, also those of last year's cells.
    """
    values = {address: report.cells.get(address) for address in finding.cells}
    if last_year is not None:
        for address in _last_years_cells(finding, report, last_year):
            values[f"{LAST_YEAR}{address}"] = last_year.cells.get(address)
    return Answer(finding.rule, finding.cells, reason, finding.quote, values)


def is_about(answer: Answer, finding: Finding) -> bool:
    """Whether an answer explains this finding, if its numbers are still the same."""
    return (
        answer.rule == finding.rule
        and set(answer.cells) == set(finding.cells)
        and answer.quote == finding.quote
    )


def _last_years_cells(finding: Finding, report: Report, last_year: Report) -> Iterator[str]:
    for figure in carried_figures(report.edition, last_year.edition).get(finding.rule, ()):
        if figure.address in finding.cells:
            yield from figure.last_year
            return
    if finding.rule in _RULES_OF_LAST_YEAR:
        yield from (address for address in finding.cells if address in last_year.edition.cells)


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
        if is_about(answer, finding):
            return finding._replace(answered=answer.reason)
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
