"""A block of cells is selected, copied and cleared by keys, and readable without colour."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.wizard.desk import Desk
from tests.wizard.table_app import TableApp
from tests.wizard.test_grid import PERSON, table

BLOCK = ("shift+down", "shift+right")


async def filled(app: TableApp) -> None:
    app.document.type_cells({f"{PERSON}.received": "12", f"{PERSON}.carried_in": "3"})


async def test_a_block_is_copied_with_tabs_and_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with table(desk, "requests") as (app, pilot):
        await filled(app)
        await pilot.press(*BLOCK)
        assert sum(line.count("<") for line in app.lines()) == 3
        assert "12<" in app.line("一、")
        assert max(map(cell_len, app.lines())) <= 80
        await pilot.press("ctrl+c")
        assert app.clipboard == "12\t\n3\t"
        assert "已复制 2 行 2 列" in app.lines()[20]


async def test_escape_and_moving_drop_the_block(desk: Desk) -> None:
    async with table(desk, "requests") as (app, pilot):
        await filled(app)
        await pilot.press(*BLOCK, "escape")
        assert not any("<" in line for line in app.lines())
        assert not app.left
        await pilot.press(*BLOCK, "left")
        assert not any("<" in line for line in app.lines())
        await pilot.press("escape")
        assert app.left


async def test_delete_clears_the_block_as_one_step(desk: Desk) -> None:
    async with table(desk, "requests") as (app, pilot):
        await filled(app)
        await pilot.press("shift+down", "delete")
        assert f"{PERSON}.received" not in app.document.report.cells
        assert f"{PERSON}.carried_in" not in app.document.report.cells
        assert "已清空 2 格" in app.lines()[20]
        app.document.undo()
        assert app.document.report.cells[f"{PERSON}.received"] == 12
        assert app.document.report.cells[f"{PERSON}.carried_in"] == 3


async def test_shift_back_to_the_start_selects_nothing(desk: Desk) -> None:
    async with table(desk, "requests") as (app, pilot):
        await filled(app)
        await pilot.press("shift+down", "shift+up", "ctrl+c")
        assert app.clipboard == "12"
