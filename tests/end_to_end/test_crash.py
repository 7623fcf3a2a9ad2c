"""A mistake of our own in the middle of work: one screen says what happened, and nothing is lost."""

import subprocess
import sys
from pathlib import Path

from nianbao.editions import built_in
from nianbao.report.new_report import blank_report
from nianbao.report.toml_writing import report_to_toml
from tests.end_to_end.terminal import Terminal
from tests.end_to_end.wizard_session import saved

BROKEN_HELP = """
import sys
from nianbao import cli, wizard
wizard._settle_environment()
from nianbao.wizard.commanding import Commanding

def broken(app, *_):
    raise ValueError("不该外传的正文")

Commanding.action_help = broken
sys.exit(cli.main(sys.argv[1:]))
"""
BROKEN_CHECK = """
import sys
from nianbao import cli
from nianbao.checks import checking

def broken(report, **_):
    raise ValueError(report.narrative["overview"])

checking.check = broken
sys.exit(cli.main(sys.argv[1:]))
"""


def test_a_crash_of_the_wizard_is_one_screen_and_all_of_the_work_is_there(tmp_path: Path) -> None:
    file = tmp_path / "年报.toml"
    report = blank_report(built_in().for_year(2024), "某某街道办事处", 2024)
    file.write_text(report_to_toml(report), encoding="utf-8")
    with Terminal([sys.executable, "-c", BROKEN_HELP, file.name], tmp_path) as terminal:
        terminal.wait_for("核对（F5）")
        terminal.press("2")
        terminal.wait_for("字")
        terminal.type("不该外传的正文")
        terminal.wait_for("不该外传的正文")
        before = terminal.bytes_written
        terminal.press("f1")
        assert terminal.wait_exit() == 1
        said = "".join(terminal.screen())
        sent = terminal.written[before:].decode()
    for piece in (
        "程序出错，已停止",
        "出了什么事：ValueError",
        "所填内容已保存在",
        "怎么办",
        "errors.log",
    ):
        assert piece in said
    assert "不该外传的正文" not in sent
    assert "Traceback" not in sent
    assert "\x1b[?1049l" in sent
    assert saved(file).narrative["overview"] == "不该外传的正文"
    log = next(tmp_path.rglob("errors.log")).read_text(encoding="utf-8")
    assert "ValueError" in log
    assert "不该外传的正文" not in log


def test_a_crash_of_a_command_is_one_line_without_the_text(tmp_path: Path) -> None:
    file = tmp_path / "年报.toml"
    report = blank_report(built_in().for_year(2024), "某局", 2024).with_text("overview", "正文")
    file.write_text(report_to_toml(report), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", BROKEN_CHECK, "check", file.name],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert "程序内部出错（ValueError，" in done.stderr
    assert "没有做完" in done.stderr
    assert "正文" not in done.stderr
    assert "Traceback" not in done.stderr
