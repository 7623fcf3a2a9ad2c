"""A line of a document without what belongs to its layout: list marks, spaces, page numbers."""

from __future__ import annotations

import re

_LIST_MARK = re.compile(r"(?:[-*+•·▪■●◆◇○]\s+)+(?=\S)")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069\u061c\u200e\u200f]")
_PAGE = re.compile(
    r"[-—–－―]{1,3}\s*[0-9０-９]{1,4}\s*[-—–－―]{1,3}"
    r"|第\s*[0-9０-９]{1,4}\s*页(?:[,，/\s]*共\s*[0-9０-９]{1,4}\s*页)?"
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
    return len(text) < 20 and bool(_PAGE.fullmatch(text))
