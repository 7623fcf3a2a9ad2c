import errno
import json
import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.report.disk import REAL_DISK, Disk
from nianbao.report.edit_log import (
    Change,
    ChangedOutside,
    Edit,
    EditLog,
    Entry,
    LogUnwritable,
    Replay,
    Value,
    Writing,
    Written,
)
from tests.report.faulty_disk import every_fault, names

NOW = datetime(2026, 1, 15, 10, 32, tzinfo=UTC)
START = '{"n": 1, "group": 1, "who": "a", "when": "2026-01-15T10:32:00+00:00", "address": "c"'
CELL = "requests.natural_person.received"


def opened(folder: Path, *, largest: int = 5_000_000, disk: Disk = REAL_DISK) -> EditLog:
    return EditLog(
        folder / "年报.toml", folder / "state", lambda: NOW, "王芳", largest=largest, disk=disk
    )


def typed(number: int) -> Change:
    return Change(CELL, number - 1 or None, number)


def after(entries: Sequence[Entry]) -> list[Value]:
    return [entry.after for entry in entries if isinstance(entry, Edit)]


values: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(allow_nan=False)
    | st.dates()
    | st.text()
    | st.text(st.characters(categories=["Cs", "Lo"]), max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text() | st.sampled_from(["decimal", "date", "table"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)
changes = st.builds(
    Change,
    st.text(),
    values,
    values,
    st.none() | st.booleans(),
    st.none() | st.text(),
)
groups = st.lists(st.lists(changes, min_size=1, max_size=3), max_size=5)


def content(edits: Sequence[Entry]) -> list[Change]:
    return [edit.change for edit in edits if isinstance(edit, Edit)]


def exactly(value: Any) -> Any:
    """The value with its types, since 1 == True == Decimal(1)."""
    if isinstance(value, list):
        return [exactly(inner) for inner in value]
    if isinstance(value, dict):
        return {name: exactly(inner) for name, inner in value.items()}
    return type(value), value, str(value)


@given(groups)
def test_what_is_logged_is_read_again_exactly(written: list[list[Change]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = opened(Path(folder))
        for group in written:
            log.append(group)

        again = opened(Path(folder))

        assert again.read() == log.read()
        for change, read in zip(chain(*written), content(again.read()), strict=True):
            assert read == change
            assert exactly(read.before) == exactly(change.before)
            assert exactly(read.after) == exactly(change.after)


def test_the_lines_are_as_designed(tmp_path: Path) -> None:
    log = opened(tmp_path)
    log.append([Change(CELL, None, 12, typed=False), Change("disclosure.fees", 1, Decimal("25.1"))])
    log.append([Change(CELL, 12, None, draft="十二")])
    log.append([Change(CELL, None, 12, typed=False)], undoes=2)
    log.mark_writing("ab")
    log.mark_written("ab")

    lines = [json.loads(line) for line in log.file.read_text("utf-8").splitlines()]

    same = {"who": "王芳", "when": "2026-01-15T10:32:00+00:00"}
    assert lines == [
        {"n": 1, "group": 1, **same, "address": CELL, "before": None, "after": 12, "typed": False},
        {"n": 2, "group": 1, **same, "address": "disclosure.fees", "before": 1,
         "after": {"decimal": "25.1"}, "end": True},
        {"n": 3, "group": 2, **same, "address": CELL, "before": 12, "after": None, "draft": "十二",
         "end": True},
        {"n": 4, "group": 3, **same, "address": CELL, "before": None, "after": 12, "typed": False,
         "undoes": 2, "end": True},
        {"writing": 4, "digest": "ab"},
        {"written": 4, "digest": "ab"},
    ]  # fmt: skip
    assert "王芳" in log.file.read_text("utf-8")


def test_the_log_lies_in_the_state_folder_closed_to_others(tmp_path: Path) -> None:
    (tmp_path / "link.toml").symlink_to("年报.toml")
    log = opened(tmp_path)
    log.append([typed(1)])

    assert log.file.parent == tmp_path / "state" / "nianbao"
    assert log.file.suffix == ".jsonl"
    assert len(log.file.stem) == 64
    assert stat.S_IMODE(log.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.file.parent.stat().st_mode) == 0o700
    by_link = EditLog(tmp_path / "link.toml", tmp_path / "state", lambda: NOW, "王芳")
    assert by_link.file == log.file


def test_a_folder_open_to_others_is_closed(tmp_path: Path) -> None:
    (tmp_path / "state" / "nianbao").mkdir(parents=True)
    (tmp_path / "state" / "nianbao").chmod(0o755)
    opened(tmp_path).append([typed(1)])
    assert stat.S_IMODE((tmp_path / "state" / "nianbao").stat().st_mode) == 0o700


def test_reading_changes_nothing(tmp_path: Path) -> None:
    assert opened(tmp_path).read() == ()
    assert names(tmp_path) == set()


@given(groups, st.data())
def test_a_log_cut_at_any_byte_opens_as_whole_groups_and_goes_on(
    written: list[list[Change]], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = opened(Path(folder))
        steps: list[tuple[int, tuple[Entry, ...]]] = [(0, ())]
        for group in written:
            log.append(group)
            steps.append((log.file.stat().st_size, log.read()))
            if data.draw(st.booleans()):
                log.mark_written("digest")
                steps.append((log.file.stat().st_size, log.read()))
        whole = log.file.read_bytes() if written else b""
        cut = data.draw(st.integers(0, len(whole)))
        if written:
            log.file.write_bytes(whole[:cut])
        kept = [entries for size, entries in steps if size <= cut][-1]

        again = opened(Path(folder))
        assert again.read() == kept
        again.append([typed(1)])

        assert opened(Path(folder)).read() == again.read()
        assert again.read()[:-1] == kept
        assert names(again.file.parent) == {again.file.name}


@given(st.integers(0, 400), st.binary(min_size=1, max_size=4))
def test_a_damaged_log_is_read_up_to_the_damage_and_the_rest_kept_aside(
    where: int, damage: bytes
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = opened(Path(folder))
        for number in range(1, 6):
            log.append([typed(number)])
        data = log.file.read_bytes()
        where = min(where, len(data) - len(damage))
        log.file.write_bytes(data[:where] + damage + data[where + len(damage) :])

        again = opened(Path(folder))
        read = again.read()
        again.append([typed(9)])

        reopened = opened(Path(folder))
        assert reopened.read() == again.read()
        assert after(reopened.read())[-1] == 9
        before_damage = data[:where].count(b"\n")
        assert read[:before_damage] == log.read()[:before_damage]
        aside = names(log.file.parent) - {log.file.name}
        if len(read) < 4:
            assert aside == {f"{log.file.name}.damaged"}
            kept = (log.file.parent / aside.pop()).read_bytes()
            assert log.file.read_bytes().startswith(data[: len(data) - len(kept)])
            assert kept.endswith(data.splitlines(keepends=True)[-1])


@pytest.mark.parametrize(
    "line",
    ["null", "[]", '{"n": 1}', '{"written": "1", "digest": "a"}', '{"written": true, "digest": "a"}',
     '{"n": 1, "group": 1, "who": "a", "when": "b", "address": "c", "before": 1, "after": 1}',
     f'{START}, "before": {{"x": 1}}, "after": 1, "end": true}}',
     f'{START}, "before": 1, "after": NaN, "end": true}}', "[" * 5000, '{"n": ' + "1" * 5000 + "}"],
)  # fmt: skip
def test_a_line_that_is_no_entry_stops_the_reading(tmp_path: Path, line: str) -> None:
    log = opened(tmp_path)
    log.append([typed(1)])
    good = log.file.read_text("utf-8")
    log.append([typed(2)])
    log.file.write_text(
        good + line + "\n" + log.file.read_text("utf-8").removeprefix(good), "utf-8"
    )

    assert after(opened(tmp_path).read()) == [1]


def test_what_another_version_wrote_is_kept(tmp_path: Path) -> None:
    log = opened(tmp_path)
    log.append([typed(1)])
    known = log.file.read_text("utf-8")
    with log.file.open("a") as file:
        file.write('{"opened": "2027-01-01", "by": "nianbao 9"}\n')
        file.write(known.replace('"n": 1, "group": 1', '"n": 2, "mood": "好", "group": 2'))

    again = opened(tmp_path)
    again.append([typed(3)])

    assert after(again.read()) == [1, 1, 3]
    text = log.file.read_text("utf-8")
    assert '"by": "nianbao 9"' in text
    assert '"mood": "好"' in text


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
        log = opened(Path(folder))
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
                log = opened(Path(folder))
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


def reading(entries: Sequence[Entry]) -> list[Value]:
    return [entry.after if isinstance(entry, Edit) else entry.digest for entry in entries]


class TestTrimming:
    def text(self, number: int) -> Change:
        return Change("narrative.overview", "", f"{number} " + "文" * 300)

    def test_the_oldest_groups_go_when_a_log_past_the_bound_is_opened(self, tmp_path: Path) -> None:
        log = opened(tmp_path)
        for number in range(20):
            log.append([self.text(number), self.text(number)])
            log.mark_written(str(number))
        before = log.file.stat().st_size

        log = opened(tmp_path, largest=10_000)
        assert log.file.stat().st_size == before
        log.append([self.text(20)])

        assert log.file.stat().st_size < 10_000
        again = opened(tmp_path)
        assert again.read() == log.read()[-len(again.read()) :]
        assert len(again.group(20)) == 2
        assert again.done() == log.done()[-len(again.done()) :]
        assert again.append([typed(1)]) == 22
        assert again.pending("19") == Replay(again.group(21) + again.group(22))
        assert stat.S_IMODE(log.file.stat().st_mode) == 0o600

    def test_what_the_file_does_not_hold_is_never_trimmed(self, tmp_path: Path) -> None:
        log = opened(tmp_path)
        for number in range(20):
            log.append([self.text(number)])
            if number == 4:
                log.mark_written("four")
        log = opened(tmp_path, largest=1_000)
        log.append([typed(1)])
        assert len(opened(tmp_path).pending("four").edits) == 16

    def test_a_log_without_a_mark_is_not_trimmed(self, tmp_path: Path) -> None:
        log = opened(tmp_path, largest=1_000)
        for number in range(20):
            log.append([self.text(number)])
        assert len(opened(tmp_path, largest=1_000).read()) == 20

    def test_a_long_session_is_kept_in_bounds_too(self, tmp_path: Path) -> None:
        log = opened(tmp_path, largest=10_000)
        for number in range(100):
            log.append([self.text(number)])
            log.mark_written(str(number))
            assert log.file.stat().st_size < 45_000
        assert opened(tmp_path).read() == log.read()
        assert log.undoable() == 100


def unwritable(call: Callable[[], object]) -> LogUnwritable:
    with pytest.raises(LogUnwritable) as caught:
        call()
    return caught.value


def test_a_full_disk_is_told_once_and_editing_goes_on(tmp_path: Path) -> None:
    def full(descriptor: int, data: bytes) -> int:
        if room:
            return os.write(descriptor, data)
        os.write(descriptor, data[:10])
        raise OSError(errno.ENOSPC, "full")

    room = True
    log = opened(tmp_path, disk=replace(REAL_DISK, write=full))
    log.append([typed(1)])
    room = False
    error = unwritable(lambda: log.append([typed(2)]))
    assert (error.reason, error.group) == ("磁盘已满", 2)
    assert unwritable(lambda: log.mark_written("two")).group is None
    assert after(log.read()) == [1, 2]
    assert after(opened(tmp_path).read()) == [1]

    room = True
    assert log.append([typed(3)]) == 3

    again = opened(tmp_path)
    assert reading(again.read()) == [1, 2, "two", 3]
    assert names(log.file.parent) == {log.file.name}


@pytest.mark.parametrize("how", [{}, {"torn": True}, {"lasting": True}, {"code": errno.EIO}])
@pytest.mark.parametrize("state", ["none", "whole", "torn", "damaged", "large"])
def test_whatever_fails_no_group_is_half_and_none_is_lost(
    tmp_path: Path, state: str, how: dict[str, Any]
) -> None:
    log = opened(tmp_path)
    log.mark_written("start")
    for number in range(1, 9):
        log.append([typed(number), typed(number)])
        log.mark_written(str(number))
    data = log.file.read_bytes()
    whole = {"none": b"", "torn": data + data[:50], "damaged": data + b"x\n" + data[:50]}
    for faults in every_fault(**how):
        log.file.write_bytes(whole.get(state, data))
        largest = len(data) // 2 if state == "large" else len(data) * 2
        log = opened(tmp_path, largest=largest, disk=faults.disk())
        before = reading(log.read())
        with suppress(LogUnwritable):
            log.append([typed(10), typed(10)])
        with suppress(LogUnwritable):
            log.mark_written("ten")

        kept = reading(opened(tmp_path).read())
        in_order = [*before, 10, 10, "ten"]
        possible = [before, in_order[:-1], in_order]
        if state == "large":
            possible = [entries[-len(kept) :] for entries in possible]
        assert kept in possible
        if not faults.met:
            assert kept == in_order[-len(kept) :]
        assert not any(name.endswith(".tmp") for name in names(log.file.parent))
        for name in names(log.file.parent) - {log.file.name}:
            (log.file.parent / name).unlink()


def test_after_any_one_fault_the_next_write_brings_everything(tmp_path: Path) -> None:
    for faults in every_fault(torn=True):
        log = opened(tmp_path, disk=faults.disk())
        for change in (typed(1), typed(2), typed(3)):
            with suppress(LogUnwritable):
                log.append([change, change])
        if faults.met:
            log.mark_written("three")
            assert reading(opened(tmp_path).read()) == [1, 1, 2, 2, 3, 3, "three"]
        log.file.unlink()


def test_a_log_removed_meanwhile_is_written_anew(tmp_path: Path) -> None:
    log = opened(tmp_path)
    log.append([typed(1), typed(2)])
    log.mark_written("two")
    log.mark_writing("three")
    log.file.unlink()
    log.append([typed(3)])
    log.append([typed(4)])
    assert opened(tmp_path).read() == log.read()
    assert reading(log.read()) == [1, 2, "two", "three", 3, 4]
    assert stat.S_IMODE(log.file.stat().st_mode) == 0o600


def test_what_another_program_appended_is_kept_aside(tmp_path: Path) -> None:
    log = opened(tmp_path)
    log.append([typed(1)])
    opened(tmp_path).append([typed(2)])
    log.append([typed(3)])
    assert after(opened(tmp_path).read()) == [1, 3]
    (aside,) = names(log.file.parent) - {log.file.name}
    assert '"after": 2' in (log.file.parent / aside).read_text("utf-8")


def test_a_log_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    log = opened(tmp_path)
    log.file.mkdir(parents=True)
    log = opened(tmp_path)
    error = unwritable(lambda: log.append([typed(1)]))
    assert error.reason == "这是文件夹，不是文件"
    assert log.undoable() == error.group == 1
    assert unwritable(lambda: log.append([typed(2)])).group == 2


def test_a_state_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"")
    log = opened(tmp_path)
    assert unwritable(lambda: log.append([typed(1)])).reason


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


def test_a_process_killed_in_the_middle_of_typing_loses_nothing_it_was_told_is_safe(
    tmp_path: Path,
) -> None:
    program = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from nianbao.report.edit_log import Change, EditLog
folder = Path(sys.argv[1])
log = EditLog(folder / "年报.toml", folder / "state", lambda: datetime.now(UTC), "王芳")
for number in range(1, 10**6):
    log.append([Change("a", None, number), Change("b", None, number)])
    print(number, flush=True)
"""
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
    )
    assert process.stdout is not None
    for _ in range(50):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    told = 50 + len(process.stdout.readlines())
    process.wait()

    log = opened(tmp_path)
    safe = after(log.read())
    assert len(safe) // 2 >= told
    assert safe == [number for number in range(1, len(safe) // 2 + 1) for _ in range(2)]
    assert isinstance(log.pending(None), Replay)


def test_a_mark_of_writing_is_an_entry(tmp_path: Path) -> None:
    log = opened(tmp_path)
    log.mark_writing("a")
    assert opened(tmp_path).read() == (Writing(0, "a"),)
