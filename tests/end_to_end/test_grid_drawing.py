"""What a real terminal shows of a table, piece by piece, is what a whole redraw would show."""

from __future__ import annotations

import re
from base64 import b64encode
from pathlib import Path
from random import Random

import pytest

from nianbao.editions import built_in
from nianbao.report.new_report import blank_report
from nianbao.report.toml_writing import report_to_toml
from tests.end_to_end.terminal import Terminal
from tests.end_to_end.wizard_session import wizard

KEYS = [
    "up", "down", "left", "right", "tab", "shift+tab", "home", "end", "pgup", "pgdn", "enter",
    "enter", "backspace", "delete", "escape-typing", "f6", "ctrl+z", "ctrl+y", "1", "7", "999999",
    "１２", "约三件左右吧", "ctrl+home", "ctrl+end",
]  # fmt: skip


def at_rest(terminal: Terminal) -> list[str]:
    """The screen once the program sleeps and its file is written, of which the top line tells."""
    terminal.wait_until_gone("正在保存")
    terminal.wait_idle()
    terminal.wait_until_gone("正在保存")
    return terminal.screen()


@pytest.mark.parametrize(
    ("columns", "lines", "env"),
    [(80, 24, {}), (60, 20, {"NO_COLOR": "1"}), (120, 40, {"TERM": "linux"})],
)
def test_after_any_keys_the_screen_is_what_a_redraw_shows(
    tmp_path: Path, columns: int, lines: int, env: dict[str, str]
) -> None:
    edition = built_in().get("2021")
    assert edition is not None
    report = blank_report(edition, "某街道办事处", 2025)
    (tmp_path / "年报.toml").write_text(report_to_toml(report), encoding="utf-8")
    random = Random(columns)
    with wizard(tmp_path, "年报.toml", columns=columns, lines=lines, env=env) as terminal:
        terminal.wait_for("核对（F5）")
        terminal.type("4")
        terminal.wait_for("[")
        for _ in range(3):
            for key in random.choices(KEYS, k=14):
                if key == "escape-typing":
                    # Esc alone would leave the table.
                    terminal.type("5")
                    terminal.press("escape")
                elif key in ("1", "7", "999999") or not key.isascii():
                    terminal.type(key)
                else:
                    terminal.press(key)
            piecemeal = at_rest(terminal)
            assert any("[" in line for line in piecemeal)
            terminal.press("ctrl+l")
            assert at_rest(terminal) == piecemeal


def test_the_heads_are_not_drawn_again(tmp_path: Path) -> None:
    """An arrow sends nothing to the lines of the heads, and where it scrolls, only to the last.

    That one tells in its corner which heading the first line stands under.
    """
    edition = built_in().get("2021")
    assert edition is not None
    report = blank_report(edition, "某街道办事处", 2025)
    (tmp_path / "年报.toml").write_text(report_to_toml(report), encoding="utf-8")
    with wizard(tmp_path, "年报.toml") as terminal:
        terminal.wait_for("核对（F5）")
        terminal.type("4")
        terminal.wait_for("[")
        before = settled(terminal)
        heads = terminal.screen()[1:4]
        assert "其他" in heads[-1]
        for key in ("down", "right", "down", "left", "up", "shift+down", "escape"):
            terminal.press(key)
        moved = settled(terminal)
        assert moved > before
        assert not lines_written(terminal.written[before:]) & {2, 3, 4}
        terminal.press("ctrl+end")
        terminal.wait_for("四、结转下年度继续办理")
        settled(terminal)
        assert terminal.screen()[1:3] == heads[:2]
        assert 18 in lines_written(terminal.written[moved:])
        assert not lines_written(terminal.written[moved:]) & {2, 3}
        terminal.paste("二、上年结转\t３\t\t\t\t\t\t3\r\n")
        terminal.wait_for("粘贴前请看")
        terminal.wait_for("=3 自动合计")
        terminal.press("enter")
        terminal.wait_for("已粘贴 2 格")
        terminal.press("ctrl+home", "down")
        terminal.wait_for("[    3]")
        # What is copied reaches the clipboard of the machine one sits at, also over SSH.
        terminal.press("shift+up", "ctrl+c")
        terminal.wait_for("已复制 2 行 1 列")
        assert b"\x1b]52;c;" + b64encode(b"\n3") in terminal.written


def settled(terminal: Terminal) -> int:
    """How many bytes were sent, once nothing more comes."""
    terminal.wait_idle()
    return terminal.bytes_written


def lines_written(sent: bytes) -> set[int]:
    """The lines, from 1, that something was written to, but at their right edge, the bar's place."""
    moves = re.findall(rb"\x1b\[(\d+);(\d+)H", sent)
    return {int(line) for line, column in moves if int(column) < 80}
