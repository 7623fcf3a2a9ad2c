"""Tables drawn with ASCII marks have the printed form's cells and lose no label or number."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.editions import built_in
from nianbao.report import Report
from nianbao.report.layout import LaidTable, laid_out
from nianbao.report.typed_numbers import format_number
from nianbao.report.width import clusters, display_width
from nianbao.writers.text_table import drawn, least_width
from tests.generated import reports
from tests.writers.real_reports import NAMES, real_report


def laid(report: Report) -> list[LaidTable]:
    return [laid_out(table, report) for table in report.edition.tables]


def columns_of(line: str) -> dict[int, str]:
    """What stands in each cell of the screen."""
    shown, x = {}, 0
    for cluster, size in clusters(line):
        shown[x] = cluster
        x += size
    return shown


def cell_texts(lines: list[str]) -> list[str]:
    """The text of every cell: what is enclosed by marks, followed along and down."""
    canvas = [columns_of(line) for line in lines]
    seen: set[tuple[int, int]] = set()
    texts = []
    for y, line in enumerate(canvas):
        for x, sign in line.items():
            if (y, x) in seen or sign in "+|" or (sign == "-" and _is_rule(canvas, y, x)):
                continue
            texts.append(_enclosed(canvas, y, x, seen))
    return texts


def _is_rule(canvas: list[dict[int, str]], y: int, x: int) -> bool:
    return canvas[y].get(x - 1) in ("-", "+") and canvas[y].get(x + 1) in ("-", "+")


def _enclosed(canvas: list[dict[int, str]], top: int, left: int, seen: set[tuple[int, int]]) -> str:
    right = next(x for x in sorted(canvas[top]) if x > left and canvas[top][x] in "+|")
    lines = []
    for y in range(top, len(canvas)):
        if canvas[y].get(left) == "-" and _is_rule(canvas, y, left):
            break
        inside = [x for x in sorted(canvas[y]) if left <= x < right]
        seen.update((y, x) for x in inside)
        lines.append("".join(canvas[y][x] for x in inside).strip())
    return "".join(lines)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [50, 60, 80, 100, 120, 200])
def test_every_label_and_number_stands_whole_in_its_cell(name: str, width: int) -> None:
    for table in laid(real_report(name)):
        wanted = [cell.text for _, _, cell in table.placed()]
        assert sorted(cell_texts(drawn(table, width))) == sorted(wanted)


def test_the_disputes_table_fits_80_columns_with_labels_stacked() -> None:
    lines = drawn(laid(real_report("淮安市洪泽区人民政府2024年"))[2], 80)
    assert lines == [
        "+------------------------+-------------------------------------------------+",
        "|        行政复议        |                    行政诉讼                     |",
        "+----+----+----+----+----+------------------------+------------------------+",
        "|结果|结果|其他|尚未|总计|    未经复议直接起诉    |       复议后起诉       |",
        "|维持|纠正|结果|审结|    +----+----+----+----+----+----+----+----+----+----+",
        "|    |    |    |    |    |结果|结果|其他|尚未|总计|结果|结果|其他|尚未|总计|",
        "|    |    |    |    |    |维持|纠正|结果|审结|    |维持|纠正|结果|审结|    |",
        "+----+----+----+----+----+----+----+----+----+----+----+----+----+----+----+",
        "|   1|   1|   0|   0|   2|   1|   0|   0|   0|   1|   2|   0|   1|   0|   3|",
        "+----+----+----+----+----+----+----+----+----+----+----+----+----+----+----+",
    ]


def test_a_label_over_many_rows_is_set_vertically() -> None:
    lines = drawn(laid(real_report("淮安市洪泽区人民政府2024年"))[1], 80)
    at = next(index for index, line in enumerate(lines) if line.startswith("|三|"))
    assert "".join(line[1] for line in lines[at : at + 9]) == "三、本年度办理结果"


def test_a_table_is_no_wider_than_its_labels_need() -> None:
    for table in laid(real_report("淮安市洪泽区人民政府2024年")):
        assert drawn(table, 1000) == drawn(table, 2000)


def test_wide_numbers_make_columns_wide_enough() -> None:
    edition = built_in().all[-1]
    report = Report(edition, "某局", 2024, cells=dict.fromkeys(edition.cells, 10**15 - 1))
    report = report.with_cell("disclosure.fees.amount", Decimal("999999999999999.9999"))
    for table in laid(report):
        assert least_width(table) > 20
        lines = drawn(table, 20)
        assert {display_width(line) for line in lines} == {least_width(table)}
        assert sum(line.count("9" * 15) for line in lines) >= len(table.rows) / 4


@settings(max_examples=40)
@given(reports(answers=False, extra=False), st.integers(10, 160))
def test_a_table_fits_where_it_can_and_has_every_number(report: Report, width: int) -> None:
    shown: list[str] = []
    for table in laid(report):
        lines = drawn(table, width)
        assert max(map(display_width, lines)) <= max(width, least_width(table))
        assert len(set(map(display_width, lines))) == 1
        shown += [text for text in cell_texts(lines) if re.fullmatch(r"-?[0-9.]+", text)]
    assert sorted(shown) == sorted(map(format_number, report.cells.values()))
