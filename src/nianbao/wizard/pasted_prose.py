"""Text pasted from Word or a page, without what belongs to the layout it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.readers.tidy import is_page_number, tidy, without_list_mark
from nianbao.report.texts import clean_text

LONG = 500
"""Characters of a paragraph above which it is split: what is typed in a longer one comes slowly."""

TOO_LONG = 3000
"""Characters of a paragraph above which it is hardly usable."""

_SENTENCE = re.compile(r".*?(?:[。！？](?:[”’」』）)】]*)|$)")
_CLAUSE = re.compile(r".*?(?:；|$)")
# Fonts of symbols leave their list marks in the private area.
_SYMBOLS = re.compile("^[\ue000-\uf8ff]+\\s*")
_WIDE = "[\u3001-\u303f\u4e00-\u9fff\uff00-\uffef]"
_GAP = re.compile(f"(?<={_WIDE})[ \t\u3000]{{2,}}(?={_WIDE})")


@dataclass(frozen=True, slots=True)
class PastedProse:
    """A pasted text as it comes in."""

    text: str
    split: int
    """How many paragraphs were split, being longer than `LONG`."""
    too_long: int
    """How many are longer than `TOO_LONG` all the same."""


def pasted_prose(text: str) -> PastedProse:
    """A pasted text with one paragraph a line.

    Gone are indents, list marks, invisible characters, page numbers, blank lines and doubled
    spaces; a paragraph over 500 characters is split at the ends of its sentences. A word or a
    sentence without a line end keeps its place in the line it is pasted into.
    """
    lines = [_line(line) for line in clean_text(text.replace("\x0b", "\n")).split("\n")]
    paragraphs = [line for line in lines if line and not is_page_number(line)]
    if len(lines) == 1:
        paragraphs = lines
    pieces = [list(_split(paragraph)) for paragraph in paragraphs]
    return PastedProse(
        "\n".join(piece for parts in pieces for piece in parts),
        sum(len(parts) > 1 for parts in pieces),
        sum(len(piece) > TOO_LONG for parts in pieces for piece in parts),
    )


def _line(line: str) -> str:
    without_gaps = _GAP.sub("", line.replace("\u00a0", " ").strip())
    return _SYMBOLS.sub("", without_list_mark(_SYMBOLS.sub("", tidy(without_gaps))))


def _split(paragraph: str) -> Iterator[str]:
    """The paragraph in pieces of at most `LONG` characters, as far as sentences end in it."""
    if len(paragraph) <= LONG:
        yield paragraph
        return
    piece = ""
    for sentence in _parts(paragraph):
        if piece and len(piece) + len(sentence) > LONG:
            yield piece
            piece = ""
        piece += sentence
    if piece:
        yield piece


def _parts(paragraph: str) -> Iterator[str]:
    for sentence in _SENTENCE.findall(paragraph):
        if len(sentence) > LONG:
            yield from filter(None, _CLAUSE.findall(sentence))
        elif sentence:
            yield sentence
