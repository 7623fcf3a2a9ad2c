"""Keys, the footer, help and the palette: all from the same bindings."""

import shutil
import string
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.screen import Screen
from textual.widget import Widget

from nianbao.checks.finding import Finding, Severity
from nianbao.readers.imported import Imported
from nianbao.wizard.footer import Footer
from nianbao.wizard.keys import Command, commands
from nianbao.wizard.messages import Opening
from nianbao.wizard.palette import initials, matches
from nianbao.wizard.screens.narrative import Narrative
from tests.wizard.session import PERSON, Session, sample, wizard, write
from tests.wizard.test_walk import BROKEN

CELL = f"{PERSON}.received"
SCREENS: dict[str, list[str]] = {
    "start": [],
    "new": ["1"],
    "pick": ["3"],
    "settings": ["0"],
    "keys": ["0", *["down"] * 5, "enter"],
    "problem": [],
    "overview": [],
    "doubts": [],
    "basic": ["1"],
    "preface form": ["1", "ctrl+k"],
    "narrative": ["2"],
    "insert": ["2", "ctrl+k"],
    "pick a figure": ["2", "{"],
    "table": ["4"],
    "paste": ["4"],
    "suggest": ["4", "f9"],
    "review": ["f5"],
    "explain": ["f5", "end", "f9"],
    "export": ["f12"],
    "quick": ["ctrl+p", "k", "s", "t", "enter", "1"],
    "find a cell": ["ctrl+f"],
    "help": ["f1"],
    "palette": ["ctrl+p"],
    "changed outside": ["4", "7", "enter"],
    "unsaved": ["4", "7", "enter"],
}
Looks = tuple[Screen[Any], str, Widget | None]
OF_NO_REPORT = ("start", "new", "pick", "settings", "keys", "problem")
ASKING = {"preface form", "insert", "find a cell", "help", "palette", "changed outside", "unsaved"}
"""Boxes over a screen: they ask for one thing, and have only the keys for that."""


async def reach(session: Session, screen: str, folder: Path) -> None:
    file = folder / "盘" / "年报.toml"
    if screen == "problem":
        file.write_text("organ = \n", encoding="utf-8")
        await session.open(file)
    if screen == "doubts":
        doubt = Finding("import-cell", "读不准", Severity.WARNING, "这一格读不准。", (CELL,))
        session.app.open_report(Opening(file, imported=Imported(sample(), (doubt,), {})))
        await session.pilot.pause()
    await session.press(*SCREENS[screen])
    if screen == "pick a figure":
        # Of what was just typed nobody knows yet: until it is read, F9 can be pressed all the same.
        narrative = session.app.screen
        assert isinstance(narrative, Narrative)
        for _ in range(200):
            await session.pilot.pause(0.05)
            if narrative._sentences.has_read_here and "修改建议" not in session.footer:
                break
    if screen == "table":
        # So that there is something to undo and to do again.
        await session.press("5", "enter", "6", "enter", "ctrl+z")
    if screen == "paste":
        await session.paste("1\t2\n3\t4")
    if screen == "changed outside":
        write(file, sample({CELL: len(session.report.cells)}))
        await session.press("ctrl+s")
    if screen == "unsaved":
        shutil.rmtree(folder / "盘", ignore_errors=True)
        await session.press("ctrl+q")


async def back_to(session: Session, before: Looks, screen: str, folder: Path) -> None:
    """From wherever a key has led, to where it was pressed."""
    at, _, focused = before
    if at in session.app.screen_stack:
        while session.app.screen is not at:
            session.app.pop_screen()
        if focused is not None:
            focused.focus()
        await session.pilot.pause()
        return
    if session.app.walk is not None:
        session.app.walk.overview()
    elif (file := file_for(screen, folder)) is not None:
        await session.open(file)
        await session.press("f2")
    else:
        session.app.on_start_wanted()
    await session.pilot.pause()
    await reach(session, screen, folder)


def file_for(screen: str, folder: Path) -> Path | None:
    (folder / "盘").mkdir(exist_ok=True)
    if screen in OF_NO_REPORT:
        return None
    return write(folder / "盘" / "年报.toml", sample(BROKEN))


def shown_keys(session: Session) -> dict[str, str]:
    """The first key of each command in the footer, by the command's id."""
    bindings = [active.binding for active in session.app.screen.active_bindings.values()]
    shown = [binding for binding in bindings if binding.id is not None and binding.show]
    return {str(binding.id): binding.key for binding in reversed(shown)}


def looks(session: Session) -> Looks:
    return (session.app.screen, session.text, session.app.focused)


def but_for_saving(session: Session) -> str:
    """The screen without `正在保存` and the like, which come and go by the clock."""
    if session.app.walk is None:
        return session.text
    first, *others = session.lines
    return "\n".join([first.removesuffix(session.document.saving.label).rstrip(), *others])


def assert_all_is_told(session: Session) -> None:
    """No command is a bare letter, and each has its Chinese name and says what it does."""
    for active in session.app.screen.active_bindings.values():
        assert active.binding.key not in string.ascii_letters
        if active.binding.id is not None:
            assert active.binding.description
            assert active.binding.tooltip, active.binding
            assert not active.binding.description.isascii()


@pytest.mark.parametrize("screen", SCREENS)
async def test_every_key_in_the_footer_does_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, screen: str
) -> None:
    """And without colour the same is shown; the boxes have nothing of their own to draw."""
    async with wizard(tmp_path, file_for(screen, tmp_path)) as session:
        await reach(session, screen, tmp_path)
        assert_all_is_told(session)
        in_colour = but_for_saving(session)
        footer = session.app.screen.query_one(Footer).shown()
        assert session.footer == "".join(f" {c.keys[0]} {c.label}" for c in footer)
        keys = shown_keys(session)
        if screen in ASKING:
            assert session.footer.startswith(" Esc ")
        else:
            assert session.footer.startswith(" F1 帮助" if "help" in keys else " Esc ")
            assert session.footer.endswith(
                "Ctrl+P 全部命令" if "palette" in keys else "选定 Ctrl+Q 退出"
            )
        for name, key in keys.items():
            if name == "quit":
                continue
            before = looks(session)
            await session.press(key)
            assert looks(session) != before, name
            await back_to(session, before, screen, tmp_path)
        if "quit" in keys and screen != "changed outside":
            await session.press(keys["quit"])
            assert session.app.return_code == 0
    if screen in ASKING:
        return
    for folder in ("盘", "state", "config"):
        shutil.rmtree(tmp_path / folder, ignore_errors=True)
    monkeypatch.setenv("NO_COLOR", "1")
    async with wizard(tmp_path, file_for(screen, tmp_path)) as session:
        await reach(session, screen, tmp_path)
        assert but_for_saving(session) == in_colour


async def test_each_function_key_has_a_second_way(tmp_path: Path) -> None:
    async with wizard(tmp_path, file_for("table", tmp_path)) as session:
        await reach(session, "table", tmp_path)
        keys = {command.keys[0]: command.keys for command in commands(session.app.screen)}
        second = {"F2": "Ctrl+O", "F5": "Ctrl+R", "F6": "Ctrl+T", "F8": "Ctrl+N", "F12": "Ctrl+E"}
        for key, other in (second | {"F3": "Ctrl+PgUp", "F4": "Ctrl+PgDn"}).items():
            assert other in keys[key]


async def test_a_field_keeps_ctrl_e(tmp_path: Path) -> None:
    async with wizard(tmp_path, file_for("basic", tmp_path)) as session:
        await session.press("1", "home", "ctrl+e")
        await session.type("甲")
        await session.press("f2")
        assert session.report.organ.endswith("甲")


async def test_help_tells_the_place_and_gives_commands(tmp_path: Path) -> None:
    async with wizard(tmp_path, file_for("table", tmp_path)) as session:
        await session.press("4", "f1")
        assert "帮助  一、本年新收政府信息公开申请数量 / 自然人" in session.lines[0]
        assert "《条例》第二十七条" in session.text
        assert "F5 Ctrl+R" in session.text
        await session.press("escape")
        assert "[" in session.line("一、本年新收")
        await session.press("f1", "down", "down", "enter")
        assert "8 核对" in session.text


async def test_the_palette_finds_by_word_initials_and_key(tmp_path: Path) -> None:
    async with wizard(tmp_path, file_for("overview", tmp_path)) as session:
        for typed in ("导出", "dc", "f12", "ｆ１２", "ctrl+e"):
            await session.press("ctrl+p")
            assert "输入命令的名字" in session.text
            await session.type(typed)
            await session.press("enter")
            assert "> 导出" in session.lines[0], typed
            await session.press("escape")
        # What is named so comes before what only is for it; and where nothing is, that is said.
        await session.press("f2", "ctrl+p")
        await session.type("问题")
        keys = [line.split()[0] for line in session.lines if "问题" in line]
        assert keys.index("F7") < keys.index("F5")
        await session.type("无此")
        assert session.shows("没有这样的命令")
        await session.press("enter", "escape")


async def test_the_palette_has_our_commands_only(tmp_path: Path) -> None:
    async with wizard(tmp_path, file_for("narrative", tmp_path), size=(120, 40)) as session:
        await session.press("2", "ctrl+p")
        assert "Ctrl+S" in session.text
        for english in ("Quit", "Theme", "Keys", "Screenshot", "Maximize"):
            assert english not in session.text
        await session.press("escape")
        assert "一、" in session.lines[0]


async def test_the_footer_takes_the_mouse(tmp_path: Path) -> None:
    async with wizard(tmp_path, file_for("overview", tmp_path)) as session:
        before, _, _ = session.footer.partition("F5")
        await session.pilot.click(offset=(cell_len(before) + 4, 23))
        await session.pilot.pause()
        assert "核对" in session.lines[0]


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_what_does_not_fit_goes_from_the_end(tmp_path: Path, width: int) -> None:
    async with wizard(tmp_path, file_for("table", tmp_path), size=(width, 24)) as session:
        await session.press("4")
        assert session.widest <= width
        assert session.footer.startswith(" F1 帮助")
        assert session.footer.endswith("Ctrl+P 全部命令")


def test_initials_of_pinyin() -> None:
    assert initials("空白填0") == "kbt0"
    assert initials("上一部分") == "sybf"
    assert initials("F5 核对") == "f5hd"


def test_every_word_has_to_fit() -> None:
    command = Command("x", ("F6", "Ctrl+T"), "空白填0", "把本列的空白格填为0", "x", None)  # type: ignore[arg-type]
    assert matches("本列 空白", command)
    assert matches("KBT", command)
    assert not matches("本列 导出", command)
