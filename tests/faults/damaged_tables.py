"""Documents whose layout is damaged: rows, cells, spans and rules are not what they were.

Every number stays as it was: such a document is read right, or with a doubt, or refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache
from random import Random

from lxml import etree, html

from tests.faults.damaged_files import entries_of, zipped
from tests.readers.made_pdf import Page, Rule, Text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROWS, _CELLS, _TABLES = ("tr", "row"), ("tc", "td", "th", "c"), ("tbl", "table", "sheetData")
_SPANS = ("0", "2", "3", "50", "1000000000", "-1", "x", "", "２", "9" * 40)
_AREA = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")


@lru_cache(64)
def _xml(data: bytes) -> etree._Element:
    """The tree of a part, of which only a copy may be damaged."""
    return etree.fromstring(data)


@lru_cache(64)
def _html(data: bytes) -> etree._Element:
    return html.document_fromstring(data.decode())


def page_damaged(data: bytes, random: Random) -> bytes:
    """A web page whose rows, cells and spans are not what they were."""
    root = deepcopy(_html(data))
    damage_tables(root, random, _WebSpans())
    page: str = html.tostring(root, encoding="unicode")
    return page.encode()


def word_damaged(data: bytes, random: Random) -> bytes:
    """A Word file whose rows, cells and spans are not what they were."""
    entries = dict(entries_of(data))
    root = deepcopy(_xml(entries["word/document.xml"]))
    damage_tables(root, random, _WordSpans())
    entries["word/document.xml"] = etree.tostring(root, encoding="UTF-8", standalone=True)
    return zipped(entries)


class _WebSpans:
    def put(self, cell: etree._Element, random: Random) -> None:
        cell.set(random.choice(("colspan", "rowspan")), random.choice(_SPANS))

    def wrapped(self, element: etree._Element) -> etree._Element:
        table, row = etree.Element("table"), etree.Element("tr")
        cell = etree.SubElement(row, "td")
        table.append(row)
        _put_in_place(element, table)
        cell.append(element)
        return table


class _WordSpans:
    def put(self, cell: etree._Element, random: Random) -> None:
        properties = cell.find(f"{W}tcPr")
        if properties is None:
            properties = etree.Element(f"{W}tcPr")
            cell.insert(0, properties)
        name = random.choice(("gridSpan", "gridSpan", "vMerge"))
        for old in properties.findall(f"{W}{name}"):
            properties.remove(old)
        span = etree.SubElement(properties, f"{W}{name}")
        if name == "gridSpan":
            span.set(f"{W}val", random.choice(_SPANS))
        elif random.random() < 0.5:
            span.set(f"{W}val", "restart")

    def wrapped(self, element: etree._Element) -> etree._Element:
        control, content = etree.Element(f"{W}sdt"), etree.Element(f"{W}sdtContent")
        control.append(content)
        _put_in_place(element, control)
        content.append(element)
        return control


def _put_in_place(element: etree._Element, other: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    other.tail, element.tail = element.tail, None
    parent.replace(element, other)


def damage_tables(root: etree._Element, random: Random, spans: _WebSpans | _WordSpans) -> None:
    """Damage one of the tables: one thing in its cells at the most, up to three in its rows."""
    tables = [table for table in _named(root, _TABLES) if len(list(_named(table, _ROWS))) > 1]
    if not tables:
        return
    table = random.choice(tables)
    # Where rows are lost none is put in: a blank one in the place of a lost one is a blank row.
    loses = random.random() < 0.6
    for _ in range(random.choice((0, 1, 1, 2, 3))):
        _damage_rows(list(_named(table, _ROWS)), random, loses)
    cells = [cell for row in _named(table, _ROWS) for cell in _children(row, _CELLS)]
    if not cells or random.random() < 0.3:
        return
    cell = random.choice(cells)
    match random.randrange(7):
        case 0:
            _remove(cell)
        case 1:
            cell.addnext(deepcopy(cell))
        case 2:
            _lose_column(list(_named(table, _ROWS)), random.randrange(9))
        case 3 | 4:
            spans.put(cell, random)
        case 5:
            spans.wrapped(table)
        case _:
            _lose_letter(cell, random)


def _damage_rows(rows: list[etree._Element], random: Random, loses: bool) -> None:
    if len(rows) < 2:
        return
    row, other = random.sample(rows, 2)
    match random.randrange(5):
        case 0 if loses:
            _remove(row)
        case 1:
            row.addnext(deepcopy(row))
        case 2:
            _move_behind(row, other)
        case 0 | 3 if not loses:
            empty = deepcopy(row)
            for piece in empty.iter():
                piece.text = piece.tail = None
            other.addnext(empty)
        case _:
            _split_table(row)


def _move_behind(row: etree._Element, other: etree._Element) -> None:
    if other not in row.iterancestors() and row not in other.iterancestors():
        other.addnext(row)


def _split_table(row: etree._Element) -> None:
    """The rows from this one on stand in a table of their own, below the other."""
    table = row.getparent()
    if table is None or _name(table) not in ("tbl", "table", "tbody"):
        return
    rest = etree.Element(table.tag)
    for later in [row, *row.itersiblings()]:
        rest.append(later)
    table.addnext(rest)


def _lose_column(rows: list[etree._Element], number: int) -> None:
    for row in rows:
        cells = list(_children(row, _CELLS))
        if number < len(cells):
            _remove(cells[number])


def _lose_letter(cell: etree._Element, random: Random) -> None:
    pieces = [piece for piece in cell.iter() if piece.text and len(piece.text) > 3]
    if pieces:
        text = random.choice(pieces).text or ""
        at = random.randrange(len(text))
        if not text[at].isdecimal():
            pieces[0].text = text[:at] + text[at + 1 :]


def sheet_damaged(data: bytes, random: Random) -> bytes:
    """A workbook of which a sheet lost rows, has them twice or elsewhere, or other merged cells."""
    entries = dict(entries_of(data))
    name = random.choice([name for name in entries if name.startswith("xl/worksheets/sheet")])
    root = deepcopy(_xml(entries[name]))
    for _ in range(random.choice((1, 1, 2))):
        rows = list(_named(root, ("row",)))
        if len(rows) < 2:
            break
        at, to = random.randrange(len(rows)), random.randrange(len(rows))
        match random.randrange(4):
            case 0:
                _remove(rows[at])
                _move_areas(root, at + 1, -1)
            case 1:
                rows[at].addnext(deepcopy(rows[at]))
                _move_areas(root, at + 1, 1)
            case 2:
                empty = etree.Element(rows[at].tag)
                rows[at].addprevious(empty)
                _move_areas(root, at, 1)
            case _:
                areas = list(_named(root, ("mergeCell",)))
                if areas and random.random() < 0.5:
                    _remove(random.choice(areas))
                else:
                    del to
        _number_rows(root)
    entries[name] = etree.tostring(root, encoding="UTF-8", standalone=True)
    return zipped(entries)


def _number_rows(root: etree._Element) -> None:
    for number, row in enumerate(_named(root, ("row",)), 1):
        row.set("r", str(number))
        for cell in row:
            column = re.match("[A-Z]*", cell.get("r", ""))
            cell.set("r", f"{column[0] if column else ''}{number}")


def _move_areas(root: etree._Element, after: int, by: int) -> None:
    """Merged cells follow the rows that were put in or taken out behind row number `after`."""
    for area in list(_named(root, ("mergeCell",))):
        found = _AREA.fullmatch(area.get("ref", ""))
        if found is None:
            continue
        top, bottom = int(found[2]), int(found[4])
        last = after - 1 if by < 0 else after
        top += by if top > last + (1 if by < 0 else 0) else 0
        bottom += by if bottom > last else 0
        if bottom < top or (bottom == top and found[1] == found[3]):
            _remove(area)
        else:
            area.set("ref", f"{found[1]}{top}:{found[3]}{bottom}")


def drawing_damaged(pages: list[Page], random: Random) -> list[Page]:
    """Pages of which rules were lost, labels moved a little or cut, or the end stands on a new page."""
    made = deepcopy(pages)
    for _ in range(random.choice((1, 1, 2, 3))):
        page = random.choice(made)
        rules = [at for at, item in enumerate(page) if isinstance(item, Rule)]
        texts = [at for at, item in enumerate(page) if _is_wording(item)]
        match random.randrange(6):
            case 0 if rules:
                gone = page[random.choice(rules)]
                page[:] = [item for item in page if item != gone]
            case 1 if texts:
                at = random.choice(texts)
                item = page[at]
                assert isinstance(item, Text)
                cut = random.randrange(len(item.text) + 1)
                page[at] = Text(item.x, item.y, item.text[:cut] + item.text[cut + 1 :])
            case 2:
                by = random.uniform(-2, 2)
                page[:] = [_moved(item, by) for item in page]
            case 3:
                page[:] = [item for item in page if isinstance(item, Text)]
            case 4:
                height = random.uniform(60, 780)
                new = [item for item in page if _top(item) >= height]
                page[:] = [item for item in page if _top(item) < height]
                made.insert(made.index(page) + 1, new)
            case _ if texts:
                del page[random.choice(texts)]
    return made


def _is_wording(item: Rule | Text) -> bool:
    return isinstance(item, Text) and not re.fullmatch(r"[-\d.]*", item.text)


def _moved(item: Rule | Text, by: float) -> Rule | Text:
    if isinstance(item, Text):
        return Text(item.x + by, item.y, item.text)
    return Rule(item.x0 + by, item.y0, item.x1 + by, item.y1)


def _top(item: Rule | Text) -> float:
    return item.y - 8 if isinstance(item, Text) else min(item.y0, item.y1)


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _named(root: etree._Element, names: tuple[str, ...]) -> Iterator[etree._Element]:
    return (node for node in root.iter() if _name(node) in names)


def _children(root: etree._Element, names: tuple[str, ...]) -> Iterator[etree._Element]:
    return (node for node in root if _name(node) in names)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
