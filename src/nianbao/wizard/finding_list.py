"""Findings in a list, numbered, with their whole message where the cursor is."""

from __future__ import annotations

from collections.abc import Iterable

from nianbao.checks.finding import Finding, Severity
from nianbao.report.width import printable, wrap
from nianbao.wizard.menu import Item, Menu, Piece

_AROUND = 6
"""The cells that a row needs for its digit and the edges."""

_INDENT = " " * 3

MARKS = {Severity.ERROR: "!", Severity.WARNING: "?", Severity.HINT: "-"}


class FindingList(Menu):
    """A menu of findings, each with its mark, severity and whole message."""

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._findings = list(findings)
        super().__init__()

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Show these."""
        self._findings = list(findings)
        self._fold()

    def on_resize(self) -> None:
        """The messages are folded to the width."""
        self._fold()

    def _fold(self) -> None:
        width = self.size.width - _AROUND
        self.show(
            Item(str(index), _row(index + 1, finding, width), str(index + 1) if index < 9 else "")
            for index, finding in enumerate(self._findings)
        )

    def finding(self, id: str | None) -> Finding | None:  # noqa: A002
        """The finding of a row."""
        if id is None or not id.isdigit() or int(id) >= len(self._findings):
            return None
        return self._findings[int(id)]


def _row(number: int, finding: Finding, width: int) -> list[Piece]:
    severity = finding.severity
    mark = f"{number} " if number > 9 else ""
    mark += f"{MARKS[severity]} {severity.label} "
    first, *others = wrap(f"{mark}{printable(finding.message)}", max(20, width))
    rest = "\n".join([first[len(mark) :], *(f"{_INDENT}{line}" for line in others)])
    return [(mark, "bold"), rest]
