"""Every cell is right or doubted, whatever the layout."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from nianbao.editions import built_in
from nianbao.readers.imported import NotAReport
from nianbao.readers.text import read_text
from nianbao.report import Report
from tests.generated import reports
from tests.readers.real_documents import silently_wrong
from tests.readers.ugly_layouts import UglyLayout

REPORTS = reports(wild=False, heading=False, answers=False, extra=False)


@given(REPORTS, st.integers(0, 2**32))
def test_every_cell_is_right_or_doubted(report: Report, seed: int) -> None:
    text = UglyLayout(report, Random(seed)).text()
    try:
        imported = read_text(text, built_in(), year=report.year)
    except NotAReport:
        return
    if imported.report.edition is report.edition:
        assert silently_wrong(imported, report.cells) == {}
