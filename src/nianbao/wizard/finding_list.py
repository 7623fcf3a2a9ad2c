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
        self._findings = list(enumerate(findings, 1))
        super().__init__()

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Show these, numbered from 1."""
        self.show_numbered(enumerate(findings, 1))

    def show_numbered(self, findings: Iterable[tuple[int, Finding]]) -> None:
        """Show these, each with its number."""
        self._findings = list(findings)
        self._fold()

    def on_resize(self) -> None:
        """The messages are folded to the width."""
        self._fold()

    def _fold(self) -> None:
        width = self.size.width - _AROUND
        self.show(
            Item(str(index), _row(number, finding, width), str(number) if number <= 9 else "")
            for index, (number, finding) in enumerate(self._findings)
        )

    def finding(self, id: str | None) -> Finding | None:  # noqa: A002
        """The finding of a row."""
        if id is None or not id.isdigit() or int(id) >= len(self._findings):
            return None
        return self._findings[int(id)][1]


def _row(number: int, finding: Finding, width: int) -> list[Piece]:
    severity = finding.severity
    mark = f"{number} " if number > 9 else ""
    if finding.answered is None:
        mark += f"{MARKS[severity]} {severity.label} "
        said = finding.message
    else:
        mark += "已说明 "
        said = f"{finding.message}说明：{finding.answered}"
    first, *others = wrap(f"{mark}{printable(said)}", max(20, width))
    rest = "\n".join([first[len(mark) :], *(f"{_INDENT}{line}" for line in others)])
    return [(mark, "bold"), rest]
