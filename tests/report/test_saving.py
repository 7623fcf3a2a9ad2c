import errno
import os
import stat
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from nianbao.report.disk import REAL_DISK, Disk
from nianbao.report.refusals import refusal
from nianbao.report.saving import (
    keep_backup,
    remove_left_over,
    replace_file,
    write_new,
)
from tests.report.faulty_disk import dwindling, every_fault, names

OLD = "旧".encode() * 10
NEW = "新的内容".encode() * 500

WITHOUT_LINKS = replace(
    REAL_DISK, link=lambda *_: (_ for _ in ()).throw(OSError(errno.EPERM, "no links here"))
)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


CODES = (errno.EIO, errno.EACCES, errno.EDQUOT, errno.EROFS)
HOW: list[dict[str, Any]] = [
    {},
    {"lasting": True},
    {"torn": True},
    *({"code": code} for code in CODES),
]


@pytest.mark.parametrize("how", HOW, ids=str)
def test_whatever_fails_the_file_is_the_old_or_the_new_whole(
    tmp_path: Path, how: dict[str, Any]
) -> None:
    file = tmp_path / "年报.toml"
    outcomes = set()
    for faults in every_fault(**how):
        file.write_bytes(OLD)
        try:
            replace_file(file, NEW, disk=faults.disk())
        except OSError as error:
            outcomes.add(refusal(error).reason)
        now = file.read_bytes()
        assert now in (OLD, NEW)
        assert names(tmp_path) == {"年报.toml"}
        if not faults.met:
            assert now == NEW
    assert outcomes == {refusal(OSError(how.get("code", errno.ENOSPC), "")).reason}


@pytest.mark.parametrize("base", [REAL_DISK, WITHOUT_LINKS, replace(REAL_DISK, is_windows=True)])
@pytest.mark.parametrize("how", HOW, ids=str)
def test_whatever_fails_a_new_file_is_there_whole_or_not_at_all(
    tmp_path: Path, how: dict[str, Any], base: Disk
) -> None:
    file = tmp_path / "年报.toml"
    for faults in every_fault(**how):
        refused = False
        try:
            write_new(file, NEW, disk=faults.disk(base))
        except OSError:
            refused = True
        assert names(tmp_path) <= {"年报.toml"}
        assert file.exists() or refused
        if file.exists():
            assert file.read_bytes() == NEW
            file.unlink()


def test_a_disk_that_takes_little_at_a_time_gets_it_all(tmp_path: Path) -> None:
    replace_file(tmp_path / "a", NEW, disk=dwindling())
    write_new(tmp_path / "b", NEW, disk=dwindling())
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() == NEW


def test_an_interruption_leaves_nothing_behind(tmp_path: Path) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    (tmp_path / "a").write_bytes(OLD)
    with pytest.raises(KeyboardInterrupt):
        replace_file(tmp_path / "a", NEW, disk=replace(REAL_DISK, sync=interrupt))
    assert names(tmp_path) == {"a"}
    assert (tmp_path / "a").read_bytes() == OLD


def test_the_bytes_are_safe_before_the_file_is_replaced_and_its_name_after(tmp_path: Path) -> None:
    done: list[str] = []

    def noting(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*arguments: Any) -> Any:
            done.append(name)
            return call(*arguments)

        return noted

    watched = replace(
        REAL_DISK,
        write=noting("write", os.write),
        sync=noting("sync", os.fsync),
        replace=noting("replace", os.replace),
    )
    replace_file(tmp_path / "a", NEW, disk=watched, before_replace=lambda: done.append("look"))
    assert done == ["write", "sync", "look", "replace", "sync"]


def test_whoever_looks_before_the_replace_can_keep_the_old_file(tmp_path: Path) -> None:
    def changed() -> None:
        raise RuntimeError("changed outside")

    (tmp_path / "a").write_bytes(OLD)
    with pytest.raises(RuntimeError, match="changed outside"):
        replace_file(tmp_path / "a", NEW, before_replace=changed)
    assert (tmp_path / "a").read_bytes() == OLD
    assert names(tmp_path) == {"a"}


def test_the_mode_is_kept_and_a_new_file_gets_the_umask_s(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(OLD)
    (tmp_path / "secret").chmod(0o640)
    replace_file(tmp_path / "secret", NEW)
    assert mode(tmp_path / "secret") == 0o640

    umask = os.umask(0o027)
    try:
        replace_file(tmp_path / "new", NEW)
        write_new(tmp_path / "newer", NEW)
        write_new(tmp_path / "newest", NEW, mode=0o600)
    finally:
        os.umask(umask)
    assert mode(tmp_path / "new") == mode(tmp_path / "newer") == 0o640
    assert mode(tmp_path / "newest") == 0o600


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a").write_bytes(OLD)
    (tmp_path / "link").symlink_to("real/a")
    (tmp_path / "nowhere").symlink_to("real/b")

    replace_file(tmp_path / "link", NEW)
    replace_file(tmp_path / "nowhere", NEW)

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "a").read_bytes() == NEW
    assert (tmp_path / "real" / "b").read_bytes() == NEW


def why_not(call: Callable[[], Any]) -> str:
    with pytest.raises(OSError) as caught:  # noqa: PT011
        call()
    return refusal(caught.value).reason


def test_what_cannot_be_a_file_is_refused_in_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "circle").symlink_to("circle")
    long = "年" * 86
    for name, words in (
        (long, "文件名太长（最多 255 个字节，约 85 个汉字）"),
        ("a\0b", "文件名或文件系统不支持这样做"),
        ("no/a", "找不到文件或所在的文件夹"),
    ):
        assert why_not(partial(replace_file, tmp_path / name, NEW)) == words
        assert why_not(partial(write_new, tmp_path / name, NEW)) == words
    assert why_not(lambda: replace_file(tmp_path, NEW)) == "这是文件夹，不是文件"
    assert why_not(lambda: replace_file("/dev/null", NEW)) == "文件名或文件系统不支持这样做"
    assert "符号链接互相指向" in why_not(lambda: replace_file(tmp_path / "circle", NEW))

    (tmp_path / "a").write_bytes(OLD)
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert why_not(lambda: replace_file(tmp_path / "a", NEW)) == "没有权限"
    assert (tmp_path / "a").read_bytes() == OLD


def test_a_name_of_just_255_bytes_can_be_saved_and_backed_up(tmp_path: Path) -> None:
    file = tmp_path / ("年" * 85)
    write_new(file, OLD)
    replace_file(file, NEW)
    copy = keep_backup(file)
    assert copy is not None
    assert copy.name.endswith("年.bak")
    assert copy.read_bytes() == NEW


def test_a_new_file_is_written_over_nothing_unless_forced(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(OLD)
    (tmp_path / "dangling").symlink_to("nowhere")
    for name in ("a", "dangling"):
        with pytest.raises(FileExistsError):
            write_new(tmp_path / name, NEW)
    assert (tmp_path / "a").read_bytes() == OLD
    assert names(tmp_path) == {"a", "dangling"}

    write_new(tmp_path / "a", NEW, force=True)
    assert (tmp_path / "a").read_bytes() == NEW


@pytest.mark.parametrize("base", [REAL_DISK, WITHOUT_LINKS])
def test_of_many_that_write_the_same_new_file_one_succeeds(tmp_path: Path, base: Disk) -> None:
    barrier = threading.Barrier(8)
    waited = set()
    succeeded = []

    def late(_: int) -> None:
        # Everybody has seen that the file is not there before anybody puts it there.
        if threading.get_ident() not in waited:
            waited.add(threading.get_ident())
            barrier.wait()

    def write(number: int) -> None:
        with suppress(FileExistsError):
            content = str(number).encode() * 1000
            write_new(tmp_path / "a", content, disk=replace(base, sync=late))
            succeeded.append(number)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(succeeded) == 1
    assert (tmp_path / "a").read_bytes() == str(succeeded[0]).encode() * 1000
    assert names(tmp_path) == {"a"}


def test_backups_are_numbered_and_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    assert keep_backup(file) is None

    kept = []
    for content in (b"1", b"2", b"3"):
        file.write_bytes(content)
        file.chmod(0o600)
        copy = keep_backup(file)
        assert copy is not None
        kept.append((copy.name, copy.read_bytes(), mode(copy)))

    assert kept == [
        ("a.toml.bak", b"1", 0o600),
        ("a.toml.bak.2", b"2", 0o600),
        ("a.toml.bak.3", b"3", 0o600),
    ]


def test_windows_is_asked_again_while_a_scanner_holds_the_file(tmp_path: Path) -> None:
    waited: list[float] = []

    def held(source: str, target: str) -> None:
        if len(waited) < 3:
            raise PermissionError(errno.EACCES, "held")
        Path(source).replace(target)

    disk = replace(REAL_DISK, is_windows=True, replace=held, sleep=waited.append)
    replace_file(tmp_path / "a", NEW, disk=disk)
    assert (tmp_path / "a").read_bytes() == NEW
    assert len(waited) == 3

    waited.clear()
    for_ever = replace(disk, sleep=lambda _: None)
    assert why_not(lambda: replace_file(tmp_path / "a", OLD, disk=for_ever)) == "没有权限"
    assert names(tmp_path) == {"a"}


def test_a_file_system_that_cannot_sync_is_no_hindrance(tmp_path: Path) -> None:
    def cannot(_: int) -> None:
        raise OSError(errno.EINVAL, "no sync here")

    replace_file(tmp_path / "a", NEW, disk=replace(REAL_DISK, sync=cannot))
    assert (tmp_path / "a").read_bytes() == NEW


def test_what_a_killed_save_left_is_removed_an_hour_later_and_nothing_else(tmp_path: Path) -> None:
    old, young = f".nianbao-{'a' * 16}.tmp", f".nianbao-{'b' * 16}.tmp"
    others = {"年报.toml", ".nianbao-notes.tmp", "x.tmp", young}
    for name in {old, *others}:
        (tmp_path / name).write_text("x", encoding="utf-8")
        os.utime(tmp_path / name, (1000, 9000 if name == young else 1000))
    remove_left_over(tmp_path, 9000.0)
    assert names(tmp_path) == others
    remove_left_over(tmp_path / "no such folder", 9000.0)
