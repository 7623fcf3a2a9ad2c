"""One checked file: the report with what was found, or why it could not be read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from nianbao.checks.finding import Finding
from nianbao.report import Report

if TYPE_CHECKING:
    from nianbao.checks.explanation import Diagnosis


class FileProblem(NamedTuple):
    """Why a file could not be read."""

    message: str
    line: int | None = None
    column: int | None = None


class Record(NamedTuple):
    """What is known of one file after a check. It can be pickled."""

    path: str
    report: Report | None
    """None where the file could not be read."""
    findings: tuple[Finding, ...]
    diagnoses: tuple[Diagnosis, ...] = ()
    """What may be wrong where balances do not hold; they name findings by their places above."""
    error: FileProblem | None = None
    last_year: Report | None = None
    """Last year's report that it was held against."""

    def without_answered(self) -> Record:
        """This record without the findings that were explained."""
        kept = [n for n, finding in enumerate(self.findings) if finding.answered is None]
        place = {old: new for new, old in enumerate(kept)}
        # What can be diagnosed is an error, and errors cannot be answered.
        diagnoses = tuple(
            replace(one, findings=tuple(place[n] for n in one.findings)) for one in self.diagnoses
        )
        findings = tuple(self.findings[n] for n in kept)
        return self._replace(findings=findings, diagnoses=diagnoses)
