"""What is asked of a terminal and sent to it: no more than it can do, and than the user wants."""

import os
import re
import time
from pathlib import Path

import pytest

from nianbao.operations import new_report, to_toml
from nianbao.wizard import _settle_environment
from tests.end_to_end.terminal import Terminal
from tests.end_to_end.wizard_session import wizard

MOUSE = re.compile(rb"\x1b\[\?(?:1000|1002|1003|1006|1015)h")
TRUE_COLOUR = re.compile(rb"\x1b\[[\d;]*[34]8;2;")
FROM_A_LIST = re.compile(rb"\x1b\[[\d;]*[34]8;5;")

KITTY = re.compile(rb"\x1b\[>\d+u")


def leave(terminal: Terminal) -> bytes:
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    return terminal.written


def test_a_remote_terminal_gets_sixteen_colours_and_may_split_an_escape(tmp_path: Path) -> None:
    # The wait is longer than over SSH, so that a busy machine cannot make it too short.
    env = {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22", "ESCDELAY": "5000", "COLORTERM": "truecolor"}
    report = new_report("某某街道办事处", 2024)
    (tmp_path / "年报.toml").write_bytes(to_toml(report))
    with wizard(tmp_path, "年报.toml", "--no-mouse", env=env) as terminal:
        terminal.wait_for("总体情况")
        terminal.press("2")
        terminal.wait_for("字")
        terminal.type("前后")
        terminal.wait_for("前后")
        terminal._send(b"\x1b")
        time.sleep(0.5)
        terminal._send(b"[D")
        terminal.type("中")
        terminal.wait_for("前中后")
        # Esc and the next key come in one packet, then shortly after one another.
        terminal._send(b"\x1b3")
        terminal.wait_for("已填")
        terminal._send(b"5\x1b[B\x1b4")
        terminal.wait_for("二、上年结转")
        terminal._send(b"\x1b")
        time.sleep(0.1)
        terminal._send(b"7")
        terminal.wait_for("信息处理费")
        written = leave(terminal)
    assert not TRUE_COLOUR.search(written)
    assert not FROM_A_LIST.search(written)
    assert not MOUSE.search(written)
    # The request to end the kitty protocol does no harm; none is made to begin it.
    assert not KITTY.search(written)


def test_the_mouse_is_left_to_the_terminal_as_the_settings_say(tmp_path: Path) -> None:
    with wizard(tmp_path) as terminal:
        terminal.wait_for("新建")
        terminal.press("0")
        terminal.wait_for("[用]")
        terminal.press("down", "right")
        terminal.wait_for("[不用]")
        assert MOUSE.search(leave(terminal))
    with wizard(tmp_path, env={"TERM": "linux", "NO_COLOR": "1"}) as terminal:
        terminal.wait_for("新建")
        written = leave(terminal)
    assert not MOUSE.search(written)
    assert not TRUE_COLOUR.search(written)


@pytest.mark.parametrize(("remote", "delay"), [(True, "400"), (False, "100")])
def test_an_escape_is_waited_for_longer_over_ssh(
    monkeypatch: pytest.MonkeyPatch, remote: bool, delay: str
) -> None:
    names = ("SSH_CONNECTION", "ESCDELAY", "TEXTUAL_DISABLE_KITTY_KEY", "TEXTUAL_ANIMATIONS")
    environment = {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"} if remote else {}
    for name in (*names, "TEXTUAL_COLOR_SYSTEM"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    _settle_environment()
    assert os.environ["ESCDELAY"] == delay
    assert os.environ["TEXTUAL_DISABLE_KITTY_KEY"] == "1"
    assert os.environ.get("TEXTUAL_COLOR_SYSTEM") == ("standard" if remote else None)
    _settle_environment()
    assert os.environ["ESCDELAY"] == delay
