"""A pasted block of one table: to which cell each of its numbers goes.

Labels in the block decide where there are any, in whatever spelling; without labels the block lies
from a given cell on, down and to the right. What cannot be told is told to be so, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from nianbao.editions import Cell, Edition, Table
from nianbao.readers.folding import fold
from nianbao.readers.labels import labels_of
from nianbao.readers.numbers_in_cells import is_dash
from nianbao.readers.pasted_rows import BlockRow, block_rows


@dataclass(frozen=True, slots=True)
class Dealt:
    """A cell of the pasted block with something in it."""

    text: str
    label: str
    """What the block has at the left of it."""
    address: str | None
    """Where it goes; None where that cannot be told."""
    trouble: str = ""
    """Why it cannot be told, or must not be taken."""

    @property
    def is_blank(self) -> bool:
        """Whether it is a sign that stands for a blank cell."""
        return is_dash(self.text)


def deal_out(
    cells: Sequence[Sequence[str]], edition: Edition, table: Table, at: str
) -> tuple[Dealt, ...]:
    """Each cell of a pasted block with the address it goes to, in the order of the block.

    Args:
        cells: the block row by row, as `pasted_cells` gives it.
        edition: the edition of the form.
        table: the table that the block is pasted into.
        at: the address of the cell from which a block without labels lies down and right.
    """
    labels = next(known for known in labels_of(edition) if known.table is table)
    rows = block_rows(cells, labels)
    dealt = _Block(table, rows, at).dealt()
    met: set[str] = set()
    return tuple(_once(one, met) for one in dealt if one.text)


def _once(one: Dealt, met: set[str]) -> Dealt:
    if one.address in met and not one.trouble:
        return replace(one, trouble="粘贴的内容里这一格有两个数，只用前一个。")
    if one.address is not None and not one.is_blank:
        met.add(one.address)
    return one


class _Block:
    def __init__(self, table: Table, rows: Sequence[BlockRow], at: str) -> None:
        self._table, self._rows, self._at = table, rows, at
        self._lines = [
            cells
            for row, cells in table.lines("row")
            if not row.optional or any(cell.address == at for cell in cells)
        ]

    def dealt(self) -> Iterator[Dealt]:
        line = self._whole_line()
        if line is not None:
            return self._in_form_order(line)
        if all(row.is_turned for row in self._rows):
            return (one for row in self._rows for one in self._turned(row))
        if any(row.is_labelled for row in self._rows):
            return (one for row in self._named() for one in self._of_row(row))
        return self._from_here()

    def _whole_line(self) -> list[str] | None:
        """All numbers of the table, where the block is nothing else than these in a line."""
        filled = [row for row in self._rows if any(row.values)]
        if any(row.is_labelled for row in self._rows) and not (
            # The last head of the printed line is no label of a row.
            self._table.printed == "rows_under_columns" and len(filled) == 1
        ):
            return None
        if len(filled) == 1:
            texts = _trimmed(filled[0].values, len(self._table.cells))
        elif all(len(row.values) == 1 for row in self._rows):
            texts = [row.values[0] for row in self._rows]
        else:
            return None
        return texts if len(texts) == sum(map(len, self._lines)) else None

    def _in_form_order(self, texts: Sequence[str]) -> Iterator[Dealt]:
        """The order of the printed form: along its rows."""
        turned = self._table.printed == "rows_under_columns"
        order = (
            [cell for _, cells in self._table.lines("column") for cell in cells]
            if turned
            else [cell for cells in self._lines for cell in cells]
        )
        for text, cell in zip(texts, order, strict=True):
            yield Dealt(text, "", cell.address)

    def _turned(self, row: BlockRow) -> Iterator[Dealt]:
        """Numbers below the labels of rows: of the column named above or beside, else the cursor's."""
        column = row.group or self._cell_here.column.name
        names = list(row.across.values())
        texts = _trimmed(row.values, len(names))
        if len(texts) != len(names) or len(set(names)) != len(names):
            yield from _refused(row, "上方的标题与数字的个数对不上，不能确定各数属于哪一格。")
            return
        for text, name in zip(texts, names, strict=True):
            found = self._table.find(name, column)
            yield Dealt(text, row.label, found.address if found else None)

    def _named(self) -> list[BlockRow]:
        """The rows with their names; between two that are known, as many as the form has there."""
        order = [cells[0].row.name for cells in self._lines]
        named: list[BlockRow] = []
        before: str | None = None
        runs = [(known, list(run)) for known, run in groupby(self._rows, lambda r: bool(r.name))]
        for at, (known, run) in enumerate(runs):
            if known:
                named += run
                before = run[-1].name
                continue
            behind = runs[at + 1][1][0].name if at + 1 < len(runs) else None
            named += _filled(run, _between(before, behind, order))
        return named

    def _of_row(self, row: BlockRow) -> Iterator[Dealt]:
        if row.name is None:
            said = f"“{row.label[:20]}”不是本表的行" if row.label else "这一行没有行标签"
            yield from _refused(row, f"{said}，不能确定各数属于哪一格。")
            return
        line = next(cells for name, cells in self._table.lines("row") if name.name == row.name)
        size = len(line)
        texts = row.values if row.under(len(row.values)) else _trimmed(row.values, size)
        under = row.under(len(texts))
        by_name = {cell.column.name: cell for cell in line}
        if len(texts) == size and (
            not under or set(under) == set(by_name) or len(row.heads) > size
        ):
            order = [by_name[n] for n in under] if set(under) == set(by_name) else list(line)
            yield from self._placed(row, texts, order)
        elif under:
            yield from self._placed(row, texts, [by_name.get(name) for name in under])
        elif row.heads and set(row.heads.values()) & set(by_name):
            yield from _refused(row, "列标题与数字对不齐，不能确定各数属于哪一列。")
        else:
            yield from self._placed(row, texts, line[self._column_here(len(texts), size) :])

    def _placed(
        self, row: BlockRow, texts: Sequence[str], cells: Sequence[Cell | None]
    ) -> Iterator[Dealt]:
        for at, text in enumerate(texts):
            cell = cells[at] if at < len(cells) else None
            trouble = "" if cell is not None else "超出了表格的右边，没有这一格。"
            if cell is not None and cell.kind == "amount" and _is_in_yuan(row, cell):
                trouble = "列标题写的单位是元，这里应填万元；请换算后填写。"
            yield Dealt(text, row.label, cell.address if cell is not None else None, trouble)

    def _from_here(self) -> Iterator[Dealt]:
        """A block without labels of rows, from the cursor on; under heads, in their columns."""
        rows = [row for row in self._rows if row.values]
        top = next(i for i, cells in enumerate(self._lines) if self._cell_here in cells)
        if len(rows) == len(self._lines):
            top = 0
        for y, row in enumerate(rows, top):
            if y >= len(self._lines):
                yield from _refused(row, "超出了表格的下边，没有这一格。")
                continue
            line = self._lines[y]
            by_name = {cell.column.name: cell for cell in line}
            under = row.under(len(row.values))
            if under:
                yield from self._placed(row, row.values, [by_name.get(name) for name in under])
            else:
                left = self._column_here(len(row.values), len(line))
                yield from self._placed(row, row.values, line[left:])

    @property
    def _cell_here(self) -> Cell:
        return next(cell for cell in self._table.cells.values() if cell.address == self._at)

    def _column_here(self, count: int, size: int) -> int:
        if count >= size:
            return 0
        line = next(cells for cells in self._lines if self._cell_here in cells)
        return line.index(self._cell_here)


def _trimmed(texts: Sequence[str], size: int) -> list[str]:
    """Without the blanks at the ends that are more than there are cells."""
    texts = list(texts)
    while len(texts) > size and not texts[0]:
        texts = texts[1:]
    while len(texts) > size and not texts[-1]:
        texts = texts[:-1]
    return texts


def _between(before: str | None, behind: str | None, order: Sequence[str]) -> Sequence[str]:
    first = order.index(before) + 1 if before in order else 0
    last = order.index(behind) if behind in order else len(order)
    return order[first:last]


def _filled(run: Sequence[BlockRow], names: Sequence[str]) -> list[BlockRow]:
    fits = len(run) == len(names) and all(
        name in row.possible or not (row.possible or row.label)
        for row, name in zip(run, names, strict=True)
    )
    if fits:
        return [replace(row, name=name) for row, name in zip(run, names, strict=True)]
    named = []
    for row in run:
        possible = [name for name in row.possible if name in names]
        named.append(replace(row, name=possible[0] if len(possible) == 1 else None))
    return named


def _refused(row: BlockRow, trouble: str) -> Iterator[Dealt]:
    for text in row.values:
        yield Dealt(text, row.label, None, trouble)


def _is_in_yuan(row: BlockRow, cell: Cell) -> bool:
    texts: Mapping[str, str] = row.head_texts
    folded = fold(texts.get(cell.column.name, ""))
    return "元" in folded and "万元" not in folded
