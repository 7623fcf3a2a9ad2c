"""The full check of one report."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Protocol

from nianbao.checks.answers import with_answers
from nianbao.checks.catalogue import RULES, refuse_unknown_rules
from nianbao.checks.equations import equations_by_cell
from nianbao.checks.finding import Finding
from nianbao.checks.rule import Context
from nianbao.report import Report


class Places(Protocol):
    """Where the cells and texts of a report stand in its file."""

    def place_of(self, address: str) -> tuple[int, int] | None:
        """Line and column, counted from 1, of a cell or of `narrative.<section>`."""


def check(
    report: Report,
    *,
    last_year: Report | None = None,
    places: Places | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
) -> tuple[Finding, ...]:
    """Everything that does not hold in a report: rule by rule, and in the order of the form.

    Args:
        report: the report.
        last_year: last year's report, where there is one.
        places: where its cells and texts stand, for the findings' lines and columns.
        select: names of rules; only these are checked. Empty: all.
        ignore: names of rules that are not checked.

    Raises:
        EditionError: the report's edition names a rule that there is not.
    """
    refuse_unknown_rules(report.edition)
    context = Context(report, last_year)
    found = [
        finding
        for rule in RULES
        if (not select or rule.name in select) and rule.name not in ignore
        for finding in rule.find(context)
    ]
    answered = with_answers(found, report, last_year)
    return answered if places is None else tuple(_placed(answered, places, context))


def _placed(findings: tuple[Finding, ...], places: Places, context: Context) -> Iterator[Finding]:
    for finding in findings:
        address = _blamed(finding, context)
        place = None if address is None else places.place_of(address)
        yield finding if place is None else replace(finding, line=place[0], column=place[1])


def _blamed(finding: Finding, context: Context) -> str | None:
    """The address whose place is given: the text, or the first cell; of a sum, what it comes to."""
    if finding.at is not None:
        return finding.at
    if finding.quote is not None or (not finding.cells and _has_text(finding, context)):
        return f"narrative.{finding.section}"
    if not finding.cells:
        return None
    for figure in context.carried(finding.rule):
        if figure.address in finding.cells:
            return figure.address
    for equation in equations_by_cell(context.report.edition).get(finding.cells[0], ()):
        if equation.rule == finding.rule and equation.is_sum:
            return next(iter(equation.actual))
    return finding.cells[0]


def _has_text(finding: Finding, context: Context) -> bool:
    return finding.section in context.report.narrative
