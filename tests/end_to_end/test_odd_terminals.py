"""What a terminal does to a program: it stops it, and it speaks another encoding."""

import re
import signal
import time
from pathlib import Path

from tests.end_to_end.terminal import Terminal
from tests.end_to_end.wizard_session import saved, start_new, wizard


def test_a_stop_writes_what_is_typed_and_going_on_draws_all_of_it_again(tmp_path: Path) -> None:
    with wizard(tmp_path) as terminal:
        file = tmp_path / start_new(terminal, "某某街道办事处", 2024)
        terminal.press("2")
        terminal.wait_for("字")
        terminal.type("写到一半")
        terminal.wait_for("写到一半")
        terminal.kill(signal.SIGTSTP)
        time.sleep(0.5)
        assert saved(file).narrative == {"overview": "写到一半"}
        before = terminal.bytes_written
        terminal.kill(signal.SIGCONT)
        terminal.wait_for("写到一半")
        terminal.type("又写")
        terminal.wait_for("写到一半又写")
        assert terminal.bytes_written - before > 1500
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert saved(file).narrative == {"overview": "写到一半又写"}


def test_a_terminal_set_to_gbk_is_survived_and_told(tmp_path: Path) -> None:
    with wizard(tmp_path) as terminal:
        file = tmp_path / start_new(terminal, "某某街道办事处", 2024)
        terminal.press("2")
        terminal.wait_for("字")
        terminal._send("年报".encode("gbk"))
        terminal.wait_for("终端的编码不是 UTF-8")
        terminal.type("在")
        terminal.wait_for("在")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert saved(file).narrative["overview"].endswith("在")


def test_sending_only_what_changed_shows_the_same_screens(tmp_path: Path) -> None:
    keys = ["2", "end", "f4", "down", "5", "enter", "ctrl+p", "escape", "f5", "f2", "f12", "f1"]
    seen: list[list[list[str]]] = []
    sent = []
    for name, env in (("all", {"NIANBAO_SEND_ALL": "1"}), ("changes", {})):
        home = tmp_path / name
        home.mkdir()
        with wizard(home, env=env) as terminal:
            start_new(terminal, "某某街道办事处", 2024)
            _settle(terminal)
            screens = []
            for key in keys:
                terminal.press(key)
                _settle(terminal)
                screens.append([_without_time(line) for line in terminal.screen()])
            seen.append(screens)
            sent.append(terminal.bytes_written)
    for key, everything, changes in zip(keys, seen[0], seen[1], strict=True):
        assert changes == everything, key
    assert sent[1] * 2 < sent[0]


def _settle(terminal: Terminal) -> None:
    """Wait until nothing more comes."""
    seen = -1
    while seen != terminal.bytes_written:
        seen = terminal.bytes_written
        time.sleep(0.8)


def _without_time(line: str) -> str:
    return re.sub(r"\d\d:\d\d|/\S+", "", line)
