"""Keys, the footer, help and the palette: all from the same bindings."""

import shutil
import string
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.screen import Screen
from textual.widget import Widget

from nianbao.wizard.keys import Command, commands
from nianbao.wizard.palette import initials, matches
from tests.wizard.session import Session, sample, wizard, write
from tests.wizard.test_walk import BROKEN

SCREENS: dict[str, list[str]] = {
    "start": [],
    "new": ["1"],
    "pick": ["3"],
    "settings": ["0"],
    "keys": ["0", *["down"] * 4, "enter"],
    "overview": [],
    "basic": ["1"],
    "narrative": ["2"],
    "table": ["4"],
    "review": ["f5"],
    "export": ["f12"],
    "quick": ["ctrl+p", "k", "s", "t", "enter", "1"],
}
Looks = tuple[Screen[Any], str, Widget | None]
OF_NO_REPORT = ("start", "new", "pick", "settings", "keys")


async def reach(session: Session, screen: str) -> None:
    await session.press(*SCREENS[screen])
    if screen == "table":
        # So that there is something to undo and to do again.
        await session.press("5", "enter", "6", "enter", "ctrl+z")


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
    await reach(session, screen)


def file_for(screen: str, folder: Path) -> Path | None:
    return None if screen in OF_NO_REPORT else write(folder / "年报.toml", sample(BROKEN))


def shown_keys(session: Session) -> dict[str, str]:
    """The first key of each command in the footer, by the command's id."""
    bindings = [active.binding for active in session.app.screen.active_bindings.values()]
    shown = [binding for binding in bindings if binding.id is not None and binding.show]
    return {str(binding.id): binding.key for binding in reversed(shown)}


def looks(session: Session) -> Looks:
    return (session.app.screen, session.text, session.app.focused)


@pytest.mark.parametrize("screen", SCREENS)
async def test_every_key_in_the_footer_does_something(tmp_path: Path, screen: str) -> None:
    async with wizard(tmp_path, file_for(screen, tmp_path)) as session:
        await reach(session, screen)
        keys = shown_keys(session)
        assert session.footer.startswith(" F1 帮助")
        assert session.footer.endswith("Ctrl+P 全部命令")
        for name, key in keys.items():
            if name == "quit":
                continue
            before = looks(session)
            await session.press(key)
            assert looks(session) != before, name
            await back_to(session, before, screen, tmp_path)
        await session.press(keys["quit"])
        assert session.app.return_code == 0


@pytest.mark.parametrize("screen", SCREENS)
async def test_no_command_is_a_bare_letter_and_all_are_told(tmp_path: Path, screen: str) -> None:
    async with wizard(tmp_path, file_for(screen, tmp_path)) as session:
        await reach(session, screen)
        for active in session.app.screen.active_bindings.values():
            assert active.binding.key not in string.ascii_letters
            if active.binding.id is not None:
                assert active.binding.description
                assert active.binding.tooltip
                assert not active.binding.description.isascii()


@pytest.mark.parametrize("screen", SCREENS)
async def test_without_colour_the_same_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, screen: str
) -> None:
    seen = []
    for no_color in ("", "1"):
        monkeypatch.setenv("NO_COLOR", no_color)
        async with wizard(tmp_path, file_for(screen, tmp_path)) as session:
            await reach(session, screen)
            seen.append(session.text)
            await session.press("ctrl+q")
        shutil.rmtree(tmp_path / "state", ignore_errors=True)
    assert seen[0] == seen[1]


async def test_each_function_key_has_a_second_way(tmp_path: Path) -> None:
    async with wizard(tmp_path, file_for("table", tmp_path)) as session:
        await reach(session, "table")
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
