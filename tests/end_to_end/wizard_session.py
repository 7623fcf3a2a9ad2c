"""The wizard in a terminal, and what a clerk does with it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from nianbao.editions import built_in
from nianbao.report import Number, Report
from nianbao.report.toml_file import read_report
from tests.end_to_end.terminal import Terminal


def wizard(
    home: Path,
    *arguments: str,
    columns: int = 80,
    lines: int = 24,
    env: Mapping[str, str] = {},
    wide_marks: bool = False,
) -> Terminal:
    """The wizard, started in `home`."""
    command = [sys.executable, "-m", "nianbao", *arguments]
    return Terminal(command, home, columns=columns, lines=lines, env=env, wide_marks=wide_marks)


def command(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What a command prints and how it ends, run in `home`."""
    return subprocess.run(
        [sys.executable, "-m", "nianbao", *arguments],
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )


def saved(file: Path) -> Report:
    """The report that the file holds now."""
    return read_report(file.read_text(encoding="utf-8"), built_in()).report


def start_new(terminal: Terminal, organ: str, year: int) -> str:
    """Make a new report from the start screen; gives the name of its file."""
    terminal.wait_for("新建")
    terminal.press("1")
    terminal.wait_for("机关全称")
    terminal.type(organ)
    terminal.wait_for(organ)
    terminal.press("enter")
    terminal.press("home", *["delete"] * 4)
    terminal.type(str(year))
    terminal.wait_for(f"{year + 1}年初公布")
    terminal.press("enter", "enter", "enter", "enter")
    terminal.wait_for("快速填报")
    terminal.press("escape")
    terminal.wait_for("核对（F5）")
    return f"{organ}{year}年.toml"


def fill_down(terminal: Terminal, numbers: Sequence[Number | str]) -> None:
    """Type numbers into a table from the cursor's cell on, each left with Enter."""
    for number in numbers:
        terminal.type(str(number))
        terminal.press("enter")
