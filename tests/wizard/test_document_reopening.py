"""A report reopened: what was not written is there, undo goes on, and the file counts."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.report.disk import Disk
from nianbao.report.saving import replace_file
from nianbao.report.toml_writing import report_to_toml
from nianbao.wizard import saving_state
from nianbao.wizard.document import Document
from nianbao.wizard.journal import LogJournal
from nianbao.wizard.opening import unwritten_edits
from tests.wizard.desk import ORGAN, Desk, report

UPHELD, CORRECTED = "disputes.review.upheld", "disputes.review.corrected"
REVIEWED = "disputes.review.total"


def die(document: Document) -> None:
    """The process is killed: nothing is written, the lock is stale."""
    document._release()


def test_edits_that_were_not_written_are_there_and_told_in_one_line(desk: Desk) -> None:
    desk.write()
    document = desk.open()
    document.type_cell(UPHELD, "2")
    document.set_text("overview", "本年情况。")
    die(document)
    document = desk.open()
    assert document.cell(UPHELD).value == 2
    assert document.report.narrative["overview"] == "本年情况。"
    assert document.told == ("上次有 3 处修改还没有写入文件，已经恢复。",)
    desk.pass_time(document)
    assert "upheld = 2" in desk.text()


def test_a_new_report_killed_before_its_file_was_there(desk: Desk) -> None:
    document = desk.open()
    document.set_field("organ", ORGAN)
    document.set_field("year", 2024)
    document.type_cell(UPHELD, "2")
    die(document)
    document = desk.open()
    assert (document.report.organ, document.report.year) == (ORGAN, 2024)
    assert document.cell(REVIEWED).follows
    assert document.cell(UPHELD).value == 2


def test_edits_are_kept_when_it_dies_again_at_once(desk: Desk) -> None:
    desk.write()
    document = desk.open()
    document.type_cell(UPHELD, "2")
    die(document)
    document = desk.open()
    document.type_cell(CORRECTED, "3")
    die(document)
    document = desk.open()
    assert document.cell(REVIEWED).value == 5


def test_nothing_is_told_when_all_was_written(desk: Desk) -> None:
    document = desk.open()
    document.type_cell(UPHELD, "2")
    document.close()
    assert desk.open().told == ()


def test_undo_goes_on_after_reopening(desk: Desk) -> None:
    document = desk.open()
    document.type_cell(UPHELD, "2")
    document.type_cell(CORRECTED, "3")
    document.undo()
    document.close()
    document = desk.open()
    assert document.redo() == CORRECTED
    assert document.cell(REVIEWED).value == 5
    assert document.undo() == CORRECTED
    document.close()
    document = desk.open()
    assert document.undo() == UPHELD
    assert document.cell(REVIEWED).value is None
    assert document.undo() is None


def test_undo_of_a_pasted_text_goes_on_after_reopening(desk: Desk) -> None:
    document = desk.open()
    document.set_text("overview", "一段。\r\n二段。\x07")
    document.close()
    document = desk.open()
    assert document.report.narrative["overview"] == "一段。\n二段。"
    assert document.undo() == "narrative.overview"


def test_a_typed_total_that_equals_its_sum_is_still_typed_after_reopening(desk: Desk) -> None:
    document = desk.open()
    document.type_cell(UPHELD, "2")
    document.type_cell(REVIEWED, "2")
    document.close()
    document = desk.open()
    assert document.cell(REVIEWED).typed_total
    document.undo()
    assert document.cell(REVIEWED).follows


def test_a_draft_is_there_after_reopening(desk: Desk) -> None:
    document = desk.open()
    document.type_cell(CORRECTED, "1")
    document.type_cell(UPHELD, "两件")
    document.close()
    document = desk.open()
    assert document.cell(UPHELD).draft == "两件"
    assert document.cell(UPHELD).mark == "!"


def test_a_stated_total_that_was_wrong_comes_back_by_undo_after_reopening(desk: Desk) -> None:
    desk.write({UPHELD: 2, REVIEWED: 7})
    document = desk.open()
    document.clear_cell(REVIEWED)
    assert document.cell(REVIEWED).value == 2
    document.close()
    document = desk.open()
    document.undo()
    assert (document.cell(REVIEWED).value, document.cell(REVIEWED).typed_total) == (7, True)


def test_a_change_from_outside_counts_is_told_cell_by_cell_and_can_be_undone(desk: Desk) -> None:
    document = desk.open()
    document.type_cell(UPHELD, "2")
    document.close()
    desk.path.write_text(desk.text().replace("upheld = 2", "upheld = 4"), encoding="utf-8")
    document = desk.open()
    assert document.cell(UPHELD).value == 4
    (told,) = document.told
    assert "行政复议 / 结果维持 由 2 改为 4" in told
    desk.pass_time(document)
    assert "upheld = 4" in desk.text()
    assert document.undo() == UPHELD
    assert document.cell(UPHELD).value == 2


def test_edits_not_written_do_not_go_over_a_change_from_outside(desk: Desk) -> None:
    desk.write({UPHELD: 1})
    document = desk.open()
    document.type_cell(UPHELD, "2")
    die(document)
    desk.write({UPHELD: 9})
    document = desk.open()
    assert document.cell(UPHELD).value == 9
    assert document.changed_outside[0].place == "行政复议 / 结果维持"
    die(document)
    document = desk.open()
    assert document.cell(UPHELD).value == 9
    document.undo()
    assert document.cell(UPHELD).value == 2


def test_undo_stops_where_another_program_went_on(desk: Desk) -> None:
    document = desk.open()
    document.type_cell(CORRECTED, "1")
    document.close()
    desk.path.unlink()
    desk.write({CORRECTED: 5})
    document = desk.open()
    assert document.undo() == CORRECTED
    assert document.cell(CORRECTED).value == 1


def test_a_new_report_of_a_name_that_was_used_has_no_undo_of_the_old_one(desk: Desk) -> None:
    document = desk.open()
    document.type_cell(UPHELD, "2")
    document.close()
    desk.path.unlink()
    document = desk.open()
    assert document.report.cells == {}
    assert document.undo() is None


def test_a_log_that_is_no_log_costs_only_undo(desk: Desk) -> None:
    document = desk.open()
    document.type_cell(UPHELD, "2")
    document.close()
    for log in desk.setting.state_folder.rglob("*.jsonl"):
        log.write_bytes(b"\x00\xffnonsense\n" + log.read_bytes()[:40])
    document = desk.open()
    assert document.cell(UPHELD).value == 2
    assert document.undo() is None
    document.type_cell(UPHELD, "3")
    desk.pass_time(document)
    assert "upheld = 3" in desk.text()


def test_a_log_that_cannot_be_written_is_told_and_editing_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    document = desk.open()
    journal = document._journal
    monkeypatch.setattr(journal._log._on_disk, "_disk", Disk(write=full), raising=True)  # type: ignore[attr-defined]
    document.type_cell(UPHELD, "2")
    assert "编辑记录暂未写入（磁盘已满）" in (document.saving.trouble or "")
    desk.pass_time(document)
    assert "upheld = 2" in desk.text()
    assert document.safe


def test_every_edit_stands_in_the_log_with_its_person_and_time(desk: Desk) -> None:
    document = desk.open()
    document.type_cell(UPHELD, "2")
    logs = list(desk.setting.state_folder.rglob("*.jsonl"))
    assert len(logs) == 1
    text = logs[0].read_text("utf-8")
    assert '"who": "王芳"' in text
    assert '"address": "disputes.review.total"' in text


class PowerCut(BaseException):
    """The machine stops here."""


@pytest.mark.parametrize("point", ["before the mark", "before the replace", "after it", "at all"])
def test_a_power_cut_at_any_point_of_a_write_loses_nothing_and_changes_nothing_twice(
    desk: Desk, point: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object, **__: object) -> None:
        raise PowerCut

    def replace_and_cut(path: Path, data: bytes, **rest: object) -> None:
        replace_file(path, data)
        raise PowerCut

    desk.write({UPHELD: 1})
    document = desk.open()
    document.type_cell(UPHELD, "2")
    with monkeypatch.context() as patch:
        if point == "before the mark":
            patch.setattr(LogJournal, "writing", cut)
        elif point == "before the replace":
            patch.setattr(saving_state, "replace_file", cut)
        elif point == "after it":
            patch.setattr(saving_state, "replace_file", replace_and_cut)
        else:
            patch.setattr(LogJournal, "written", cut)
        with pytest.raises(PowerCut):
            desk.pass_time(document)
    die(document)
    recovers = point.startswith("before")
    assert bool(unwritten_edits(desk.path, desk.setting)) is recovers
    document = desk.open()
    assert document.cell(UPHELD).value == 2
    assert document.changed_outside == ()
    assert bool(document.told) is recovers
    document.undo()
    assert document.cell(UPHELD).value == 1
    assert document.undo() is None


ADDRESSES = [
    UPHELD,
    CORRECTED,
    REVIEWED,
    "requests.natural_person.granted",
    "requests.natural_person.concluded",
    "requests.total.granted",
    "requests.total.concluded",
    "disclosure.fees.amount",
]

Action = Callable[[Document], object]


def _typed(address: str, typed: str) -> Action:
    return lambda document: document.type_cell(address, typed)


ACTIONS: st.SearchStrategy[Action] = st.one_of(
    st.builds(
        _typed,
        st.sampled_from(ADDRESSES),
        st.sampled_from(["0", "1", "5", "12", "几件", "", "3+4"]),
    ),
    st.sampled_from(
        [
            Document.undo,
            Document.redo,
            lambda document: document.set_aside(UPHELD, "7"),
            lambda document: document.take_up(UPHELD),
            lambda document: document.fill_column(UPHELD),
            lambda document: document.set_text("overview", "本年情况。"),
            lambda document: document.set_text("overview", ""),
            lambda document: document.set_field("organ", ORGAN),
        ]
    ),
)


def _state(document: Document) -> object:
    cells = [document.cell(address) for address in ADDRESSES]
    return document.report, [(c.value, c.draft, c.follows, c.typed_total) for c in cells]


@settings(max_examples=40)
@given(
    st.lists(st.tuples(ACTIONS, st.sampled_from(["stay", "stay", "kill", "close"])), max_size=12)
)
def test_any_walk_of_edits_survives_reopening_and_can_be_undone_to_its_beginning(
    walk: list[tuple[Action, str]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        desk.write({UPHELD: 2, REVIEWED: 7})
        document = desk.open()
        beginning = _state(document)
        for action, then in walk:
            action(document)
            before = _state(document)
            if then != "stay":
                die(document) if then == "kill" else document.close()
                document = desk.open()
                assert _state(document) == before
        while document.undo() is not None:
            pass
        assert _state(document) == beginning


def test_a_copy_has_a_log_of_its_own(desk: Desk) -> None:
    desk.write({UPHELD: 2})
    document = desk.open()
    document.type_cell(UPHELD, "3")
    desk.pass_time(document)
    document.close()
    copy = desk.path.with_name("副本.toml")
    shutil.copy(desk.path, copy)
    for path, number in ((copy, "4"), (desk.path, "5")):
        other = desk.try_open(path)
        assert isinstance(other, Document)
        assert (other.cell(UPHELD).value, other.can_undo, other.told) == (3, path != copy, ())
        other.type_cell(UPHELD, number)
        other.close()
        again = desk.try_open(path)
        assert isinstance(again, Document)
        assert again.can_undo
        again.close()
    assert "upheld = 4" in copy.read_text("utf-8")
    assert "upheld = 5" in desk.text()


@pytest.mark.parametrize("marked", ["written", "writing"])
def test_edits_not_written_are_found_when_the_file_was_renamed_or_moved(
    desk: Desk, marked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write({UPHELD: 2})
    document = desk.open()
    document.type_cell(UPHELD, "3")
    with monkeypatch.context() as patch:
        if marked == "writing":
            patch.setattr(LogJournal, "written", lambda *_: None)
        desk.pass_time(document)
    document.type_cell(UPHELD, "4")
    document.set_text("overview", "很长。" * 9000)
    die(document)
    moved = desk.path.parent / "新文件夹" / "新名.toml"
    moved.parent.mkdir()
    desk.path.rename(moved)
    document = opened_at(desk, moved)
    assert document.cell(UPHELD).value == 4
    assert document.report.narrative["overview"].startswith("很长。")
    assert document.told == (
        f"这份年报原来是 {desk.path}，后来改名或移动过，当时的编辑记录找到了。",
        "上次有 2 处修改还没有写入文件，已经恢复。",
    )
    document.close()
    assert "upheld = 4" in moved.read_text("utf-8")
    document = opened_at(desk, moved)
    assert document.told == ()
    for number in (4, 3, 2):
        assert document.undo() is not None
        assert document.cell(UPHELD).value == number


def test_a_report_in_the_place_of_one_that_was_moved_has_nothing_of_it(desk: Desk) -> None:
    desk.write({UPHELD: 2})
    document = desk.open()
    document.type_cell(UPHELD, "3")
    desk.pass_time(document)
    document.type_cell(UPHELD, "4")
    die(document)
    other = desk.path.with_name("另一份.toml")
    other.write_text(report_to_toml(report({UPHELD: 9})), encoding="utf-8")
    desk.path.unlink()
    document = opened_at(desk, other)
    assert (document.cell(UPHELD).value, document.can_undo, document.told) == (9, False, ())


def opened_at(desk: Desk, path: Path) -> Document:
    found = desk.try_open(path)
    assert isinstance(found, Document)
    return found
