import errno
import os
import signal
import stat
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from nianbao.report.disk import REAL_DISK
from nianbao.report.edit_log import (
    Change,
    EditLog,
    LogUnwritable,
    Replay,
)
from tests.report.faulty_disk import every_fault, names
from tests.report.logged import (
    NOW,
    after,
    opened,
    reading,
    typed,
    unwritable,
)


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
    assert (error.refusal.reason, error.group) == ("磁盘已满", 2)
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
    assert error.refusal.reason == "这是文件夹，不是文件"
    assert log.undoable() == error.group == 1
    assert unwritable(lambda: log.append([typed(2)])).group == 2


def test_a_state_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"")
    log = opened(tmp_path)
    assert unwritable(lambda: log.append([typed(1)])).refusal.reason


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
