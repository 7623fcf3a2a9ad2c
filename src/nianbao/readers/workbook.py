"""A workbook (.xlsx) as grids, a sheet a grid, by walking its XML.

Merged cells keep their spans; a formula counts as what the program that saved it last had worked
out, and one that was never worked out is told.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from nianbao.checks.finding import Finding
from nianbao.readers.blocks import Block, Paragraph, Table, TableCell, document_of_blocks
from nianbao.readers.dates import read_date
from nianbao.readers.document import Document
from nianbao.readers.doubts import doubt, shown
from nianbao.readers.imported import TooMuch
from nianbao.readers.numbers_in_cells import NOT_WORKED_OUT
from nianbao.readers.office_zip import OfficeZip
from nianbao.readers.xml_tree import Node

_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_MOST_COLUMNS, _MOST_CELLS = 200, 20_000
_LINES_OF_A_CLOSING = 2
_INDEX = re.compile(r"[0-9]{1,7}")
_IS_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
_SENTENCE = re.compile(r'"[^"]*[\u4e00-\u9fff][^"]*"')
"""A formula that says something of the numbers, such as whether they balance."""
_PICTURE = re.compile(r"xl/media/")


def workbook_document(data: bytes | OfficeZip) -> Document:
    """The parts of a workbook; hidden sheets are left out, and told.

    Raises:
        NotAReport: it is damaged, protected, or passes a limit.
    """
    archive = data if isinstance(data, OfficeZip) else OfficeZip(data)
    part = archive.main_part("xl/workbook.xml")
    relations = archive.relations(part)
    strings = _shared_strings(archive, [name for _, name in relations.values()])
    blocks: list[Block] = []
    hidden: list[str] = []
    uncalculated = 0
    sheets = archive.xml(part).child("sheets")
    for sheet in sheets.children if sheets is not None else ():
        _, name = relations.get(sheet.attributes.get("id", ""), ("", ""))
        if name not in archive.names:
            continue
        if sheet.attributes.get("state", "visible") != "visible":
            hidden.append(sheet.attributes.get("name", ""))
            continue
        read = _Sheet(archive.xml(name), strings, shown(sheet.attributes.get("name", "")))
        table = read.table()
        if read.only_repeats:
            continue
        blocks.append(Paragraph(sheet.attributes.get("name", "")) if _is_title(sheet) else Table())
        titles, table = _titles_apart(table)
        table, closing = _closing_apart(table)
        blocks += [*titles, table, *closing]
        uncalculated += read.uncalculated
    pictures = sum(1 for name in archive.names if _PICTURE.match(name))
    document = document_of_blocks(blocks, pictures=pictures)
    return replace(document, notes=tuple(_notes(hidden, uncalculated)), stated=archive.title())


def _titles_apart(table: Table) -> tuple[list[Paragraph], Table]:
    """The lines over a sheet's table, each alone in its row, and the table without them."""
    texts = [[cell for cell in row if cell.blocks] for row in table.rows]
    above = next((n for n, cells in enumerate(texts) if len(cells) != 1), len(texts))
    lines = [block for cells in texts[:above] for block in cells[0].blocks]
    titles = [line for line in lines if isinstance(line, Paragraph)]
    return titles, Table(table.rows[above:], places=table.places[above:])


def _closing_apart(table: Table) -> tuple[Table, list[Paragraph]]:
    """The table without the day below it, and the office over the day; and these two."""
    lines: list[Paragraph] = []
    end = len(table.rows)
    while end and len(lines) < _LINES_OF_A_CLOSING:
        blocks = [block for cell in table.rows[end - 1] for block in cell.blocks]
        if len(blocks) > 1:
            break
        for block in blocks:
            if not isinstance(block, Paragraph) or (not lines and read_date(block.text) is None):
                return table, []
            lines.insert(0, block)
        end -= 1
    return Table(table.rows[:end], places=table.places[:end]), lines


def _is_title(sheet: Node) -> bool:
    """Whether the name of a sheet may be the title of a section: it begins with its number."""
    return bool(re.match(r"[一二三四五六七]\s*[、.．]", sheet.attributes.get("name", "")))


def _notes(hidden: list[str], uncalculated: int) -> Iterator[Finding]:
    if hidden:
        names = "、".join(f"“{shown(name)}”" for name in hidden[:6])
        yield doubt(
            "import-text-left-out",
            f"隐藏的工作表没有读入：{names}；如果属于报告，请在 Excel 或 WPS 里取消隐藏后再读入。",
        )
    if uncalculated:
        yield doubt(
            "import-formula",
            f"表里有 {uncalculated} 个公式没有算出过结果，读不到数字；"
            "请用 Excel 或 WPS 打开这个文件，保存一次，再读入。",
        )


@dataclass(frozen=True, slots=True)
class _Area:
    down: int
    across: int


@dataclass
class _Sheet:
    root: Node
    strings: list[str]
    name: str
    uncalculated: int = 0
    """How many formulas have no result."""
    _repeated: int = 0
    """How many numbers are taken from other sheets."""
    _own: int = 0
    """How many are not."""
    _areas: dict[tuple[int, int], _Area] = field(default_factory=dict)

    def table(self) -> Table:
        """The sheet's rows that hold anything."""
        self._areas = dict(self._merged())
        rows = dict(self._rows())
        width = max((column + 1 for cells in rows.values() for column in cells), default=0)
        if width > _MOST_COLUMNS or width * len(rows) > _MOST_CELLS:
            raise TooMuch(f"工作表超过 {_MOST_COLUMNS} 列或 {_MOST_CELLS} 格")
        covered: dict[int, int] = {}
        lines = []
        numbers = sorted(rows)
        for at, number in enumerate(numbers):
            cells = []
            for column in range(width):
                if covered.get(column, -1) >= number:
                    continue
                area = self._areas.get((number, column), _Area(1, 1))
                across = min(area.across, width - column)
                for beside in range(column, column + across):
                    covered[beside] = number + area.down - 1
                below = bisect_left(numbers, number + area.down)
                text = rows[number].get(column, "")
                cells.append(TableCell([Paragraph(text)] if text else [], across, below - at))
            lines.append(cells)
        return Table(lines, places=[f"工作表“{self.name}”第 {n + 1} 行" for n in sorted(rows)])

    @property
    def only_repeats(self) -> bool:
        """Whether all its numbers are taken from other sheets, so that they are read there."""
        return self._repeated > 0 and self._own == 0

    def _merged(self) -> Iterator[tuple[tuple[int, int], _Area]]:
        merged = self.root.child("mergeCells")
        for node in merged.children if merged is not None else ():
            first, _, last = node.attributes.get("ref", "").partition(":")
            start, end = _place(first), _place(last)
            if start is not None and end is not None:
                yield start, _Area(max(1, end[0] - start[0] + 1), max(1, end[1] - start[1] + 1))

    def _rows(self) -> Iterator[tuple[int, dict[int, str]]]:
        data = self.root.child("sheetData")
        number = -1
        for row in data.children if data is not None else ():
            stated = row.attributes.get("r", "")
            number = int(stated) - 1 if _INDEX.fullmatch(stated) else number + 1
            cells: dict[int, str] = {}
            column = -1
            for cell in row.named("c"):
                place = _place(cell.attributes.get("r", ""))
                column = place[1] if place is not None else column + 1
                text = self._text(cell)
                if text:
                    cells[column] = text
            if cells:
                yield number, cells

    def _text(self, cell: Node) -> str:
        kind = cell.attributes.get("t", "n")
        if kind == "inlineStr":
            return _string(cell.child("is"))
        value, formula = cell.child("v"), cell.child("f")
        if formula is not None and "!" in formula.text:
            self._repeated += 1
        elif kind == "n" and value is not None and value.text:
            self._own += 1
        if value is None or not value.text:
            if formula is None or kind == "str" or _SENTENCE.search(formula.text):
                return ""
            self.uncalculated += 1
            return f"{NOT_WORKED_OUT}={formula.text}"
        if formula is not None and kind == "str":
            # What a sheet says of its own numbers, such as whether they balance.
            return value.text if _IS_NUMBER.fullmatch(value.text.strip()) else ""
        if kind == "s":
            at = int(value.text) if _INDEX.fullmatch(value.text) else -1
            return self.strings[at] if 0 <= at < len(self.strings) else ""
        return _number(value.text) if kind == "n" else value.text


def _shared_strings(archive: OfficeZip, names: list[str]) -> list[str]:
    found = [name for name in names if name.lower().endswith("sharedstrings.xml")]
    if not found or found[0] not in archive.names:
        return []
    return [_string(node) for node in archive.xml(found[0]).named("si")]


def _string(node: Node | None) -> str:
    """A string with its runs joined, without the readings that East Asian text may carry."""
    if node is None:
        return ""
    runs = [node, *node.named("r")]
    return "".join(piece.text for run in runs for piece in run.named("t"))


def _number(text: str) -> str:
    """A number as the program shows it: it keeps 15 digits, and so 0.1 + 0.2 is 0.3."""
    try:
        return format(float(text), ".15g") if len(text) < 40 else text
    except ValueError:
        return text


def _place(text: str) -> tuple[int, int] | None:
    """Row and column of a cell's name, counted from 0."""
    found = _PLACE.fullmatch(text)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1
