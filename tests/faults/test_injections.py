"""Whatever a report, a document or a file's name holds, a terminal is sent none of it to obey."""

from __future__ import annotations

import io
import os
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from nianbao import operations
from nianbao.cli import main
from nianbao.editions import built_in
from nianbao.report.new_report import blank_report
from nianbao.wizard import plain
from tests.end_to_end.terminal import Terminal
from tests.faults.injections import STRINGS, obeyed
from tests.faults.size import runs, told

TITLE = "某某局2024年政府信息公开工作年度报告"
SECTIONS = "overview", "problems", "other_matters"
HOSTILE_NAME = "年\x1b[31m\u202e报\x9b2J\u200b[red]注"


class Tty(io.StringIO):
    """A stream that says it is a terminal, and keeps what it was sent."""

    def isatty(self) -> bool:
        return True


def quoted(text: str) -> str:
    """A TOML string, every character that TOML wants escaped as an escape."""
    shown = (c if c >= " " and c not in '"\\\x7f' else f"\\u{ord(c):04x}" for c in text)
    return f'"{"".join(shown)}"'


def report_file(said: list[str]) -> str:
    """A report's file that says these strings wherever it may say anything."""
    whole = "".join(said)
    texts = [f"{name} = {quoted(chr(10).join(said))}" for name in SECTIONS]
    return "\n".join([
        "schema = 1", 'edition = "2021"', "[report]", f"organ = {quoted(whole[:60])}",
        "year = 2024", f"title = {quoted(whole)}", "[narrative]", *texts, "[[answers]]",
        'rule = "problems-empty"', f"quote = {quoted(whole)}", f"reason = {quoted(whole)}",
        "[extra]", f"x = {quoted(whole)}", "",
    ])  # fmt: skip


def broken_files(said: list[str]) -> Iterator[str]:
    """Files with mistakes whose messages quote what is wrong."""
    for text in said:
        yield f"schema = 1\nedition = {quoted(text)}\n"
        yield f'schema = 1\nedition = "2021"\n[report]\n{quoted(text)} = 1\norgan = 1\n'
        yield f"schema = 1\nedition = {text}\n"


def groups(size: int) -> list[list[str]]:
    return [list(STRINGS[at : at + size]) for at in range(0, len(STRINGS), size)]


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    """All that a command sends to a terminal on both its streams."""
    out = Tty()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", out)
        patched.setattr(sys, "stderr", out)
        main(arguments)
    return out.getvalue()


def test_no_command_sends_a_terminal_anything_to_obey(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / f"{HOSTILE_NAME}.toml"
    sent = 0
    for said in groups(runs(200, 12)):
        file.write_text(report_file(said), encoding="utf-8")
        page = f"<h1>{TITLE}</h1>" + "".join(f"<p>{text}</p>" for text in said)
        page += "<p>一、总体情况</p><p>略</p><p>二、主动公开政府信息情况</p>"
        document = tmp_path / f"{HOSTILE_NAME}.html"
        document.write_text(page, encoding="utf-8")
        text = tmp_path / "a.txt"
        text.write_text(
            f"{TITLE}\n一、总体情况\n" + "\n".join(said) + "\n二、主动公开政府信息情况\n"
        )
        for arguments in (
            ["check", file.name], ["check", file.name, "--format", "brief"], ["show", file.name, "--no-pager"],
            ["export", file.name, "--to", "md"], ["export", file.name, "--to", "txt"],
            ["export", file.name, "--to", "json"], ["compare", file.name, document.name],
            ["import", document.name], ["import", text.name, "--format", "json"], ["check", document.name],
            ["new", "--organ", said[0], "--year", "2024", "-o", file.name],
            ["show", file.name, said[-1]], ["check", "--explain", said[1]], [said[2]], ["check", said[3]],
        ):  # fmt: skip
            sent += 1
            assert obeyed(run(monkeypatch, *arguments)) == [], arguments
    told(f"{sent} commands with {len(STRINGS)} strings sent nothing to obey")


def test_no_message_of_a_mistake_sends_a_terminal_anything_to_obey(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "年报.toml"
    sent = 0
    for broken in broken_files(list(STRINGS[:: runs(25, 1)])):
        file.write_text(broken, encoding="utf-8", errors="surrogatepass")
        assert obeyed(run(monkeypatch, "check", str(file))) == [], broken
        sent += 1
    told(f"{sent} files in error told without anything to obey")


def test_no_mistake_in_the_settings_sends_a_terminal_anything_to_obey(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    file = tmp_path / "年报.toml"
    file.write_text(report_file(["略"]), encoding="utf-8")
    settings = tmp_path / "nianbao" / "settings.toml"
    settings.parent.mkdir()
    blamed = 0
    for said in groups(runs(len(STRINGS), 60)):
        words = ", ".join(map(quoted, said))
        keys = "\n".join(f"{quoted(text)} = 1" for text in dict.fromkeys(said))
        for text in (
            f"[checks]\nignore = [{words}]\n",
            f"theme = {quoted(said[0])}\n[keys]\n{keys}\n",
            f"[folders]\nreports = {quoted(said[1])}\n[checks]\n{keys}\n",
            f"theme = {said[0]}\n",
            *(f"[keys]\n{quoted(text)} = 1\n" for text in said[:: runs(90, 1)]),
        ):
            settings.write_text(text, encoding="utf-8", errors="surrogatepass")
            sent = run(monkeypatch, "check", str(file))
            blamed += "settings.toml" in sent
            assert obeyed(sent) == [], text
    assert blamed > 2


def test_line_by_line_nothing_is_sent_to_obey(tmp_path: Path) -> None:
    file = tmp_path / f"{HOSTILE_NAME}.toml"
    file.write_text(report_file(list(STRINGS)), encoding="utf-8")
    said: list[str] = []
    lines = iter(["1\n", "返回\n", "2\n", "返回\n", "核对\n", "说明\n", "\x1b[2J注\n", "退出\n"])
    plain.run(
        file,
        state_folder=tmp_path / "state",
        settings_folder=tmp_path / "settings",
        read=lambda: next(lines, ""),
        write=said.append,
    )
    assert len(said) > 20
    assert obeyed("".join(said).replace("\n", "")) == []


def test_the_wizard_sends_nothing_to_obey_and_keeps_its_columns(tmp_path: Path) -> None:
    keys = ["1", "escape", "2", "pgdn", "f2", "4", "f2", "f5", "pgdn", "f2", "f12", "f2", "f1"]
    files = groups(runs(len(STRINGS), 60))
    for number, said in enumerate(files):
        home = tmp_path / str(number)
        home.mkdir()
        (home / f"{HOSTILE_NAME}.toml").write_text(report_file(said), encoding="utf-8")
        with Terminal(
            [sys.executable, "-m", "nianbao", f"{HOSTILE_NAME}.toml"],
            home,
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        ) as terminal:
            terminal.wait_for("核对（F5）")
            terminal.wait_for("F1")
            lines = [terminal.cells(number) for number in range(2, 9)]
            places = {cells.index("未") for cells in lines if "未" in cells and "始" in cells}
            assert len(places) == 1
            for key in keys:
                terminal.press(key)
                terminal.wait_until(lambda lines: any("F1" in line for line in lines[-2:]), "foot")
            terminal.wait_for("帮助")
            terminal.press("ctrl+q")
            assert terminal.wait_exit() == 0
            sent = terminal.written.decode("utf-8", "replace")
        assert obeyed(sent) == []
    told(f"{len(files)} sessions of {len(keys)} screens with {len(STRINGS)} strings")


def test_what_is_shown_of_a_report_file_is_still_what_it_says() -> None:
    said = list(STRINGS)
    assert tomllib.loads(report_file(said))["report"]["title"] == "".join(said)
    assert len(STRINGS) >= 500
    assert blank_report(built_in().for_year(2024), "某局", 2024).edition.name == "2021"
    assert operations.document_name(
        blank_report(built_in().for_year(2024), "\x1b[2J局", 2024), "md"
    )
