"""The lines that close a report: the office and the day of publication."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from nianbao.readers.dates import read_date
from nianbao.readers.document import Document, Line
from nianbao.readers.folding import fold

_LONGEST_NAME = 60
_PUNCTUATION = frozenset("，。；：、！？,;:")


@dataclass(frozen=True, slots=True)
class Closing:
    """What the closing lines say, and which items they are."""

    date: dt.date | None = None
    organ: str | None = None
    items: frozenset[int] = frozenset()


def find_closing(document: Document, organ: str | None, end: int) -> Closing:
    """The closing of a report: a day on its last line, with or without the office above it.

    Args:
        document: the document.
        organ: the office that the title names, if it names one.
        end: the index behind the report's last item.
    """
    items = document.items
    last = end - 1
    if last < 1 or not isinstance(items[last], Line):
        return Closing()
    date = read_date(_text(document, last))
    if date is None or (document.marked and not _is_closing(document, last)):
        return Closing()
    name = _text(document, last - 1)
    if _is_closing(document, last - 1) or (
        isinstance(items[last - 1], Line) and _is_name(name, organ)
    ):
        return Closing(date, name, frozenset({last - 1, last}))
    return Closing(date, None, frozenset({last}))


def _text(document: Document, at: int) -> str:
    item = document.items[at]
    return item.text if isinstance(item, Line) else ""


def _is_closing(document: Document, at: int) -> bool:
    item = document.items[at]
    return isinstance(item, Line) and item.closing


def _is_name(text: str, organ: str | None) -> bool:
    if organ is not None:
        return fold(text) == fold(organ)
    return 2 < len(text) <= _LONGEST_NAME and not _PUNCTUATION & set(text)
