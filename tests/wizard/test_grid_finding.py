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
