"""Where in the report's file a finding stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from nianbao.checks.equations import equations_by_cell
from nianbao.checks.finding import Finding
from nianbao.checks.quoted import quoted_span
from nianbao.checks.rule import Context


class Places(Protocol):
    """Where the cells and texts of a report stand in its file."""

    def place_of(self, address: str) -> tuple[int, int] | None:
        """Line and column, counted from 1, of a cell or of `narrative.<section>`."""

    def place_in(self, section: str, index: int, /) -> tuple[int, int] | None:
        """The same of a character of a section's text; None where the text alone has a place."""


def placed(findings: Iterable[Finding], places: Places, context: Context) -> Iterator[Finding]:
    """The findings, each with the line and the column of what it is about."""
    for finding in findings:
        place = _place_in_text(finding, places, context)
        if place is None:
            address = _blamed(finding, context)
            place = None if address is None else places.place_of(address)
        yield finding if place is None else finding._replace(line=place[0], column=place[1])


def _place_in_text(finding: Finding, places: Places, context: Context) -> tuple[int, int] | None:
    span = quoted_span(finding, context.report)
    if span is None or finding.section is None:
        return None
    return places.place_in(finding.section, span[0])


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
