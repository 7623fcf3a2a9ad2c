"""A report's file that is gone or was moved, with work that no file ever held: nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from nianbao.wizard import desk as wizard_desk
from nianbao.wizard.document import Document
from nianbao.wizard.opening import OpeningProblem, unwritten_edits
from tests.faults.session import die
from tests.wizard.desk import ORGAN, Desk, report

UPHELD, CORRECTED = "disputes.review.upheld", "disputes.review.corrected"
REVIEWED = "disputes.review.total"


def unwritten(desk: Desk) -> None:
    """A session in which one edit is written and another is not, and the program dies."""
    document = desk.open()
    document.type_cell(UPHELD, "3")
    document.set_text("overview", "本年情况。")
    desk.pass_time(document)
    document.type_cell(CORRECTED, "4")
    die(document)


def test_a_file_that_is_gone_is_brought_back_where_work_was_in_no_file(desk: Desk) -> None:
    desk.write({REVIEWED: 7})
    unwritten(desk)
    assert unwritten_edits(desk.path, desk.setting) > 0
    desk.path.unlink()
    assert unwritten_edits(desk.path, desk.setting) > 0
    found = desk.try_open(lost=report({}, 2023))
    assert isinstance(found, Document)
    assert (found.report.organ, found.report.year) == (ORGAN, 2023)
    assert (found.cell(UPHELD).value, found.cell(CORRECTED).value) == (3, 4)
    assert found.report.narrative == {"overview": "本年情况。"}
    (told,) = found.told
    assert "原来的文件不在了" in told
    desk.pass_time(found)
    assert found.safe
    assert "corrected = 4" in desk.text()
    assert unwritten_edits(desk.path, desk.setting) == 0
    found.undo()
    assert not found.report.cells
    assert found.undo() is None


def test_a_new_report_in_the_place_of_one_that_is_gone_begins_as_it_was_asked_for(
    desk: Desk,
) -> None:
    unwritten(desk)
    desk.path.unlink()
    found = desk.try_open(first=report({REVIEWED: 1}))
    assert isinstance(found, Document)
    assert found.report.cells == {REVIEWED: 1}


def test_where_the_folder_is_gone_it_is_said_that_the_work_will_come_back(tmp_path: Path) -> None:
    (tmp_path / "盘").mkdir()
    desk = Desk(tmp_path / "盘", state_folder=tmp_path / "home")
    unwritten(desk)
    desk.path.unlink()
    desk.path.parent.rmdir()
    found = desk.try_open()
    assert isinstance(found, OpeningProblem)
    assert "处修改没有写入过文件：重新接上磁盘" in found.message
    desk.path.parent.mkdir()
    assert desk.open().cell(CORRECTED).value == 4


def test_work_in_no_file_is_counted_where_another_program_wrote_the_file(desk: Desk) -> None:
    unwritten(desk)
    desk.write({REVIEWED: 5})
    assert unwritten_edits(desk.path, desk.setting) > 0
    document = desk.open()
    assert any(item.here_changed for item in document.changed_outside)
    die(document)
    assert unwritten_edits(desk.path, desk.setting) == 0


def test_it_is_told_where_a_report_was_that_has_been_moved(desk: Desk) -> None:
    unwritten(desk)
    moved: list[Path] = []
    desk.setting = replace(desk.setting, moved=moved.append)
    found = desk.try_open(desk.path.rename(desk.path.with_name("另一份.toml")))
    assert isinstance(found, Document)
    assert found.cell(CORRECTED).value == 4
    assert moved == [desk.path]


def test_started_in_a_folder_that_is_gone_it_looks_at_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("HOME", str(tmp_path))
    here.rmdir()
    assert wizard_desk.Desk(tmp_path / "state").folder == tmp_path
