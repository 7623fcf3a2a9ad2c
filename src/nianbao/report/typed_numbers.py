"""A number as people type it, with an input method on or off."""

import re
from decimal import Decimal
from typing import Literal

Kind = Literal["whole", "signed", "amount"]
"""`whole`: a count; `signed`: a change, up or down; `amount`: 万元, with at most 4 places."""

MOST_DIGITS = 15
"""As many as a report's file may hold."""

MOST_PLACES = 4

_HALF_WIDTH = str.maketrans("０１２３４５６７８９．。，＋－−\u3000\u00a0", "0123456789..,+--  ")
_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
_SIGN = re.compile(r"\+|-|增加?|减少?")
_COUNTED = ("件", "条", "次", "宗")
_MONEY = "万元"
_UNITS_OF_YUAN = {"元": 1, "千元": 1_000, "百元": 100, "百万元": 1_000_000, "亿元": 100_000_000}
_EXPECTED: dict[Kind, str] = {
    "whole": "这里应填不小于 0 的整数，如 12",
    "signed": "这里应填增减的整数，如 2（增加）、-1（减少），没有变化填 0",
    "amount": "这里应填不小于 0 的金额（万元，最多 4 位小数），如 25.1",
}


class NotANumber(Exception):
    """What was typed is not the number that belongs here; `message` says so in Chinese."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def parse_number(text: str, kind: Kind) -> int | Decimal | None:
    """Give the number that `text` means, None for blank text.

    Full-width digits and marks, thousands commas, `。` for the point, a unit behind the number and
    sums (`3+4`) are read as what they mean.

    Args:
        text: What was typed.
        kind: What belongs here.

    Returns:
        An int, or for an amount a Decimal in 万元.

    Raises:
        NotANumber: It means no number, or not one that may stand here.
    """
    typed = text.translate(_HALF_WIDTH).strip()
    if not typed:
        return None
    read = _read(text)
    sign, typed = _split_sign(typed) if kind == "signed" else (1, typed)
    first, *more = [_part(part.strip(), kind, read) for part in typed.split("+")]
    total = sum(more, sign * first)
    if _digits(total) > MOST_DIGITS:
        raise NotANumber(f"{read}，数字太大，最多 {MOST_DIGITS} 位，请核对。")
    return total if kind == "amount" else int(total)


def format_number(value: int | Decimal) -> str:
    """Give the number as documents show it: no point when whole, else no zeros at its end."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def plain_number(value: int | Decimal) -> int | Decimal:
    """The number as files show it: whole without a point, else without trailing zeros."""
    if value == int(value):
        return int(value)
    return Decimal(format(Decimal(value).normalize(), "f"))


def _read(text: str) -> str:
    """How a message begins: what was read, on one line and not too long."""
    shown = " ".join("".join(c if c.isprintable() else " " for c in text[:100]).split())
    return f"读到“{shown[:20]}…”" if len(shown) > 20 else f"读到“{shown}”"


def _split_sign(typed: str) -> tuple[int, str]:
    found = _SIGN.match(typed)
    if found is None:
        return 1, typed
    return -1 if found[0][0] in "-减" else 1, typed[found.end() :]


def _part(part: str, kind: Kind, read: str) -> Decimal:
    """One summand, without its unit; the unit must be one that fits."""
    found = _NUMBER.match(part)
    if found is None:
        raise NotANumber(f"{read}，{_EXPECTED[kind]}。")
    unit = part[found.end() :].strip()
    value = Decimal(found[0].replace(",", ""))
    if unit:
        _refuse_other_unit(unit, value, kind, read)
    if _digits(value) > MOST_DIGITS:
        raise NotANumber(f"{read}，数字太大，最多 {MOST_DIGITS} 位，请核对。")
    places = len(found[0].partition(".")[2])
    if places > MOST_PLACES or (places and kind != "amount"):
        raise NotANumber(f"{read}，{_EXPECTED[kind]}。")
    return value


def _refuse_other_unit(unit: str, value: Decimal, kind: Kind, read: str) -> None:
    if unit in ((_MONEY,) if kind == "amount" else _COUNTED):
        return
    if not re.fullmatch(r"[\u4e00-\u9fff]{1,4}", unit):
        raise NotANumber(f"{read}，{_EXPECTED[kind]}。")
    if kind != "amount":
        raise NotANumber(f"{read}，单位“{unit}”不适用，这里按件计，只填数字即可，如 12。")
    if unit not in _UNITS_OF_YUAN:
        raise NotANumber(f"{read}，单位“{unit}”不适用，这里的单位是万元，如 25.1。")
    written = format_number(value)
    in_money = format_number(value * _UNITS_OF_YUAN[unit] / 10_000)
    raise NotANumber(f"{read}，这里的单位是万元，{written}{unit}即{in_money}万元。")


def _digits(value: Decimal) -> int:
    """How many digits `value` is written with, zeros in front left out."""
    return len(format(abs(value), "f").replace(".", "").lstrip("0"))
