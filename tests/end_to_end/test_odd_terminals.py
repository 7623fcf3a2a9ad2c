"""What a terminal does to a program: it stops it, and it speaks another encoding."""

import re
import signal
from pathlib import Path

from nianbao.editions import built_in
from nianbao.report.new_report import blank_report
from nianbao.report.toml_writing import report_to_toml
from tests.end_to_end.terminal import Terminal, bytes_of
from tests.end_to_end.wizard_session import saved, start_new, wizard


def test_a_stop_writes_what_is_typed_and_going_on_draws_all_of_it_again(tmp_path: Path) -> None:
    with wizard(tmp_path) as terminal:
        file = tmp_path / start_new(terminal, "某某街道办事处", 2024)
        terminal.press("2")
        terminal.wait_for("字")
        terminal.type("写到一半")
        terminal.wait_for("写到一半")
        terminal.kill(signal.SIGTSTP)
        terminal.wait_stopped()
        assert saved(file).narrative == {"overview": "写到一半"}
        before = terminal.bytes_written
        terminal.kill(signal.SIGCONT)
        terminal.wait_for("写到一半")
        terminal.type("又写")
        terminal.wait_for("写到一半又写")
        terminal.wait_idle()
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
    home_of_all, home_of_changes = tmp_path / "all", tmp_path / "changes"
    home_of_all.mkdir()
    home_of_changes.mkdir()
    report = blank_report(built_in().for_year(2024), "某某街道办事处", 2024)
    for home in (home_of_all, home_of_changes):
        (home / "年报.toml").write_text(report_to_toml(report), encoding="utf-8")
    with (
        wizard(home_of_all, "年报.toml", env={"NIANBAO_SEND_ALL": "1"}) as everything,
        wizard(home_of_changes, "年报.toml") as changes,
    ):
        for terminal in (everything, changes):
            terminal.wait_for("核对（F5）")
        for key in keys:
            for terminal in (everything, changes):
                terminal.type(bytes_of(key).decode() if len(key) > 1 else key)
            _settle(everything, changes)
            assert _shown(changes) == _shown(everything), key
        assert changes.bytes_written * 2 < everything.bytes_written


def _settle(*terminals: Terminal) -> None:
    """Wait until nothing more comes; where they differ, one may still have a timer to wait for."""
    for rest in (0.15, 1.2):
        for terminal in terminals:
            terminal.wait_idle(rest)
        if len({tuple(_shown(terminal)) for terminal in terminals}) == 1:
            return


def _shown(terminal: Terminal) -> list[str]:
    """The screen without what differs from one session to the next."""
    return [_without_time(line) for line in terminal.screen()]


def _without_time(line: str) -> str:
    return re.sub(r"\d\d:\d\d|/\S+", "", line)
