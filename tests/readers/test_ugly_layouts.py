"""Every cell is right or doubted, whatever the layout."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.editions import built_in
from nianbao.readers.text import read_text
from tests.readers.made_reports import made_report
from tests.readers.real_documents import silently_wrong
from tests.readers.ugly_layouts import UglyLayout


@settings(max_examples=200)
@given(seed=st.integers(0, 2**32))
def test_every_cell_is_right_or_doubted(seed: int) -> None:
    random = Random(seed)
    report = made_report(random)
    imported = read_text(UglyLayout(report, random).text(), built_in())
    assert (imported.report.organ, imported.report.year) == (report.organ, report.year)
    assert imported.report.edition is report.edition
    assert silently_wrong(imported, report.cells) == {}
