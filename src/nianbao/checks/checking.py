"""The full check of one report."""

from __future__ import annotations

from collections.abc import Collection

from nianbao.checks.answers import with_answers
from nianbao.checks.catalogue import RULES, refuse_unknown_rules
from nianbao.checks.finding import Finding
from nianbao.checks.placing import Places, placed
from nianbao.checks.rule import Context
from nianbao.report import Report


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
    return answered if places is None else tuple(placed(answered, places, context))
