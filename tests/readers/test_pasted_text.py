"""Text pasted from anywhere, in the layouts that pasting leaves."""

from __future__ import annotations

import pytest

from tests.readers.whole_forms import TITLE, assert_right, numbered, read, rows_of


@pytest.mark.parametrize("around", ["{} |", "{}|", "{}\n|", " | {}", "| {} |", "{}\t|"])
def test_a_cell_a_line_with_a_mark_at_its_edge_is_read(around: str) -> None:
    report = numbered()
    lines = [TITLE]
    for section in report.edition.sections:
        lines.append(section.title)
        rows = rows_of(report, section.table) if section.table else []
        cells = ("".join(cell.lines) for row in rows for cell in row)
        lines.extend(around.format(text) for text in cells if text)
    assert_right(read("\n".join(lines)), report)
