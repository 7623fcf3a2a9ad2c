"""A pasted block of numbers: which cell each goes to."""

from __future__ import annotations

from nianbao.report.typed_numbers import NotANumber, parse_number
from nianbao.wizard.grid_editor import half_width
from nianbao.wizard.grid_table import EntryTable


class DoesNotFit(Exception):
    """A block that cannot be dealt out; the message says why and what to do."""


def pasted_rows(text: str) -> list[list[str]]:
    """The cells of a pasted text, line by line, each on one line and without outer spaces.

    Spreadsheets part columns by a tab and end every line; a text without either is one cell.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
    return [[half_width(cell).strip() for cell in line.split("\t")] for line in lines]


def placed(rows: list[list[str]], entry: EntryTable, address: str) -> dict[str, str]:
    """Each pasted number by the address it goes to, from the cell at `address` down and right.

    An empty cell of the block leaves what stands there.

    Raises:
        DoesNotFit: there is text in the block, or it reaches over the edge of the table.
    """
    lines = [line.cells for line in entry.lines if line.cells]
    top, left = next(
        (y, x)
        for y, cells in enumerate(lines)
        for x, cell in enumerate(cells)
        if cell.address == address
    )
    typed: dict[str, str] = {}
    for y, row in enumerate(rows, top):
        for x, text in enumerate(row, left):
            if not text:
                continue
            if y >= len(lines) or x >= len(lines[y]):
                size = f"{len(rows)} 行 {max(map(len, rows))} 列"
                raise DoesNotFit(
                    f"粘贴的内容有 {size}，超出了表格，未粘贴：请把光标移到左上角的格再粘贴。"
                )
            cell = lines[y][x]
            try:
                parse_number(text, cell.kind)
            except NotANumber:
                raise DoesNotFit(
                    f"粘贴的内容里有文字“{text[:20]}”，未粘贴：请只复制数字部分再粘贴。"
                ) from None
            typed[cell.address] = text
    return typed
