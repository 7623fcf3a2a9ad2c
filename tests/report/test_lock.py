import errno
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from nianbao.report.disk import REAL_DISK, Disk
from nianbao.report.lock import HeldBy, Lock, break_lock
from tests.report.faulty_disk import every_fault, names

NOW = datetime(2026, 1, 15, 10, 32, tzinfo=UTC)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    folder = tmp_path / "年报"
    folder.mkdir()
    return folder / "金谷园.toml"


@pytest.fixture
def lock_file(report: Path) -> Path:
    return report.with_name(".金谷园.toml.nianbao-lock")


def acquire(report: Path, who: str = "王芳", disk: Disk = REAL_DISK) -> Lock | HeldBy:
    state = report.parents[1] / "state"
    return Lock.acquire(report, state, who, lambda: NOW, disk=disk)


def acquired(report: Path, who: str = "王芳", disk: Disk = REAL_DISK) -> Lock:
    lock = acquire(report, who, disk)
    assert isinstance(lock, Lock)
    return lock


def held(report: Path) -> HeldBy:
    holder = acquire(report, "李强")
    assert isinstance(holder, HeldBy)
    return holder


def without_folder(report: Path) -> Disk:
    """A disk on which the report's folder takes no file."""

    def refuse(file: str, flags: int, mode: int) -> int:
        if Path(file).parent == report.parent and flags & os.O_CREAT:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return os.open(file, flags, mode)

    return replace(REAL_DISK, open=refuse)


def rewrite(lock_file: Path, change: Callable[[dict[str, Any]], object]) -> None:
    fields = json.loads(lock_file.read_bytes())
    change(fields)
    lock_file.write_text(json.dumps(fields), "utf-8")


def pid_of_a_process_that_is_gone() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_second_opener_learns_who_has_it_open(report: Path, lock_file: Path) -> None:
    acquired(report)
    assert names(report.parent) == {lock_file.name}

    holder = held(report)

    assert (holder.person, holder.since, holder.pid, holder.stale) == (
        "王芳",
        NOW,
        os.getpid(),
        False,
    )
    assert holder.machine == os.uname().nodename


def test_a_lock_given_free_can_be_taken(report: Path) -> None:
    acquired(report).release()
    assert names(report.parent) == set()
    acquired(report, "李强")


def test_the_file_is_locked_by_whatever_link_it_is_opened(report: Path, tmp_path: Path) -> None:
    (tmp_path / "link.toml").symlink_to(report)
    acquired(report)
    assert isinstance(
        Lock.acquire(tmp_path / "link.toml", tmp_path / "state", "李强", lambda: NOW), HeldBy
    )


def test_where_the_folder_takes_no_file_the_lock_lies_in_the_state_folder(
    report: Path, tmp_path: Path
) -> None:
    disk = without_folder(report)
    lock = acquired(report, disk=disk)
    assert names(report.parent) == set()
    assert lock.file.parent == tmp_path / "state" / "nianbao"
    assert lock.file.parent.stat().st_mode & 0o777 == 0o700

    assert held(report).person == "王芳"
    assert isinstance(acquire(report, "李强", disk), HeldBy)

    lock.release()
    acquired(report)


def test_where_no_folder_takes_a_file_nothing_is_locked(report: Path) -> None:
    def full(file: str, flags: int, mode: int) -> int:
        raise OSError(errno.ENOSPC, "full")

    with pytest.raises(OSError, match="full"):
        acquire(report, disk=replace(REAL_DISK, open=full))


def test_the_lock_of_a_process_that_is_gone_is_taken_over(report: Path, lock_file: Path) -> None:
    acquired(report)
    rewrite(lock_file, lambda fields: fields.update(pid=pid_of_a_process_that_is_gone()))

    acquired(report, "李强")

    assert held(report).person == "李强"
    assert names(report.parent) == {lock_file.name}


def test_the_lock_of_a_process_that_died_and_was_not_buried_is_taken_over(
    report: Path, lock_file: Path
) -> None:
    acquired(report)
    process = subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.read()
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    rewrite(lock_file, lambda fields: fields.update(pid=process.pid, started="5@boot"))

    acquired(report, "李强")
    process.wait()


def test_the_lock_from_before_a_restart_is_taken_over_though_the_number_is_in_use_again(
    report: Path, lock_file: Path
) -> None:
    acquired(report)
    rewrite(lock_file, lambda fields: fields.update(started="5@another-boot"))
    acquired(report, "李强")


def test_a_lock_of_another_machine_is_never_stale_by_itself(report: Path, lock_file: Path) -> None:
    acquired(report)
    rewrite(
        lock_file,
        lambda fields: fields.update(machine="窗口\x1b[2J2", pid=pid_of_a_process_that_is_gone()),
    )

    holder = held(report)
    assert (holder.machine, holder.stale) == ("窗口[2J2", False)

    assert break_lock(holder)
    acquired(report, "李强")


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff", b"[" * 9_000, b'{"person": 1, "machine": "a", "pid": 1}',
     b'{"person": "a", "machine": "b", "pid": 1, "since": "yesterday"}', b"x" * 20_000],
)  # fmt: skip
def test_a_lock_file_that_says_nothing_is_left_to_the_user(
    report: Path, lock_file: Path, content: bytes
) -> None:
    lock_file.write_bytes(content)

    holder = held(report)

    assert (holder.person, holder.machine, holder.stale) == ("", "", False)
    assert break_lock(holder)
    acquired(report)


def test_only_the_lock_that_was_shown_is_broken(report: Path) -> None:
    first = acquired(report)
    shown = held(report)
    first.release()
    acquired(report, "赵敏")

    assert not break_lock(shown)
    assert held(report).person == "赵敏"


def test_a_lock_that_was_broken_is_not_given_free_for_another(report: Path) -> None:
    first = acquired(report)
    assert break_lock(held(report))
    acquired(report, "赵敏")

    first.release()

    assert held(report).person == "赵敏"


def test_a_stale_lock_that_cannot_be_removed_holds_nobody(
    report: Path, lock_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acquired(report)
    rewrite(lock_file, lambda fields: fields.update(pid=pid_of_a_process_that_is_gone()))
    before = lock_file.read_bytes()

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "read-only")

    monkeypatch.setattr(Path, "unlink", refuse)
    lock = acquired(report, "李强")

    assert lock.file.parent != report.parent
    assert lock_file.read_bytes() == before
    assert held(report).person == "李强"


@pytest.mark.parametrize("stale", [False, True])
def test_of_many_that_lock_at_once_one_succeeds(report: Path, lock_file: Path, stale: bool) -> None:
    if stale:
        acquired(report)
        rewrite(lock_file, lambda fields: fields.update(started="5@another-boot"))
    barrier = threading.Barrier(8)
    outcomes: list[Lock | HeldBy] = []

    def lock() -> None:
        barrier.wait()
        outcomes.append(acquire(report))

    threads = [threading.Thread(target=lock) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(isinstance(outcome, Lock) for outcome in outcomes) == 1
    assert len(outcomes) == 8
    assert names(report.parent) == {lock_file.name}


def test_whatever_fails_a_lock_is_whole_or_not_there(report: Path) -> None:
    for faults in every_fault():
        outcome = None
        with suppress(OSError):
            outcome = acquire(report, disk=faults.disk())
        assert names(report.parent) <= {f".{report.name}.nianbao-lock"}
        assert bool(names(report.parent)) <= isinstance(outcome, Lock)
        if isinstance(outcome, Lock):
            holder = held(report)
            assert holder.person == "王芳"
            assert break_lock(holder)
            for place in report.parent.iterdir():
                place.unlink()
