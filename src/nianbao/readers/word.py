"""A Word file (.docx) as lines and grids, by walking its XML.

Changes that were tracked are read as accepted: what was put in is text, what was struck out is not.
Content controls, fields, links and text boxes are looked into; hidden text is not printed, so it is
not read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from nianbao.readers.blocks import Block, Paragraph, Table, TableCell, document_of_blocks
from nianbao.readers.document import Document
from nianbao.readers.doubts import doubt
from nianbao.readers.office_zip import OfficeZip
from nianbao.readers.word_numbers import WordNumbers
from nianbao.readers.xml_tree import Node

_STRUCK_OUT = frozenset(("del", "moveFrom"))
_NO_TEXT = frozenset(("pPr", "rPr", "instrText", "delText", "rt", "sdtPr", "tblPr", "tcPr", "trPr"))
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_OFF = frozenset(("0", "false", "off", "none"))
_PICTURES = frozenset(("blip", "imagedata"))


def word_document(data: bytes | OfficeZip) -> Document:
    """The parts of a Word file.

    Raises:
        NotAReport: it is damaged, protected, or passes a limit.
    """
    archive = data if isinstance(data, OfficeZip) else OfficeZip(data)
    part = archive.main_part("word/document.xml")
    body = archive.xml(part).child("body")
    beside = {kind.rpartition("/")[2]: name for kind, name in archive.relations(part).values()}
    numbering, styles = (
        archive.xml(beside[kind]) if beside.get(kind) in archive.names else None
        for kind in ("numbering", "styles")
    )
    reader = _WordReader(WordNumbers(numbering, styles))
    blocks = reader.blocks(body.children if body is not None else ())
    document = replace(document_of_blocks(blocks, pictures=reader.pictures), stated=archive.title())
    if not reader.tracked:
        return document
    said = doubt(
        "import-tracked-changes",
        "文档里有没有处理的修订，已按接受全部修订读入：插入的读入，删除的不读；请核对。",
    )
    return replace(document, notes=(said,))


class _WordReader:
    def __init__(self, numbers: WordNumbers) -> None:
        self._numbers = numbers
        self._carried = ""
        self.pictures = 0
        self.tracked = False

    def blocks(self, nodes: Iterable[Node]) -> list[Block]:
        """The paragraphs and tables among `nodes`, however they are wrapped."""
        found: list[Block] = []
        for node in nodes:
            if node.name == "p":
                found.extend(self._paragraph(node))
            elif node.name == "tbl":
                found.append(self._table(node))
            elif node.name in _STRUCK_OUT:
                self.tracked = True
            elif node.name not in _NO_TEXT:
                found.extend(self.blocks(_seen(node)))
        return found

    def _paragraph(self, node: Node) -> list[Block]:
        properties = node.child("pPr")
        pieces: list[str] = []
        boxes: list[Block] = []
        self._runs(node, pieces, boxes)
        text = "".join(pieces)
        mark = self._numbers.before(properties) if text.strip() else ""
        if properties is not None and properties.child("rPr", "del") is not None:
            # The end of this paragraph was struck out: it goes on in the next one.
            self.tracked = True
            self._carried += mark + text
            return boxes
        text, self._carried = self._carried + mark + text, ""
        indent = properties.child("ind") if properties is not None else None
        indents = indent.attributes if indent is not None else {}
        indented = any(
            indents.get(key, "0") not in ("0", "") for key in ("firstLine", "firstLineChars")
        )
        return [Paragraph(text, indented=indented), *boxes]

    def _runs(self, node: Node, pieces: list[str], boxes: list[Block]) -> None:
        for child in _seen(node):
            if child.name in _STRUCK_OUT:
                self.tracked = True
            elif child.name == "t":
                pieces.append(child.text)
            elif child.name == "txbxContent":
                boxes.extend(self.blocks(child.children))
            elif child.name == "br":
                pieces.append("" if child.attributes.get("type") in ("page", "column") else "\n")
            elif child.name in _SIGNS:
                pieces.append(_SIGNS[child.name])
            elif child.name in _PICTURES:
                self.pictures += 1
            elif child.name not in _NO_TEXT and not _is_hidden(child):
                self.tracked = self.tracked or child.name in ("ins", "moveTo")
                self._runs(child, pieces, boxes)

    def _table(self, node: Node) -> Table:
        rows: list[list[TableCell]] = []
        above: dict[int, TableCell] = {}
        for row in self._inside(node, "tr"):
            if row.child("trPr", "del") is not None:
                self.tracked = True
                continue
            self.tracked = self.tracked or row.child("trPr", "ins") is not None
            rows.append(self._row(row, above))
        return Table(rows)

    def _row(self, row: Node, above: dict[int, TableCell]) -> list[TableCell]:
        """The cells of a row; `above` has the cell that may go on in each column."""
        at = _whole(row.value("trPr", "gridBefore"), 0)
        cells = [TableCell(column_span=at)] if at else []
        before, going_on = dict(above), set[int]()
        above.clear()
        for node in self._inside(row, "tc"):
            properties = node.child("tcPr")
            span = _whole(properties.value("gridSpan") if properties is not None else None, 1)
            merged = properties.child("vMerge") if properties is not None else None
            goes_on = merged is not None and merged.attributes.get("val") != "restart"
            anchor = before.get(at)
            if goes_on and anchor is not None and anchor.column_span == span:
                if at not in going_on:
                    anchor.row_span += 1
                going_on.add(at)
                above[at] = anchor
            else:
                cell = TableCell(self.blocks(node.children), column_span=span)
                cells.append(cell)
                if merged is not None:
                    above[at] = cell
            at += span
        return cells

    def _inside(self, node: Node, name: str) -> Iterable[Node]:
        """The rows of a table or the cells of a row, also those in content controls."""
        for child in node.children:
            if child.name == name:
                yield child
            elif child.name in _STRUCK_OUT:
                self.tracked = True
            elif child.name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
                yield from self._inside(child, name)


def _seen(node: Node) -> list[Node]:
    """The children of an element; of alternatives for other programs, the first that has any."""
    if node.name != "AlternateContent":
        return node.children
    choices = [child for child in node.children if child.children]
    return choices[:1]


def _is_hidden(run: Node) -> bool:
    if run.name != "r":
        return False
    vanish = run.child("rPr", "vanish")
    return vanish is not None and vanish.attributes.get("val", "1") not in _OFF


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else otherwise
