"""The basic data and the narratives."""

from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from nianbao.wizard.paragraph import folded
from nianbao.wizard.years_and_days import read_day, read_year
from tests.wizard.session import ORGAN, Session, sample, saved, wizard, write


async def test_the_basic_data_are_fields_of_the_report(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("1", "end")
        await session.type("（筹）")
        await session.press("enter")
        assert session.report.organ == f"{ORGAN}（筹）"
        await session.press("home", *["delete"] * 4)
        await session.type("2024年")
        await session.press("enter")
        assert session.report.year == 2024
        assert f"{ORGAN}（筹）2024年政府信息公开工作年度报告" in session.text
        await session.press("enter")
        await session.type("2025年1月31日")
        await session.press("enter")
        assert session.report.published == date(2025, 1, 31)
        await session.type("根据《条例》编制。")
        await session.press("f2")
        assert session.report.narrative["preface"] == "根据《条例》编制。"
    assert saved(file) == session_report(ORGAN)


def session_report(organ: str) -> object:
    from dataclasses import replace

    report = sample(narrative={"preface": "根据《条例》编制。"}, organ=f"{organ}（筹）", year=2024)
    return replace(report, published=date(2025, 1, 31))


async def test_a_field_that_cannot_be_read_says_so_and_holds_nobody(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("1", "tab", "tab", "tab")
        await session.type("明天")
        await session.press("enter")
        assert "请按 2026-01-31 这样填写日期" in session.text
        assert session.report.published is None
        await session.press("f2")
        assert "8 核对" in session.text


async def test_typing_is_committed_after_a_rest(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("2")
        await session.type("本年度")
        assert "overview" not in session.report.narrative
        await session.pilot.pause(0.8)
        assert session.report.narrative["overview"] == "本年度"
        await session.type("工作")
        await session.press("f4")
        assert session.report.narrative["overview"] == "本年度工作"


async def test_long_typing_is_committed_every_two_seconds(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("2")
        for _ in range(14):
            await session.type("字")
            await session.pilot.pause(0.2)
        assert session.report.narrative.get("overview", "").startswith("字")


async def test_paste_comes_in_clean_and_at_once(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("2")
        await session.paste("第一段\r\n第二段\x07\r\n" + "长" * 10_000)
        expected = "第一段\n第二段\n" + "长" * 10_000
        assert session.report.narrative["overview"] == expected
        assert "有一段超过 3000 字，请分段" in session.text.replace("\n", "")
        await session.press("ctrl+z")
        assert "overview" not in session.report.narrative
        assert "长" not in session.text


async def test_undo_in_a_text_is_the_edit_logs(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample(narrative={"overview": "原文。"}))
    async with wizard(tmp_path, file) as session:
        await session.press("2", "ctrl+end")
        await session.type("又写一句。")
        await session.press("ctrl+z")
        assert session.report.narrative["overview"] == "原文。"
        assert "又写一句" not in session.text
        await session.press("ctrl+y")
        assert session.report.narrative["overview"] == "原文。又写一句。"
        assert "又写一句" in session.text


async def test_the_apps_keys_are_the_apps_in_a_text(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample(narrative={"overview": "甲乙丙"}))
    async with wizard(tmp_path, file) as session:
        await session.press("2", "f6", "f7", "ctrl+a")
        await session.type("丁")
        assert session.app.focused is not None
        await session.press("f2")
        assert session.report.narrative["overview"] == "丁甲乙丙"


async def test_figures_are_shown_by_name_and_kept_by_address(tmp_path: Path) -> None:
    text = "新收{requests.total.received}件。"
    report = sample({"requests.total.received": 5}, {"overview": text})
    file = write(tmp_path / "年报.toml", report)
    async with wizard(tmp_path, file) as session:
        await session.press("2")
        assert "新收{本年新收·总计}件。" in session.text
        await session.press("right", "right", "right")
        assert "本年新收·总计：5（随表格自动更新）" in session.text
        await session.press("ctrl+end")
        await session.type("{上年结转·总计}件。")
        await session.press("f2")
        stored = f"{text}{{requests.total.carried_in}}件。"
        assert session.report.narrative["overview"] == stored


async def test_looking_at_a_text_changes_nothing(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample(narrative={"overview": "甲{=乙}\n\n{丙}  丁 "}))
    before = file.read_bytes()
    async with wizard(tmp_path, file) as session:
        await session.press("1")
        for _ in range(6):
            await session.press("f4")
        await session.press("ctrl+q")
    assert file.read_bytes() == before


async def test_a_tab_of_a_file_is_drawn_as_wide_as_it_is(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample(None, {"problems": "甲\t乙\n丙"}))
    async with wizard(tmp_path, file) as session:
        await session.press("6", "right", "right")
        assert "甲  乙" in session.text
        assert "\t" not in session.text
        await session.type("丁")
        await session.press("f2")
        assert session.report.narrative["problems"] == "甲\t丁乙\n丙"


async def test_find_in_a_text(tmp_path: Path) -> None:
    text = "\n".join(["开头", *["中间"] * 40, "监督保障", "末尾"])
    file = write(tmp_path / "年报.toml", sample(narrative={"overview": text}))
    async with wizard(tmp_path, file) as session:
        await session.press("2")
        assert "监督保障" not in "".join(session.lines[4:])
        await session.press("ctrl+f")
        await session.type("监督")
        await session.press("enter")
        assert "监督保障" in "".join(session.lines[4:])
        await session.press("escape")
        assert "查找" not in session.text.splitlines()[4]
        await session.press("escape")
        assert "8 核对" in session.text


async def test_the_text_before_a_table(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("4", "ctrl+d")
        assert "表格前面的文字" in session.text
        await session.type("说明。")
        await session.press("escape")
        assert session.report.narrative["requests"] == "说明。"


async def test_an_undo_takes_back_what_is_typed_in_a_field(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("1")
        await session.type("新设")
        assert f"{ORGAN}新设" in session.line("机关全称")
        await session.press("ctrl+z")
        assert session.report.organ == ORGAN
        assert "新设" not in session.line("机关全称")
        await session.press("tab", "ctrl+y")
        assert session.report.organ == f"{ORGAN}新设"
        assert "新设" in session.line("机关全称")
        await session.press("ctrl+z", "f2")
        assert session.report.organ == ORGAN


def test_years_and_days_as_people_write_them() -> None:
    assert read_year("２０２５") == read_year("2025年") == read_year(" 2025年度 ") == 2025
    assert read_year("25") is None
    for typed in ("2026-01-31", "2026年1月31日", "2026.1.31", "２０２６/1/31", "2026。1。31"):
        assert read_day(typed) == date(2026, 1, 31)
    assert read_day("2026-02-30") is None
    assert read_day("") is None


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])), st.integers(4, 90))
def test_folding_loses_no_word(text: str, width: int) -> None:
    assert "".join(folded(text, width).split()) == "".join(text.split())


async def test_the_terminals_cursor_stands_where_one_types(tmp_path: Path) -> None:
    async with wizard(tmp_path) as session:
        await session.press("1")
        assert tuple(session.app.cursor_position) == (16, _row(session, "机关全称"))
        await session.type("街道")
        assert tuple(session.app.cursor_position) == (20, _row(session, "机关全称"))
        await session.press("enter")
        assert tuple(session.app.cursor_position) == (20, _row(session, "报告年度"))
        await session.press("enter", "enter", "enter", "enter")
    file = write(tmp_path / "年报.toml", sample(narrative={"overview": "甲乙"}))
    async with wizard(tmp_path, file) as session:
        await session.press("2", "end")
        assert tuple(session.app.cursor_position) == (6, _row(session, "甲乙"))
        await session.pilot.resize_terminal(120, 40)
        await session.pilot.pause()
        assert tuple(session.app.cursor_position) == (44, _row(session, "甲乙"))
        await session.press("f3")
        column, row = session.app.cursor_position
        assert row == _row(session, "机关全称")
        assert column > 50


def _row(session: Session, part: str) -> int:
    return next(y for y, line in enumerate(session.lines) if part in line)
