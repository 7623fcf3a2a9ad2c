"""Documents whose markup is damaged where it hurts: elements, attributes, objects, operators.

Each function takes a document and random numbers, and damages what a parser sees of it, so that
what comes of it is mostly still whole enough to be looked into.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from functools import lru_cache
from random import Random

from lxml import etree

from tests.faults.damaged_files import bytes_damaged, entries_of, zipped
from tests.readers.made_pdf import file_of

_TEXTS = (
    "", " ", "0", "-1", "1" * 400, "１２", "1.5", "/", "—", "总计", "规章", "自然人", "三、收到和处理政府信息公开申请情况",
    "\u202e", "\n", "\t1\t2\t", "2024年", "某某局2024年政府信息公开工作年度报告", "政" * 3000, "（" * 300, "&amp;", "{requests.total.received}",
)  # fmt: skip
_VALUES = (
    "", "0", "1", "-1", "2", "99", "100", "999999", "1000000000", "9" * 60, "1.5", "x", "restart", "continue",
    "none", "A1", "XFD1048576", "A1:XFD1048576", "A0", "ZZZ9999999", "s", "str", "inlineStr", "n", "hidden",
    "rId1", "../../../etc/passwd", "/word/document.xml", "display:none", "External", "false", "\u0663",
)  # fmt: skip
_NAMES = {
    "word": ("p", "r", "t", "tbl", "tr", "tc", "tcPr", "trPr", "gridSpan", "vMerge", "gridBefore", "sdt", "sdtContent",
             "ins", "del", "moveFrom", "txbxContent", "AlternateContent", "Choice", "br", "tab", "numPr", "numId", "ilvl",
             "pPr", "rPr", "vanish", "hyperlink", "fldSimple", "instrText", "body", "num", "abstractNum", "lvl", "lvlText",
             "numFmt", "start", "style", "pStyle", "basedOn", "blip"),
    "xl": ("row", "c", "v", "f", "is", "t", "r", "si", "sheetData", "mergeCells", "mergeCell", "sheet", "sheets", "rPh",
           "worksheet", "sst"),
    "page": ("div", "span", "p", "table", "tr", "td", "th", "tbody", "thead", "br", "img", "a", "ul", "li", "h1", "h2",
             "b", "svg", "select", "option", "iframe", "script", "style", "template", "o:p", "st1:x", "caption", "title",
             "meta", "body", "html", "frameset", "form", "textarea", "plaintext", "math", "colgroup", "input"),
}  # fmt: skip
_TAG = re.compile(r"<[^<>]*>")
_ATTRIBUTES = (
    "colspan", "rowspan", "style", "class", "hidden", "name", "content", "charset", "http-equiv",
)  # fmt: skip
_PDF_TOKEN = re.compile(rb"/?[A-Za-z]+\*?|[-+]?\d+(?:\.\d+)?|<<|>>|[\[\]]|<[0-9a-f]+>")
_PDF_NUMBERS = (
    b"0", b"-1", b"1", b"2", b"3", b"7", b"9", b"65536", b"2147483648", b"99999999999999999999", b"1e9", b"0.0001",
    b"-0", b"1.", b".5", b"nan", b"842", b"-842", b"595.01", b"00", b"1000000", b"null", b"true", b"(x)", b"<00>",
)  # fmt: skip
_PDF_WORDS = (
    b"/Length", b"/Filter", b"/FlateDecode", b"/LZWDecode", b"/ASCIIHexDecode", b"/ASCII85Decode", b"/RunLengthDecode",
    b"/DCTDecode", b"/Predictor", b"/DecodeParms", b"/Columns", b"/Type", b"/Page", b"/Pages", b"/Kids", b"/Count",
    b"/Parent", b"/Resources", b"/Font", b"/F", b"/XObject", b"/Contents", b"/MediaBox", b"/CropBox", b"/Rotate",
    b"/UserUnit", b"/ToUnicode", b"/Encoding", b"/Identity-H", b"/DescendantFonts", b"/DW", b"/W", b"/Widths",
    b"/FontMatrix", b"/Type3", b"/Subtype", b"/Encrypt", b"/ObjStm", b"/XRef", b"/Annots", b"/StructParents",
    b"/MarkInfo", b"/ActualText", b"q", b"Q", b"cm", b"BT", b"ET", b"Tf", b"Td", b"TD", b"Tm", b"T*", b"Tj", b"TJ",
    b"Tc", b"Tz", b"TL", b"Ts", b"'", b'"', b"m", b"l", b"c", b"v", b"y", b"h", b"re", b"S", b"s", b"f", b"B*", b"n",
    b"W", b"d", b"w", b"cs", b"scn", b"rg", b"K", b"gs", b"Do", b"BI", b"ID", b"EI", b"sh", b"BDC", b"BMC", b"EMC",
    b"begincmap", b"endcmap", b"beginbfchar", b"beginbfrange", b"endbfrange", b"begincodespacerange", b"usecmap",
    b"obj", b"endobj", b"stream", b"endstream", b"R", b"xref", b"trailer", b"[", b"]", b"<<", b">>",
)  # fmt: skip


@lru_cache(256)
def _tree(data: bytes) -> etree._Element | None:
    try:
        return etree.fromstring(data)
    except etree.XMLSyntaxError:
        return None


def elements_damaged(data: bytes, random: Random) -> bytes:
    """A zip of XML of which some elements are lost, doubled, elsewhere, others, or say another thing."""
    entries = dict(entries_of(data))
    names = [name for name in entries if _tree(entries[name]) is not None]
    # Mostly in what holds the report; the rest has few elements and much to do with where it is.
    main = [
        name for name in names if re.search(r"document\.xml$|sheet\d+\.xml$|sharedStrings", name)
    ]
    name = random.choice(main if main and random.random() < 0.75 else names)
    kind = name.partition("/")[0]
    root = deepcopy(_tree(entries[name]))
    assert root is not None
    for _ in range(random.choice((1, 1, 2, 4, 10))):
        _damage_an_element(root, _NAMES.get(kind, ("Relationship", "Override")), random)
    entries[name] = etree.tostring(root, encoding="UTF-8", standalone=True)
    return zipped(entries)


def xml_damaged(data: bytes, kind: str, random: Random) -> bytes:
    """One XML file damaged like `elements_damaged`; `kind` says of which names others are taken."""
    tree = _tree(data)
    if tree is None:
        return bytes_damaged(data, random)
    root = deepcopy(tree)
    for _ in range(random.choice((1, 2, 4))):
        _damage_an_element(root, _NAMES[kind], random)
    return etree.tostring(root, encoding="UTF-8")


def _damage_an_element(root: etree._Element, names: tuple[str, ...], random: Random) -> None:
    elements = list(root.iter("{*}*"))
    element, other = random.choice(elements), random.choice(elements)
    parent = element.getparent()
    if parent is None:
        return
    random.choice(_DAMAGES)(element, parent, other, names, random)


def _lose(element: etree._Element, parent: etree._Element, *_: object) -> None:
    parent.remove(element)


def _double(element: etree._Element, _p: object, _o: object, _n: object, random: Random) -> None:
    for _ in range(random.choice((1, 1, 3, 40))):
        element.addnext(deepcopy(element))


def _move(
    element: etree._Element, parent: etree._Element, other: etree._Element, *_: object
) -> None:
    if other is not element and element not in other.iterancestors():
        other.append(element)


def _rename(
    element: etree._Element, _p: object, _o: object, names: tuple[str, ...], random: Random
) -> None:
    space = etree.QName(element).namespace
    name = random.choice(names)
    element.tag = f"{{{space}}}{name}" if space and random.random() < 0.9 else name


def _say(
    element: etree._Element, _p: object, other: etree._Element, _n: object, random: Random
) -> None:
    element.text = other.text if random.random() < 0.3 else random.choice(_TEXTS[:10] + _TEXTS[11:])


def _set(
    element: etree._Element, _p: object, other: etree._Element, _n: object, random: Random
) -> None:
    keys = [*element.attrib, *other.attrib]
    if keys:
        element.set(random.choice(keys), random.choice(_VALUES))


def _unset(element: etree._Element, _p: object, _o: object, _n: object, random: Random) -> None:
    if element.attrib:
        del element.attrib[random.choice(list(element.attrib))]


def _wrap(
    element: etree._Element, parent: etree._Element, _o: object, names: tuple[str, ...],
    random: Random,
) -> None:  # fmt: skip
    space = etree.QName(element).namespace
    at = parent.index(element)
    inner = element
    for _ in range(random.choice((1, 1, 2, 30, 210))):
        name = random.choice(names)
        outer = etree.Element(f"{{{space}}}{name}" if space else name)
        outer.append(inner)
        inner = outer
    parent.insert(at, inner)


def _unwrap(element: etree._Element, parent: etree._Element, *_: object) -> None:
    at = parent.index(element)
    for child in reversed(element):
        parent.insert(at, child)
    parent.remove(element)


def _empty(element: etree._Element, *_: object) -> None:
    for child in list(element):
        element.remove(child)


_DAMAGES: tuple[Callable[..., None], ...] = (
    _lose, _double, _move, _rename, _say, _set, _set, _unset, _wrap, _unwrap, _empty,
)  # fmt: skip


def tags_damaged(data: bytes, random: Random) -> bytes:
    """A web page of which some tags are lost, doubled, exchanged, others, or never closed."""
    text = data.decode("utf-8", "replace")
    for _ in range(random.choice((1, 1, 2, 5, 20))):
        tags = list(_TAG.finditer(text))
        if not tags:
            break
        start, end = random.choice(tags).span()
        other = random.choice(tags)[0]
        text = text[:start] + _another_tag(text[start:end], other, random) + text[end:]
    return text.encode("utf-8", "surrogatepass")


def _another_tag(tag: str, other: str, random: Random) -> str:
    name = random.choice(_NAMES["page"])
    attribute = f'{random.choice(_ATTRIBUTES)}="{random.choice(_VALUES)}"'
    return random.choice((
        "", tag * 2, other, other + tag, f"<{name}>{tag}", f"</{name}>", f"<{name} {attribute}>", tag[:-1],
        tag[1:], f"{tag[:-1]} {attribute}>", "<!--", "-->", "<![CDATA[", "<?x", f"<{name}>" * 40, "&#0;", "&#x110000;",
        "\0", random.choice(_TEXTS) + tag,
    ))  # fmt: skip


def objects_damaged(objects: list[bytes], random: Random) -> bytes:
    """A PDF of these objects, of which some are lost, doubled, exchanged, or say another thing."""
    made = list(objects)
    for _ in range(random.choice((1, 1, 2, 4, 12))):
        at, other = random.randrange(len(made)), random.randrange(len(made))
        match random.randrange(12):
            case 0:
                made[at] = b"null"
            case 1:
                made[at], made[other] = made[other], made[at]
            case 2:
                made[at] = made[other]
            case 3:
                made[at] = bytes_damaged(made[at], random)
            case _:
                made[at] = _another_token(made[at], random)
    data = file_of(made)
    return bytes_damaged(data, random) if random.random() < 0.1 else data


def _another_token(body: bytes, random: Random) -> bytes:
    tokens = [found.span() for found in _PDF_TOKEN.finditer(body)]
    if not tokens:
        return body
    # What says how to read an object stands at its beginning.
    start, end = random.choice(tokens[:12] if random.random() < 0.4 else tokens)
    token, (first, last) = body[start:end], random.choice(tokens)
    other = body[first:last]
    number = token[:1].isdigit() and random.random() < 0.6
    new = random.choice(_PDF_NUMBERS if number else _PDF_WORDS)
    new = random.choice((new, new, new, b"", token * 2, other, b" %b %b " % (new, token)))
    return body[:start] + new + body[end:]
