"""The start screen, and every way to begin a report."""

import shutil
from pathlib import Path

import pytest

from nianbao import operations
from nianbao.wizard.document import Document
from nianbao.wizard.field import Field
from tests.wizard.session import ORGAN, PERSON, SIZES, Session, sample, saved, wizard, write

EXAMPLES = Path(__file__).parents[2] / "examples"
REAL = EXAMPLES / "西工区金谷园街道办事处2021年.txt"


async def begin(session: Session, organ: str = ORGAN) -> None:
    await session.press("1")
    await session.type(organ)
    await session.press("enter", "enter", "enter", "enter", "enter", "escape")


@pytest.mark.parametrize("size", SIZES)
async def test_the_start_screen_shows_only_what_works(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with wizard(tmp_path, size=size) as session:
        assert "1 新建" in session.text
        assert "2 以上年年报为底稿新建" in session.text
        assert "3 打开" in session.text
        assert "4 导入已公布的年报" in session.text
        assert "最近的年报" not in session.text
        assert "汇总" not in session.text
        assert session.footer.startswith(" F1 帮助")
        assert session.footer.endswith("Ctrl+P 全部命令")
        assert "Esc" not in session.footer
        assert session.widest <= size[0]


async def test_a_new_report_is_asked_for_on_one_page(tmp_path: Path) -> None:
    async with wizard(tmp_path) as session:
        await session.press("1")
        assert "统计 2025年1月1日至12月31日，2026年初公布" in session.text
        await session.type(ORGAN)
        assert f"{ORGAN}2025年.toml" in session.text
        await session.press("enter", "enter", "enter", "enter", "enter", "escape")
        assert "1 标题和引言" in session.text
        assert session.document.path == tmp_path / f"{ORGAN}2025年.toml"
    report = saved(tmp_path / f"{ORGAN}2025年.toml")
    assert (report.organ, report.year) == (ORGAN, 2025)


async def test_full_width_digits_choose_and_are_a_year(tmp_path: Path) -> None:
    async with wizard(tmp_path) as session:
        await session.press("１")
        await session.type(ORGAN)
        await session.press("enter", "home", *["delete"] * 4)
        await session.type("２０２４")
        assert "统计 2024年1月1日至12月31日，2025年初公布" in session.text
        await session.press("enter", "enter", "enter", "enter")
        assert session.report.year == 2024


async def test_last_years_report_is_found_by_itself(tmp_path: Path) -> None:
    write(tmp_path / "去年.toml", sample({f"{PERSON}.carried_forward": 3}, year=2024))
    write(tmp_path / "别家.toml", sample(organ="别的办事处", year=2024))
    async with wizard(tmp_path) as session:
        await begin(session)
        assert session.report.last_year == "去年.toml"
        assert session.document.last_year is not None
        assert session.document.last_year.cells[f"{PERSON}.carried_forward"] == 3


async def test_the_page_says_what_is_missing_and_stays(tmp_path: Path) -> None:
    async with wizard(tmp_path) as session:
        await session.press("1", "enter", "enter", "enter", "enter", "enter")
        assert "! 请填机关全称" in session.text
        await session.type(ORGAN)
        await session.press("enter", "home", *["delete"] * 4)
        assert "请填四位数的年份" in session.text
        await session.press("escape")
        assert "1 新建" in session.text


async def test_an_existing_file_is_never_proposed(tmp_path: Path) -> None:
    taken = write(tmp_path / f"{ORGAN}2025年.toml", sample({f"{PERSON}.received": 7}))
    async with wizard(tmp_path) as session:
        await begin(session)
        assert session.document.path == tmp_path / f"{ORGAN}2025年.2.toml"
    assert saved(taken).cells == {f"{PERSON}.received": 7}


async def test_from_last_years_report(tmp_path: Path) -> None:
    last = sample(
        {f"{PERSON}.received": 9, f"{PERSON}.carried_forward": 3},
        {"overview": "去年做了这些。"},
        year=2024,
    )
    write(tmp_path / "去年.toml", last)
    async with wizard(tmp_path) as session:
        await session.press("2")
        assert "去年.toml" in session.text
        await session.type("去年.toml")
        await session.press("enter")
        assert "带入文字和结转数" in session.text
        await session.press("enter", "enter", "enter")
        report = session.report
        assert (report.organ, report.year, report.last_year) == (ORGAN, 2025, "去年.toml")
        assert report.cells[f"{PERSON}.carried_in"] == 3
        assert f"{PERSON}.received" not in report.cells
        assert report.narrative["overview"] == "去年做了这些。"


async def test_a_published_text_is_imported(tmp_path: Path) -> None:
    shutil.copy(REAL, tmp_path)
    async with wizard(tmp_path) as session:
        await session.press("4")
        await session.press("down", "enter")
        assert "格数字" in session.text
        await session.press("enter", "enter", "enter", "enter")
        expected = operations.import_document(REAL).report
        assert session.report.cells == expected.cells
        assert session.report.narrative == expected.narrative
        assert (session.report.organ, session.report.year) == (expected.organ, expected.year)


async def test_what_was_not_read_for_certain_is_listed(tmp_path: Path) -> None:
    text = REAL.read_text(encoding="utf-8").replace(
        "| 规章           |            0", "| 规章           |         若干"
    )
    (tmp_path / "公布.txt").write_text(text, encoding="utf-8")
    doubts = operations.import_document(text.encode()).doubts
    assert doubts
    async with wizard(tmp_path) as session:
        await session.press("4")
        await session.type("公布.txt")
        await session.press("enter", "enter", "enter", "enter", "enter")
        assert session.shows(f"还有 {len(doubts)} 处存疑")
        assert "规章 / 本年制发件数：读入 空白，原文 “若干”（第 30 行）" in session.text
        assert "行政规范性文件·废止件数" in session.text
        await session.press("enter")
        assert "主动公开政府信息情况" in session.lines[0]
        await session.press("7", "enter", "escape")
        assert "= 已改" in session.text
        assert "1 处存疑都已看过" in session.text
        await session.press("ctrl+z", "escape")
        assert "还有 1 处存疑" in session.text
        await session.press("space")
        assert "= 已核对" in session.text
        await session.press("enter")
        assert "主动公开政府信息情况" in session.lines[0]
        await session.press("escape", "escape")
        assert "8 核对（F5）" in session.text


async def test_the_text_of_a_report_may_be_pasted_instead_of_chosen(tmp_path: Path) -> None:
    async with wizard(tmp_path) as session:
        await session.paste("今天天气很好。")
        assert session.shows("读不出 粘贴的内容：这不是政府信息公开工作年度报告")
        await session.paste(REAL.read_text(encoding="utf-8"))
        assert "从 粘贴的内容 读到 200 格数字；没有存疑。" in session.text
        await session.press("enter", "enter", "enter", "enter")
        assert session.shows("已导入，读到 200 格数字，没有存疑")
        assert session.report.cells == operations.import_document(REAL).report.cells


async def test_what_is_no_report_says_so(tmp_path: Path) -> None:
    (tmp_path / "通知.txt").write_text("关于召开会议的通知。\n", encoding="utf-8")
    async with wizard(tmp_path) as session:
        await session.press("4")
        await session.type("通知.txt")
        await session.press("enter")
        assert session.shows("读不出 通知.txt")
        assert "1 新建" in session.text


async def test_the_picker_walks_through_folders(tmp_path: Path) -> None:
    inner = tmp_path / "档案"
    inner.mkdir()
    write(inner / "年报.toml", sample())
    async with wizard(tmp_path) as session:
        await session.press("3")
        assert "档案/" in session.text
        await session.type("没有的.toml")
        await session.press("enter")
        assert "! 没有 没有的.toml 这个文件" in session.text
        await session.press(*["backspace"] * len("没有的.toml"))
        await session.type("档案")
        await session.press("enter")
        assert "年报.toml" in session.text
        assert "档案/" not in session.text
        await session.press("down", "enter")
        assert session.document.path == inner / "年报.toml"


async def test_recent_reports_come_first_and_open_where_one_was(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample({f"{PERSON}.received": 7}))
    async with wizard(tmp_path, file) as session:
        await session.press("4", "down")
        await session.press("ctrl+q")
    async with wizard(tmp_path) as session:
        line = session.line("金谷园")
        assert "1 " in line
        assert "2025年度" in line
        assert "1月12日 10:32" in line
        await session.press("1")
        assert "收到和处理政府信息公开申请情况" in session.lines[0]
        assert "[" in session.line("二、上年结转")


async def test_leaving_a_report_comes_back_to_the_start(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("escape")
        assert "最近的年报" in session.text
        assert session.app.walk is None


async def leave_unwritten(folder: Path, file: Path) -> None:
    """A session that enters a number and is killed: nothing is written, the lock is stale."""
    async with wizard(folder, file) as session:
        await session.press("4", "1", "2", "enter")
        assert session.report.cells[f"{PERSON}.received"] == 12
        session.document._release()
        session.app.walk = None


async def test_what_a_killed_session_did_not_write_is_offered_and_recovered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "年报.toml", sample())
    with monkeypatch.context() as unwritten:
        unwritten.setattr(Document, "tick", lambda _document, _now: None)
        await leave_unwritten(tmp_path, file)
    assert not saved(file).cells
    async with wizard(tmp_path) as session:
        await session.pilot.pause(0.4)
        row = session.line("恢复上次未保存的内容：")
        assert row.split()[0] == "6"
        assert ORGAN in row
        assert session.widest <= 80
        await session.press("6")
        assert session.report.cells[f"{PERSON}.received"] == 12
        assert session.shows("已经恢复")
        await session.press("f2", "escape")
        await session.pilot.pause(0.4)
        assert "恢复上次未保存的内容" not in session.text
    assert saved(file).cells[f"{PERSON}.received"] == 12


async def test_what_was_in_no_file_is_offered_when_the_file_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "年报.toml", sample(year=2024))
    async with wizard(tmp_path, file) as session:
        await session.press("4", "1", "enter", "ctrl+s")
        monkeypatch.setattr(Document, "tick", lambda _document, _now: None)
        await session.press("2", "enter")
        session.document._release()
        session.app.walk = None
        await session.pilot.pause()
    monkeypatch.undo()
    file.unlink()
    async with wizard(tmp_path) as session:
        await session.pilot.pause(0.4)
        row = session.line("恢复上次未保存的内容：")
        assert row.endswith("文件已不在")
        assert session.widest <= 80
        await session.press(row.split()[0])
        assert session.report.year == 2024
        assert session.report.organ == ORGAN
        assert session.report.cells[f"{PERSON}.received"] == 1
        assert session.report.cells[f"{PERSON}.carried_in"] == 2


async def test_a_report_that_is_not_last_years_is_told_in_one_line(tmp_path: Path) -> None:
    write(tmp_path / "前年.toml", sample(year=2023))
    write(tmp_path / "别家.toml", sample(organ="洛阳市某某区人民政府某某街道办事处", year=2024))
    async with wizard(tmp_path) as session:
        await session.press("1")
        await session.type(ORGAN)
        await session.press("down", "down", "down")
        await session.type("前年.toml")
        assert session.shows("? 是2023年的年报，应是2024年的")
        await session.press(*["backspace"] * 7)
        await session.type("别家.toml")
        said = "? 是..区人民政府某某街道办事处2024年的，应是本机关2024年的"
        assert session.shows(said)
        assert session.widest <= 80
        await session.press("enter", "enter", "escape")
        # And once more when the report is opened.
        assert session.shows("上年年报 别家.toml 是..区人民政府")
        await session.press("escape", "3")
        await session.type("前年.toml")
        await session.press("enter")
        assert session.shows("以 前年.toml 为底稿")
        assert "? 前年.toml" not in session.text
        await session.press("end", "backspace")
        await session.type("5")
        assert session.shows("? 前年.toml 是2023年的年报，应是2024年的，请核对。")


async def test_whatever_is_typed_for_a_path_is_only_not_there(tmp_path: Path) -> None:
    odd = ("~谁也不是", "长" * 100, "/")
    async with wizard(tmp_path) as session:
        for typed in odd:
            await session.press("3")
            await session.paste(typed)
            await session.press("enter", "escape")
            assert "1 新建" in session.text
        await session.press("1")
        await session.type("某办")
        for typed in odd:
            for name in ("last", "file"):
                session.app.screen.query_one(f"#{name}", Field).value = typed
                await session.pilot.pause()
        await session.press("escape")
        assert "1 新建" in session.text
