"""A text as its reader takes it: sentence by sentence, lines that only wrap joined again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

MOST = 10_000
"""Sentences of a text that are read; the longest texts there are have some hundreds."""

_ENDS = re.compile(r"[。；;！？!?]|\n")
_LIST_MARK = re.compile(
    r"\s*(?:[-*•·]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[一二三四五六七八九十]{1,3}、"
    r"|[0-9０-９]{1,2}[.．、](?![0-9])|[一二三四五六七八九十]是|第[一二三四五六七八九十][，、])"
)
_LINE_END = re.compile(r"[。；;！？!?：:]\s*$")
_HEADING_LENGTH = 25
_MOST_TOPIC = 160


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: as it stands in the text, and joined for reading."""

    start: int
    end: int
    source: str
    """As it stands in the text, outer blanks taken off."""
    plain: str
    """Without line ends and blanks."""
    before: str
    """What the same paragraph, and the heading over it, said just before."""

    @property
    def whole(self) -> str:
        """With what stands before it since the last full stop, where only a ； parts them."""
        return (
            self.before.rpartition("。")[2] + self.plain
            if self.before[-1:] in "；;"
            else self.plain
        )

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the text the characters of `plain` from `start` to `end` stand."""
        kept = _kept(self.source)
        return self.start + kept[start], self.start + kept[end - 1] + 1


TEXTS = 24
"""How many texts are kept as they were read: those of two reports, and some of what is typed."""


@lru_cache(maxsize=8)
def _kept(source: str) -> tuple[int, ...]:
    """The places of what is neither a blank nor a line end."""
    return tuple(index for index, sign in enumerate(source) if not sign.isspace())


@lru_cache(maxsize=TEXTS)
def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in its order, as far as it is no longer than a report's can be."""
    found: list[Sentence] = []
    start, before = 0, ""
    ends = list(islice(_ENDS.finditer(text), MOST + 1))
    for mark in ends[:MOST]:
        if mark[0] == "\n" and _wraps(text, start, mark.end()):
            continue
        before = _add(found, text, start, mark.end(), before)
        start = mark.end()
    if len(ends) <= MOST:
        _add(found, text, start, len(text), before)
    return tuple(found)


def _add(found: list[Sentence], text: str, start: int, end: int, before: str) -> str:
    """Add a sentence, and give what has been said before the next one."""
    piece = text[start:end]
    source = piece.strip()
    if source:
        first = start + piece.index(source)
        plain = "".join(source.split())
        mark = _LIST_MARK.match(source)
        if mark and re.match(r"\s*[（(一二三四五六七八九十]", source) and "是" not in mark[0]:
            before = ""
        found.append(Sentence(first, first + len(source), source, plain, before))
        before = (before + plain)[-_MOST_TOPIC:]
    return before


def _wraps(text: str, start: int, end: int) -> bool:
    """Whether the line end before `end` only wraps a sentence that began at `start`."""
    line_start = max(start, end - 200, text.rfind("\n", start, end - 1) + 1)
    line = text[line_start : end - 1]
    following = text[end : end + 30]
    if not line.strip() or not following.strip() or following.lstrip(" \t\u3000")[:1] in ("", "\n"):
        return False
    if _LINE_END.search(line) or _LIST_MARK.match(following):
        return False
    is_heading = (
        line_start == start
        and _LIST_MARK.match(line)
        and len(line) <= _HEADING_LENGTH
        and not re.search("[，,、]", line[4:])
        and not re.search(r"[0-9]\s*$", line)
        and not re.match(r"\s*(?!20[0-9]{2}年)[0-9０-９]", following)
    )
    return not is_heading
