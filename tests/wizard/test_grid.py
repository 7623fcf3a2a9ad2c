"""A table under the fingers: keys pressed, then the screen as text and the document."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from rich.cells import cell_len
from textual import events
from textual.geometry import Offset
from textual.pilot import Pilot

from nianbao.editions import Heading, built_in
from nianbao.report import Report
from nianbao.wizard.screens.cells_screen import TextBefore
from tests.wizard.desk import ORGAN, Desk, report
from tests.wizard.table_app import TableApp

SIZES = [(80, 24), (120, 40), (60, 20)]
PERSON = "requests.natural_person"


@asynccontextmanager
async def table(
    desk: Desk,
    section: str,
    size: tuple[int, int] = (80, 24),
    *,
    address: str | None = None,
    last_year: Report | None = None,
) -> AsyncIterator[tuple[TableApp, Pilot[None]]]:
    document = desk.open(last_year=last_year)
    document.set_field("organ", ORGAN)
    app = TableApp(document, section, address)
    async with app.run_test(size=size) as pilot:
        desk.listeners.append(app.document_changed)
        await pilot.pause()
        yield app, pilot


async def paste(app: TableApp, pilot: Pilot[None], text: str) -> None:
    app.grid.post_message(events.Paste(text))
    await pilot.pause()


def bracketed(lines: Sequence[str]) -> str:
    return next(line for line in lines if "[" in line).rstrip()


async def test_typing_enter_and_totals(desk: Desk) -> None:
    async with table(desk, "requests") as (app, pilot):
        await pilot.press("1", "2")
        assert "[   12]" in app.line("一、本年新收")
        await pilot.press("enter", "0", "down")
        assert app.document.report.cells[f"{PERSON}.received"] == 12
        assert app.line("一、本年新收") == (
            "一、本年新收                      12      .      .      .      .      .    =12"
        )
        assert app.line("二、上年结转").endswith("=0")
        # The heading of the results is no cell: the cursor is at the row below it.
        assert app.line("（一）予以公开") == (
            "（一）予以公开                [    .]     .      .      .      .      .      ."
        )


async def test_the_lines_below_tell_the_place_the_balance_and_the_article(desk: Desk) -> None:
    last = report({f"{PERSON}.refused_third_party_rights": 2}, 2024)
    address = f"{PERSON}.refused_third_party_rights"
    async with table(desk, "requests", address=address, last_year=last) as (app, pilot):
        app.document.type_cell(f"{PERSON}.received", "12")
        await pilot.press("2", "enter", "up")
        place, balance, article = (line.strip() for line in app.lines()[19:22])
        assert place.startswith("（三）不予公开 / 4.保护第三方合法权益 / 自然人")
        assert place.rstrip().endswith("上年 2（持平）")
        assert balance.startswith("自然人：本年新收12；总计2；尚有10件未列入")
        assert article.startswith("《条例》第十五条：")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("section", ["requests", "disputes", "disclosure"])
async def test_no_line_is_wider_than_the_screen(
    desk: Desk, section: str, size: tuple[int, int]
) -> None:
    async with table(desk, section, size) as (app, pilot):
        for _ in range(45):
            assert {cell_len(line) for line in app.lines()} == {size[0]}
            assert "[" in bracketed(app.lines())
            app.grid.action_down()
            await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_every_cell_is_reached_and_told_whole(desk: Desk, size: tuple[int, int]) -> None:
    async with table(desk, "requests", size) as (app, pilot):
        seen = []
        while app.grid.cursor not in seen:
            seen.append(app.grid.cursor)
            place = app.document.edition.cells[app.grid.cursor].place
            below = "".join(line.rstrip() for line in app.lines()[-6:-1])
            assert place.replace(" ", "") in below.replace(" ", "")
            app.grid.action_down()
            await pilot.pause()
        assert len(seen) == 7 * 25
        assert "F4 下一部分" in "".join(app.lines()[-6:-1])


async def test_down_at_the_foot_goes_to_the_next_columns_head_and_up_back(desk: Desk) -> None:
    async with table(desk, "disputes", address="disputes.review.total") as (app, pilot):
        await pilot.press("down")
        assert app.grid.cursor == "disputes.direct_litigation.upheld"
        await pilot.press("up")
        assert app.grid.cursor == "disputes.review.total"


async def test_tab_goes_along_the_rows(desk: Desk) -> None:
    address = "disputes.litigation_after_review.upheld"
    async with table(desk, "disputes", address=address) as (app, pilot):
        await pilot.press("tab")
        assert app.grid.cursor == "disputes.review.corrected"
        await pilot.press("shift+tab")
        assert app.grid.cursor == address


async def test_the_other_ways_to_move(desk: Desk) -> None:
    async with table(desk, "requests") as (app, pilot):
        places = []
        for key in ("right", "end", "down", "home", "ctrl+end", "ctrl+home", "pagedown", "left"):
            await pilot.press(key)
            places.append(app.grid.cursor.removeprefix("requests."))
        assert places == [
            "business.received",
            "total.received",
            "total.carried_in",
            "natural_person.carried_in",
            "total.carried_forward",
            "natural_person.received",
            "natural_person.refused_administrative_inquiry",
            "natural_person.refused_administrative_inquiry",
        ]


async def test_a_digit_starts_anew_and_backspace_opens_the_number(desk: Desk) -> None:
    async with table(desk, "disputes") as (app, pilot):
        await pilot.press("1", "2", "enter", "up", "3", "enter")
        assert app.document.cell("disputes.review.upheld").value == 3
        await pilot.press("up", "1", "2", "3", "enter", "up")
        await pilot.press("backspace", "left", "left", "9", "enter")
        assert app.document.cell("disputes.review.upheld").value == 1923
        await pilot.press("up", "backspace", "backspace", "backspace", "enter")
        assert app.document.cell("disputes.review.upheld").value == 19


async def test_escape_restores_and_then_leads_back(desk: Desk) -> None:
    async with table(desk, "disputes") as (app, pilot):
        await pilot.press("7", "enter", "up", "5")
        assert "Esc 还原" in app.lines()[-1]
        await pilot.press("escape")
        assert app.document.cell("disputes.review.upheld").value == 7
        assert "[" in app.line("结果维持")
        assert "Esc 返回" in app.lines()[-1]
        await pilot.press("5")
        await pilot.press("escape")
        assert not app.left
        await pilot.press("escape")
        assert app.left


async def test_leaving_the_screen_commits(desk: Desk) -> None:
    async with table(desk, "disputes") as (app, pilot):
        await pilot.press("7", "f4")
        assert app.document.cell("disputes.review.upheld").value == 7


async def test_full_width_digits_and_what_an_input_method_commits(desk: Desk) -> None:
    async with table(desk, "disclosure", address="disclosure.fees.amount") as (app, pilot):
        for character in "１２。５":
            app.grid.post_message(events.Key(character, character))
        await pilot.pause()
        assert "12.5]" in bracketed(app.lines())
        await pilot.press("enter")
        assert str(app.document.cell("disclosure.fees.amount").value) == "12.5"


async def test_letters_stay_as_a_draft_and_hold_nobody(desk: Desk) -> None:
    async with table(desk, "disputes") as (app, pilot):
        for character in "约三件左右吧":
            app.grid.post_message(events.Key(character, character))
        await pilot.press("enter", "4", "enter")
        assert app.document.cell("disputes.review.upheld").draft == "约三件左右吧"
        assert app.document.cell("disputes.review.corrected").value == 4
        assert "!约三件左右吧" in app.line("结果维持")
        await pilot.press("up", "up")
        assert "读到“约三件左右吧”" in "".join(app.lines()[-6:-1])


async def test_a_draft_longer_than_its_cell_is_typed_over_its_neighbours(desk: Desk) -> None:
    async with table(desk, "requests") as (app, pilot):
        for character in "大约十二件左右":
            app.grid.post_message(events.Key(character, character))
        await pilot.pause()
        assert "[大约十二件左右]" in app.line("一、本年新收")
        assert {cell_len(line) for line in app.lines()} == {80}
        await pilot.press("escape")
        assert app.line("一、本年新收").startswith("一、本年新收                  [    .]")


async def test_delete_clears_and_makes_a_total_follow(desk: Desk) -> None:
    async with table(desk, "disputes") as (app, pilot):
        await pilot.press("2", "enter", "enter", "enter", "enter", "9", "enter", "up")
        assert "*9" in app.line("总计")
        await pilot.press("delete")
        assert "=2" in app.line("总计")
        await pilot.press("up", "up", "up", "up", "delete")
        assert app.document.cell("disputes.review.upheld").value is None


async def test_a_broken_balance_is_marked_in_ascii_and_told(desk: Desk) -> None:
    async with table(desk, "disputes") as (app, pilot):
        await pilot.press(
            "2", "f6", "end", "home", "down", "down", "down", "down", "9", "enter", "up"
        )
        assert "!*9" in app.line("总计")
        assert app.lines()[20].startswith(" ! 行政复议：")


async def test_f6_fills_the_column_then_the_table_and_says_so(desk: Desk) -> None:
    async with table(desk, "disputes") as (app, pilot):
        await pilot.press("f6")
        assert "空白格已填 0，共 4 格。" in app.lines()[20]
        assert app.document.cell("disputes.direct_litigation.upheld").value is None
        await pilot.press("f6")
        assert "空白格已填 0，共 8 格。" in app.lines()[20]
        await pilot.press("f6")
        assert "没有空白格可填。" in app.lines()[20]
        await pilot.press("down")
        assert "没有空白格可填。" not in app.lines()[20]


async def test_the_message_stays_when_the_file_is_written(desk: Desk) -> None:
    async with table(desk, "disputes") as (app, pilot):
        await pilot.press("f6")
        desk.pass_time(app.document)
        await pilot.pause()
        assert "空白格已填 0，共 4 格。" in app.lines()[20]


async def test_copying_a_cell_puts_its_number_on_the_clipboard(desk: Desk) -> None:
    async with table(desk, "disputes") as (app, pilot):
        await pilot.press("2", "enter", "up", "ctrl+c")
        assert app.clipboard == "2"
        assert "已复制 2。" in app.lines()[20]


async def test_typing_scrolls_back_to_the_cell_that_is_typed_in(desk: Desk) -> None:
    async with table(desk, "requests", (60, 20)) as (app, pilot):
        app.grid.scroll_to(y=15, animate=False, immediate=True)
        await pilot.pause()
        assert "[" not in "".join(app.lines())
        await pilot.press("4")
        assert "4]" in app.line("一、本年新收")


async def test_undo_takes_the_cell_back(desk: Desk) -> None:
    async with table(desk, "disputes") as (app, pilot):
        await pilot.press("2", "enter", "5", "ctrl+z")
        assert app.document.cell("disputes.review.corrected").value is None
        assert "=2" in app.line("总计")


async def test_the_terminals_cursor_stands_in_the_cell(desk: Desk) -> None:
    async with table(desk, "disputes") as (app, pilot):
        line = next(y for y, text in enumerate(app.lines()) if text.startswith("结果维持"))
        assert app.cursor_position == Offset(app.lines()[line].index("]") - 1 + 4, line)
        await pilot.press("1")
        before = app.cursor_position
        await pilot.press("enter")
        assert app.cursor_position == Offset(before.x - 1, before.y + 1)


async def test_the_cursor_is_seen_with_its_headings_while_the_heads_stay(desk: Desk) -> None:
    async with table(desk, "requests", (60, 20)) as (app, pilot):
        await pilot.press("ctrl+end", "ctrl+home")
        assert "[" in app.line("一、本年新收")
        await pilot.press(*["down"] * 12)
        assert "总计" in app.lines()[3]
        assert app.lines()[3].startswith("（三）不予公开")
        assert bracketed(app.lines()).lstrip().startswith("1.本机关")


async def test_a_resize_keeps_cell_and_typing(desk: Desk) -> None:
    async with table(desk, "requests", (120, 40)) as (app, pilot):
        await pilot.press("ctrl+end", "up", "4", "2")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert app.grid.cursor == "requests.total.concluded"
            assert "42]" in bracketed(app.lines())
            assert {cell_len(line) for line in app.lines()} == {size[0]}


async def test_eight_digits_in_every_column_are_never_cut(desk: Desk) -> None:
    desk.write({f"requests.{c.name}.received": 12345678 for c in _columns()})
    for size in SIZES:
        async with table(desk, "requests", size) as (app, pilot):
            for _ in _columns():
                shown = bracketed(app.lines())
                assert "12345678]" in shown.replace("*", "").replace("=", "")
                assert set(re.findall(r"\d+", shown)) == {"12345678"}
                await pilot.press("right")
            app.document.close()


def _columns() -> Sequence[Heading]:
    edition = built_in().get("2021")
    assert edition is not None
    return edition.table("requests").blocks[0].columns


async def test_the_row_of_another_edition_is_there_where_it_holds_a_number(desk: Desk) -> None:
    desk.write({f"{PERSON}.received": 1, f"{PERSON}.closed": 1, f"{PERSON}.concluded": 1})
    async with table(desk, "requests", (100, 40)) as (app, pilot):
        rows = [line for line in app.lines() if line.startswith("（六）其他处理")]
        assert len(rows) == 2
        app.grid.go_to(f"{PERSON}.closed")
        await pilot.press("delete")
        rows = [line for line in app.lines() if line.startswith("（六）其他处理")]
        assert len(rows) == 1


async def test_a_click_selects_and_a_double_click_opens(desk: Desk) -> None:
    async with table(desk, "requests") as (app, pilot):
        y = next(y for y, line in enumerate(app.lines()) if line.startswith("（一）予以公开"))
        await pilot.click(offset=(45, y))
        assert app.grid.cursor == "requests.research.granted"
        await pilot.click(offset=(3, y + 1))
        assert app.grid.cursor == f"{PERSON}.partly_granted"
        await pilot.press("8", "enter")
        await pilot.click(offset=(33, y + 1), times=2)
        await pilot.press("backspace", "7", "enter")
        assert app.document.cell(f"{PERSON}.partly_granted").value == 7


async def test_a_click_elsewhere_commits(desk: Desk) -> None:
    async with table(desk, "requests") as (app, pilot):
        await pilot.press("6")
        await pilot.click(offset=(45, 7))
        assert app.document.cell(f"{PERSON}.received").value == 6


async def test_a_pasted_number_is_typed(desk: Desk) -> None:
    async with table(desk, "disputes") as (app, pilot):
        await paste(app, pilot, " １，２３４\n")
        await pilot.press("enter")
        assert app.document.cell("disputes.review.upheld").value == 1234


async def test_a_cell_is_found_by_words_of_its_row_and_column(desk: Desk) -> None:
    async with table(desk, "requests") as (app, pilot):
        await pilot.press("5", "ctrl+f")
        assert app.document.cell(f"{PERSON}.received").value == 5
        assert app.focused is app.table_screen.search.entry
        app.table_screen.search.entry.value = "公开 科研"
        await pilot.pause()
        assert app.grid.cursor == "requests.research.granted"
        assert "找到 15 格，这是第 1 格。" in "".join(app.lines()[-6:-1])
        await pilot.press("down")
        assert app.grid.cursor == "requests.research.partly_granted"
        await pilot.press("enter", "7", "enter")
        assert app.document.cell("requests.research.partly_granted").value == 7


async def test_a_search_without_a_match_leads_back_to_where_it_began(desk: Desk) -> None:
    async with table(desk, "requests", address=f"{PERSON}.granted") as (app, pilot):
        await pilot.press("ctrl+f")
        for words in ("结转", "没有的词"):
            app.table_screen.search.entry.value = words
            await pilot.pause()
        assert "没有找到“没有的词”。" in "".join(app.lines()[-6:-1])
        await pilot.press("escape")
        assert app.grid.cursor == f"{PERSON}.granted"
        assert app.focused is app.grid
        assert not app.left


async def test_the_text_before_the_table_is_asked_for(desk: Desk) -> None:
    async with table(desk, "disputes") as (app, pilot):
        await pilot.press("ctrl+d")
        await pilot.pause()
        assert [(m.section, m.address) for m in app.wanted] == [("disputes", "narrative.disputes")]


async def test_the_text_before_the_table_is_shown_where_there_is_one(desk: Desk) -> None:
    async with table(desk, "disputes") as (app, pilot):
        assert "表前文字" not in "\n".join(app.lines()[:-1])
        app.document.set_text("disputes", "本年情况如下：\n另有说明。" * 9)
        await pilot.pause()
        assert app.lines()[1].startswith(" 表前文字（Ctrl+D 修改）：本年情况如下： 另有说明。")
        assert {cell_len(line) for line in app.lines()} == {80}
        await pilot.click(TextBefore)
        assert [m.address for m in app.wanted] == ["narrative.disputes"]


async def test_a_report_that_is_only_read_takes_no_typing(desk: Desk) -> None:
    desk.write({"disputes.review.upheld": 4})
    document = desk.open(read_only=True)
    app = TableApp(document, "disputes")
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("5", "backspace", "delete", "f6"):
            await pilot.press("down", "up", key)
            assert "这份年报现在只能查看，不能修改。" in app.lines()[20]
        assert document.cell("disputes.review.upheld").value == 4
        assert document.report.cells == {"disputes.review.upheld": 4}


async def test_nothing_is_lost_of_the_meaning_without_colour(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with table(desk, "disputes") as (app, pilot):
        await pilot.press("2", "f6", "down", "x", "enter")
        shown = "\n".join(app.lines())
        assert "!x" in shown
        assert "=2" in shown
        assert "[    " in bracketed(app.lines())
