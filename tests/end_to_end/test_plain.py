"""The wizard line by line, in a dumb terminal and through a pipe."""

import subprocess
import sys
from pathlib import Path

from tests.end_to_end.terminal import _environment
from tests.end_to_end.wizard_session import saved, wizard


def test_a_dumb_terminal_is_asked_line_by_line(tmp_path: Path) -> None:
    with wizard(tmp_path, "年报.toml", env={"TERM": "dumb"}) as terminal:
        terminal.wait_for("到哪一部分")
        terminal.type("7\r")
        terminal.wait_for("选一项")
        terminal.type("1\r")
        terminal.wait_for("一行一段")
        terminal.type("没有其他事项。\r")
        terminal.type("。\r")
        terminal.wait_for("[1]没有其他事项。")
        terminal.type("/退出\r")
        terminal.wait_for("已保存到")
        assert terminal.wait_exit() == 0
    assert saved(tmp_path / "年报.toml").narrative["other_matters"] == "没有其他事项。"


def test_a_pipe_fills_in_a_report_without_textual(tmp_path: Path) -> None:
    script = (
        "import sys; from nianbao.cli import main; code = main(sys.argv[1:]);"
        "print('TEXTUAL' if 'textual' in sys.modules else 'NONE'); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "年报.toml", "--plain"],
        cwd=tmp_path,
        env=_environment(tmp_path),
        input="3\n7\n/填0\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
    assert "（1/10）规章 / 本年制发件数： 7\n" in done.stdout
    assert done.stdout.endswith("NONE\n")
    assert saved(tmp_path / "年报.toml").cells["disclosure.rules.issued"] == 7
