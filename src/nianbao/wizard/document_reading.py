"""What can be asked of an open report."""

from __future__ import annotations

from nianbao.checks.choice import Choice
from nianbao.checks.diagnosis import Diagnosis, diagnose
from nianbao.checks.finding import Finding, Severity
from nianbao.editions import Edition
from nianbao.report import Report
from nianbao.report.new_report import follows
from nianbao.report.typed_numbers import format_number
from nianbao.wizard.cell_state import CellState, SectionStatus
from nianbao.wizard.contents import Contents
from nianbao.wizard.figures_shown import against_last_year
from nianbao.wizard.live_findings import LiveFindings, is_told_by_the_blank, mark_of
from nianbao.wizard.proposals import proposals
from nianbao.wizard.statuses import section_status
from nianbao.wizard.totals import totals_of


class DocumentReading:
    """A report as it stands, with its totals, its findings, and last year's figures."""

    def __init__(
        self, contents: Contents, last_year: Report | None, choice: Choice | None = None
    ) -> None:
        """`choice` are the rules that are checked; None: all."""
        self.last_year = last_year
        """The report on the year before, where it is known."""
        self.choice = choice if choice is not None else Choice()
        """The rules that are checked."""
        self._contents = contents
        self._totals = totals_of(contents.report.edition)
        self._found = LiveFindings(contents, last_year, choice)

    @property
    def report(self) -> Report:
        """The report as it stands."""
        return self._contents.report

    @property
    def edition(self) -> Edition:
        """The form it is on."""
        return self.report.edition

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is shown now, in the order of the form."""
        return self._found.shown

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Everything found, shown or not: what review lists."""
        return self._found.all

    @property
    def listed(self) -> tuple[Finding, ...]:
        """Everything found as review lists and numbers it: errors first, what was explained last."""
        gravest_first = list(Severity)
        return tuple(
            sorted(
                self.all_findings,
                key=lambda item: (item.answered is not None, gravest_first.index(item.severity)),
            )
        )

    def to_explain_at(self, address: str) -> Finding | None:
        """The warning or hint shown at a cell that can be explained, or was; None: none, or an error."""
        here = self.findings_at(address)
        if any(finding.is_error for finding in here):
            return None
        return next(iter(sorted(here, key=lambda item: item.answered is not None)), None)

    def cell(self, address: str) -> CellState:
        """A cell as it is shown.

        Raises:
            KeyError: the form has no such cell.
        """
        if address not in self.edition.cells:
            raise KeyError(address)
        value = self.report.cells.get(address)
        held = address in self._contents.held
        draft = self._contents.drafts.get(address)
        mark = self._found.marks.get(address, " ")
        if mark == " " and value is None and draft is None:
            mark = "."
        follows = address in self._totals and not held
        return CellState(value, draft, follows, held and value is not None, mark)

    def findings_at(self, address: str) -> tuple[Finding, ...]:
        """The findings shown that concern a cell, a text or a field."""
        return tuple(finding for finding in self._found.shown if address in finding.cells)

    def is_out_of_balance(self, table: str) -> bool:
        """Whether a balance of a table is shown not to hold."""
        return any(
            finding.imbalance is not None and self.edition.cells[finding.cells[0]].table == table
            for finding in self.findings
            if finding.cells and finding.cells[0] in self.edition.cells
        )

    def diagnosis_at(self, address: str) -> Diagnosis | None:
        """What may be wrong where a balance of a cell does not hold, else one of its table."""
        found, edition = self.all_findings, self.edition
        diagnoses = diagnose(
            self.report, found, last_year=self.last_year, typed_totals=self._contents.held
        )
        table = edition.cells[address].table

        def nearness(diagnosis: Diagnosis) -> int:
            cells = [found[number].cells for number in diagnosis.findings]
            if any(address in some for some in cells):
                return 0
            return 1 if edition.cells[cells[0][0]].table == table else 2

        nearest = min(diagnoses, key=nearness, default=None)
        return nearest if nearest is not None and nearness(nearest) < 2 else None

    def status(self, section: str) -> SectionStatus:
        """How far a section is, by the findings shown."""
        return section_status(
            self.edition.section(section),
            self.report,
            self._contents.drafts,
            self._found.shown,
            self.last_year,
        )

    def balance_line(self, table: str, column: str) -> str:
        """How far a column balances; opened by `!` where its imbalance is shown as an error."""
        balance = self._found.balance_of(table, column)
        if balance is None:
            return ""
        broken = any(
            finding.rule == balance.equation.rule
            and set(balance.equation.actual) & set(finding.cells)
            for finding in self.findings
        )
        return f"! {balance.sentence}" if broken else balance.sentence

    def line_at(self, address: str) -> str:
        """What there is to say of a cell: what is wrong with it, else how its column balances."""
        cell = self.edition.cells[address]
        balance = self._found.balance_of(cell.table, cell.column.name)
        judged = balance.equation.rule if balance is not None else None
        mark = self.cell(address).mark
        others = [
            item
            for item in self.findings_at(address)
            if item.rule != judged and not is_told_by_the_blank(item, address, self._contents)
        ]
        if others and mark in "!?":
            return f"{mark} {self._numbered(others[0])}"
        line = self.balance_line(cell.table, cell.column.name)
        # A sum is marked where its result stands, but any of its parts may be the wrong one.
        marking = [item for item in others if mark_of(item) is not None]
        if marking and not line.startswith("!"):
            nearest = min(marking, key=lambda item: len(item.cells))
            return f"{mark_of(nearest)} {self._numbered(nearest)}"
        return line

    def line_on(self, finding: Finding, address: str) -> str:
        """What to say on coming to a cell because of a finding that concerns it."""
        cell = self.edition.cells[address]
        balance = self._found.balance_of(cell.table, cell.column.name)
        if balance is not None and balance.equation.rule == finding.rule:
            return self.line_at(address)
        signs = {Severity.ERROR: "! ", Severity.WARNING: "? ", Severity.HINT: ""}
        # A doubt of an import is in the list of that import, and in no other.
        return signs[finding.severity] + (self._numbered(finding) or finding.message)

    def _numbered(self, finding: Finding) -> str:
        """A finding's message after its number in the list of review."""
        listed = self.listed
        return f"{listed.index(finding) + 1}. {finding.message}" if finding in listed else ""

    def last_year_line(self, address: str) -> str:
        """Last year's figure of a cell and the change: `上年 2（增加 3）`; "" when not known.

        Of a blank cell that last year's report settles, the number that filling the blanks puts there.
        """
        if self.last_year is None or not follows(self.last_year, self.report.year):
            return ""
        value = self.report.cells.get(address)
        said = against_last_year(value, self.last_year.cells.get(address))
        proposal = proposals(self.report, self.last_year).get(address) if value is None else None
        proposed = proposal.value(self.report.cells) if proposal is not None else None
        if proposed is None:
            return said
        return "，".join(
            filter(None, [said, f"按上年推算为 {format_number(proposed)}（<fill_blanks> 填入）"])
        )
