"""The tables of a report with merged cells, ugly the ways published pages and Word files are.

What is made here has no format yet; `ugly_pages.py` and `ugly_words.py` write it as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random

from nianbao.editions import Table
from nianbao.report import Report
from nianbao.report.layout import LaidCell, laid_out

_BLANKS = ("", "", "", "\xa0", "/", "-", "—", "\u3000")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass
class UglyCell:
    """A cell: its paragraphs, and what it spans."""

    lines: list[str]
    across: int = 1
    down: int = 1
    is_number: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing is to be seen in it."""
        return not "".join(self.lines).strip()


Rows = list[list[UglyCell]]


@dataclass
class UglyTable:
    """Rows of cells, and the lines that stand over and under them."""

    rows: Rows
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


class UglyTables:
    """Lays out tables; every habit is chosen once by the random numbers given."""

    def __init__(self, report: Report, random: Random, *, addressed: bool = False) -> None:
        """`addressed` where a cell has its place by itself, so that none can be lost or pushed."""
        self._report, self._random = report, random
        self._blank = random.choice(_BLANKS)
        self._merged = random.random() < 0.75
        self._again = random.random() < 0.4
        self._each_block = random.random() < 0.4
        self._titles_above = random.random() < 0.4
        self._cut = random.random() < 0.35
        self._heads_again = random.random() < 0.5
        self._wide_column = random.random() < 0.25
        self._spare_column = random.random() < 0.2
        self._ragged = random.random() < 0.15
        self._blank_rows = random.random() < 0.15
        self._lines_in_labels = random.random() < 0.5
        self._vertical = random.choice(["", "\n", " "])
        self._captioned = random.random() < 0.3
        self._noted = random.random() < 0.2
        self._remarks = random.random() < 0.3
        self._wrong_spans = random.random() < 0.1 and not addressed
        self._cells_lost = random.random() < 0.1 and not addressed
        self._heads_lost = random.random() < 0.05

    def of(self, table: Table, title: str) -> list[UglyTable]:
        """The tables that one table of the form is written as."""
        laid = laid_out(table, self._report)
        groups = [list(block.rows) for block in laid.blocks]
        if not self._each_block:
            groups = [[row for group in groups for row in group]]
        heads = [block.head_rows for block in laid.blocks]
        made = []
        for number, group in enumerate(groups):
            rows = [self._row(row) for row in group]
            if self._heads_lost and len(rows) > heads[number] + 1:
                rows, heads[number] = rows[heads[number] :], 0
            uglies = [UglyTable(rows)]
            if len(laid.blocks) == 1 and self._cut and len(rows) > 8:
                uglies = self._cut_in_two(rows, heads[number])
            made.extend(uglies)
        if self._captioned:
            width = sum(cell.across for cell in made[0].rows[0])
            made[0].rows.insert(0, [UglyCell([title], across=width)])
        finished = [self._finished(ugly) for ugly in made]
        if self._noted:
            finished[-1].below.append("注：本表由办公室统计。")
        return finished

    def _row(self, row: tuple[LaidCell | None, ...]) -> list[UglyCell]:
        cells = []
        for laid in row:
            if laid is None:
                continue
            if laid.role == "number":
                made = UglyCell([self._number(laid.address or "")], is_number=True)
            else:
                made = UglyCell(self._label(laid))
            made.across, made.down = laid.column_span, laid.row_span
            cells.append(made)
        return cells

    def _number(self, address: str) -> str:
        value = self._report.cells.get(address)
        if value is None:
            return self._blank
        random, written = self._random.random(), str(value)
        if random < 0.05:
            return written.translate(_FULL_WIDTH)
        if random < 0.08 and isinstance(value, int) and value >= 1000:
            return f"{value:,}"
        if random < 0.1 and self._remarks:
            return f"{written}（说明）"
        if random < 0.11 and address.startswith("requests"):
            return f"{written}件"
        return f" {written} " if random < 0.2 else written

    def _label(self, laid: LaidCell) -> list[str]:
        text = self._spelled(laid.text)
        if laid.vertical and self._vertical:
            return list(text) if self._vertical == "\n" else [" ".join(text)]
        if self._lines_in_labels and len(text) > 4 and self._random.random() < 0.3:
            at = self._random.randrange(2, len(text) - 1)
            return [text[:at], text[at:]]
        return [text]

    def _spelled(self, label: str) -> str:
        random = self._random.random()
        if random < 0.1 and len(label) > 1:
            at = self._random.randrange(1, len(label))
            return f"{label[:at]}{self._random.choice([' ', '  ', chr(0x3000)])}{label[at:]}"
        if random < 0.25:
            return label.translate(str.maketrans("（），：", "(),:"))
        if random < 0.35 and label[:1].isdigit():
            return label.replace(".", self._random.choice(["、", "．", ". "]), 1)
        if random < 0.4:
            return label.replace("“", "").replace("”", "")
        if random < 0.45 and len(label) > 8:
            at = self._random.randrange(4, len(label))
            return label[:at] + label[at + 1 :]
        return label

    def _cut_in_two(self, rows: Rows, heads: int) -> list[UglyTable]:
        """The rows as two tables, as at the end of a page; what runs over the cut is in both."""
        at = self._random.randrange(heads + 2, len(rows) - 2)
        over: list[UglyCell] = []
        for number, row in enumerate(rows[:at]):
            for cell in row:
                left = number + cell.down - at
                if left > 0:
                    cell.down -= left
                    lines = cell.lines if self._again else [""]
                    over.append(replace(cell, lines=list(lines), down=left))
        second = [list(row) for row in rows[at:]]
        second[0] = [*over, *second[0]]
        if self._heads_again:
            second = [[replace(cell) for cell in row] for row in rows[:heads]] + second
        above = ["— 3 —"] if self._random.random() < 0.5 else []
        return [UglyTable(rows[:at]), UglyTable(second, above=above)]

    def _finished(self, ugly: UglyTable) -> UglyTable:
        rows = ugly.rows
        if self._titles_above and len(rows[0]) == 1 and len(rows) > 1:
            ugly.above += ["".join(rows[0][0].lines)]
            rows = rows[1:]
        if self._wide_column:
            rows = _widened(rows, self._random.randrange(12))
        if self._wrong_spans:
            self._misspan(rows)
        if self._cells_lost:
            self._lose_cells(rows)
        if not self._merged:
            rows = without_spans(rows, again=self._again)
        if self._spare_column:
            rows = [[*row, UglyCell([""])] for row in rows]
        if self._ragged:
            rows = [_without_blanks_behind(row) for row in rows]
        if self._blank_rows:
            rows = list(self._with_blank_rows(rows))
        ugly.rows = rows
        return ugly

    def _misspan(self, rows: Rows) -> None:
        """Some labels span a column too many or too few."""
        for cell in [cell for row in rows for cell in row if not cell.is_number]:
            if self._random.random() < 0.08:
                cell.across = max(1, cell.across + self._random.choice([-1, 1]))

    def _lose_cells(self, rows: Rows) -> None:
        """Some rows lack a blank cell."""
        for row in rows:
            blank = [cell for cell in row if cell.is_number and cell.is_blank]
            if blank and self._random.random() < 0.2:
                row.remove(self._random.choice(blank))

    def _with_blank_rows(self, rows: Rows) -> Iterator[list[UglyCell]]:
        below: list[int] = []
        for row in rows:
            yield row
            below = [down - 1 for down in below if down > 1]
            below += [cell.down for cell in row if cell.down > 1]
            if not below and self._random.random() < 0.1:
                yield [UglyCell([""]) for _ in row]


def _widened(rows: Rows, column: int) -> Rows:
    """Every cell over one column of the grid spans one more, as where a table was drawn by hand."""
    for row, starts in zip(rows, starts_of(rows), strict=True):
        for cell, start in zip(row, starts, strict=True):
            if start <= column < start + cell.across:
                cell.across += 1
    return rows


def starts_of(rows: Rows) -> list[list[int]]:
    """The column of the grid in which each cell starts."""
    covered: dict[int, int] = {}
    found = []
    for row in rows:
        at, starts = 0, []
        for cell in row:
            while covered.get(at, 0):
                at += 1
            starts.append(at)
            for column in range(at, at + cell.across):
                covered[column] = cell.down
            at += cell.across
        covered = {column: down - 1 for column, down in covered.items() if down > 1}
        found.append(starts)
    return found


def without_spans(rows: Rows, *, again: bool) -> Rows:
    """Every spanned place as a cell of its own: blank, or for labels down a column, said again."""
    grid: dict[tuple[int, int], UglyCell] = {}
    for number, (row, starts) in enumerate(zip(rows, starts_of(rows), strict=True)):
        for cell, start in zip(row, starts, strict=True):
            for down in range(cell.down):
                for across in range(cell.across):
                    first = down == across == 0
                    said = first or (again and across == 0)
                    place = (number + down, start + across)
                    grid[place] = UglyCell(list(cell.lines) if said else [""])
                    grid[place].is_number = cell.is_number
    return [
        [cell for (y, _), cell in sorted(grid.items(), key=lambda entry: entry[0]) if y == number]
        for number in range(len(rows))
    ]


def _without_blanks_behind(row: list[UglyCell]) -> list[UglyCell]:
    end = len(row)
    while end > 1 and row[end - 1].is_blank:
        end -= 1
    return row[:end]
