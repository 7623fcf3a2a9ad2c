"""Plain text and Markdown as lines and grids, however the tables are written in it.

Three layouts are told apart: text with ruled tables (`+---+`: our own plain text, Pandoc), whose
unindented lines go on in the next line; Markdown, whose headings are marked; and anything pasted.
"""

from __future__ import annotations

import re
from dataclasses import replace

from nianbao.editions import Editions
from nianbao.readers.document import Document
from nianbao.readers.imported import Imported, TooMuch
from nianbao.readers.markdown_text import markdown_document
from nianbao.readers.pasted_text import pasted_document
from nianbao.readers.reading import read_document
from nianbao.readers.ruled_text import ruled_document
from nianbao.report.texts import clean_text

_RULE = re.compile(r"^\+(?:-+\+)+[ \t]*$", re.MULTILINE)
_GAP = re.compile(r"(?<! ) {2,}+(?=\S)")
_MOST_LINES, _MOST_CELLS, _LONGEST_LINE = 10_000, 20_000, 100_000
_FEWEST_HEADINGS = 3
_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
_MARKDOWN = re.compile(r"\s*# \S")


def read_text(
    text: str, editions: Editions, *, organ: str | None = None, year: int | None = None
) -> Imported:
    """The report that a plain text or a Markdown text holds.

    Args:
        text: the whole document.
        editions: the editions it may be in.
        organ: the office, where the user has said it.
        year: the year reported on, where the user has said it.

    Raises:
        NotAReport: it is no annual report in a statutory form, or far longer than any.
        YearNotFound: it does not say on which year it reports, and `year` is not given.
    """
    read = read_document(document_of(text), editions, organ=organ, year=year)
    source = clean_text(text.removeprefix("\ufeff"))
    return replace(read, texts=replace(read.texts, source=source))


def document_of(text: str) -> Document:
    """The lines and grids of a text, its layout recognised.

    Raises:
        TooMuch: it is far longer than any report.
    """
    cleaned = clean_text(text.removeprefix("\ufeff"))
    _refuse_the_endless(cleaned)
    if _RULE.search(cleaned):
        return ruled_document(cleaned)
    if _MARKDOWN.match(cleaned) and len(_HEADING.findall(cleaned)) >= _FEWEST_HEADINGS:
        return markdown_document(cleaned)
    return pasted_document(cleaned)


def _refuse_the_endless(text: str) -> None:
    """Refuse a text that no report is as long as, before anything is looked for in it."""
    lines = text.count("\n")
    if lines > _MOST_LINES:
        raise TooMuch(f"文字超过 {_MOST_LINES} 行")
    if text.count("\t") + text.count("|") + len(_GAP.findall(text)) > _MOST_CELLS:
        raise TooMuch(f"表格超过 {_MOST_CELLS} 格")
    if any(len(line) > _LONGEST_LINE for line in text.split("\n")):
        raise TooMuch(f"一行文字超过 {_LONGEST_LINE} 字")
