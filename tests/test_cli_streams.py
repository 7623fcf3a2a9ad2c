"""Streams and what can happen to them: closed, full, not UTF-8; signals; mistakes of our own."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command_line import OFF_BY_NINE, nianbao, report_text


@pytest.fixture(autouse=True)
def _in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.toml").write_text(report_text(OFF_BY_NINE), encoding="utf-8")


def on_a_terminal(*words: str, environment: dict[str, str] | None = None) -> bytes:
    """What a command sends to a terminal that is its stdout and nothing else."""
    ours, theirs = pty.openpty()
    settings = {**os.environ, "TERM": "xterm", "PYTHONUTF8": "1", **(environment or {})}
    settings.pop("NO_COLOR", None) if "NO_COLOR" not in (environment or {}) else None
    process = subprocess.Popen(
        [sys.executable, "-m", "nianbao", *words],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env=settings,
    )
    os.close(theirs)
    said = b""
    try:
        while piece := os.read(ours, 65536):
            said += piece
    except OSError:
        pass  # How Linux tells that the other side is closed.
    finally:
        os.close(ours)
        process.wait(timeout=60)
    return said


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    command = line.replace("nianbao", f"'{sys.executable}' -m nianbao")
    return subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, timeout=60)


def test_colour_goes_to_a_terminal_only(tmp_path: Path) -> None:
    assert b"\x1b[31;1m" in on_a_terminal("check", "a.toml")
    assert b"\x1b" not in on_a_terminal("check", "a.toml", environment={"NO_COLOR": "1"})
    assert b"\x1b" not in on_a_terminal("check", "a.toml", environment={"TERM": "dumb"})
    assert b"\x1b" not in nianbao("check", "a.toml", folder=tmp_path).stdout


NASTY_NAME = "坏\x1b]0;x\x07\u202e\n\u009b31m.toml"


@pytest.mark.parametrize("words", [["check"], ["check", "--format", "json"], ["show"]])
def test_control_characters_never_reach_the_terminal(words: list[str], tmp_path: Path) -> None:
    text = report_text('[requests.total]\n"re\\u001b[2Jceived" = 1\n')
    Path(NASTY_NAME).write_text(text, encoding="utf-8")
    done = nianbao(words[0], NASTY_NAME, *words[1:], folder=tmp_path)
    assert done.code == 2
    for byte in b"\x1b\x07\x08\r":
        assert byte not in done.stderr
    for mark in "\u202e\u009b":
        assert mark not in done.err
    seen = on_a_terminal(words[0], NASTY_NAME, *words[1:])
    assert b"\x1b" not in seen.replace(b"\x1b[31;1m", b"").replace(b"\x1b[0m", b"")
    assert "\u202e" not in seen.decode()
    if not words[1:]:
        assert "坏\\u001b]0;x\\u0007\\u202e\\n\\u009b31m.toml" in done.err


def test_control_characters_of_a_text_never_reach_the_terminal(tmp_path: Path) -> None:
    nasty = report_text(cells='[narrative]\noverview = "{requests.\\u202e\\u001b[31m.x}"\n')
    Path("b.toml").write_text(nasty, encoding="utf-8")
    for words in (["check", "b.toml"], ["check", "b.toml", "--format", "json"]):
        seen = on_a_terminal(*words, environment={"NO_COLOR": "1"}).decode()
        assert "\x1b" not in seen
        assert "\u202e" not in seen


def test_a_reader_that_leaves_early_hears_no_complaint(tmp_path: Path) -> None:
    done = shell("nianbao check a.toml | head -c 1; echo ${PIPESTATUS[0]}", tmp_path)
    assert done.stderr == b""
    slow = shell("nianbao check a.toml | true; echo ${PIPESTATUS[0]}", tmp_path)
    assert slow.stderr == b""
    assert slow.stdout.split()[-1] in (b"141", b"1")


def test_a_full_disk_under_stdout_is_told(tmp_path: Path) -> None:
    done = shell("nianbao check a.toml >/dev/full; echo $?", tmp_path)
    assert done.stdout == b"2\n"
    assert done.stderr.decode() == "读写出错：磁盘已满。请删去不用的文件，腾出空间。\n"


def test_a_closed_stdout_is_told(tmp_path: Path) -> None:
    done = shell("nianbao check a.toml >&-; echo $? >&2", tmp_path)
    assert done.stderr.decode().startswith("标准输出已经关闭")
    assert done.stderr.endswith(b"\n2\n")


def test_a_closed_stderr_changes_nothing_for_stdout(tmp_path: Path) -> None:
    assert shell("nianbao --version 2>&-", tmp_path).stdout.startswith(b"nianbao ")
    assert shell("nianbao check none.toml 2>&-; echo $?", tmp_path).stdout.endswith(b"2\n")


def test_a_closed_stdin_is_told(tmp_path: Path) -> None:
    done = shell("nianbao check - <&-", tmp_path)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("标准输入已经关闭")


@pytest.mark.parametrize("encoding", ["ascii", "gb18030", "latin-1"])
def test_a_terminal_that_is_not_utf_8_gets_an_answer(encoding: str, tmp_path: Path) -> None:
    settings = {"PYTHONIOENCODING": encoding}
    done = nianbao("check", "none.toml", folder=tmp_path, environment=settings)
    assert done.code == 2
    said = done.stderr.decode(encoding)
    assert ("找不到这个文件" in said) == (encoding == "gb18030")
    assert "none.toml" in said


def test_results_in_a_pipe_are_utf_8_whatever_the_terminal(tmp_path: Path) -> None:
    plain = nianbao("check", "a.toml", folder=tmp_path)
    other = nianbao("check", "a.toml", folder=tmp_path, environment={"PYTHONIOENCODING": "gb18030"})
    assert other.stdout == plain.stdout


def test_a_name_that_is_no_text_is_shown_escaped(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff.toml")
    Path(name).write_bytes(report_text(OFF_BY_NINE).encode())
    assert nianbao("check", name, folder=tmp_path).out.startswith("\\udcff.toml:9:1 错误")
    files = json.loads(nianbao("check", name, "--format", "json", folder=tmp_path).out)["files"]
    assert files[0]["path"] == "\udcff.toml"


def test_ctrl_c_is_one_line(tmp_path: Path) -> None:
    # A test run in the background of a shell has Ctrl+C switched off, and would hand that on.
    script = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import sys; from nianbao.cli import main; sys.exit(main(['check', '-']))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
    )
    assert process.stdin is not None
    # It reads stdin to the end; a megabyte does not fit in the pipe unless it is being read.
    process.stdin.write(b" " * 1_000_000)
    process.stdin.flush()
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert err.decode() == "已中断，没有做完。\n"


def test_a_mistake_of_ours_is_one_line_without_the_report(tmp_path: Path) -> None:
    script = """
import sys
import nianbao.operations

def broken(*words, **options):
    raise KeyError("机密内容")

nianbao.operations.read_and_check = broken
from nianbao.cli import main
sys.exit(main(["check", "a.toml"]))
"""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script], cwd=tmp_path, capture_output=True
    )
    said = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b"")
    assert said.startswith("程序内部出错（KeyError，")
    assert "请把这一行和所用的命令告诉维护者" in said
    assert said.count("\n") == 1
    assert "机密" not in said
    assert "Traceback" not in said


def test_a_mistake_in_an_edition_of_ones_own_is_told_with_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "settings" / "nianbao" / "editions"
    folder.mkdir(parents=True)
    (folder / "2030.toml").write_text('name = "2030"\n', encoding="utf-8")
    settings = {"XDG_CONFIG_HOME": str(tmp_path / "settings")}
    done = nianbao("check", "a.toml", folder=tmp_path, environment=settings)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("设置文件夹里的格式文件有错，请改正它或者移走它。")
    assert "2030.toml" in done.err
