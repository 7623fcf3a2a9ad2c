"""Windows of every size from 60x20 to 200x60: no number is cut, and no key is lost on the way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from nianbao.editions import Table, built_in
from nianbao.wizard.document import Document
from nianbao.wizard.grid_picture import GridPicture
from tests.wizard.desk import Desk
from tests.wizard.session import PERSON, sample, wizard, write
from tests.wizard.test_grid import bracketed

NUMBER = 12345678
WIDTHS = [60, 61, 66, 71, 72, 79, 80, 81, 90, 100, 119, 120, 121, 140, 160, 199, 200]
SIZES = [(60, 20), (200, 20), (60, 60), (200, 60), (71, 33), (80, 24), (120, 40), (119, 21)]


@pytest.fixture(params=[2024, 2020], ids=["2021", "2019"])
def full(request: pytest.FixtureRequest, tmp_path: Path) -> Document:
    """A report with eight digits in every cell, no total of which is the sum of its parts."""
    edition = built_in().for_year(request.param)
    desk = Desk(tmp_path)
    desk.write(dict.fromkeys(edition.cells, NUMBER), request.param)
    return desk.open()


def lines_of(picture: GridPicture, cursor: str) -> list[str]:
    return [
        "".join(piece.text for piece in picture.line(row, cursor, focused=True))
        for row in range(len(picture.rows))
    ]


def test_eight_digits_stand_whole_at_every_width(full: Document) -> None:
    for table in full.edition.tables:
        picture = GridPicture(full, table)
        for width in WIDTHS:
            seen: set[str] = set()
            for column in range(picture.entry.width):
                line = next(li for li in picture.entry.lines if len(li.cells) > column)
                cursor = line.cells[column].address
                picture.lay_out(width, cursor)
                shown = lines_of(picture, cursor)
                assert max(map(cell_len, shown)) < width
                for (row, _), text in zip(picture.rows, shown, strict=True):
                    columns = [x for x in picture.layout.shown if x < len(row.cells)]
                    assert text.count(str(NUMBER)) == len(columns), (width, text)
                    seen.update(row.cells[x].address for x in columns)
            assert len(seen) == _count(table, picture)


def _count(table: Table, picture: GridPicture) -> int:
    assert table is picture.entry.table
    return sum(len(line.cells) for line in picture.entry.lines)


async def test_no_key_is_lost_while_the_window_changes(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("4")
        for number, (width, height) in enumerate(SIZES, 1):
            await session.press(str(number))
            await session.pilot.resize_terminal(width, height)
            await session.pilot.pause()
            assert f"{number}]" in bracketed(session.lines)
            assert session.widest <= width
            await session.press("7", "enter")
            assert "[" in bracketed(session.lines)
        column = [a for a in session.document.edition.cells if a.startswith(PERSON)]
        typed = [session.report.cells.get(address) for address in column[: len(SIZES)]]
        assert typed == [int(f"{number}7") for number in range(1, len(SIZES) + 1)]


async def test_a_window_too_small_keeps_the_number_that_is_typed(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("4", "1")
        await session.pilot.resize_terminal(50, 12)
        await session.pilot.pause()
        assert "窗口太小" in session.text
        await session.pilot.resize_terminal(80, 24)
        await session.pilot.pause()
        assert "1]" in bracketed(session.lines)
        await session.press("2", "enter")
        assert session.report.cells[f"{PERSON}.received"] == 12


async def test_the_printed_line_of_fifteen_stands_whole_in_the_review(tmp_path: Path) -> None:
    table = sample().edition.table("disputes")
    order = [cell.address for _, cells in table.lines("column") for cell in cells]
    numbers = {address: 101 + at for at, address in enumerate(order)}
    file = write(tmp_path / "年报.toml", sample(numbers))
    async with wizard(tmp_path, file) as session:
        await session.press("f5", "tab")
        for _ in range(30):
            if "|101|" in session.text:
                break
            await session.press("pagedown")
        printed = session.line("|101|").strip()
        # The totals are wrong, and marked with their numbers in the list.
        assert re.findall(r"\|(\d+)", printed) == [str(number) for number in range(101, 116)]
        assert session.widest <= 80
