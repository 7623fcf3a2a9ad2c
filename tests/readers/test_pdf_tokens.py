"""The tokens of a PDF's drawing are those that pdfminer reads, whatever is written there."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psexceptions import PSException

from nianbao.readers.pdf_tokens import QuickContentParser
from tests.faults.size import runs

PIECES = st.sampled_from(
    (
        b"12", b"-3", b"+.5", b"1.", b"-.25 ", b"--4", b"1.2.3", b"-", b".", b"9" * 5000, b"BT", b"T*", b"'", b'"',
        b"true", b"false", b"null", b"/F1", b"/A#42", b"/", b"/\xe4\xb8\x80", b"<0041>", b"<041>", b"<00 41>", b"<>",
        b"<<", b">>", b"(a)", b"(a(b)c)", b"(\\)", b"(\\101)", b"()", b"(", b")", b"[", b"]", b"{", b"}", b"%x\n", b"\0",
        b" ", b"\n", b"\r\n", b"Tj", b"TJ", b"re f", b"BI /W 1 ID xEI ", b"\xff", b"\xc3\xa9", b"0 0 m 1 1 l S ",
    )
)  # fmt: skip


def tokens(parser: type[PDFContentParser], pieces: list[bytes]) -> list[object]:
    """All that a parser takes out of a drawing, and how it ends."""
    found: list[object] = []
    try:
        reading = parser([PDFStream({}, piece) for piece in pieces])
        while True:
            place, token = reading.nextobject()
            if isinstance(token, PDFStream):
                found.append((place, token.attrs, token.rawdata))
            else:
                found.append((place, token))
    except (PSException, AssertionError, ValueError, IndexError, TypeError) as error:
        found.append(type(error))
    return found


@settings(max_examples=runs(150, 20_000))
@given(drawing=st.lists(st.lists(PIECES, max_size=30).map(b"".join), min_size=1, max_size=3))
def test_the_tokens_are_those_of_pdfminer(drawing: list[bytes]) -> None:
    assert tokens(QuickContentParser, drawing) == tokens(PDFContentParser, drawing)
