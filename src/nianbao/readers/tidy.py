"""A line of a document without what belongs to its layout: list marks, spaces, page numbers."""

from __future__ import annotations

import re

_LIST_MARK = re.compile(r"(?:[-*+•·▪■●◆◇○]\s+)+(?=\S)")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069\u061c\u200e\u200f]")
_NUMBER = "[0-9０-９]{1,4}"
_PAGE = re.compile(
    rf"[-—–－―~～·•]{{1,3}}\s*{_NUMBER}\s*[-—–－―~～·•]{{1,3}}"
    rf"|第\s*(?:{_NUMBER}|[一二三四五六七八九十]{{1,3}})\s*页(?:[,，/\s]*共\s*{_NUMBER}\s*页)?"
    rf"|共\s*{_NUMBER}\s*页[,，/\s]*第\s*{_NUMBER}\s*页"
    rf"|page\s*{_NUMBER}(?:\s*(?:of|/)\s*{_NUMBER})?",
    re.IGNORECASE,
)
_PART_OF_PAGE_NUMBER = re.compile(
    rf"[-—–－―~～·•]{{1,3}}|{_NUMBER}(?:\s*[/／]\s*{_NUMBER})?|[ivxⅠ-ⅿ]{{1,5}}", re.IGNORECASE
)


def tidy(text: str) -> str:
    """`text` as one line: runs of white space are a space, invisible characters are gone."""
    return " ".join(_INVISIBLE.sub("", text).split())


def without_list_mark(text: str) -> str:
    """A tidy line without the list marks (`- `, `• `) before it."""
    found = _LIST_MARK.match(text)
    return text[found.end() :] if found else text


def is_page_number(text: str) -> bool:
    """Whether a tidy line is the number of a page."""
    return len(text) < 24 and bool(_PAGE.fullmatch(text))


def may_be_page_number(text: str) -> bool:
    """Whether a tidy line is the number of a page, or a piece of one, where nothing else may stand."""
    return is_page_number(text) or (len(text) < 24 and bool(_PART_OF_PAGE_NUMBER.fullmatch(text)))
