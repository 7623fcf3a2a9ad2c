"""Findings in a list, numbered, with their whole message where the cursor is."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from nianbao.checks.finding import Finding, Severity
from nianbao.wizard.menu import Item, Menu

MARKS = {Severity.ERROR: "!", Severity.WARNING: "?", Severity.HINT: "-"}


class FindingList(Menu):
    """A menu of findings, each with its mark, severity and whole message."""

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._findings = list(findings)
        super().__init__(_items(self._findings))

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Show these."""
        self._findings = list(findings)
        self.show(_items(self._findings))

    def finding(self, id: str | None) -> Finding | None:  # noqa: A002
        """The finding of a row."""
        if id is None or not id.isdigit() or int(id) >= len(self._findings):
            return None
        return self._findings[int(id)]


def _items(findings: list[Finding]) -> list[Item]:
    return [
        Item(str(index), _row(index + 1, finding), str(index + 1) if index < 9 else "")
        for index, finding in enumerate(findings)
    ]


def _row(number: int, finding: Finding) -> Text:
    severity = finding.severity
    head = f"{number} " if number > 9 else ""
    return Text.assemble(head, (f"{MARKS[severity]} {severity.label} ", "bold"), finding.message)
