"""Writing a section's text: figures by name, sentences, the outline, last year's text."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from nianbao.report import Report
from nianbao.report.new_report import filled_with_zeros
from tests.wizard.session import PERSON, sample, saved, wizard, write

TOTAL = "requests.total"
OLD = (
    "（一）主动公开\n2024年主动公开信息1203条，发布会3次。\n（二）依申请公开\n"
    "收到建议95件。\n1.办理\n做好答复。"
)


def with_figures(text: str = "", section: str = "overview") -> Report:
    cells = {f"{TOTAL}.received": 12, f"{TOTAL}.granted": 12, f"{TOTAL}.concluded": 12}
    return filled_with_zeros(sample({**cells, f"{PERSON}.received": 7}, {section: text}))


def after_last_year(folder: Path, text: str) -> Path:
    last = filled_with_zeros(sample({}, {"overview": OLD}, year=2024))
    write(folder / "去年.toml", last)
    return write(folder / "年报.toml", replace(with_figures(text), last_year="去年.toml"))


async def test_a_figure_is_typed_by_name_or_initials_and_goes_as_a_whole(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", with_figures())
    async with wizard(tmp_path, file) as session:
        await session.press("2")
        await session.type("新收｛bnxs")
        assert "本年新收·总计" in session.text
        assert session.line("本年新收·总计").rstrip().endswith("12")
        await session.press("enter")
        assert "新收{本年新收·总计}" in session.text
        assert "本年新收·总计：12（随表格自动更新）" in session.text
        await session.type("件，共{本年新收·总计＋上年结")
        await session.press("enter")
        await session.type("件")
        stored = "新收{requests.total.received}件，共{requests.total.received+requests.total.carried_in}件"
        await session.pilot.pause(0.7)
        assert session.report.narrative["overview"] == stored
        await session.press("backspace", "backspace")
        assert "＋" not in session.text
        assert session.text.count("{") == 1
        await session.press("ctrl+z")
        assert session.report.narrative["overview"] == stored
        await session.type("甲{没有")
        await session.press("escape")
        assert "甲{没有" in session.text
        assert "已写" in session.text
        await session.press("f2")
        # The section opens where it was left: at the end.
        await session.press("2", "enter")
        await session.type("共｛上年结转·总计｝件")
        assert "共{上年结转·总计}件" in session.text
        await session.paste("｛本年新收·总计｝，另{requests.natural_person.received}件")
        assert "件{本年新收·总计}，另{本年新收·自然人}件" in session.text
        await session.press("ctrl+z")
        assert session.text.count("{本年新收·总计}") == 1
        await session.press("f2")
    written = saved(file).narrative["overview"]
    assert written.endswith("件甲{没有\n共{requests.total.carried_in}件")


async def test_a_typed_number_becomes_the_figure_it_agrees_with(tmp_path: Path) -> None:
    text = "自然人7件；全年办结12件；条例{requests.total.recieved}"
    file = write(tmp_path / "年报.toml", with_figures(text))
    async with wizard(tmp_path, file) as session:
        await session.press("2", "right", "right", "right")
        assert "与表中“本年新收·自然人”的数相同，按 F9 改为引用" in session.text
        await session.press("f9")
        assert "自然人{本年新收·自然人}件" in session.text
        await session.press("end")
        assert session.app.screen.check_action("suggest", ()) is True
        await session.press("f9")
        assert session.report.narrative["overview"].endswith("条例{requests.total.received}")
        await session.press("ctrl+f")
        await session.type("12")
        await session.press("enter", "escape", "ctrl+g")
        assert "请选要引用的" in session.text
        assert "办理结果总计·总计" in session.line(" 1 ")
        await session.press("1")
        assert "全年办结{办理结果总计·总计}件" in session.text
        await session.press("ctrl+z")
        assert "全年办结12件" in session.text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_sentences_fit_the_numbers_and_skeletons_only_ask(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    file = write(tmp_path / "年报.toml", with_figures("（一）依申请公开"))
    async with wizard(tmp_path, file, size=size) as session:
        await session.press("2", "end", "ctrl+k")
        assert session.widest <= size[0]
        fitting = session.line("收到和办理申请（有新收，无上年结转）")
        assert "不符" not in fitting
        assert "（与表中的数不符）" in session.text
        await session.press(session_digit(session.lines, "收到和办理申请（有新收，无上年结转）"))
        text = session.report.narrative["overview"]
        assert text.startswith(
            "（一）依申请公开\n全年新收政府信息公开申请{requests.total.received}件"
        )
        await session.press("ctrl+k", "escape", "ctrl+z")
        assert session.report.narrative["overview"] == "（一）依申请公开"
        await session.press("ctrl+k")
        await session.press(session_digit(session.lines, "写作提纲"))
        assert "【写：" in session.text
        asked = session.report.narrative["overview"].count("【写：")
        assert asked > 2
        # The first question is selected: typing answers it, and F8 goes to the next one.
        await session.type("答")
        await session.press("f8")
        await session.type("又")
        await session.press("f2")
        answered = session.report.narrative["overview"]
        assert answered.count("【写：") == asked - 2
        assert "答" in answered
        assert "又" in answered
        # The section opens where it was left; a question goes as a whole.
        await session.press("2", "ctrl+end", "backspace", "f2")
        assert session.report.narrative["overview"].count("【写：") == asked - 3
        await session.press("2", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+k")
        await session.press(session_digit(session.lines, "表中的一个数"))
        assert "选一个数" in session.text
        await session.type("bnxszj")
        await session.press("enter")
        assert "{本年新收·总计}" in session.text
        await session.press("ctrl+k")
        await session.press(session_digit(session.lines, "表中的一个数"))
        await session.press("down", "enter", "escape", "enter", "enter")
        assert session.report.narrative["overview"].count("{disclosure.") == 1
        await session.press("f4", "f4", "f4", "f4", "f4", "ctrl+k", "enter", "f2")
        assert session.report.narrative["other_matters"] == "2025年未收取信息处理费。"


def session_digit(lines: list[str], words: str) -> str:
    """The digit before a row of the list."""
    return next(
        found[1] for line in lines if (found := re.search(rf"(\d) {re.escape(words)}", line))
    )


async def test_outline_aspects_and_paste(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("2")
        assert "[ ]主动公开" in session.text
        assert "Tab" not in [key for key, _ in session.footer_keys]
        await session.paste(
            "　　（一）主动公开情况\r\n\r\n　　" + "发布信息。" * 150 + "\r\n(二)培训\r\n1.甲\r\n乙"
        )
        assert "去掉缩进、列表符号等 2 处" in session.text
        assert "已在句末分段（" in session.text
        await session.pilot.pause(0.3)
        assert "[x]主动公开" in session.text
        assert "已写 768 字" in session.text
        assert "[x]监督保障" in session.text
        await session.press("tab")
        assert "目录" in session.text
        assert "  1.甲" in session.text
        assert session.widest <= 80
        await session.press("home", "enter", "end")
        await session.type("X")
        await session.press("f2")
        first = session.report.narrative["overview"].split("\n")
        assert first[0] == "（一）主动公开情况X"
        assert [len(line) for line in first[1:3]] == [500, 250]


async def test_find_and_replace(tmp_path: Path) -> None:
    text = "本年甲。本年乙{requests.total.received}本年丙。"
    file = write(tmp_path / "年报.toml", with_figures(text))
    async with wizard(tmp_path, file) as session:
        await session.press("2", "ctrl+f")
        await session.type("本年")
        await session.press("enter", "tab")
        await session.type("全年")
        await session.press("enter")
        assert session.report.narrative["overview"].startswith("全年甲。本年乙{")
        await session.press("ctrl+p", "q", "b", "t", "h", "enter")
        assert "已替换 2 处" in session.text
        assert session.report.narrative["overview"] == text.replace("本年", "全年")
        await session.press("ctrl+z")
        assert session.report.narrative["overview"].startswith("全年甲。本年乙{")


async def test_last_years_paragraphs_are_marked_and_its_figures_confirmed(tmp_path: Path) -> None:
    file = after_last_year(tmp_path, OLD.replace("2024", "2025") + "\n新写一段。")
    async with wizard(tmp_path, file) as session:
        assert "仍为上年原文 3 段" in session.line("一、总体情况")
        await session.press("2")
        marked = [line for line in session.lines if line.startswith("= ")]
        assert [line[2:6] for line in marked] == ["2025", "收到建议", "做好答复"]
        assert "有 3 个数字与上年相同，按 F9 逐个确认" in session.text.replace("\n  ", "")
        await session.press("f9")
        assert "有 3 个数字与上年相同，请逐个确认（Enter 保留，直接输入新数）" in session.text
        assert "现写 1203" in session.text
        await session.press("enter", "enter")
        (answer,) = session.report.answers
        assert answer.rule == "text-figure-unchanged"
        assert answer.quote == "2025年主动公开信息1203条，发布会3次。"
        await session.type("九")
        await session.press("enter")
        assert "! " in session.text
        await session.press("backspace")
        await session.type("96")
        await session.press("enter")
        assert "收到建议96件。" in session.report.narrative["overview"]
        await session.press("ctrl+z", "f9")
        assert "有 1 个数字与上年相同，请逐个确认" in session.text
        await session.type("96")
        await session.press("enter")
        assert "有 3 个" not in session.text
        await session.press("shift+tab")
        assert "上年（2024年）原文" in session.text
        assert "收到建议95件。" in session.text
        assert session.widest <= 80
        await session.press("escape", "escape")
        assert "上年（2024年）原文" not in session.text
        await session.press("ctrl+z", "ctrl+z")
        assert session.report.answers == ()
        await session.press("ctrl+y", "ctrl+q")
    assert saved(file).answers == (answer,)
    async with wizard(tmp_path, file, size=(100, 24)) as session:
        assert "上年（2024年）原文" in session.text
        assert "目录" in session.text
        assert session.widest <= 100
        await session.press("ctrl+z")
        assert session.report.answers == ()
