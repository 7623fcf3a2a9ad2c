import tempfile
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.report.edit_log import (
    Change,
    ChangedOutside,
    Edit,
    EditLog,
    Replay,
    Writing,
    Written,
)
from tests.report.logged import (
    CELL,
    NOW,
    QUICK,
    after,
    content,
    exactly,
    groups,
    opened,
    typed,
)


@given(groups)
def test_what_is_logged_is_read_again_exactly(written: list[list[Change]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = opened(Path(folder), disk=QUICK)
        for group in written:
            log.append(group)

        again = opened(Path(folder), disk=QUICK)

        assert again.read() == log.read()
        for change, read in zip(chain(*written), content(again.read()), strict=True):
            assert read == change
            assert exactly(read.before) == exactly(change.before)
            assert exactly(read.after) == exactly(change.after)


def test_a_total_typed_and_a_draft_come_back_with_an_undo(tmp_path: Path) -> None:
    log = opened(tmp_path)
    log.append([Change(CELL, None, None, typed=True, draft="十二")])
    group = log.append([Change(CELL, None, 12, typed=False)])

    for one in (log, opened(tmp_path)):
        (edit,) = one.group(group)
        assert edit.change == Change(CELL, None, 12, typed=False)
        assert edit.reverse == Change(CELL, 12, None, typed=True, draft="十二")


@given(st.lists(st.sampled_from(["edit", "undo", "redo", "reopen"]), max_size=20))
def test_undo_and_redo_go_as_in_any_editor_also_after_reopening(steps: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = opened(Path(folder), disk=QUICK)
        done: list[int] = []
        undone: list[int] = []
        for step in steps:
            if step == "edit":
                done.append(log.append([typed(len(done) + 1)]))
                undone.clear()
            elif step == "undo" and done:
                undone.append(done.pop())
                log.append([e.reverse for e in reversed(log.group(undone[-1]))], undoes=undone[-1])
            elif step == "redo" and undone:
                done.append(undone.pop())
                log.append([edit.change for edit in log.group(done[-1])], redoes=done[-1])
            elif step == "reopen":
                log = opened(Path(folder), disk=QUICK)
            assert log.done() == tuple(done)
            assert log.undone() == tuple(undone)
            assert log.undoable() == (done[-1] if done else None)
            assert log.redoable() == (undone[-1] if undone else None)
        assert (after(log.read()) or [None])[-1] == (len(done) or None)


class TestPending:
    def test_a_new_report_never_written_is_replayed(self, tmp_path: Path) -> None:
        opened(tmp_path).append([typed(1)])
        log = opened(tmp_path)
        assert log.pending(None) == Replay(tuple(log.group(1)))

    def test_a_file_as_last_written_gets_the_later_edits(self, tmp_path: Path) -> None:
        log = opened(tmp_path)
        log.append([typed(1)])
        log.mark_written("one")
        log.append([typed(2)])
        log = opened(tmp_path)
        assert log.pending("one") == Replay(tuple(log.group(2)))

    def test_a_file_of_another_digest_or_gone_was_changed_outside(self, tmp_path: Path) -> None:
        log = opened(tmp_path)
        log.append([typed(1)])
        log.mark_written("one")
        log.append([typed(2)])
        expected = ChangedOutside(tuple(log.group(2)), Written(1, "one"))
        assert log.pending("other") == expected
        assert log.pending(None) == expected

    def test_a_file_the_log_does_not_know_is_not_overwritten(self, tmp_path: Path) -> None:
        log = opened(tmp_path)
        assert log.pending("any") == Replay(())
        log.append([typed(1)])
        assert log.pending("any") == ChangedOutside(tuple(log.group(1)), None)

    def test_a_file_opened_for_the_first_time_is_marked_and_then_known(
        self, tmp_path: Path
    ) -> None:
        log = opened(tmp_path)
        log.mark_written("any")
        log.append([typed(1)])
        assert opened(tmp_path).pending("any") == Replay(tuple(log.group(1)))

    def test_a_program_that_died_around_the_replace_finds_its_own_file(
        self, tmp_path: Path
    ) -> None:
        log = opened(tmp_path)
        log.append([typed(1)])
        log.mark_written("one")
        log.append([typed(2)])
        log.mark_writing("two")
        log.append([typed(3)])
        log = opened(tmp_path)
        assert log.pending("two") == Replay(tuple(log.group(3)))
        assert log.pending("one") == Replay(log.group(2) + log.group(3))
        assert isinstance(log.pending("other"), ChangedOutside)

    def test_edits_made_while_the_file_was_being_written_are_still_to_come(
        self, tmp_path: Path
    ) -> None:
        log = opened(tmp_path)
        log.append([typed(1)])
        upto = log.last
        log.append([typed(2)])
        log.mark_written("one", upto)
        assert opened(tmp_path).pending("one") == Replay(tuple(log.group(2)))


def test_nothing_is_no_group_and_an_odd_value_no_entry(tmp_path: Path) -> None:
    log = opened(tmp_path)
    with pytest.raises(ValueError, match="at least one"):
        log.append([])
    with pytest.raises(TypeError):
        log.append([Change("report.published", None, datetime(2026, 1, 15, tzinfo=UTC))])
    assert log.read() == ()
    log.append([Change("report.published", None, date(2026, 1, 15))])
    assert after(opened(tmp_path).read()) == [date(2026, 1, 15)]


def test_the_edits_tell_who_and_when(tmp_path: Path) -> None:
    log = opened(tmp_path)
    log.append([typed(1)])
    other = EditLog(
        tmp_path / "年报.toml", tmp_path / "state", lambda: NOW + timedelta(1), "\udce4李强"
    )
    other.append([typed(2)])
    first, second = opened(tmp_path).read()
    assert isinstance(first, Edit)
    assert isinstance(second, Edit)
    assert (first.who, first.when) == ("王芳", NOW)
    assert (second.who, second.when) == ("\udce4李强", NOW + timedelta(1))


def test_a_mark_of_writing_is_an_entry(tmp_path: Path) -> None:
    log = opened(tmp_path)
    log.mark_writing("a")
    assert opened(tmp_path).read() == (Writing(0, "a"),)
