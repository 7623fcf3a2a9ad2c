"""Whatever happened to a document on its way here, reading it never fails and never lies."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.editions import built_in
from nianbao.readers.imported import Imported, NotAReport
from nianbao.readers.json_report import read_json
from nianbao.readers.text import read_text
from tests.readers.made_reports import made_report
from tests.readers.real_documents import CITY, STREET_OFFICE, cells_of, silently_wrong, text_of
from tests.readers.ugly_layouts import UglyLayout

WORDS = [
    "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "规章", "行政许可", "总计",
    "（六）其他处理", "1.属于国家秘密", "自然人", "商业企业", "本年制发件数", "结果维持", "第二十条第（一）项",
    "某某局2023年政府信息公开工作年度报告", "0", "12", "-3", "2.5", "/", "\t", "|", " | ", "\n", "\n\n", "  ",
    "|---|---|", "+---+---+", "| 0 |", "# ", "## ", "**", "\\", "（", "）", "　　", "2023年1月5日", "— 3 —", "- ",
]  # fmt: skip
PIECES = st.sampled_from(WORDS) | st.text(max_size=6)


def damaged(text: str, random: Random, *, gently: bool) -> str:
    """The text with a few lines lost, doubled, exchanged or cut, or with a column lost."""
    lines = text.split("\n")
    for _ in range(random.choice([1, 1, 2, 3])):
        first, second = random.randrange(len(lines)), random.randrange(len(lines))
        match random.choice(
            ["lose", "double", "part", "column", *([] if gently else ["exchange"])]
        ):
            case "lose":
                del lines[first]
            case "double":
                lines.insert(first, lines[first])
            case "exchange" if any(map(_has_words, (lines[first], lines[second]))):
                # Where two rows lost their labels to the lines above, nobody could know.
                lines[first], lines[second] = lines[second], lines[first]
            case "part":
                at = random.randrange(len(lines[first]) + 1)
                # Two halves of one number are two numbers, and nobody could know.
                if not all(
                    c.isdecimal() or c == "." for c in lines[first][max(0, at - 1) : at + 1]
                ):
                    lines[first : first + 1] = [lines[first][:at], lines[first][at:]]
            case "column":
                lines = _without_column(lines, random)
    return "\n".join(lines)


def _has_words(line: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in line)


def _without_column(lines: list[str], random: Random) -> list[str]:
    separator, column = random.choice("\t|"), random.randrange(12)
    without = []
    for line in lines:
        cells = line.split(separator)
        if len(cells) > max(column, 2):
            del cells[column]
        without.append(separator.join(cells))
    return without


@pytest.mark.parametrize("name", [STREET_OFFICE, CITY])
@given(seed=st.integers(0, 2**32))
def test_a_damaged_report_is_right_or_doubted(name: str, seed: int) -> None:
    year = int(name[-5:-1])
    text = damaged(text_of(name), Random(seed), gently=False)
    imported = read_text(text, built_in(), year=year)
    assert silently_wrong(imported, cells_of(name)) == {}


@given(seed=st.integers(0, 2**32))
def test_a_damaged_ugly_layout_is_right_or_doubted(seed: int) -> None:
    random = Random(seed)
    report = made_report(random)
    text = damaged(UglyLayout(report, random, one_a_line=False).text(), random, gently=True)
    imported = _read_or_refused(read_text, text, report.year)
    if imported is not None and imported.report.edition is report.edition:
        wrong = silently_wrong(imported, report.cells)
        # A row that the form does not ask for is not missed when its line is lost.
        assert [a for a in wrong if not report.edition.cells[a].row.optional] == []


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_text, read_json):
        imported = _read_or_refused(read, text, 2023)
        if imported is not None:
            edition = imported.report.edition
            assert set(imported.report.cells) <= set(edition.cells)
            assert all(doubt.rule.startswith("import-") for doubt in imported.doubts)
            assert all(set(doubt.cells) <= set(edition.cells) for doubt in imported.doubts)


def _read_or_refused(read: Callable[..., Imported], text: str, year: int) -> Imported | None:
    try:
        return read(text, built_in(), year=year)
    except NotAReport:
        return None


@given(st.sampled_from([STREET_OFFICE, CITY]), st.integers(0, 2**32), st.text(max_size=4))
def test_a_report_with_anything_put_in_is_read(name: str, seed: int, text: str) -> None:
    whole, random = text_of(name), Random(seed)
    at = random.randrange(len(whole))
    imported = read_text(whole[:at] + text + whole[at:], built_in(), year=2021)
    assert imported.report.edition.name == "2021"


def test_a_text_far_longer_than_any_report_is_refused() -> None:
    for text in ("1\n" * 2_000_000, "|" * 4_000_000, "\t" * 4_000_000, "政" * 1_300_000):
        with pytest.raises(NotAReport, match="不像是一份年报"):
            read_text(text, built_in())
