"""The check that goes along with editing and looks only at what an edit touches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from nianbao.checks.answers import with_answers
from nianbao.checks.carried_figures import CarriedFigure, carried_figures
from nianbao.checks.catalogue import refuse_unknown_rules
from nianbao.checks.choice import Choice
from nianbao.checks.column_balance import ColumnBalance, column_balance
from nianbao.checks.equations import Equation, equations_by_cell
from nianbao.checks.finding import Finding
from nianbao.checks.rule import Context, Rule, Subject, Subjects
from nianbao.editions import Section
from nianbao.report import Answer, Number, Report
from nianbao.report.live_figures import cells_of, figures


class LiveChecker:
    """Keeps the findings of a report that is edited: always those that `check` would give."""

    def __init__(
        self, report: Report, last_year: Report | None = None, choice: Choice | None = None
    ) -> None:
        """Checks the whole report once, by the rules chosen; None: by all.

        Raises:
            EditionError: the report's edition names a rule that there is not.
        """
        refuse_unknown_rules(report.edition)
        self._report, self._last_year = report, last_year
        self._rules = (choice or Choice()).rules
        self._carried = (
            {} if last_year is None else carried_figures(report.edition, last_year.edition)
        )
        self._named = {section: self._cells_named_in(section) for section in report.edition.texts}
        self._found: dict[tuple[str, str | Equation | CarriedFigure], tuple[Finding, ...]] = {}
        for rule in self._rules:
            for subject in self._subjects(rule):
                self._check(rule, subject)
        self._collect()

    @property
    def report(self) -> Report:
        """The report as edited so far."""
        return self._report

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What does not hold now, in the order of `check`."""
        return self._findings

    def set_cells(self, values: Mapping[str, Number | None]) -> None:
        """Fill these cells, or empty those whose value is None, as one edit.

        Raises:
            KeyError: an address is not a cell of the edition.
        """
        unknown = values.keys() - self._report.edition.cells.keys()
        if unknown:
            raise KeyError(min(unknown))
        self._report = self._report.with_cells(values)
        touched: dict[Equation | CarriedFigure, None] = {}
        by_cell = equations_by_cell(self._report.edition)
        for address in values:
            touched.update(dict.fromkeys(by_cell.get(address, ())))
        touched.update(dict.fromkeys(self._carried_by(values)))
        texts = [section for section, named in self._named.items() if named & values.keys()]
        tables = {address.partition(".")[0] for address in values}
        sections = [s for s in self._report.edition.sections if s.table in tables]
        self._recheck(
            {
                "equations": touched,
                "carried": touched,
                "figures": texts,
                "sections": sections,
                "report": (None,),
            }
        )

    def set_text(self, section: str, text: str) -> None:
        """Put a text into a section; an empty one takes the text away.

        Raises:
            KeyError: the edition has no such section.
        """
        where = self._report.edition.section(section)
        self._report = self._report.with_text(section, text)
        self._named[where] = self._cells_named_in(where)
        here = (where,)
        sections = here if where in self._report.edition.sections else ()
        self._recheck({"texts": here, "figures": here, "sections": sections, "report": (None,)})

    def set_answers(self, answers: Collection[Answer]) -> None:
        """Take other answers; nothing has to be looked at again."""
        self._report = replace(self._report, answers=tuple(answers))
        self._collect()

    def balance_of(self, table: str, column: str) -> ColumnBalance | None:
        """How far a column balances now; None where no balance runs down it, or all is blank."""
        return column_balance(self._report, table, column)

    def _recheck(self, touched: Mapping[Subjects, Iterable[Subject]]) -> None:
        for rule in self._rules:
            for subject in touched.get(rule.subjects, ()):
                if not isinstance(subject, Equation | CarriedFigure) or subject.rule == rule.name:
                    self._check(rule, subject)
        self._collect()

    def _check(self, rule: Rule, subject: Subject) -> None:
        context = Context(self._report, self._last_year, subject)
        self._found[rule.name, _key(subject)] = tuple(rule.find(context))

    def _collect(self) -> None:
        """`_found` keeps the order in which it was first filled: that of `check`."""
        found = (finding for findings in self._found.values() for finding in findings)
        self._findings = with_answers(found, self._report, self._last_year)

    def _subjects(self, rule: Rule) -> Iterator[Subject]:
        if rule.subjects in ("texts", "figures"):
            yield from self._report.edition.texts
        elif rule.subjects == "sections":
            yield from self._report.edition.sections
        elif rule.subjects == "report":
            yield None
        elif rule.subjects == "carried":
            yield from self._carried.get(rule.name, ())
        else:
            yield from Context(self._report).equations(rule.name)

    def _carried_by(self, addresses: Collection[str]) -> Iterator[CarriedFigure]:
        """The figures after last year's report in which one of these cells stands."""
        for figures_of_rule in self._carried.values():
            for figure in figures_of_rule:
                if not figure.headings.keys().isdisjoint(addresses):
                    yield figure

    def _cells_named_in(self, section: Section) -> frozenset[str]:
        edition = self._report.edition
        text = self._report.narrative.get(section.name, "")
        return frozenset(
            cell
            for figure in figures(text, edition)
            for address in figure.addresses
            for cell in cells_of(address, edition)
        )


def _key(subject: Subject) -> str | Equation | CarriedFigure:
    if subject is None:
        return ""
    return subject.name if isinstance(subject, Section) else subject
