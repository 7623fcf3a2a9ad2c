"""A web page (HTML) as lines and grids: tables with their spans, and tables made of other elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import replace

from lxml import etree, html

from nianbao.readers.blocks import Block, Paragraph, Table, TableCell, document_of_blocks
from nianbao.readers.document import Document
from nianbao.readers.imported import NotAReport, TooMuch
from nianbao.readers.web_left_out import LeftOut, is_hidden

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "ins", "label", "mark",
     "s", "small", "span", "strong", "sub", "sup", "tt", "u", "ucaptitle", "ruby", "rb", "img", "wbr",
     "input", "time", "var", "center_", "st1", "sdfield")
)  # fmt: skip
_ROW_PARTS = frozenset(("td", "th"))
_ROW_GROUPS = frozenset(("tbody", "thead", "tfoot", "form"))
_BOLD = frozenset(("b", "strong"))
_MOST_ELEMENTS, _DEEPEST, _MOST_SPAN = 60_000, 150, 100
_FEWEST_ROWS = 3
_MOST_ATTRIBUTES = 500
# The parser compares each attribute of a tag with all before it.
_LONG_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*+""")
_QUOTED = re.compile(r"""("[^"]*"|'[^']*')""")
_ATTRIBUTE = re.compile(r"""[^\s/="']+""")


def page_document(text: str) -> Document:
    """The parts of a web page.

    Raises:
        NotAReport: it holds no text, or passes a limit.
    """
    if text.count("<") > 2 * _MOST_ELEMENTS:
        raise TooMuch(f"网页超过 {_MOST_ELEMENTS} 个元素")
    _refuse_long_tags(text)
    source = _DECLARATION.sub("", text.replace("\0", ""), count=1)
    try:
        root = html.fromstring(source)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise NotAReport("网页里没有文字，请核对是否选错了文件。") from error
    body = root.find(".//body") if root.tag != "body" else root
    body = root if body is None else body
    left_out = LeftOut()
    reader = _PageReader(_holders_of_blocks(body), left_out)
    reader.add(body, 0)
    document = document_of_blocks(reader.closed(), pictures=reader.pictures)
    return replace(
        document,
        headings=tuple(_headings(root)),
        stated=_stated(body),
        notes=tuple(left_out.notes()),
    )


def _headings(root: html.HtmlElement) -> Iterator[str]:
    """What the head of a page calls it; sites of public offices say it in a field of its own too."""
    for element in root.iter("title", "meta"):
        text = element.text if element.tag == "title" else element.get("content")
        if element.tag == "title" or element.get("name", "").lower() == "articletitle":
            yield " ".join((text or "")[:400].split())


def _stated(body: html.HtmlElement) -> str | None:
    """The title over the form's own, which our pages mark."""
    heading = body.find(".//h1")
    if heading is None or body.find(".//p[@class='own']") is None:
        return None
    return " ".join(heading.text_content().split())


def _refuse_long_tags(text: str) -> None:
    for tag in _LONG_TAG.finditer(text):
        if len(tag[0]) > _MOST_ATTRIBUTES:
            names = _ATTRIBUTE.findall(_QUOTED.sub(" ", tag[0]))
            if len(names) > _MOST_ATTRIBUTES:
                raise TooMuch(f"网页里一个元素的属性超过 {_MOST_ATTRIBUTES} 个")


class _PageReader:
    """Collects the paragraphs and tables of an element."""

    def __init__(self, holders: Set[html.HtmlElement], left_out: LeftOut) -> None:
        """`holders` are the elements that have a block somewhere in them."""
        self._holders, self._left_out = holders, left_out
        self._blocks: list[Block] = []
        self._pieces: list[str] = []
        self.pictures = 0

    def closed(self) -> list[Block]:
        """All that was collected."""
        self._close()
        return self._blocks

    def add(self, element: html.HtmlElement, depth: int) -> None:
        """Take in what stands in an element."""
        if depth > _DEEPEST:
            raise TooMuch(f"网页嵌套超过 {_DEEPEST} 层")
        self._text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._add_child(child, depth + 1)
            self._text(child.tail)

    def _add_child(self, child: html.HtmlElement, depth: int) -> None:
        name = _name(child)
        if self._left_out.takes(child, name):
            return
        if name == "br":
            self._close()
        elif name == "img":
            self.pictures += 1
        elif name == "input":
            self._text(_typed(child))
        elif name == "table":
            self._close()
            self._add_beside_cells(child, depth)
            self._close()
            self._blocks.append(self._table(child, depth))
        elif name in _INLINE and child not in self._holders:
            self.add(child, depth)
        else:
            self._close()
            rows = _rows_of_elements(child)
            if rows is None:
                self.add(child, depth)
            else:
                self._blocks.append(self._table_of_elements(rows, depth))
            self._close()

    def _add_beside_cells(self, part: html.HtmlElement, depth: int) -> None:
        """Take in what stands in a table but in no cell: its caption, or what its maker forgot there."""
        self._text(part.text)
        for child in part:
            if isinstance(child.tag, str):
                name = _name(child)
                if name in _ROW_GROUPS or name == "tr":
                    if depth > _DEEPEST:
                        raise TooMuch(f"网页嵌套超过 {_DEEPEST} 层")
                    if not self._left_out.takes(child, name):
                        self._add_beside_cells(child, depth + 1)
                elif name not in _ROW_PARTS:
                    self._add_child(child, depth + 1)
            self._text(child.tail)

    def _text(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)

    def _close(self) -> None:
        text = "".join(self._pieces)
        self._pieces.clear()
        plain = text.strip(" \t\r\n")
        if plain:
            one = re.sub(r"[ \t\r\n]+", " ", plain)
            self._blocks.append(Paragraph(one, indented=one[:1] in "\u3000\xa0"))

    def _table(self, table: html.HtmlElement, depth: int) -> Table:
        rows = []
        for row in _rows_of(table):
            cells = []
            for cell in row:
                if not self._left_out.takes(cell, _name(cell)):
                    down = _span(cell.get("rowspan"), otherwise=_MOST_SPAN)
                    cells.append(
                        TableCell(self._inside(cell, depth), _span(cell.get("colspan")), down)
                    )
            rows.append(cells)
        return Table(rows)

    def _table_of_elements(self, rows: list[list[html.HtmlElement]], depth: int) -> Table:
        return Table(
            [[TableCell(self._inside(cell, depth)) for cell in row] for row in rows], exact=False
        )

    def _inside(self, element: html.HtmlElement, depth: int) -> list[Block]:
        reader = _PageReader(self._holders, self._left_out)
        reader.add(element, depth + 1)
        self.pictures += reader.pictures
        return reader.closed()


def _name(element: html.HtmlElement) -> str:
    return str(element.tag).lower().rpartition(":")[2]


def _holders_of_blocks(root: html.HtmlElement) -> set[html.HtmlElement]:
    """The elements in which, however deep, an element stands that is no part of a line."""
    holders: set[html.HtmlElement] = set()
    for element in root.iter():
        if isinstance(element.tag, str) and _name(element) not in _INLINE | {"br"}:
            for holder in element.iterancestors():
                if holder in holders:
                    break
                holders.add(holder)
    return holders


def _rows_of(part: html.HtmlElement) -> list[list[html.HtmlElement]]:
    """The cells of each row of a table, not those of tables inside it; cells in no row make one."""
    rows: list[list[html.HtmlElement]] = []
    loose = False
    for child in part:
        name = _name(child) if isinstance(child.tag, str) else ""
        if name in _ROW_PARTS:
            if not loose:
                rows.append([])
            rows[-1].append(child)
        elif name == "tr" and not is_hidden(child):
            rows.append([c for c in child if isinstance(c.tag, str) and _name(c) in _ROW_PARTS])
        elif name in _ROW_GROUPS and not is_hidden(child):
            rows.extend(_rows_of(child))
        loose = name in _ROW_PARTS or (loose and not name)
    return rows


def _typed(field: html.HtmlElement) -> str:
    """What stands in a field to type in; a page may show its figures in such."""
    shown = (field.get("type") or "text").lower() in ("text", "number")
    return (field.get("value") or "") if shown else ""


def _span(text: str | None, otherwise: int = 1) -> int:
    """A span as a browser takes it: 0 runs to the end of the table, which is `otherwise`."""
    found = re.match(r"\s*\+?(\d{1,6})", text or "")
    if found is None:
        return 1
    return min(int(found[1]) or otherwise, _MOST_SPAN)


def _rows_of_elements(element: html.HtmlElement) -> list[list[html.HtmlElement]] | None:
    """The rows and cells of a table that is made of other elements; None where it is none."""
    rows = [child for child in element if isinstance(child.tag, str) and _name(child) != "br"]
    if len(rows) < _FEWEST_ROWS or (element.text or "").strip():
        return None
    cells = [_cells_of_row(row) for row in rows]
    wide = sum(1 for row in cells if row is not None and len(row) > 1)
    if wide < _FEWEST_ROWS or wide * 2 < len(rows) or any(row is None for row in cells):
        return None
    return [row for row in cells if row]


def _cells_of_row(row: html.HtmlElement) -> list[html.HtmlElement] | None:
    """The cells of an element that may be a row; itself where it is one cell over the whole width."""
    if _name(row) in _INLINE or _name(row) in ("table", "p"):
        return None
    children = [child for child in row if isinstance(child.tag, str) and _name(child) != "br"]
    if not children or all(_is_wording(child) for child in children):
        return [row]
    if (row.text or "").strip() or any((child.tail or "").strip() for child in children):
        return None
    if any(_has_a(child, lambda name: name == "table") for child in children):
        return None
    return children


def _is_wording(element: html.HtmlElement) -> bool:
    return _name(element) in _BOLD


def _has_a(element: html.HtmlElement, wanted: Callable[[str], bool]) -> bool:
    return any(isinstance(e.tag, str) and wanted(_name(e)) for e in element.iter())
