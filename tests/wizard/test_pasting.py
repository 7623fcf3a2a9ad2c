"""A pasted block is shown cell by cell, and goes in as one step when the user says so."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from nianbao.readers.pasted_block import deal_out
from nianbao.readers.pasted_cells import pasted_cells
from nianbao.wizard.document import Document
from nianbao.wizard.pasting import Paste
from nianbao.wizard.screens.paste import PastePreview
from tests.wizard.desk import Desk
from tests.wizard.test_grid import PERSON, paste, table

BLOCK = (
    "\t自然人\t商业企业\t总计\r\n"
    "一、本年新收政府信息公开申请数量\t12\t3\t15\r\n"
    "二、上年结转\t-\t0\t9\r\n"
    "予以公开\t约三\t1,234\t\r\n"
    "小计\t5\t\t\r\n"
    "重复申请\t７\t\t7.00\r\n"
)


def pasted(document: Document, text: str, at: str = f"{PERSON}.received") -> Paste:
    name = document.edition.cells[at].table
    cells = pasted_cells(text)
    return Paste(document, deal_out(cells, document.edition, document.edition.table(name), at))


def test_totals_follow_where_they_are_the_sum_and_are_typed_where_not(desk: Desk) -> None:
    document = desk.open()
    paste = pasted(document, BLOCK)
    after = {line.place: line.after for line in paste.lines() if line.is_taken}
    assert after["一、本年新收政府信息公开申请数量 / 总计"] == "=15"
    assert after["二、上年结转政府信息公开申请数量 / 总计"] == "*9"
    assert paste.typed()["requests.total.received"] == ""
    document.type_cells(paste.typed())
    assert document.cell("requests.total.received").follows
    assert document.report.cells["requests.total.received"] == 15
    assert document.cell("requests.total.carried_in").typed_total
    assert document.report.cells["requests.business.granted"] == 1234
    assert document.report.cells["requests.total.declined_repeated"] == 7
    document.undo()
    assert document.report.cells == {}


def test_a_dropped_part_makes_its_total_a_typed_one(desk: Desk) -> None:
    document = desk.open()
    paste = pasted(document, BLOCK)
    paste.drop(1)
    lines = paste.lines()
    assert (lines[1].remark, lines[2].after, lines[2].note) == ("已去掉", "*15", "各项之和为 12")
    paste.drop(1)
    assert paste.lines()[2].after == "=15"


def test_a_typed_total_pasted_as_the_sum_follows_again(desk: Desk) -> None:
    document = desk.open()
    document.type_cells({"disputes.review.upheld": "2", "disputes.review.total": "3"})
    paste = pasted(document, "结果维持\t2\n总计\t2", "disputes.review.upheld")
    upheld, total = paste.lines()
    assert (upheld.remark, total.before, total.after) == ("不变", "*3", "=2")
    assert paste.typed() == {"disputes.review.total": ""}
    assert "1 格与现有的数相同" in paste.summary()
    document.type_cells(paste.typed())
    assert document.cell("disputes.review.total").follows


def test_what_cannot_be_read_is_refused_by_itself_with_the_reason(desk: Desk) -> None:
    document = desk.open()
    paste = pasted(document, BLOCK)
    troubles = [line.trouble for line in paste.lines() if line.trouble]
    assert ["约三" in trouble for trouble in troubles] == [True, False]
    assert "“小计”不是本表的行" in troubles[1]
    assert paste.summary() == ("将填入 8 格，2 格不能填（!），1 处空白记号不填，原数不动。")
    document.type_cell(f"{PERSON}.received", "1")
    document.type_cell(f"{PERSON}.carried_in", "5")
    assert "将填入 8 格（其中 1 格改掉原有的数）" in pasted(document, BLOCK).summary()
    document.type_cells(paste.typed())
    assert document.report.cells[f"{PERSON}.carried_in"] == 5
    assert f"{PERSON}.granted" not in document.report.cells


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_preview_shows_drops_and_takes(desk: Desk, size: tuple[int, int]) -> None:
    async with table(desk, "requests", size) as (app, pilot):
        await paste(app, pilot, BLOCK)
        await pilot.pause()
        assert isinstance(app.screen, PastePreview)
        assert max(map(cell_len, app.lines())) <= size[0]
        text = "\n".join(app.lines())
        for part in ("将填入 8 格", "12", "1234", "=15 自动合计", "*9 手填合计", "约三 不能填"):
            assert part in text
        assert "Enter 粘贴 空格 去掉/恢复" in app.lines()[-1]
        assert app.document.report.cells == {}
        assert "“约三”" in "".join(app.lines()[-4:])
        await pilot.press("down", "down", "down", "space")
        assert "x " in app.line("x 一")
        assert "*15" in "\n".join(app.lines())
        y = next(y for y, line in enumerate(app.lines()) if line.strip().startswith("x 一"))
        await pilot.click(offset=(8, y))
        assert "x 一" not in "\n".join(app.lines())
        await pilot.press("down", "down", "delete")
        await pilot.press("enter")
        assert app.document.report.cells["requests.total.received"] == 15
        assert "已粘贴 7 格" in "".join(app.lines()[-6:])
        app.document.undo()
        assert app.document.report.cells == {}


async def test_a_block_is_left_alone_by_escape_and_asks_for_numbers(desk: Desk) -> None:
    async with table(desk, "disputes") as (app, pilot):
        await paste(app, pilot, "1\t2\r\n3\t\r\n")
        await pilot.press("escape")
        assert app.document.report.cells == {}
        assert "没有粘贴" in app.lines()[20]
        await paste(app, pilot, "甲\n乙\n")
        assert "没有数" in app.lines()[20]
        await paste(app, pilot, "小计\t1\n" * 700)
        assert "700 个数，比整张表还多" in app.lines()[20]
        await paste(app, pilot, "\t".join(map(str, range(15))))
        await pilot.press("enter")
        assert app.document.report.cells["disputes.review.total"] == 4
        assert app.document.report.cells["disputes.litigation_after_review.upheld"] == 10
