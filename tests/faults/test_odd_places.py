"""The folder goes away, the disk is full, the clock runs backwards, the name is no name: nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from nianbao.cli import main
from nianbao.wizard.document import Document
from nianbao.wizard.opening import OpeningProblem
from tests.faults.session import GRANTED, RECEIVED, UPHELD, die, read
from tests.faults.size import told
from tests.wizard.desk import Desk


@pytest.fixture
def away(tmp_path: Path) -> Desk:
    """A report in a folder that can go away, the edit log at home."""
    (tmp_path / "drive").mkdir()
    desk = Desk(tmp_path / "drive", state_folder=tmp_path / "home")
    desk.write({UPHELD: 5})
    return desk


def in_file(desk: Desk, address: str) -> object:
    return read(desk.text()).cells.get(address)


def reopened(desk: Desk, document: Document) -> Document:
    die(document)
    return desk.open()


def test_a_folder_that_is_deleted_and_comes_back(away: Desk) -> None:
    document = away.open()
    shutil.rmtree(away.path.parent)
    document.type_cell(GRANTED, "7")
    away.pass_time(document)
    assert document.saving.trouble is not None
    assert "找不到文件或所在的文件夹" in document.saving.trouble
    document.type_cell(RECEIVED, "9")
    assert document.cell(GRANTED).value == 7
    away.path.parent.mkdir()
    away.pass_time(document, 6)
    assert document.safe
    assert (in_file(away, GRANTED), in_file(away, RECEIVED)) == (7, 9)
    assert reopened(away, document).cell(GRANTED).value == 7


def test_a_folder_that_is_replaced_by_a_file_or_by_another_folder(away: Desk) -> None:
    document = away.open()
    folder = away.path.parent
    folder.rename(folder.with_name("moved"))
    folder.write_text("something else", encoding="utf-8")
    document.type_cell(GRANTED, "7")
    away.pass_time(document)
    assert document.saving.trouble is not None
    assert "路径中有一段不是文件夹" in document.saving.trouble
    folder.unlink()
    folder.mkdir()
    other = Desk(folder)
    other.write({UPHELD: 1})
    away.pass_time(document, 6)
    assert document.saving.changed_outside
    assert in_file(away, UPHELD) == 1
    assert document.keep_mine()
    assert (in_file(away, UPHELD), in_file(away, GRANTED)) == (5, 7)
    assert "upheld = 1" in folder.joinpath("年报.toml.bak").read_text("utf-8")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path | None]:
    """A file system of its own with little room, where one may be mounted; None elsewhere."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    yield place if mounted else None
    if mounted:
        subprocess.run(["umount", "-l", str(place)], check=False)


def test_a_real_disk_that_is_full_and_then_is_not(small_disk: Path | None, tmp_path: Path) -> None:
    if small_disk is None:
        told("no file system can be mounted here; a full disk was only pretended")
        assert os.geteuid() != 0 or not Path("/proc/self/mounts").exists() or shutil.which("mount")
        return
    desk = Desk(small_disk, state_folder=tmp_path / "home")
    desk.write({UPHELD: 5})
    document = desk.open()
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
        file.writelines(b"x" * 4096 for _ in count())
    before = desk.text()
    document.type_cell(GRANTED, "7")
    document.set_text("overview", "本年情况。" * 2000)
    desk.pass_time(document)
    assert document.saving.trouble is not None
    assert "磁盘已满" in document.saving.trouble
    assert desk.text() == before
    again = reopened(desk, document)
    assert again.cell(GRANTED).value == 7
    filler.unlink()
    desk.pass_time(again, 6)
    assert again.safe
    assert in_file(desk, GRANTED) == 7
    assert sorted(path.name for path in small_disk.iterdir() if path.suffix == ".tmp") == []
    told("a real full disk: nothing lost, written when there was room")


def test_a_real_disk_that_is_read_only_and_then_is_not(
    small_disk: Path | None, tmp_path: Path, run: Run
) -> None:
    if small_disk is None:
        assert os.geteuid() != 0 or not Path("/proc/self/mounts").exists() or shutil.which("mount")
        return
    desk = Desk(small_disk, state_folder=tmp_path / "home")
    desk.write({UPHELD: 5})
    before = desk.text()
    _remount(small_disk, "ro")
    document = desk.open()
    document.type_cell(GRANTED, "7")
    desk.pass_time(document)
    assert "所在的磁盘是只读的" in (document.saving.trouble or "")
    assert document.saving.remedy.startswith("请改用能写的文件夹")
    assert document.recoverable
    name = os.fsencode(desk.path)
    done = run(b"export", name, b"--to", b"md", b"-o", os.fsencode(small_disk / "a.md"))
    assert done.code == 2
    assert "所在的磁盘是只读的。没有写入任何内容。" in done.stderr.decode()
    again = reopened(desk, document)
    assert again.cell(GRANTED).value == 7
    assert desk.text() == before
    _remount(small_disk, "rw")
    desk.pass_time(again, 6)
    assert again.safe
    assert in_file(desk, GRANTED) == 7
    told("a real read-only disk: nothing lost, written when it was none any more")


def _remount(place: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(place)], check=True)


@pytest.mark.parametrize("jump", [timedelta(days=-400), timedelta(hours=-1), timedelta(days=400)])
def test_a_clock_that_jumps_holds_up_no_writing(away: Desk, jump: timedelta) -> None:
    document = away.open()
    document.type_cell(GRANTED, "7")
    away.now += jump
    away.pass_time(document)
    assert in_file(away, GRANTED) == 7
    document.type_cell(RECEIVED, "9")
    away.pass_time(document)
    assert in_file(away, RECEIVED) == 9
    document.undo()
    document = reopened(away, document)
    assert document.cell(RECEIVED).value is None
    document.redo()
    assert document.cell(RECEIVED).value == 9


NAMES = [
    b"n" * 296 + b".toml",
    "年报".encode() * 50 + b".toml",
    b"two\nlines.toml",
    "年报".encode("gb18030") + b".toml",
    b"\x1b]0;title\x07.toml",
    b" .toml",
    b"-o.toml",
    b"no/such/folder.toml",
    b"end/",
]


Run = Callable[..., "Done"]


@dataclass(frozen=True)
class Done:
    """How a command ended and what it said."""

    code: int
    stdout: bytes
    stderr: bytes


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """Runs a command in the test's folder, in this process."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: bytes) -> Done:
        code = main([os.fsdecode(argument) for argument in arguments])
        said = capfdbinary.readouterr()
        return Done(code, said.out, said.err)

    return command


@pytest.mark.parametrize("name", NAMES, ids=[repr(name[:12]) for name in NAMES])
def test_any_name_is_a_file_or_a_clear_sentence(tmp_path: Path, name: bytes, run: Run) -> None:
    new = [b"new", b"--organ", "某办".encode(), b"--year", b"2025", b"--zero", b"-o", b"./" + name]
    made = run(*new)
    assert made.code in (0, 2), made
    _is_clear(made)
    if made.code == 2:
        assert made.stderr.count(b"\n") <= 3
        assert list(tmp_path.iterdir()) == []
    others = [
        [b"check", b"./" + name],
        [b"check", b"--format", b"json", b"./" + name],
        [b"show", b"./" + name],
        [b"import", b"./" + name],
        [b"compare", b"./" + name, b"./" + name],
        [b"export", b"./" + name, b"--to", b"md"],
    ]
    for words in others:
        done = run(*words)
        _is_clear(done)
        assert (done.code == 2) == (made.code == 2), (words, done)
    found = Desk(tmp_path).try_open(tmp_path / os.fsdecode(name))
    if made.code == 0:
        assert isinstance(found, Document)
        found.type_cell(GRANTED, "7")
        found.close()
        assert found.safe
    else:
        assert isinstance(found, OpeningProblem)
        assert found.message


def test_a_name_of_another_encoding_reaches_the_program_as_it_is(tmp_path: Path) -> None:
    name = "年报".encode("gb18030") + b".toml"
    words = [b"new", b"--organ", "某办".encode(), b"--year", b"2025", b"-o", name]
    command = [os.fsencode(sys.executable), b"-m", b"nianbao", *words]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    _is_clear(Done(done.returncode, done.stdout, done.stderr))
    assert done.returncode == 0
    assert [os.fsencode(file.name) for file in tmp_path.iterdir()] == [name]


def _is_clear(done: Done) -> None:
    """No traceback, no sequence that a terminal acts upon, and text in UTF-8."""
    for output in (done.stdout, done.stderr):
        assert b"Traceback" not in output
        text = output.decode("utf-8")
        assert not {c for c in text if ord(c) < 32 and c != "\n"}, text
