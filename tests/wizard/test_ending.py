"""No way to end loses anything."""

import asyncio
import os
import shutil
import signal
from pathlib import Path

import pytest
from textual import events

from nianbao.wizard.ending import Ending
from nianbao.wizard.walk import Walk
from tests.report.faulty_disk import names
from tests.wizard.session import PERSON, sample, saved, wizard, write
from tests.wizard.test_grid import bracketed

RECEIVED = f"{PERSON}.received"


async def test_leaving_asks_nothing_when_all_is_saved(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("4")
        await session.type("7")
        await session.press("ctrl+q")
        assert session.app.return_code == 0
    assert saved(file).cells[f"{PERSON}.received"] == 7


async def test_leaving_with_unwritten_work_says_whether_it_will_come_back(tmp_path: Path) -> None:
    (tmp_path / "盘").mkdir()
    file = write(tmp_path / "盘" / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("4", "7", "enter")
        shutil.rmtree(tmp_path / "盘")
        await session.press("ctrl+q")
        assert "下次打开这份年报时自动恢复" in session.text
        await session.press("escape")
        shutil.rmtree(tmp_path / "state")
        (tmp_path / "state").write_text("no folder", encoding="utf-8")
        await session.press("4", "8", "enter", "ctrl+q")
        assert session.shows("文件和编辑记录都没能写入")
        assert "没有写入的内容会丢失" in session.text


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=["term", "hup"]
)
async def test_a_signal_writes_what_is_being_typed(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("2")
        await session.type("写到一半")
        os.kill(os.getpid(), number)
        await asyncio.sleep(0.3)
        assert session.app.return_code == code
    assert saved(file).narrative == {"overview": "写到一半"}


async def test_half_a_number_is_kept_as_a_draft_and_never_taken_for_a_number(
    tmp_path: Path,
) -> None:
    file = write(tmp_path / "年报.toml", sample({RECEIVED: 30}))
    async with wizard(tmp_path, file) as session:
        await session.press("4", "1")
        session.app._set_all_aside()
        assert saved(file).cells[RECEIVED] == 30
        session.app._take_up()
        assert "1]" in bracketed(session.lines)
        assert session.document.cell(RECEIVED).draft is None
        await session.press("2", "enter")
        assert session.document.cell(RECEIVED).value == 12
        await session.press("ctrl+z")
        assert session.document.cell(RECEIVED).value == 30
        await session.press("ctrl+z")
        assert session.document.cell(RECEIVED).value == 30
        assert session.document.cell(RECEIVED).draft is None
        await session.press("5")
        session.app._hang_up(signal.SIGTERM)
        grid = session.app.screen.query_one("ReportGrid")
        grid.post_message(events.Key("8", "8"))
        assert ".年报.toml.nianbao-lock" in names(tmp_path)
    assert saved(file).cells[RECEIVED] == 30
    assert ".年报.toml.nianbao-lock" not in names(tmp_path)
    async with wizard(tmp_path, file) as session:
        assert "!58]" in bracketed(session.lines)
        assert session.shows("输入到“58”时中断，没有填完，这一格仍为 30；请核对后重新输入。")
        await session.press("backspace", "backspace", "9", "enter")
        assert session.document.cell(RECEIVED).value == 59
        await session.press("ctrl+z", "ctrl+z")
        assert session.document.cell(RECEIVED).value == 30
        assert session.document.cell(RECEIVED).draft is None


async def test_a_look_at_another_window_leaves_the_number_as_it_is_typed(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("4", "1")
        session.app.post_message(events.AppBlur())
        await session.pilot.pause()
        session.app.post_message(events.AppFocus())
        await session.pilot.pause()
        await session.press("2", "enter")
        assert session.document.cell(RECEIVED).value == 12
        session.app.post_message(events.AppBlur())
        await session.pilot.pause()
        await session.press("7", "ctrl+q", "5")
    assert saved(file).cells[RECEIVED] == 12
    assert saved(file).cells[f"{PERSON}.carried_in"] == 7


async def test_a_screen_half_made_when_it_ends_is_no_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with wizard(tmp_path, write(tmp_path / "年报.toml", sample())) as session:
        with monkeypatch.context() as patched:
            patched.setattr(type(session.app), "is_headless", False)
            session.app._hang_up(signal.SIGHUP)
            session.app._handle_exception(KeyError("x"))
        assert session.app.return_code == 129
        assert session.app._exit_renderables == []


async def test_being_suspended_writes_what_is_being_typed(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("2")
        await session.type("写到一半")
        session.app.app_suspend_signal.publish(session.app)
        assert saved(file).narrative == {"overview": "写到一半"}


async def test_a_mistake_of_ours_saves_and_says_so_on_one_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("2")
        await session.type("写到一半")
        with monkeypatch.context() as patched:
            patched.setattr(type(session.app), "is_headless", False)
            try:
                report_text = "不该写进记录的正文"
                raise KeyError(report_text)
            except KeyError as error:
                session.app._handle_exception(error)
        assert session.app.return_code == 1
        said = [str(item) for item in session.app._exit_renderables]
        session.app._exception = None
    assert len(said) == 1
    assert len(said[0].split("\n")) < 20
    whole = "".join(said[0].split())
    assert f"所填内容已保存在{file}" in whole
    assert "重新运行nianbao，从“最近的年报”里接着做。" in whole
    assert "不该写进记录的正文" not in said[0]
    assert str(tmp_path / "state" / "errors.log") in whole
    assert saved(file).narrative == {"overview": "写到一半"}
    log = (tmp_path / "state" / "errors.log").read_text(encoding="utf-8")
    assert "KeyError" in log
    assert "test_ending.py" in log
    assert "写到一半" not in log
    assert "不该写进记录的正文" not in log


async def test_a_second_mistake_does_not_hide_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "年报.toml", sample())

    def broken(_: Walk) -> None:
        raise RuntimeError

    async with wizard(tmp_path, file) as session:
        with monkeypatch.context() as patched:
            patched.setattr(type(session.app), "is_headless", False)
            patched.setattr(Walk, "set_aside", broken)
            session.app._handle_exception(KeyError("x"))
        said = [str(item) for item in session.app._exit_renderables]
        session.app._exception = None
    assert "重新打开时会自动恢复" in said[0]
    assert isinstance(session.app, Ending)


async def test_a_mistake_before_any_report_is_open_says_that_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with wizard(tmp_path) as session:
        with monkeypatch.context() as patched:
            patched.setattr(type(session.app), "is_headless", False)
            session.app._handle_exception(ValueError("x"))
            session.app._handle_exception(KeyError("y"))
        said = [str(item) for item in session.app._exit_renderables]
        session.app._exception = None
    assert len(said) == 1
    assert "出错时没有打开年报" in said[0]
    assert "重新运行 nianbao，" in said[0]
