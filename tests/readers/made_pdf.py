"""A PDF of a report with ruled tables, written byte by byte, so that a test knows all that is in it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nianbao.report import Report
from nianbao.report.layout import LaidTable, laid_out

_WIDTH, _HEIGHT, _MARGIN, _ROW, _SIZE = 595, 842, 40, 20, 7

_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H"
    b"/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>"
)
_GLYPHS = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/DW 1000"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight rule, in points from the upper left corner of its page."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Text:
    """Text on one line, by its lower left corner."""

    x: float
    y: float
    text: str


Page = list[Rule | Text]


def drawn(report: Report) -> list[Page]:
    """The pages of a report: its title and its sections, a table going on over the page's end."""
    pages: list[Page] = [[]]
    y = float(_MARGIN)

    def room(height: float) -> float:
        nonlocal y
        if y + height > _HEIGHT - _MARGIN:
            pages.append([])
            y = float(_MARGIN)
        y += height
        return y - height

    def line(text: str) -> None:
        pages[-1].append(Text(_MARGIN, room(_ROW) + _ROW - 5, text))

    edition = report.edition
    line(f"{report.organ}{report.year}年政府信息公开工作年度报告")
    for section in edition.sections:
        line(section.title)
        if section.table is None:
            line("这一部分是文字。")
            continue
        laid = laid_out(edition.table(section.table), report)
        widths = _widths(laid)
        tops: dict[int, tuple[int, float]] = {}
        for number in range(len(laid.rows)):
            top = room(_ROW)
            tops[number] = (len(pages) - 1, top)
        for page, item in _cells(laid, widths, tops):
            pages[page].append(item)
        room(_ROW)
    return pages


def _widths(laid: LaidTable) -> list[float]:
    stubs = laid.blocks[0].stub_columns
    whole = _WIDTH - 2 * _MARGIN
    if not stubs:
        return [whole / laid.columns] * laid.columns
    numbers = (whole * 0.5) / (laid.columns - stubs)
    return [whole * 0.5 / stubs] * stubs + [numbers] * (laid.columns - stubs)


def _cells(
    laid: LaidTable, widths: Sequence[float], tops: dict[int, tuple[int, float]]
) -> Iterator[tuple[int, Rule | Text]]:
    lefts = [_MARGIN + sum(widths[:index]) for index in range(len(widths) + 1)]
    for row, column, cell in laid.placed():
        left, right = lefts[column], lefts[column + cell.column_span]
        by_page: dict[int, list[float]] = {}
        for covered in range(row, row + cell.row_span):
            page, top = tops[covered]
            by_page.setdefault(page, []).append(top)
        for index, (page, heights) in enumerate(by_page.items()):
            top, bottom = min(heights), max(heights) + _ROW
            for rule in _box(left, top, right, bottom):
                yield page, rule
            if index == 0:
                room = max(1, int((right - left - 2) // _SIZE)) if cell.role != "number" else 40
                pieces = [cell.text[at : at + room] for at in range(0, len(cell.text), room)]
                for number, piece in enumerate(pieces):
                    yield page, Text(left + 2, top + (number + 1) * (_SIZE + 0.5), piece)


def _box(left: float, top: float, right: float, bottom: float) -> tuple[Rule, ...]:
    return (
        Rule(left, top, right, top),
        Rule(left, bottom, right, bottom),
        Rule(left, top, left, bottom),
        Rule(right, top, right, bottom),
    )


def pdf_of(pages: Iterable[Page], *, packed: bool = True) -> bytes:
    """The file that draws these pages; `packed` compresses what it draws."""
    return file_of(objects_of(pages, packed=packed))


def objects_of(pages: Iterable[Page], *, packed: bool = True) -> list[bytes]:
    """The objects of the file that draws these pages."""
    made = list(pages)
    letters = sorted(
        {c for page in made for item in page if isinstance(item, Text) for c in item.text}
    )
    codes = {letter: number for number, letter in enumerate(letters, 1)}
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(made)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(made)}>>".encode(),
        _FONT,
        _GLYPHS,
        _stream(_to_unicode(codes), packed),
    ]
    for number, page in enumerate(made):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {_WIDTH} {_HEIGHT}]"
            f"/Resources<</Font<</F 3 0 R>>>>/Contents {7 + 2 * number} 0 R>>".encode()
        )
        objects.append(_stream("\n".join(_drawing(page, codes)).encode(), packed))
    return objects


def file_of(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    data = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(data)


def _stream(data: bytes, packed: bool) -> bytes:
    filtered = b"/Filter/FlateDecode" if packed else b""
    body = zlib.compress(data) if packed else data
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(body), filtered, body)


def _drawing(page: Page, codes: dict[str, int]) -> Iterator[str]:
    for item in page:
        if isinstance(item, Rule):
            start, end = _HEIGHT - item.y0, _HEIGHT - item.y1
            yield f"{item.x0:.1f} {start:.1f} m {item.x1:.1f} {end:.1f} l S"
        else:
            shown = "".join(f"{codes[letter]:04x}" for letter in item.text)
            yield f"BT /F {_SIZE} Tf {item.x:.1f} {_HEIGHT - item.y:.1f} Td <{shown}> Tj ET"


def _to_unicode(codes: dict[str, int]) -> bytes:
    pairs = "\n".join(
        f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items()
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}\nendbfchar\nendcmap end end\n"
    ).encode()
