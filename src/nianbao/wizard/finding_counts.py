"""How many findings there are, said the same way wherever it is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from nianbao.checks.finding import Finding, Severity
from nianbao.wizard.document_reading import DocumentReading

_NOTHING = "未发现问题"
_UNITS = {Severity.ERROR: "处", Severity.WARNING: "处", Severity.HINT: "条"}


def counted(findings: Iterable[Finding]) -> str:
    """How many of each severity, those explained left out: `错误 2 处  存疑 1 处`."""
    numbers = Counter(finding.severity for finding in findings if finding.answered is None)
    return "  ".join(
        f"{severity.label} {numbers[severity]} {unit}"
        for severity, unit in _UNITS.items()
        if numbers[severity]
    )


def nothing_found(document: DocumentReading) -> str:
    """What to say where no finding is shown: what is not filled in yet is not right yet either."""
    return f"已填的部分{_NOTHING}" if _hidden(document) else _NOTHING


def counted_so_far(document: DocumentReading) -> str:
    """The findings shown, and how many more review lists: `错误 2 处  未填完 3 处`."""
    shown, hidden = counted(document.findings), _hidden(document)
    if not shown:
        nothing = nothing_found(document)
        return f"{nothing}，另有 {hidden} 处未填完" if hidden else nothing
    return f"{shown}  未填完 {hidden} 处" if hidden else shown


def _hidden(document: DocumentReading) -> int:
    """How many findings only review lists, those explained left out."""
    listed = sum(finding.answered is None for finding in document.all_findings)
    return listed - sum(finding.answered is None for finding in document.findings)
