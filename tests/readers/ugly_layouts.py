"""A report written the ways published ones are: a generator of ugly layouts."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from nianbao.editions import Block, Heading, Table
from nianbao.report import Report

SEPARATORS = ("\t", " | ", "|", "   ")
BLANKS = ("", "", "", "/", "-", "—")


class UglyLayout:
    """Writes a report; every choice is made once by the random numbers given."""

    def __init__(self, report: Report, random: Random, *, one_a_line: bool = True) -> None:
        self._report, self._random = report, random
        self._separator = random.choice(SEPARATORS)
        self._blank = random.choice(BLANKS)
        self._drop_blanks = random.random() < 0.2
        self._one_a_line = one_a_line and random.random() < 0.2
        # What parts the cells where each stands on a line of its own.
        self._rule = random.choice(["", "", " |", "\n|"])
        self._shifted = random.random() < 0.5
        self._trailing = random.choice([0, 0, 1, 2])
        self._repeat_header = random.random() < 0.3
        self._pieces = random.random() < 0.4
        self._labels_above = random.random() < 0.2
        self._empty_columns = sorted(random.sample(range(12), random.choice([0, 0, 1, 2])))

    def text(self) -> str:
        """The whole document."""
        edition = self._report.edition
        parts = [f"{self._report.organ}{self._report.year}年政府信息公开工作年度报告", ""]
        for section in edition.sections:
            parts += ["", self._title(section.title, section.variants), ""]
            if section.table is None:
                parts.append("这一部分是文字。")
            else:
                parts += self._table(edition.table(section.table))
        return "\n".join(parts) + "\n"

    def _title(self, title: str, variants: tuple[str, ...]) -> str:
        return self._random.choice([title, title, title, *variants, f"{title}（要素齐全）"])

    def _table(self, table: Table) -> Iterator[str]:
        rows: list[list[str]] = []
        headers: list[list[str]] = []
        if table.printed == "rows_under_columns":
            headers, rows = self._across(table)
            yield from map(self._line, headers)
            yield from self._rows(rows, headers)
            return
        for block in table.blocks:
            if block.title:
                yield self._line([self._spelled(block.title)])
            headers = self._header(block)
            yield from map(self._line, headers)
            yield from self._rows(list(self._body(table, block)), headers)

    def _header(self, block: Block) -> list[list[str]]:
        stubs = 1 + max(len(row.under) for row in block.rows)
        labels = [self._spelled(self._named(column)) for column in block.columns]
        if stubs == 1:
            return [[block.corner, *labels]]
        if self._random.random() < 0.5:
            return [[block.corner, *[""] * (stubs - 1), *labels]]
        outer = [block.columns.index(c) for c in block.columns if len(c.under) < 2]
        first = ["" if i not in outer else label for i, label in enumerate(labels)]
        second = ["" if i in outer else label for i, label in enumerate(labels)]
        return [[block.corner, *[""] * (stubs - 1), *first], [*[""] * stubs, *second]]

    def _body(self, table: Table, block: Block) -> Iterator[list[str]]:
        stubs = 1 + max(len(row.under) for row in block.rows)
        seen: set[str] = set()
        for row in block.rows:
            cells = [table.cell(row, column) for column in block.columns]
            if row.optional and not any(c.address in self._report.cells for c in cells):
                continue
            heads = ["" if head.name in seen else head.label for head in row.under]
            seen.update(head.name for head in row.under)
            label = self._spelled(self._named(row))
            labels = [*heads, label]
            if self._shifted:
                labels = [*labels, ""] if stubs > 1 else labels
            else:
                labels += [""] * (stubs - len(labels))
            yield [*labels, *(self._number(cell.address) for cell in cells)]

    def _across(self, table: Table) -> tuple[list[list[str]], list[list[str]]]:
        (block,) = table.blocks
        groups = [[column.label, *[""] * (len(block.rows) - 1)] for column in block.columns]
        leaves = [self._spelled(self._named(row)) for _ in block.columns for row in block.rows]
        values = [
            self._number(table.cell(row, column).address)
            for column in block.columns
            for row in block.rows
        ]
        return [[cell for group in groups for cell in group], leaves], [values]

    def _number(self, address: str) -> str:
        value = self._report.cells.get(address)
        if value is None:
            return self._blank
        random = self._random.random()
        if random < 0.05:
            return str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        if random < 0.1 and isinstance(value, int) and value >= 1000:
            return f"{value:,}"
        if random < 0.12:
            return f"{value}（说明）"
        return str(value)

    def _named(self, heading: Heading) -> str:
        return self._random.choice([heading.label] * 4 + list(heading.variants))

    def _spelled(self, label: str) -> str:
        random = self._random.random()
        if random < 0.15 and len(label) > 3:
            at = self._random.randrange(1, len(label))
            return f"{label[:at]} {label[at:]}"
        if random < 0.3:
            return label.translate(str.maketrans("（），", "(),"))
        if random < 0.4:
            return (
                label.replace(".", self._random.choice("、．"), 1) if label[0].isdigit() else label
            )
        if random < 0.45:
            return label.replace("“", "").replace("”", "")
        return label

    def _rows(self, rows: list[list[str]], headers: list[list[str]]) -> Iterator[str]:
        for index, row in enumerate(rows):
            if self._pieces and index and self._random.random() < 0.15:
                yield self._random.choice(["", f"— {index} —", f"- {index} -", "\n"])
                if self._repeat_header:
                    yield from map(self._line, headers)
            yield from self._row(row)

    def _row(self, row: list[str]) -> Iterator[str]:
        labels = [cell for cell in row if _is_label(cell)]
        numbers = row[len(row) - self._count(row) :]
        if self._drop_blanks:
            row = [cell for cell in row if cell]
        if self._one_a_line and not self._rule:
            yield from (cell for cell in row if cell)
        elif self._one_a_line:
            yield from self._ruled_lines(row)
        elif self._labels_above and labels and len(numbers) > 1 and self._random.random() < 0.3:
            label = labels[-1]
            at = self._random.randrange(1, len(label)) if len(label) > 6 else len(label)
            yield from filter(None, (label[:at], label[at:]))
            yield self._line(numbers)
        else:
            yield self._line(row)

    def _ruled_lines(self, row: list[str]) -> Iterator[str]:
        """A cell a line with `|` behind or below it, as the text taken from a page often has it."""
        first = next((at for at, cell in enumerate(row) if cell), 0)
        for cell in row[first:]:
            yield from f"{cell}{self._rule}".split("\n")
        if self._random.random() < 0.5:
            yield "|" * self._random.choice([1, 2, 3])

    def _count(self, row: list[str]) -> int:
        count = 0
        for cell in reversed(row):
            if _is_label(cell):
                break
            count += 1
        return count

    def _line(self, cells: list[str]) -> str:
        spread = list(cells)
        for at in self._empty_columns if not self._drop_blanks else ():
            if at < len(spread):
                spread.insert(at, "")
        spread += [""] * self._trailing
        if self._separator == "|":
            return f"|{'|'.join(spread)}|"
        return self._separator.join(spread)


def _is_label(cell: str) -> bool:
    return len(cell) > 1 and any(
        "\u4e00" <= sign <= "\u9fff" for sign in cell.split("（说明", maxsplit=1)[0]
    )
