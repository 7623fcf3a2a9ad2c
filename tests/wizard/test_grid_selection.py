"""A block of cells is selected, copied and cleared by keys, and readable without colour."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.events import MouseScrollDown

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


async def test_the_selection_reaches_to_the_ends_of_row_and_table(desk: Desk) -> None:
    async with table(desk, "disputes") as (app, pilot):
        for keys, rows, columns in (
            (("shift+end",), 1, 3),
            (("end", "shift+home"), 1, 3),
            (("ctrl+home", "ctrl+shift+end"), 5, 3),
            (("ctrl+end", "ctrl+shift+home"), 5, 3),
            (("ctrl+up", "ctrl+shift+down"), 5, 1),
            (("ctrl+down", "ctrl+shift+up"), 5, 1),
        ):
            await pilot.press(*keys, "ctrl+c")
            assert f"已复制 {rows} 行 {columns} 列" in app.lines()[20], keys


async def test_the_mouse_drags_a_block_and_the_wheel_scrolls_past_the_heads(desk: Desk) -> None:
    async with table(desk, "requests") as (app, pilot):
        await filled(app)
        y = next(y for y, line in enumerate(app.lines()) if line.startswith("一、本年新收"))
        await pilot.mouse_down(offset=(34, y))
        await pilot.hover(offset=(41, y))
        await pilot.hover(offset=(41, y + 1))
        await pilot.mouse_up(offset=(41, y + 1))
        await pilot.press("ctrl+c")
        assert app.clipboard == "12\t\n3\t"
        # A click drops the block, one with Shift selects up to where it is.
        await pilot.click(offset=(41, y + 1))
        assert not any("<" in line for line in app.lines())
        await pilot.click(offset=(34, y), shift=True)
        await pilot.press("ctrl+c")
        assert app.clipboard == "12\t\n3\t"
        heads, before = app.lines()[1:4], app.lines()[4]
        await pilot._post_mouse_events([MouseScrollDown], offset=(41, y))
        await pilot.pause()
        assert app.lines()[1:3] == heads[:2]
        assert app.lines()[4] != before


async def test_a_click_on_either_half_of_a_label_goes_to_its_line(desk: Desk) -> None:
    async with table(desk, "requests") as (app, pilot):
        y = next(y for y, line in enumerate(app.lines()) if line.startswith("（一）予以公开"))
        for x in (2, 3):
            await pilot.click(offset=(x, y))
            assert app.grid.cursor == f"{PERSON}.granted"
            await pilot.press("ctrl+home")
