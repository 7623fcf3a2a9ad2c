"""Any cell of any table from anywhere, by words of its row and column, in at most four keys."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from tests.wizard.session import sample, wizard, write

# Where one is, the table's digit on the task list, words, and the cell.
SEARCHES = [
    ("", "3", "行政规范性文件 现行有效", "disclosure.normative_documents.in_force"),
    ("2", "4", "重复申请 总计", "requests.total.declined_repeated"),
    ("3", "5", "尚未审结 复议后起诉", "disputes.litigation_after_review.pending"),
    ("f5", "4", "结转下年度 自然人", "requests.natural_person.carried_forward"),
]


async def test_a_cell_of_another_table_is_found_too(tmp_path: Path) -> None:
    async with wizard(tmp_path, write(tmp_path / "年报.toml", sample())) as session:
        await session.press("3", "ctrl+f")
        await session.type("复议后起诉尚未")
        assert session.shows("没有找到“复议后起诉尚未”。")
        await session.press(*["backspace"] * 2)
        assert session.shows("本表没有；“四、政府信息公开行政复议、行政诉讼情况”有 5 格")
        await session.press("enter", "7", "enter")
        assert session.report.cells["disputes.litigation_after_review.upheld"] == 7


async def test_a_cell_is_found_where_no_table_is_shown(tmp_path: Path) -> None:
    async with wizard(tmp_path, write(tmp_path / "年报.toml", sample())) as session:
        await session.press("ctrl+f")
        await session.type("没有的词")
        assert session.shows("没有找到“没有的词”")
        await session.press("enter", "escape", "f5", "ctrl+f")
        await session.type("公开 科研")
        assert session.shows("（二）部分公开")
        await session.press("down", "enter", "7", "enter")
        assert session.report.cells["requests.research.partly_granted"] == 7


async def test_any_cell_is_four_keys_away(tmp_path: Path) -> None:
    """That every cell is the first found by its names is told without a window elsewhere."""
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        for place, digit, words, address in SEARCHES:
            await session.press("f2", *filter(None, [place]))
            keys = 0
            for key in ("f2", digit, "ctrl+f") if place else (digit, "ctrl+f"):
                await session.press(key)
                keys += 1
            field = session.app.focused
            assert isinstance(field, Input)
            field.value = words
            await session.pilot.pause()
            await session.press("enter")
            assert keys + 1 <= 4
            await session.press("7", "enter")
            assert session.report.cells[address] == 7, words
