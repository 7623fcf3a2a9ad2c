"""Line by line, too, one chooses for each difference that another program has made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from nianbao.report.toml_writing import report_to_toml
from nianbao.wizard.document import Document
from nianbao.wizard.plain.sections import Sections
from nianbao.wizard.plain.talk import Talk
from nianbao.wizard.preferences import Preferences
from tests.faults.session import die
from tests.wizard.desk import Desk, report
from tests.wizard.session import saved

GRANTED = "requests.natural_person.granted"
UPHELD = "disputes.review.upheld"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A report of two cells."""
    desk = Desk(tmp_path)
    desk.write({UPHELD: 2, GRANTED: 1})
    return desk


def meddle(desk: Desk, upheld: int = 9) -> None:
    """Another program changes two cells and writes a text."""
    there = report({UPHELD: upheld, GRANTED: 5}).with_text("problems", "文件里写的。")
    desk.path.write_text(report_to_toml(there), encoding="utf-8")


def told(document: Document, *lines: str | Callable[[], None]) -> str:
    """What is said to somebody who types these lines, and does other things in between."""
    waiting, said = list(lines), list[str]()

    def read() -> str:
        while waiting:
            line = waiting.pop(0)
            if isinstance(line, str):
                return f"{line}\n"
            line()
        return ""

    Sections(Talk(read, said.append), document, Preferences(None)).run()
    assert not waiting
    document.close()
    return "".join(said)


def both(desk: Desk) -> Document:
    """The report open here, with a change here and others in its file."""
    document = desk.open()
    document.type_cell(UPHELD, "3")
    meddle(desk)
    document.save()
    return document


def test_each_difference_is_taken_from_the_side_that_is_chosen(desk: Desk) -> None:
    said = told(both(desk), "1", "1", "", "2", "/退出")
    assert "! 年报.toml 已被其他程序改动，这里没有写入。两边有 3 处不同：" in said
    assert "行政复议 / 结果维持：这里 3，文件 9；两边都改过，请核对" in said
    assert "取哪一边（直接按回车取文件的）：" in said
    assert "取哪一边（直接按回车留这里的）：" in said
    report = saved(desk.path)
    assert report.narrative == {}
    assert (report.cells[GRANTED], report.cells[UPHELD]) == (5, 9)


@pytest.mark.parametrize(
    ("lines", "upheld", "granted", "decided"),
    [
        (["1", "", "", "", "/退出"], 3, 5, True),
        (["2", "/退出"], 9, 5, True),
        (["3", "/退出"], 3, 1, True),
        (["1", "1", "/返回", "2", "/退出"], 9, 5, True),
        (["1", "", "/退出"], 9, 5, False),
        (["", "/退出"], 9, 5, False),
        ([], 9, 5, False),
    ],
    ids=["as proposed", "all theirs", "all mine", "back", "left", "later", "nothing more"],
)
def test_the_file_is_written_as_decided_or_stays(
    desk: Desk, lines: list[str], upheld: int, granted: int, decided: bool
) -> None:
    document = both(desk)
    told(document, *lines)
    report = saved(desk.path)
    assert (report.cells[UPHELD], report.cells[GRANTED]) == (upheld, granted)
    assert (document.saving.trouble is None) is decided


def test_a_file_changed_again_meanwhile_is_shown_again(desk: Desk) -> None:
    said = told(both(desk), lambda: meddle(desk, 8), "2", "2", "/退出")
    assert "刚才又被其他程序改动，请再看一遍。" in said
    assert "文件 8" in said
    assert saved(desk.path).cells[UPHELD] == 8


def test_what_is_no_report_any_more_can_be_written_over(desk: Desk) -> None:
    document = desk.open()
    document.type_cell(UPHELD, "3")
    desk.path.write_text("= no report", encoding="utf-8")
    document.save()
    assert "不能合并" in told(document, "1", "/退出")
    assert saved(desk.path).cells[UPHELD] == 3
    assert desk.path.with_name("年报.toml.bak").read_text("utf-8") == "= no report"


@pytest.mark.parametrize(
    ("lines", "upheld", "granted"),
    [
        (["1", "", "2", "/退出"], 3, 5),
        (["2", "/退出"], 9, 5),
        (["3", "/退出"], 3, 6),
        (["/返回", "/退出"], 9, 5),
        ([], 9, 5),
    ],
    ids=["by choice", "the file's", "mine", "left", "nothing more"],
)
def test_what_was_changed_before_it_was_opened_is_asked_about_too(
    desk: Desk, lines: list[str], upheld: int, granted: int
) -> None:
    document = desk.open()
    document.type_cells({UPHELD: "3", GRANTED: "6"})
    die(document)
    meddle(desk)
    document = desk.open()
    said = told(document, *lines)
    assert "在这里关闭以后被其他程序改动。两边有" in said
    assert "由 3 改为 9" not in said
    cells = saved(desk.path).cells
    assert (cells[UPHELD], cells[GRANTED]) == (upheld, granted)
