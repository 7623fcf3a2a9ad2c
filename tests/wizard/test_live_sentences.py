"""Sentences that contradict the tables, found and mended while a text is written."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.style import Style
from textual.widgets import TextArea

from nianbao.checks.choice import Choice
from nianbao.editions import built_in
from nianbao.report import Report
from nianbao.report.live_figures import with_addresses
from nianbao.report.new_report import filled_with_zeros
from nianbao.wizard import editor
from nianbao.wizard.marked_sentences import marked_sentences, stored_text, words_by_line
from nianbao.wizard.screens import text_screen
from nianbao.wizard.screens.text_screen import TextScreen
from tests.wizard.session import Session, sample, wizard, write

EDITION = built_in().for_year(2025)
CELLS = {"requests.total.received": 12, "requests.total.granted": 9, "requests.total.concluded": 12}
TEXT = "（二）依申请公开\n全年收到政府信息公开申请17件，公开9件。\n另有行政复议1件，与政府信息公开有关。"


async def read(session: Session) -> None:
    """Wait until nobody types, and then for the worker that reads sentences."""
    screen = session.app.screen
    assert isinstance(screen, TextScreen)
    await session.pilot.pause()
    while screen._resting is not None or not all(one.is_finished for one in session.app.workers):
        await session.pilot.pause(0.05)
    await session.pilot.pause()


def style_of(session: Session, words: str) -> Style:
    """How words are drawn, wherever on the screen they stand in one piece."""
    for strip in session.app.screen._compositor.render_strips():
        for segment in strip:
            if words in segment.text:
                assert segment.style is not None
                return segment.style
    raise AssertionError(words)


async def test_a_sentence_is_set_off_and_its_number_replaced_as_one_step(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", filled_with_zeros(sample(CELLS, {"overview": TEXT})))
    async with wizard(tmp_path, file) as session:
        await session.press("2")
        await read(session)
        # The sentence and its number stand out by more than a colour.
        assert style_of(session, "全年收到政府信息公开申请").underline
        assert style_of(session, "17").reverse
        assert style_of(session, "17").bold
        assert not style_of(session, "二）依申请公开").underline
        assert session.line("全年收到").startswith("? ")
        await session.press("down", *["right"] * 13)
        assert "文中收到申请的数量与表格不一致（写 17，表中 12），按 F9 看修改建议" in session.text
        await session.press("f9")
        assert session.shows("写 17，表中“本年新收·总计”为 12，相差 5")
        assert "1 表中的对：句子里改为引用 {本年新收·总计}" in session.text
        assert session.widest <= 80
        await session.press("enter")
        assert "申请{本年新收·总计}件，公开9件" in session.text
        assert session.report.narrative["overview"] == TEXT.replace(
            "17", "{requests.total.received}"
        )
        await read(session)
        assert not session.line("全年收到").startswith("?")
        # Where the number is that of the table there is nothing to mend.
        await session.press("ctrl+z")
        assert session.report.narrative["overview"] == TEXT
        await read(session)
        # The other way: one key goes to the cell that may be wrong.
        await session.press("home", *["right"] * 13, "f9")
        await session.press("2")
        assert "三、收到和处理" in session.lines[0]
        assert session.shows("一、本年新收政府信息公开申请数量 / 总计")


async def test_sentences_follow_what_is_typed_without_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "年报.toml", filled_with_zeros(sample(CELLS)))
    async with wizard(tmp_path, file) as session:
        await session.press("2")
        await session.type("全年收到政府信息公开申请13")
        await session.type("件。")
        await read(session)
        assert style_of(session, "13").reverse
        assert session.line("全年收到").startswith("? ")
        # A paragraph that is being changed is not marked at places that are no longer right.
        assert isinstance(session.app.screen, TextScreen)
        session.app.screen.settle()
        await read(session)
        with monkeypatch.context() as hurried:
            hurried.setattr(text_screen, "REST", 3600)
            hurried.setattr(editor, "REST", 3600)
            hurried.setattr(editor, "AT_MOST", 3600)
            await session.press("home", "delete")
            assert not style_of(session, "收到政府信息公开申请13").reverse
        session.app.screen.settle()
        await session.type("全")
        await read(session)
        assert style_of(session, "13").reverse
        await session.press("end", "left", "left", "backspace")
        await session.type("2")
        await read(session)
        assert not style_of(session, "收到政府信息公开申请12").reverse
        assert not session.line("收到").startswith("?")
        # Nothing said of what is none any more.
        assert isinstance(session.app.focused, TextArea)
        await session.press("f9")
        assert "{本年新收·总计}" in session.text or "请选要引用的" in session.text


async def next_problem_until(session: Session, title: str, place: tuple[int, int]) -> None:
    """Go from problem to problem to one that stands in the text of a section there."""
    seen = []
    for _ in range(12):
        await session.press("f8")
        for text in session.app.screen.query(TextArea):
            seen.append((session.lines[0], text.cursor_location))
            if title in session.lines[0] and text.cursor_location == place:
                return
    raise AssertionError(seen)


async def test_the_next_problem_is_the_number_in_the_sentence_and_its_key_waits_for_nothing(
    tmp_path: Path,
) -> None:
    text = f"（二）依申请公开\n{'我局重视公开工作。' * 9}收到政府信息公开申请17件。"
    file = write(tmp_path / "年报.toml", filled_with_zeros(sample(CELLS, {"overview": text})))
    async with wizard(tmp_path, file) as session:
        await session.press("2")
        column = text.index("17") - text.index("\n") - 1
        await next_problem_until(session, "一、", (1, column))
        await read(session)
        assert "（写 17，表中 12），按 F9 看修改建议" in session.text
        # Pressed before the sentences are read again, it does its work when they are.
        await session.press("right", "right")
        await session.pilot.press("0", "f9")
        await session.app.workers.wait_for_complete()
        await session.pilot.pause(0.1)
        assert "公开申请170件。”写 170，表中" in session.text
        await session.press("enter")
        assert session.shows("收到政府信息公开申请{本年新收·总计}件")


async def test_a_preface_is_marked_live_too(tmp_path: Path) -> None:
    text = "2025年，我局共收到政府信息公开申请17件。"
    file = write(tmp_path / "年报.toml", filled_with_zeros(sample(CELLS, {"preface": text})))
    async with wizard(tmp_path, file) as session:
        await session.press("1")
        await next_problem_until(session, "标题和引言", (0, text.index("17")))
        await session.pilot.pause(0.4)
        await session.press("left")
        assert style_of(session, "17").reverse
        assert session.shows("按 F9 看修改建议")
        await session.press("right", "f9")
        assert session.shows("1 表中的对：句子里改为引用 {本年新收·总计}")
        await session.press("enter")
        assert "申请{requests.total.received}件" in session.report.narrative["preface"]


def found(shown: str, cells: dict[str, int] = CELLS) -> list[tuple[str, list[str]]]:
    report = Report(EDITION, "某局", 2025, {}, cells)
    marked = marked_sentences(shown, EDITION.section("overview"), report, None, Choice())
    return [
        (one.finding.rule, [w.line[w.start : w.end] for w in one.words])
        for one in marked
        if one.is_doubt and one.finding.rule != "five-aspects"
    ]


def test_places_are_those_of_the_text_as_it_is_shown() -> None:
    shown = "共{本年新收·总计}次，{=本年新收·总计}。收到政府信息公开\n申请一百七十件。{没有}XX条"
    assert found(shown) == [
        ("text-received", ["收到政府信息公开", "申请一百七十件。", "一百七十"]),
        ("placeholder", ["{没有}XX条"]),
    ]
    assert found("收到政府信息公开申请{部分公开·总计}件。") == []
    by_line = words_by_line(
        marked_sentences(
            shown, EDITION.section("overview"), Report(EDITION, "某局", 2025, {}, CELLS), None,
            Choice(frozenset(["text-received"])),
        )
    )  # fmt: skip
    assert [one.is_figure for one in by_line["申请一百七十件。{没有}XX条"]] == [False, True]


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["{", "}", "=", "本年新收·总计", "＋", "+", "甲", "\n", "requests.total.granted"]
        ),
        max_size=20,
    ).map("".join)
)
def test_the_stored_text_is_that_of_the_file_with_every_place(shown: str) -> None:
    stored = stored_text(shown, EDITION)
    assert stored.text == with_addresses(shown, EDITION)
    for index, sign in enumerate(stored.text):
        if not stored.holds_figure(index, index + 1):
            assert shown[slice(*stored.source(index, index + 1))] == sign
