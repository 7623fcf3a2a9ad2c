"""Every cell is right or doubted, whatever the layout and the format.

`NIANBAO_FAULTS=large pytest -s` tries thousands of layouts.
"""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.editions import built_in
from nianbao.readers.text import read_text
from tests.faults.size import runs, told
from tests.readers.made_reports import made_report
from tests.readers.real_documents import doubted, silently_wrong
from tests.readers.ugly_layouts import UglyLayout
from tests.readers.ugly_pages import UglyPage
from tests.readers.ugly_words import UglyWord
from tests.readers.ugly_workbooks import UglyWorkbook
from tests.readers.whole_forms import read


@settings(max_examples=runs(40, 5_000))
@given(seed=st.integers(0, 2**32))
def test_every_cell_is_right_or_doubted(seed: int) -> None:
    random = Random(seed)
    report = made_report(random)
    imported = read_text(UglyLayout(report, random).text(), built_in())
    assert (imported.report.organ, imported.report.year) == (report.organ, report.year)
    assert imported.report.edition is report.edition
    assert silently_wrong(imported, report.cells) == {}


@pytest.mark.parametrize("written", [UglyPage, UglyWord, UglyWorkbook])
def test_every_cell_of_a_file_is_right_or_doubted(
    written: type[UglyPage | UglyWord | UglyWorkbook],
) -> None:
    cells = right = 0
    for seed in range(runs(5, 3_000)):
        random = Random(seed)
        report = made_report(random)
        imported = read(written(report, random).data())
        assert (imported.report.organ, imported.report.year) == (report.organ, report.year), seed
        assert imported.report.edition is report.edition, seed
        assert silently_wrong(imported, report.cells) == {}, seed
        named = doubted(imported)
        cells += len(report.edition.cells)
        right += sum(address not in named for address in report.edition.cells)
    told(f"{written.__name__}: {cells} cells, {right} of them without a doubt, none silently wrong")
    assert 2 * right > cells
