"""What a rule is: one function, and what people are told of it, read from its docstring."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple

from nianbao.checks.carried_figures import CarriedFigure, carried_figures
from nianbao.checks.equations import Equation, equations_by_rule
from nianbao.checks.finding import Finding, Severity
from nianbao.editions import Section
from nianbao.report import Report

Subject = Equation | CarriedFigure | Section | None
"""One thing that a rule looks at; None is the report as a whole."""
Subjects = Literal["equations", "carried", "texts", "figures", "sections", "report"]
"""What a rule looks at one by one; an edit re-checks only those it touches.

`texts` are those with the preface, `figures` the same where the numbers that a text takes from the
tables count as well; `sections` are without it, each with its text and its table. A rule about the
whole `report` runs after every edit, so it must not cost more than some look-ups.
"""

_PARTS = {
    "标题": "title",
    "程度": "severity",
    "层级": "level",
    "应当": "what",
    "原因": "why",
    "来源": "source",
    "违反": "broken",
    "符合": "kept",
}


class IncompleteRule(Exception):
    """A rule's docstring lacks one of its parts."""


class Context(NamedTuple):
    """What a rule is given to look at."""

    report: Report
    last_year: Report | None = None
    only: Subject = None
    """The one equation, figure or section to look at; None: all of them."""

    def equations(self, rule: str) -> tuple[Equation, ...]:
        """The equations of the report's edition that this rule is to look at."""
        if self.only is None:
            return equations_by_rule(self.report.edition).get(rule, ())
        return (self.only,) if isinstance(self.only, Equation) and self.only.rule == rule else ()

    def carried(self, rule: str) -> tuple[CarriedFigure, ...]:
        """The figures determined by last year's report that this rule is to look at."""
        if self.last_year is None:
            return ()
        if self.only is None:
            return carried_figures(self.report.edition, self.last_year.edition).get(rule, ())
        if isinstance(self.only, CarriedFigure) and self.only.rule == rule:
            return (self.only,)
        return ()

    def texts(self) -> Iterator[tuple[Section, str]]:
        """The sections to look at that hold text, each with its text as the file has it."""
        for section in self.report.edition.texts if self.only is None else (self.only,):
            if isinstance(section, Section) and (text := self.report.narrative.get(section.name)):
                yield section, text

    def sections(self) -> Iterator[Section]:
        """The sections to look at, without the preface."""
        for section in self.report.edition.sections:
            if self.only is None or self.only is section:
                yield section


class Rule(NamedTuple):
    """One rule of the catalogue."""

    name: str
    """In lower case with hyphens; it never changes its meaning."""
    title: str
    severity: Severity
    level: int
    """What it needs: 0 the file, 1 one report, 2 last year's, 3 other offices', 4 text and table."""
    what: str
    """What must hold."""
    why: str
    source: str
    broken: str
    """An example that breaks it."""
    kept: str
    """An example that keeps it."""
    subjects: Subjects
    find: Callable[[Context], Iterator[Finding]]

    def finding(self, message: str, **details: Any) -> Finding:
        """A finding of this rule; `details` are the other fields of `Finding`."""
        return Finding(self.name, self.title, self.severity, message, **details)


def rule(subjects: Subjects) -> Callable[[Callable[[Context], Iterator[Finding]]], Rule]:
    """Make a rule of a function; its name and its docstring tell the rest.

    The docstring holds, a line each and in Chinese, for they are shown to the user: 标题, 程度 (the
    severity), 层级 (the level), 应当, 原因, 来源, 违反, 符合; a line that goes on is indented.

    Raises:
        IncompleteRule: a part is missing.
    """

    def described(function: Callable[[Context], Iterator[Finding]]) -> Rule:
        name = function.__name__.replace("_", "-")
        parts = _parts(inspect.getdoc(function) or "")
        missing = [part for part, field in _PARTS.items() if not parts.get(field)]
        if missing:
            raise IncompleteRule(f"{name}: {', '.join(missing)}")
        severities = {severity.label: severity for severity in Severity}
        return Rule(
            name=name,
            title=parts["title"],
            severity=severities[parts["severity"]],
            level=int(parts["level"]),
            what=parts["what"],
            why=parts["why"],
            source=parts["source"],
            broken=parts["broken"],
            kept=parts["kept"],
            subjects=subjects,
            find=function,
        )

    return described


def _parts(docstring: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    field: str | None = None
    for line in docstring.splitlines():
        head, colon, rest = line.partition("：")
        if colon and head in _PARTS:
            field = _PARTS[head]
            parts[field] = rest.strip()
        elif field is not None and line.startswith("    "):
            parts[field] += line.strip()
        else:
            field = None
    return parts
