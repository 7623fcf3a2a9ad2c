"""What was found in a report while it is edited, and which of it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from nianbao.checks.choice import Choice
from nianbao.checks.column_balance import ColumnBalance
from nianbao.checks.completeness import blank_cells
from nianbao.checks.finding import Finding, Severity
from nianbao.checks.live import LiveChecker
from nianbao.editions import Edition
from nianbao.report import Report
from nianbao.wizard.cell_state import Held
from nianbao.wizard.contents import ANSWERS, FIELD, TEXT, Contents
from nianbao.wizard.history import Content
from nianbao.wizard.shown_findings import in_form_order, is_empty, is_shown, unreadable


class LiveFindings:
    """The findings of one report, re-checked as far as an edit touches them."""

    def __init__(
        self, contents: Contents, last_year: Report | None, choice: Choice | None = None
    ) -> None:
        """Reopening counts as leaving: what was begun is shown with all its findings.

        `choice` are the rules to check by; None: all.
        """
        report, drafts = contents.report, contents.drafts
        self._contents = contents
        self._choice = choice
        self._checker = LiveChecker(report, last_year, choice)
        self._left = {
            section.name
            for section in report.edition.texts
            if not is_empty(report, section.name, drafts)
        }
        self.shown: tuple[Finding, ...] = ()
        self.marks: Mapping[str, str] = {}
        self._sort()

    @property
    def all(self) -> tuple[Finding, ...]:
        """Everything found, in the order of the form."""
        return in_form_order(self._found(), self._contents.report.edition)

    def balance_of(self, table: str, column: str) -> ColumnBalance | None:
        """How far a column balances now; None where no balance runs down it, or all is blank."""
        return self._checker.balance_of(table, column)

    def edited(
        self, contents: Contents, after: Mapping[str, Content], last_year: Report | None
    ) -> None:
        """The report now is `contents`; `after` is what changed in it, by address."""
        self._contents = contents
        numbers = {a: held.value for a, held in after.items() if isinstance(held, Held)}
        if any(address.startswith(FIELD) for address in after):
            self._checker = LiveChecker(contents.report, last_year, self._choice)
        else:
            if ANSWERS in after:
                self._checker.set_answers(contents.report.answers)
            if numbers:
                self._checker.set_cells(numbers)
            for address in after:
                if address.startswith(TEXT):
                    section = address.removeprefix(TEXT)
                    text = contents.report.narrative.get(section, "")
                    self._checker.set_text(section, text)
        self._sort()

    def leave(self, section: str) -> None:
        """The section's findings are shown from now on, once anything stands in it."""
        self._left.add(section)
        self._sort()

    def _found(self) -> Iterable[Finding]:
        return (*unreadable(self._contents), *self._checker.findings)

    def _sort(self) -> None:
        contents = self._contents
        shown = [item for item in self._found() if is_shown(item, contents, self._left)]
        self.shown = in_form_order(shown, contents.report.edition)
        self.marks = _marks(self.shown, contents)


def mark_of(finding: Finding) -> str | None:
    """`!` or `?` as a finding is marked at its cells; None of a hint, and of what was answered."""
    if finding.answered is not None or finding.severity is Severity.HINT:
        return None
    return "!" if finding.severity is Severity.ERROR else "?"


def is_told_by_the_blank(finding: Finding, address: str, contents: Contents) -> bool:
    """Whether a cell is only missing for a finding: the `.` in it says so.

    A table that is being filled in is not wrong at each blank cell, whatever a text says of it.
    """
    is_blank = address not in contents.report.cells and address not in contents.drafts
    return is_blank and (finding.rule == blank_cells.name or finding.quote is not None)


def marked_cells(finding: Finding, edition: Edition) -> Iterator[str]:
    """The cells at which a finding is marked: of a balance, only those that state its result."""
    results = _stating(edition).get(finding.rule)
    for address in finding.cells:
        cell = edition.cells.get(address)
        if cell is not None and (results is None or {cell.row.name, cell.column.name} & results):
            yield address


@lru_cache(maxsize=8)
def _stating(edition: Edition) -> Mapping[str, frozenset[str]]:
    return {
        **{b.rule: frozenset(b.actual) for table in edition.tables for b in table.balances},
        **{c.rule: frozenset([c.cell]) for table in edition.tables for c in table.carried},
    }


def _marks(findings: Iterable[Finding], contents: Contents) -> dict[str, str]:
    """The mark of each cell, an error's before a doubt's."""
    marks: dict[str, str] = {}
    for finding in findings:
        mark = mark_of(finding)
        if mark is None:
            continue
        for address in marked_cells(finding, contents.report.edition):
            if marks.get(address) != "!" and not is_told_by_the_blank(finding, address, contents):
                marks[address] = mark
    return marks
