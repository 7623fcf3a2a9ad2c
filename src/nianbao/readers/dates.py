"""Years and dates as reports write them: 2021年, ２０２１年, 二〇二一年."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

YEAR = "[12１２一二][0-9０-９〇零○一二三四五六七八九]{3}"
"""A regular expression of a year, in digits or in words."""

_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_DATE = re.compile(
    rf"({YEAR})(?:年|[-./])([0-9０-９]{{1,2}}|[一二三四五六七八九十]{{1,3}})"
    r"(?:月|[-./])([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})日?"
)
_WORDS = {word: value for value, word in enumerate("一二三四五六七八九", 1)}


def read_year(text: str) -> int:
    """The number of a year that `YEAR` matches."""
    return int(unicodedata.normalize("NFKC", text).translate(_DIGITS))


def read_date(text: str) -> date | None:
    """The day that `text` is and nothing else, if it is one."""
    if len(text) > 40:
        return None
    found = _DATE.fullmatch("".join(text.split()))
    if found is None:
        return None
    try:
        return date(read_year(found[1]), _small(found[2]), _small(found[3]))
    except ValueError:
        return None


def _small(text: str) -> int:
    plain = unicodedata.normalize("NFKC", text)
    if plain.isdigit():
        return int(plain)
    tens, ten, ones = plain.rpartition("十")
    return (_WORDS.get(tens, 1) * 10 if ten else 0) + _WORDS.get(ones, 0)
