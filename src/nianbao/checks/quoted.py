"""Where the words that a finding is about stand in the text of its section."""

from __future__ import annotations

from nianbao.checks.finding import Finding
from nianbao.report import Report
from nianbao.report.live_figures import filled_text


def quoted_span(finding: Finding, report: Report) -> tuple[int, int] | None:
    """Where a finding's words begin and end in its section's text, as the file has it.

    None where it quotes nothing, or what it quotes is not there. A finding that does not tell is
    looked up; of several places the first is taken.
    """
    if finding.span is not None or not finding.quote or finding.section is None:
        return finding.span
    text = report.narrative.get(finding.section, "")
    start = text.find(finding.quote)
    if start >= 0:
        return start, start + len(finding.quote)
    filled = filled_text(text, report)
    start = filled.text.find(finding.quote)
    return None if start < 0 else filled.source(start, start + len(finding.quote))
