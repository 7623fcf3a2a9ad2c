"""Small documents that are made to cost whoever reads them all his time or memory.

Run as a program it reads each of them, and prints a line for each: the name, the seconds of
processor time, the memory it came to, and the sentence it was refused with or `read`.
"""

from __future__ import annotations

import io
import json
import resource
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable

from tests.readers.made_pdf import file_of

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
_BOOK = (
    '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="一、总体情况" sheetId="1" r:id="r1"/></sheets></workbook>'
)
_LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {"a" * n} "&{"a" * (n - 1)};&{"a" * (n - 1)};">' for n in range(2, 40)
)
_TITLE = "某某局2024年政府信息公开工作年度报告"
_NEAR = "（三）不予公开 4.保护第三方合法权益"


def zipped(parts: dict[str, bytes | str]) -> bytes:
    """A zip of these parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, contents in parts.items():
            archive.writestr(name, contents)
    return data.getvalue()


def word(body: str, **parts: bytes | str) -> bytes:
    """A Word file with this in its body."""
    xml = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    return _word_of(xml, **parts)


def _word_of(xml: str, **parts: bytes | str) -> bytes:
    named = {f"word/{name}.xml": part for name, part in parts.items()}
    return zipped({"[Content_Types].xml": _TYPES, "word/document.xml": xml, **named})


def workbook(sheet: str) -> bytes:
    """A workbook with this in its only sheet."""
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "xl/workbook.xml": _BOOK,
            "xl/_rels/workbook.xml.rels": _RELATIONS,
            "xl/worksheets/sheet1.xml": f"<worksheet>{sheet}</worksheet>",
        }
    )


def page(body: str) -> bytes:
    """A web page with this in its body."""
    return f"<html><body><h1>{_TITLE}</h1>{body}</body></html>".encode()


def text(body: str) -> bytes:
    """A text with the title of a report before this."""
    return f"{_TITLE}\n{body}".encode()


def _run(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _rows(rows: Iterable[Iterable[str]], cell: str = "td") -> str:
    return "<table>" + "".join(
        "<tr>" + "".join(f"<{cell}>{text}</{cell}>" for text in row) + "</tr>" for row in rows
    ) + "</table>"  # fmt: skip


def _sheet_rows(rows: int, columns: int, text: str = "1") -> str:
    cells = f"<c><v>{text}</v></c>" * columns
    return "<sheetData>" + f"<row>{cells}</row>" * rows + "</sheetData>"


def _near_labels(count: int) -> list[str]:
    """As many different texts that are nearly a label."""
    return [f"{_NEAR[: n % 19]}{chr(0x4E00 + n)}{_NEAR[n % 19 + 1 :]}" for n in range(count)]


def _zip_of_zeros() -> bytes:
    """A thousand million zeros, made a million at a time: making it is within the limits too."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        with archive.open("word/document.xml", "w") as part:
            for _ in range(1000):
                part.write(bytes(1_000_000))
    return data.getvalue()


def _overlapping_zip() -> bytes:
    """A thousand entries in the directory that all are the same packed zeros."""
    whole = zipped({"word/document.xml": bytes(7_900_000)})
    directory = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    entry = whole[directory:end]
    name = entry[46 : 46 + struct.unpack("<H", entry[28:30])[0]]
    entries = b"".join(
        entry.replace(name, b"word/d%07d.xml" % at)[: len(entry)] for at in range(1000)
    )
    foot = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1000, 1000, len(entries), directory, 0)
    return whole[:directory] + entries + foot


def _lying_zip() -> bytes:
    """A part that says it has ten bytes and unpacks to a hundred million."""
    data = bytearray(
        zipped({"[Content_Types].xml": _TYPES, "word/document.xml": bytes(100_000_000)})
    )
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.rindex(signature) + at
        data[place : place + 4] = struct.pack("<L", 10)
    return bytes(data)


def _pdf(*objects: bytes, pages: bytes = b"<</Type/Pages/Kids[3 0 R]/Count 1>>") -> bytes:
    return file_of([b"<</Type/Catalog/Pages 2 0 R>>", pages, *objects])


def _stream(data: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    head = b"<</Length %d/Filter/FlateDecode%s>>" % (len(packed), more)
    return head + b"stream\n" + packed + b"\nendstream"


def _stream_of_zeros(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(megabytes)) + packer.flush()
    head = b"<</Length %d/Filter/FlateDecode>>" % len(packed)
    return head + b"stream\n" + packed + b"\nendstream"


_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>>>"
_FONT = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica%s>>>>"


def _pdf_page(drawing: bytes, resources: bytes = _FONT % b"", *more: bytes) -> bytes:
    return _pdf(_PAGE % resources, _stream(drawing), *more)


def _pdf_rules(count: int) -> bytes:
    return b"\n".join(
        b"%d 0 m %d 842 l S 0 %d m 595 %d l S" % (n % 595, n % 595, n % 842, n % 842)
        for n in range(count)
    )


def _pdf_grid(lines: int) -> bytes:
    return b"\n".join(
        b"%.2f 0 m %.2f 842 l S 0 %.2f m 595 %.2f l S" % ((n * 3.4,) * 2 + (n * 4.8,) * 2)
        for n in range(lines)
    )


def _pdf_text(count: int) -> bytes:
    return b"".join(
        b"BT /F 5 Tf %d %d Td (%s) Tj ET\n" % (n % 7 * 80, n % 160 * 5, b"abcdefghijklmnop")
        for n in range(count)
    )


def _pdf_with_cmap() -> bytes:
    cmap = b"begincmap 1 begincodespacerange <00000000> <ffffffff> endcodespacerange\n"
    cmap += b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange endcmap"
    font = _FONT % b"/ToUnicode 5 0 R"
    return _pdf_page(b"BT /F 9 Tf 40 40 Td (abc) Tj ET", font, _stream(cmap))


def _pdf_with_lzw() -> bytes:
    """A stream packed in a way whose size is not to be seen from outside."""
    codes, width, size, data, bits = [256], 9, 258, 0, 0
    # A code that means itself one longer each time: the text grows with the square of the codes.
    codes += [65, *range(258, 4000)]
    for number, code in enumerate(codes):
        data, bits = data << width | code, bits + width
        size += number > 1
        width = 9 if size < 511 else 10 if size < 1023 else 11 if size < 2047 else 12
    packed = (data << -bits % 8).to_bytes((bits + 7) // 8, "big") * 40
    body = b"<</Length %d/Filter[/LZWDecode/LZWDecode]>>stream\n%s\nendstream" % (
        len(packed),
        packed,
    )
    return _pdf(_PAGE % (_FONT % b""), body)


def _pdf_with_runs() -> bytes:
    packed = b"\x81a" * 7_000_000
    body = b"<</Length %d/Filter/RunLengthDecode>>stream\n%s\nendstream" % (len(packed), packed)
    return _pdf(_PAGE % (_FONT % b""), body)


def _pdf_forms(depth: int) -> bytes:
    """Forms that draw the next one twice, so that the last is drawn two to the `depth` times."""
    forms = [
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>/Length 10>>"
        b"stream\n/X Do /X Do\nendstream" % (6 + number)
        for number in range(depth)
    ]
    last = _stream(b"BT /F 9 Tf (abc) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return _pdf_page(b"/X Do", b"/XObject<</X 5 0 R>>", *forms, last)


BOMBS: dict[str, Callable[[], bytes]] = {
    "xml: billion laughs": lambda: _word_of(f"{_LAUGHS}]><a>&{'a' * 39};</a>"),
    "xml: outer entity": lambda: _word_of(
        '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>'
    ),
    "xml: elements": lambda: word("<w:p/>" * 1_100_000),
    "xml: elements below the bound": lambda: word("<w:p><w:r><w:t>1</w:t></w:r></w:p>" * 30_000),
    "xml: nested": lambda: _word_of("<a>" * 1_000_000),
    "xml: nested below the bound": lambda: word("<w:tbl><w:tr><w:tc>" * 60 + _run("1")),
    "xml: attributes": lambda: _word_of(
        "<a " + " ".join(f'a{n}="1"' for n in range(600_000)) + "/>"
    ),
    "xml: one attribute": lambda: _word_of(f'<a a="{"1" * 7_900_000}"/>'),
    "xml: one text": lambda: word(_run("政" * 2_600_000)),
    "xml: names": lambda: _word_of("<a>" + "".join(f"<a{n}/>" for n in range(750_000)) + "</a>"),
    "xml: not closed": lambda: _word_of("<a><!--" + "-" * 7_900_000),
    "word: a paragraph of pieces": lambda: word(
        "<w:p>" + "<w:r><w:t>1</w:t></w:r>" * 90_000 + "</w:p>"
    ),
    "word: spans": lambda: word(
        "<w:tbl>" + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>'
        f"{_run('1')}</w:tc></w:tr>" * 9_000 + "</w:tbl>"
    ),
    "word: six digits of columns before": lambda: word(
        '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="999999"/></w:trPr>'
        f"<w:tc>{_run('1')}</w:tc></w:tr></w:tbl>"
    ),
    "word: rows": lambda: word(
        "<w:tbl>" + f"<w:tr><w:tc>{_run('1')}</w:tc></w:tr>" * 22_000 + "</w:tbl>"
    ),
    "word: merged down": lambda: word(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr></w:tc></w:tr>'
        + "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc></w:tr>" * 19_000
        + "</w:tbl>"
    ),
    "word: labels that are nearly right": lambda: word(
        "<w:tbl>"
        + "".join(
            f"<w:tr><w:tc>{_run(label)}</w:tc><w:tc>{_run('1')}</w:tc></w:tr>"
            for label in _near_labels(9_000)
        )
        + "</w:tbl>"
    ),
    "zip: zeros": _zip_of_zeros,
    "zip: a size that lies": _lying_zip,
    "zip: entries on one place": _overlapping_zip,
    "zip: entries": lambda: zipped({f"word/{n}": b"" for n in range(9_000)}),
    "zip: names": lambda: zipped({"../" * 9_000 + f"{n}": b"" for n in range(1_500)}),
    "zip: in a zip": lambda: zipped({"a.zip": zipped({"b.zip": zipped({"c": bytes(10**8)})})}),
    "zip: directories of nothing": lambda: b"PK\x03\x04" + b"PK\x01\x02" * 4_000_000,
    "workbook: the whole sheet merged": lambda: workbook(
        _sheet_rows(3, 3) + '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    "workbook: merged cells": lambda: workbook(
        _sheet_rows(5_000, 4)
        + "<mergeCells>"
        + "".join(f'<mergeCell ref="A{n}:D1048576"/>' for n in range(1, 5_000))
        + "</mergeCells>"
    ),
    "workbook: rows": lambda: workbook(_sheet_rows(19_000, 1)),
    "workbook: more rows": lambda: workbook(_sheet_rows(100_000, 1)),
    "workbook: the last cell": lambda: workbook(
        '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    ),
    "workbook: a row of many digits": lambda: workbook(
        f'<sheetData><row r="{"9" * 9_000}"><c><v>1</v></c></row></sheetData>'
    ),
    "workbook: a string of many digits": lambda: workbook(
        f'<sheetData><row><c t="s"><v>{"9" * 9_000}</v></c></row></sheetData>'
    ),
    "workbook: a number of many digits": lambda: workbook(_sheet_rows(2, 2, "9" * 2_000_000)),
    "page: spans": lambda: page(
        "<table>" + '<tr><td rowspan="1000000000" colspan="1000000000">1</td></tr>' * 9_000
    ),
    "page: spans below the bound": lambda: page(
        "<table>" + ('<tr>' + '<td rowspan="99" colspan="99">1</td>' * 2 + "</tr>") * 9_900
    ),
    "page: divisions": lambda: page("<div>" * 100_000),
    "page: inline elements in each other": lambda: page(
        ("<span>" * 120 + "1" + "</span>" * 120) * 480
    ),
    "page: divisions in each other": lambda: page(
        ("<div>" * 50 + "<i>1</i>" * 4 + "</div>" * 50) * 1_000
    ),
    "page: rows made of divisions": lambda: page(
        "<div>" + "<div><div>1</div><div>2</div></div>" * 19_000 + "</div>"
    ),
    "page: tables in tables": lambda: page("<table><tr><td>1" * 3_000),
    "page: tables in tables below the bound": lambda: page(
        ("<table><tr><td>1</td><td>" * 40 + "</td></tr></table>" * 40) * 200
    ),
    "page: one attribute": lambda: page(f'<p style="{"a" * 15_000_000}">'),
    "page: attributes": lambda: page(
        "<p " + " ".join(f"a{n}" for n in range(1_500_000)) + ">1</p>"
    ),
    "page: entities": lambda: page("&amp;" * 3_000_000),
    "page: one long line": lambda: page("<p>" + "政" * 4_000_000),
    "page: labels that are nearly right": lambda: page(
        _rows((label, "1", "2") for label in _near_labels(6_000))
    ),
    "page: sections": lambda: page("".join(f"<p>三、收到{n}</p>" for n in range(9_900))),
    "page: titles over and over": lambda: page(
        "<p>三、收到和处理政府信息公开申请情况</p>" * 9_900
    ),
    "page: the same row over and over": lambda: page(
        _rows([["（一）予以公开", *"1234567"]] * 2_400)
    ),
    "page: comments": lambda: page("<!--" * 100_000),
    "text: one cell a line": lambda: text("规章\n0\n" * 4_900),
    "text: labels that are nearly right": lambda: text("\n".join(f"{label}\t1\t2" for label in _near_labels(9_000))),
    "text: numbers": lambda: text("9" * 99_000 + "\n" + "1 " * 49_000),
    "text: brackets": lambda: text("（" * 49_000 + "\n" + "[](" * 30_000),
    "text: spaces": lambda: text((" " * 99_000 + "1\n") * 40),
    "text: stars": lambda: b"# " + text("## 1\n## 2\n" + "*" * 99_000 + "\n" + "_a" * 49_000),
    "text: cells of a ruled table": lambda: text(
        "+" + "-+" * 900 + "\n" + ("|" + " |" * 900 + "\n" + "+" + "-+" * 900 + "\n") * 20
    ),
    "json: nested": lambda: b'{"a":' * 600_000,
    "json: nested arrays": lambda: b'{"a":' + b"[" * 3_900_000,
    "json: a number": lambda: b'{"a":' + b"9" * 3_900_000 + b"}",
    "json: an exponent": lambda: b'{"report":{"organ":"a","year":1e999999999}}',
    "json: keys": lambda: json.dumps({f"k{n}": n for n in range(250_000)}).encode(),
    "toml: nested": lambda: b"schema = 1\na = " + b"[" * 3_000_000,
    "toml: a number": lambda: b"schema = 1\na = " + b"9" * 3_000_000,
    "pdf: zeros": lambda: _pdf(_PAGE % (_FONT % b""), _stream_of_zeros(400)),
    "pdf: streams": lambda: _pdf_page(b"", b"", *[_stream(bytes(10**7))] * 30),
    "pdf: packed twice": lambda: _pdf_page(b"", b"", _stream(zlib.compress(bytes(10**8)))),
    "pdf: another packing": _pdf_with_lzw,
    "pdf: runs": _pdf_with_runs,
    "pdf: pages that are their own": lambda: _pdf(
        b"<</Type/Pages/Kids[2 0 R 3 0 R]/Parent 2 0 R/Count 9>>",
        pages=b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 9>>",
    ),
    "pdf: pages": lambda: _pdf(
        _PAGE % b"", pages=b"<</Type/Pages/Kids[" + b"3 0 R " * 60_000 + b"]/Count 60000>>"
    ),
    "pdf: forms that draw themselves": lambda: _pdf_page(
        b"/X Do", b"/XObject<</X 5 0 R>>",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 10>>"
        b"stream\n/X Do /X Do\nendstream",
    ),
    "pdf: forms that draw two others": lambda: _pdf_forms(40),
    "pdf: an endless table of characters": _pdf_with_cmap,
    "pdf: rules": lambda: _pdf_page(_pdf_rules(40_000)),
    "pdf: a fine grid": lambda: _pdf_page(_pdf_grid(170)),
    "pdf: characters": lambda: _pdf_page(_pdf_text(30_000)),
    "pdf: a drawing": lambda: _pdf_page(b"1 2 m 3 4 l S\n" * 1_000_000),
    "pdf: operands": lambda: _pdf_page(b"1 " * 7_000_000),
    "pdf: nested arrays": lambda: _pdf_page(b"[" * 2_000_000),
    "pdf: nested dictionaries": lambda: b"%PDF-1.4\n1 0 obj " + b"<</A" * 900_000,
    "pdf: references in a ring": lambda: _pdf(
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources 5 0 R>>", b"5 0 R", b"4 0 R"
    ),
    "pdf: older tables in a ring": lambda: (
        b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer<</Size 1/Prev 9/Root 1 0 R>>\n"
        b"startxref\n9\n%%EOF\n"
    ),
    "pdf: a table of billions": lambda: (
        b"%PDF-1.4\nxref\n0 4000000000\n0000000000 65535 f \ntrailer<</Size 4000000000>>\n"
        b"startxref\n9\n%%EOF\n"
    ),
}  # fmt: skip


def main() -> None:
    """Read the bombs named on the command line, or all of them."""
    from nianbao.operations import Unreadable, import_document

    for name in sys.argv[1:] or BOMBS:
        data = BOMBS[name]()
        before = _seconds()
        try:
            import_document(data, year=2024)
            said = "read"
        except Unreadable as error:
            said = str(error)
        except Exception as error:  # noqa: BLE001  What else comes is to be told, whatever it is.
            said = f"FAILED {type(error).__name__}"
        peak = max(resource.getrusage(who).ru_maxrss for who in _OURS) // 1024
        print(f"{name}\t{_seconds() - before:.2f}\t{peak}\t{len(data)}\t{said}", flush=True)  # noqa: T201


_OURS = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def _seconds() -> float:
    """The processor time of this process and of those it waited for."""
    used = [resource.getrusage(who) for who in _OURS]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    main()
