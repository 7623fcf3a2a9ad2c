"""F9 on a broken balance: the suspect cell, the alternatives, one undo."""

from pathlib import Path

from tests.wizard.session import PERSON, sample, whole, wizard, write

GRANTED = f"{PERSON}.granted"
STATED = {
    f"{column}.{row}": number
    for column in (PERSON, "requests.total")
    for row, number in {"received": 17, "granted": 12, "closed_other": 5, "concluded": 17}.items()
}


async def test_the_wrong_cell_is_named_and_one_key_mends_it(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample(STATED | {GRANTED: 21}))
    async with wizard(tmp_path, file) as session:
        await session.press("4", "f9")
        assert session.shows("予以公开·自然人 21 -> 12")
        assert session.shows("现填 21，疑似 12（两位数字颠倒）；改为 12 后相关")
        await session.press("escape")
        assert session.report.cells[GRANTED] == 21
        await session.press("ctrl+g", "enter")
        assert session.report.cells == STATED
        assert session.shows("已更正，请核对台账")
        assert "修改建议" not in session.footer
        await session.press("ctrl+z")
        assert "修改建议" in session.footer
        assert session.report.cells == STATED | {GRANTED: 21}


async def test_the_review_offers_the_repair_too(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", whole("requests", STATED | {GRANTED: 21}))
    async with wizard(tmp_path, file) as session:
        await session.press("f5")
        assert "修改建议" in session.footer
        await session.press("f9", "enter")
        assert session.report.cells[GRANTED] == 12
        assert "核对" in session.lines[0]
        assert "! 错误" not in session.text
        assert "修改建议" not in session.footer
        await session.press("ctrl+z")
        assert session.report.cells[GRANTED] == 21


async def test_what_arithmetic_cannot_tell_is_a_list_to_walk(tmp_path: Path) -> None:
    cells = {f"disputes.review.{row}": 3 for row in ("upheld", "corrected", "other_result")}
    cells |= {"disputes.review.pending": 3, "disputes.review.total": 21}
    file = write(tmp_path / "年报.toml", sample(cells))
    async with wizard(tmp_path, file, size=(120, 40)) as session:
        await session.press("5", "f9")
        assert session.shows("这五个数中至少一个有误，仅凭勾稽关系无法判断是哪一个")
        assert session.shows("总计 21 -> 12")
        await session.press("down", "enter")
        changed = {cell for cell, number in session.report.cells.items() if number != cells[cell]}
        assert len(changed) == 1
        assert changed != {"disputes.review.total"}
