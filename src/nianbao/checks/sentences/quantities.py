"""The numbers of a text with what they count, in every spelling that reports use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from nianbao.report import Number

MOST = 200
"""Numbers up to which words without a full stop count as one sentence."""
_MOST_LOOKED_AT = 10 * MOST
"""The same with what turns out to be a year or a day."""

_BLANK = r"[ \t\u3000\u00a0]{0,3}\n?[ \t\u3000\u00a0]{0,3}"
_UNITS = "件次|人次|万元|件|宗|条|份|起|例|次|个|项|元|%|％"
_DIGITS = r"[0-9０-９]{1,15}(?:[,，][0-9０-９]{3}(?![0-9０-９])){0,4}(?:[.．][0-9０-９]{1,9})?"
_CHINESE = "[〇零一二两三四五六七八九十百千万]{1,12}"
_QUANTITY = re.compile(
    rf"(?<![0-9０-９.．])(?P<digits>{_DIGITS})(?P<tens>[万千百]?)(?P<more>[多余几]?)"
    rf"(?:{_BLANK}(?P<unit>{_UNITS}))?"
    rf"|(?<![〇零一二两三四五六七八九十百千万第])(?P<chinese>{_CHINESE})(?P<odd>[多余几]?)"
    rf"{_BLANK}(?P<counted>{_UNITS})(?![事般律揽些])"
)
_ABOUT = re.compile(r"(?:约|近|超过?|逾|不足|不到|[0-9０-９十百千万件][至到~～—-])\s*$")
_AFTER_ABOUT = re.compile(r"\s*(?:左右|以上|以下|以内|[至到~～—-]\s*[0-9０-９])")
_DATE = frozenset("年月日号")
_VALUE = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a text."""

    start: int
    end: int
    """Where its unit ends."""
    digits_end: int
    """Where the number itself ends."""
    value: Number
    unit: str
    """What it counts by, such as 件; empty where none is written."""
    exact: bool
    """Whether it is neither rounded nor an end of a range."""


def quantities(sentence: str) -> tuple[Quantity, ...]:
    """The numbers of a sentence in its order; Chinese numerals only where a unit follows.

    None where there are more than `MOST`: that is no sentence, but a table or a list.
    """
    found = tuple(islice(_quantities(sentence), MOST + 1))
    return found if len(found) <= MOST else ()


def _quantities(text: str) -> Iterator[Quantity]:
    for found in islice(_QUANTITY.finditer(text), _MOST_LOOKED_AT):
        digits, chinese = found["digits"], found["chinese"]
        value = _of_digits(digits, found["tens"]) if digits else chinese_number(chinese)
        if value is None:
            continue
        start, end = found.span()
        if not (found["unit"] or found["counted"]) and text[end : end + 1] in _DATE:
            continue
        rounded = found["tens"] or found["more"] or found["odd"]
        yield Quantity(
            start,
            end,
            found.end("tens") if digits else found.end("chinese"),
            value,
            unicodedata.normalize("NFKC", found["unit"] or found["counted"] or ""),
            not rounded
            and _ABOUT.search(text, max(0, start - 5), start) is None
            and _AFTER_ABOUT.match(text, end) is None,
        )


def _of_digits(source: str, tens: str) -> Number:
    plain = unicodedata.normalize("NFKC", source).replace(",", "")
    value: Number = Decimal(plain) if "." in plain else int(plain)
    return value * {"": 1, "百": 100, "千": 1000, "万": 10000}[tens]


def chinese_number(source: str) -> int | None:
    """The number that Chinese numerals spell, such as 三百零五 or 二〇二四; None if they do not."""
    if not re.search("[十百千万]", source):
        digits = [_VALUE[sign] for sign in source]
        return int("".join(map(str, digits)))
    high, wan, low = source.rpartition("万")
    upper = _below_ten_thousand(high) if wan else 0
    lower = _below_ten_thousand(low) if low else 0
    return None if upper is None or lower is None else upper * 10000 + lower


def _below_ten_thousand(source: str) -> int | None:
    total, digit, last = 0, None, 10000
    for sign in source:
        if sign in _TENS:
            tens = _TENS[sign]
            if tens >= last or (digit is None and tens != 10):
                return None
            total += (1 if digit is None else digit) * tens
            digit, last = None, tens
        elif sign in _VALUE:
            if digit:
                return None
            digit = _VALUE[sign]
        else:
            return None
    return total + (digit or 0)
