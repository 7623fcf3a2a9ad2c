"""The rules that find errors, apart from the others, which cost more to load and to ask."""

from __future__ import annotations

from nianbao.checks.balances import (
    disputes_total,
    requests_balance,
    requests_concluded,
    requests_total,
)
from nianbao.checks.completeness import required_section, required_table
from nianbao.checks.finding import Finding
from nianbao.checks.last_year import carry_over
from nianbao.checks.placing import Places, placed
from nianbao.checks.rule import Context, Rule
from nianbao.checks.texts import live_figure
from nianbao.report import Report

ERRORS: tuple[Rule, ...] = (
    requests_balance,
    requests_concluded,
    requests_total,
    disputes_total,
    carry_over,
    required_section,
    required_table,
    live_figure,
)


def errors_of(report: Report, last_year: Report | None, places: Places) -> tuple[Finding, ...]:
    """The errors that a full check of a report finds, and nothing else of it.

    Args:
        report: the report.
        last_year: last year's report, where there is one.
        places: where its cells and texts stand.
    """
    context = Context(report, last_year)
    found = (finding for rule in ERRORS for finding in rule.find(context) if finding.is_error)
    return tuple(placed(found, places, context))
