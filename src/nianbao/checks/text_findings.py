"""What is found in the sentences of one text, for where the text itself is before the eyes."""

from __future__ import annotations

from nianbao.checks.answers import with_answers
from nianbao.checks.choice import Choice
from nianbao.checks.finding import Finding
from nianbao.checks.quoted import quoted_span
from nianbao.checks.rule import Context
from nianbao.editions import Section
from nianbao.report import Report

_ALL = Choice()


def text_findings(
    report: Report, section: Section, last_year: Report | None = None, choice: Choice = _ALL
) -> tuple[Finding, ...]:
    """The open findings about words of a section's text, each with its `span`.

    Args:
        report: the report.
        section: the section whose text is looked at.
        last_year: last year's report, where there is one.
        choice: the rules that are checked.
    """
    context = Context(report, last_year, section)
    found = (
        finding
        for rule in choice.rules
        if rule.subjects in ("texts", "figures", "report")
        for finding in rule.find(context)
        if finding.section == section.name and finding.quote
    )
    return tuple(
        finding._replace(span=span)
        for finding in with_answers(found, report, last_year)
        if finding.answered is None and (span := quoted_span(finding, report)) is not None
    )
