"""The title of a report: which office reports on which year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from nianbao.editions import Edition
from nianbao.readers.dates import YEAR, read_year
from nianbao.readers.document import Line
from nianbao.readers.folding import simplified
from nianbao.readers.tidy import tidy

_MOST_LINES = 4
_LONGEST_TITLE = 120
_LOOKED_AT = 80
_PERIOD = re.compile(rf"({YEAR})年(?:度)?[1１一]月[1１一]日[^。]{{0,12}}(?:12|１２|十二)月")
_REPORT_ON = re.compile(rf"({YEAR})年[^。]{{0,40}}?报告")


@dataclass(frozen=True, slots=True)
class Title:
    """What the lines before the first section say of office and year."""

    text: str | None = None
    organ: str | None = None
    year: int | None = None
    first: int = 0
    """The index of the first line of the title."""
    behind: int = 0
    """The index behind its last line."""
    of_page: str | None = None
    """The page's own heading, where the office is known from it alone."""


def find_title(
    lines: Sequence[Line],
    editions: Iterable[Edition],
    *,
    marked: bool = False,
    stated: str | None = None,
) -> Title:
    """The title among the lines before the first section.

    Where the document marks its headings, the first heading is the title; a bold paragraph or a
    second heading behind it is the form's own title, and tells office and year. So does the line
    below the title that the file itself says it has.
    """
    patterns = _patterns(tuple(editions))
    if marked and lines and lines[0].heading:
        return _marked_title(lines, patterns)
    looked_at = lines[:_LOOKED_AT]
    below = _below_stated(looked_at, tidy(stated or ""), patterns)
    if below is not None:
        return below
    for length in range(1, _MOST_LINES + 1):
        for first in range(len(looked_at) - length + 1):
            text = "".join(line.text for line in looked_at[first : first + length])
            organ, year = patterns.read(text)
            if organ:
                return Title(text, organ, year, first, first + length)
    for first, line in enumerate(looked_at):
        _, year = patterns.read(line.text)
        if year:
            return Title(line.text, None, year, first, first + 1)
    return Title(year=_year_told(looked_at))


def with_page_heading(title: Title, headings: Iterable[str], editions: Iterable[Edition]) -> Title:
    """The title, with the office and year of the page's own heading where it tells no office.

    A site writes its own name behind a page's, parted by a stroke.
    """
    if title.organ is not None:
        return title
    patterns = _patterns(tuple(editions))
    for heading in headings:
        for text in (heading, *re.split(r"\s*[-_|—–]+\s*", heading)):
            organ, year = patterns.read(text)
            if organ and title.year in (None, year):
                return replace(title, organ=organ, year=year, of_page=text)
    return title


def _marked_title(lines: Sequence[Line], patterns: _Patterns) -> Title:
    text, behind = lines[0].text, 1
    organ, year = patterns.read(text)
    if len(lines) > 1 and (lines[1].bold or lines[1].heading):
        stated = patterns.read(lines[1].text)
        if stated[1]:
            (organ, year), behind = stated, 2
    return Title(text, organ, year or _year_told(lines), 0, behind)


def _below_stated(lines: Sequence[Line], stated: str, patterns: _Patterns) -> Title | None:
    wanted = "".join(stated.split())
    for first in range(len(lines)):
        text = ""
        for behind in range(first + 1, min(first + _MOST_LINES, len(lines))):
            text += "".join(lines[behind - 1].text.split())
            if text == wanted:
                organ, year = patterns.read(lines[behind].text)
                if year is not None:
                    return Title(stated, organ, year, first, behind + 1)
            if not wanted.startswith(text):
                break
    return None


def _year_told(lines: Sequence[Line]) -> int | None:
    text = simplified("".join("".join(line.text.split()) for line in lines[:_LOOKED_AT])[:4_000])
    for pattern in (_REPORT_ON, _PERIOD):
        found = pattern.search(text)
        if found:
            return read_year(found[1])
    return None


class _Patterns:
    """The patterns of the titles of some editions as regular expressions."""

    def __init__(self, editions: tuple[Edition, ...]) -> None:
        own = dict.fromkeys(edition.title for edition in editions)
        texts = own | dict.fromkeys(text for e in editions for text in e.title_variants)
        # Most reports have the first of these titles, and compiling one takes a millisecond.
        self._named = [(text, lax) for lax in (False, True) for text in texts]
        self._bare = [(text.replace("{organ}", ""), False) for text in own]
        self._tails = {text[-2:] for text in texts}

    def read(self, text: str) -> tuple[str | None, int | None]:
        """Office and year of a title; (None, None) where `text` is none."""
        plain = simplified(text)
        if len(text) > _LONGEST_TITLE or not any(tail in plain for tail in self._tails):
            return None, None
        for candidate in dict.fromkeys((text, "".join(text.split()))):
            plain = simplified(candidate)
            for text_and_lax in self._named:
                found = _compiled(*text_and_lax).fullmatch(plain)
                if found:
                    organ = candidate[found.start("organ") : found.end("organ")]
                    return _organ(organ), read_year(found["year"])
            for text_and_lax in self._bare:
                found = _compiled(*text_and_lax).fullmatch(plain)
                if found:
                    return None, read_year(found["year"])
        return None, None


def _organ(text: str) -> str | None:
    return text.strip().removeprefix("关于").removesuffix("关于").strip() or None


@lru_cache(maxsize=8)
def _patterns(editions: tuple[Edition, ...]) -> _Patterns:
    return _Patterns(editions)


@lru_cache(maxsize=256)
def _compiled(text: str, lax: bool) -> re.Pattern[str]:
    return re.compile(_pattern(text, lax=lax))


def _pattern(text: str, *, lax: bool) -> str:
    """The regular expression of a title; `lax` with 关于, 的 and brackets where they may stand."""
    pieces = []
    for piece in re.split(r"(\{organ\}|\{year\})", text):
        if piece == "{organ}":
            pieces.append(r"(?P<organ>\S(?:.{0,60}?\S)?)")
        elif piece == "{year}":
            pieces.append(f"(?:关于)?(?P<year>{YEAR})" if lax else f"(?P<year>{YEAR})")
        else:
            pieces.append("的?".join(map(re.escape, piece)) if lax else re.escape(piece))
    body = "".join(pieces)
    return rf"《?{body}》?(?:[（(][^（()）]*[）)])?" if lax else body
