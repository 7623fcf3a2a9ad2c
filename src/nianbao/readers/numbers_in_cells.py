"""The number that a cell of a published table holds, however it is written there."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from nianbao.editions.tables import Kind
from nianbao.report import Number
from nianbao.report.typed_numbers import MOST_DIGITS, MOST_PLACES, plain_number

NOT_WORKED_OUT = "公式没有算出结果："
"""How a workbook's reader writes a formula without a result."""
_LARGEST = 10**MOST_DIGITS - 1
_TWO_NUMBERS = re.compile(r"^[^(]*\d\s+\d")
_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_NUMBER = re.compile(
    r"(?P<sign>[-+−±增减]{0,2})(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,18})(?P<places>\.\d{1,9})?"
    r"(?P<unit>万元|元|件次|件|宗|次|份|项|个|起)?(?P<note>(?:\([^()]*\)){0,2}[*①②③]?)"
)
_DASH = re.compile(r"[-—–－−/／\\一_*]{1,4}")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell's text says."""

    text: str
    value: Number | None = None
    dash: bool = False
    """A sign that stands for a blank cell."""
    note: str = ""
    """What is written beside the number."""
    in_yuan: bool = False
    """An amount that was given in 元; the value is in 万元."""
    in_ten_thousand: bool = False
    """An amount whose unit, 万元, stands in the cell."""


def looks_like_a_value(text: str) -> bool:
    """Whether a cell's text is a number with or without a note, or a dash, and no label.

    A formula that was never worked out stands for a number too, though nobody knows which.
    """
    if text.startswith(NOT_WORKED_OUT):
        return True
    compact = _compact(text)
    return bool(_NUMBER.fullmatch(compact)) or (compact != "一" and is_dash(text))


def is_dash(text: str) -> bool:
    """Whether a cell's text stands for a blank cell."""
    return bool(_DASH.fullmatch(_compact(text))) and _compact(text) != "一"


def is_note(text: str) -> bool:
    """Whether a text is nothing but a note in brackets."""
    return bool(re.fullmatch(r"\([^()]*\)", _compact(text)))


def read_number(text: str, kind: Kind, *, column_in_yuan: bool = False) -> Reading:
    """What a cell's text says where a number of this kind belongs.

    The value is None where it says none that the cell may hold: a dash, words, a negative number,
    a fraction where a whole number belongs, more than 4 places, more than 15 digits.
    """
    if is_dash(text):
        return Reading(text, dash=True)
    found = _NUMBER.fullmatch(_compact(text))
    if found is None:
        return Reading(text)
    value = _value(found, kind)
    unit = found["unit"]
    in_yuan = kind == "amount" and (unit == "元" or (column_in_yuan and unit is None))
    if value is not None and in_yuan:
        value = Decimal(value) / 10_000
    if value is not None and not _may_hold(value, kind):
        value = None
    return Reading(
        text,
        None if value is None else plain_number(value),
        note=found["note"],
        in_yuan=in_yuan,
        in_ten_thousand=kind == "amount" and unit == "万元",
    )


def _value(found: re.Match[str], kind: Kind) -> Number | None:
    sign = found["sign"].replace("−", "-")
    if len(sign) > 1 or sign == "±" or (sign in ("增", "减", "+") and kind != "signed"):
        return None
    digits = found["digits"].replace(",", "")
    number: int | Decimal = Decimal(digits + found["places"]) if found["places"] else int(digits)
    return -number if sign in ("-", "减") else number


def _may_hold(value: Number, kind: Kind) -> bool:
    if not -_LARGEST <= value <= _LARGEST or (value < 0 and kind != "signed"):
        return False
    if not isinstance(value, Decimal):
        return True
    exponent = value.normalize().as_tuple().exponent
    return kind == "amount" and isinstance(exponent, int) and exponent >= -MOST_PLACES


@lru_cache(maxsize=4096)
def _compact(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text.strip())
    return plain if _TWO_NUMBERS.match(plain) else _SPACE.sub("", plain)
