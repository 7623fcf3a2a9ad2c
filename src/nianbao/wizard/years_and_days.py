"""Years and days as people write them."""

from __future__ import annotations

import unicodedata
from datetime import date

from nianbao.report.texts import clean_line

FIRST_YEAR, LAST_YEAR = 2008, 2100
_MOST_DIGITS = 9


def period(year: int) -> str:
    """What a year's report covers."""
    return f"统计 {year}年1月1日至12月31日，{year + 1}年初公布"


def read_year(typed: str) -> int | None:
    """The year that was typed, full-width digits too; None where it is none."""
    text = unicodedata.normalize("NFKC", clean_line(typed)).removesuffix("年度").removesuffix("年")
    if not (text.isascii() and text.isdigit()) or len(text) > _MOST_DIGITS:
        return None
    return int(text) if FIRST_YEAR <= int(text) <= LAST_YEAR else None


def read_day(typed: str) -> date | None:
    """The day that was typed: `2026-01-31`, `2026年1月31日`, `2026.1.31`; None where it is none."""
    text = unicodedata.normalize("NFKC", typed)
    for mark in "年月./。":
        text = text.replace(mark, "-")
    parts = text.replace("日", "").strip("- ").split("-")
    if len(parts) != 3 or not all(part.strip().isdigit() for part in parts):
        return None
    try:
        return date(*(int(part) for part in parts))
    except (ValueError, OverflowError):
        return None
