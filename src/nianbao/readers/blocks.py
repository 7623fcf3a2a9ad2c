"""Paragraphs and tables as a page or a Word file nests them, flattened to lines and grids.

A table may lay out a page and hold the real tables in its cells; a cell may hold a whole report.
Such rows are opened: what stands in their cells follows one below the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from nianbao.readers.document import Cell, Document, Grid, Line, Places, Row
from nianbao.readers.imported import TooMuch
from nianbao.readers.pasted_text import pasted_document
from nianbao.readers.tidy import is_page_number, tidy, without_list_mark

_MOST_CELLS, _MOST_COLUMNS, _MOST_LINES = 20_000, 200, 10_000
_LONGEST_LINE = 100_000
_LONGEST_CELL = 400
_FEWEST_CELLS = 5
_SENTENCE_END = "。；"


@dataclass(slots=True)
class Paragraph:
    """A paragraph; line breaks in it are kept."""

    text: str
    indented: bool = False
    listed: bool = False
    bold: bool = False
    place: str = ""
    """What the document calls its place (“第 3 页”), where it has a name for it."""
    follows: bool = False
    """Whether it may go on the paragraph above: a document that is cut into lines has no others."""


@dataclass(slots=True)
class TableCell:
    """A cell with all that stands in it."""

    blocks: list[Block] = field(default_factory=list)
    column_span: int = 1
    row_span: int = 1

    @property
    def text(self) -> str:
        """Its whole text as one line; two numbers below each other stay two."""
        text = ""
        for piece in map(tidy, _texts(self.blocks)):
            text += f" {piece}" if text[-1:].isdigit() and piece[:1].isdigit() else piece
        return text


@dataclass(slots=True)
class Table:
    """Rows of cells as the document writes them: a cell that another covers is not there."""

    rows: list[list[TableCell]] = field(default_factory=list)
    exact: bool = True
    """Whether the document says which columns a cell spans."""
    places: list[str] = field(default_factory=list)
    """What the document calls the place of each row, where it has names for them."""
    counted: bool = False
    """Whether every row has a cell for each column, told by where the numbers stand."""


Block = Paragraph | Table


def document_of_blocks(blocks: Sequence[Block], *, pictures: int = 0) -> Document:
    """The lines and grids of a document. Each paragraph and each row of a table counts as a line.

    Without any table, its text is read as a pasted one, whose columns are parted by tabs or spaces.

    Raises:
        TooMuch: it is far longer than any report.
    """
    flat = _Flattened()
    flat.add(blocks)
    if not any(isinstance(part, Grid) for part in flat.parts):
        text = "\n".join(_texts(blocks))
        _refuse_long_lines(text)
        pasted = pasted_document(text)
        if any(isinstance(part, Grid) for part in pasted.parts):
            names = dict(enumerate(_places(blocks), 1))
            return replace(pasted, pictures=pictures, places=Places(names))
    return Document(tuple(flat.parts), pictures=pictures, places=Places(flat.names))


class _Flattened:
    def __init__(self) -> None:
        self.parts: list[Line | Grid] = []
        self.names: dict[int, str] = {}
        """What to call the place of each line."""
        self._line, self._paragraphs, self._grids = 0, 0, 0
        self._cells = 0

    def add(self, blocks: Iterable[Block], place: str = "") -> None:
        """Take in blocks, top to bottom; `place` is what the document calls theirs."""
        for block in blocks:
            if isinstance(block, Paragraph):
                self._add_paragraph(block, place)
            else:
                self._add_table(block)

    def _next_line(self, place: str) -> int:
        self._line += 1
        self.names[self._line] = place
        if self._line > _MOST_LINES:
            raise TooMuch(f"文字和表格超过 {_MOST_LINES} 行")
        return self._line

    def _add_paragraph(self, paragraph: Paragraph, place: str) -> None:
        _refuse_long_lines(paragraph.text)
        self._paragraphs += bool(paragraph.text.strip())
        place = paragraph.place or place or f"第 {self._paragraphs} 段"
        for index, piece in enumerate(paragraph.text.split("\n")):
            plain = tidy(piece)
            if not plain or is_page_number(plain):
                continue
            text = without_list_mark(plain)
            self.parts.append(
                Line(
                    text,
                    self._next_line(place),
                    indented=(paragraph.indented and index == 0) or piece.startswith("\u3000"),
                    listed=paragraph.listed or text != plain,
                    bold=paragraph.bold,
                    follows=paragraph.follows or index > 0,
                )
            )

    def _add_table(self, table: Table) -> None:
        placed = self._placed(table)
        one_column = all(len(cells) <= 1 for cells, _ in placed)
        run: list[Row] = []
        for index, (cells, width) in enumerate(placed):
            if one_column or _lays_out([cell for _, cell in cells]):
                self._close(run, table)
                run = []
                named = table.places[index] if table.places else ""
                for _, cell in cells:
                    self.add(cell.blocks, named)
            else:
                place = f"第 {self._grids + 1} 个表格第 {len(run) + 1} 行"
                place = table.places[index] if table.places else place
                run.append(self._row(cells, width, place))
        self._close(run, table)

    def _row(self, cells: list[tuple[int, TableCell]], width: int, place: str) -> Row:
        line = self._next_line(place)
        made = {}
        for at, cell in cells:
            text = cell.text
            _refuse_long_lines(text)
            made[at] = Cell(text, line, at + 1, cell.row_span, cell.column_span)
        return Row(made, width, line)

    def _close(self, rows: list[Row], table: Table) -> None:
        if not any(row.texts for row in rows):
            return
        self._grids += 1
        full = [row.width for row in rows if row.texts and len(row.cells) > 1]
        even = len(set(full)) <= 1
        exact = table.exact and even
        self.parts.append(
            Grid(tuple(rows), exact, square=even, drawn=table.exact, counted=table.counted)
        )

    def _placed(self, table: Table) -> list[tuple[list[tuple[int, TableCell]], int]]:
        """Each row's cells by the column they start in, and the row's width."""
        covered: dict[int, int] = {}
        rows = []
        for index, row in enumerate(table.rows):
            left = len(table.rows) - index
            at, cells = 0, []
            for cell in row:
                while covered.get(at, 0) > 0:
                    at += 1
                cell.row_span = max(1, min(cell.row_span, left))
                cell.column_span = max(1, min(cell.column_span, _MOST_COLUMNS))
                cells.append((at, cell))
                for column in range(at, at + cell.column_span):
                    covered[column] = max(covered.get(column, 0), cell.row_span)
                at += cell.column_span
                self._count(at)
            width = max((column for column, rows_left in covered.items() if rows_left), default=-1)
            covered = {column: many - 1 for column, many in covered.items() if many > 1}
            rows.append((cells, width + 1))
        return rows

    def _count(self, column: int) -> None:
        self._cells += 1
        if self._cells > _MOST_CELLS:
            raise TooMuch(f"表格超过 {_MOST_CELLS} 格")
        if column > _MOST_COLUMNS:
            raise TooMuch(f"表格超过 {_MOST_COLUMNS} 列")


def _lays_out(cells: Sequence[TableCell]) -> bool:
    """Whether a row only lays out a page: tables stand in it, or running text."""
    if any(_cells_in(cell.blocks) >= _FEWEST_CELLS for cell in cells):
        return True
    filled = [cell for cell in cells if cell.text]
    if len(filled) > 2:
        return False
    return any(
        len(cell.text) > _LONGEST_CELL or (len(filled) == 1 and _is_prose(cell)) for cell in filled
    )


def _is_prose(cell: TableCell) -> bool:
    texts = [text for text in map(tidy, _texts(cell.blocks)) if text]
    return len(texts) > 1 and any(text.endswith(tuple(_SENTENCE_END)) for text in texts)


def _cells_in(blocks: Iterable[Block]) -> int:
    tables = [block for block in blocks if isinstance(block, Table)]
    return sum(1 + _cells_in(cell.blocks) for table in tables for row in table.rows for cell in row)


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.text.split("\n")
        else:
            for row in block.rows:
                yield "\t".join(cell.text for cell in row)


def _places(blocks: Iterable[Block]) -> Iterator[str]:
    """What the document calls the place of each text that `_texts` gives."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from [block.place] * (block.text.count("\n") + 1)
        else:
            yield from block.places or [""] * len(block.rows)


def _refuse_long_lines(text: str) -> None:
    if len(text) > _LONGEST_LINE and any(len(line) > _LONGEST_LINE for line in text.split("\n")):
        raise TooMuch(f"一行文字超过 {_LONGEST_LINE} 字")
