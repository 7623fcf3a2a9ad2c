"""One checked file: the report with what was found, or why it could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from nianbao.checks.finding import Finding
from nianbao.report import Report


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Why a file could not be read."""

    message: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of one file after a check. It can be pickled."""

    path: str
    report: Report | None
    """None where the file could not be read."""
    findings: tuple[Finding, ...]
    diagnoses: tuple[()] = ()
    error: FileProblem | None = None
    last_year: Report | None = None
    """Last year's report that it was held against."""
