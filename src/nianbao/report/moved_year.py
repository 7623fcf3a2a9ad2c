"""Last year's text with the year moved, where it speaks of the report's own year."""

from __future__ import annotations

import re
from functools import lru_cache

_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]?")
_PLAN = re.compile("将|下一步|计划|打算|继续|拟")
"""What shows that a sentence speaks of what is still to be done."""

# A day of the year says when something happened; only the ends of the period are every year's.
_PERIOD = (
    r"\s*(?:1\s*月\s*1\s*日\s*起?\s*[至到—~～-]|12\s*月\s*31\s*日|1\s*月?\s*[至到—~～-]\s*12\s*月)"
)
_DATED = r"\s*[0-9０-９一二三四五六七八九十]+\s*月"
_ANOTHER_MATTER = r"\s*度?\s*(?:[一-龥]{0,4}(?:预算|决算|预决算)|(?:春|秋)季)"
"""What follows a year that is not the report's own: `2024年度部门决算`."""

_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@lru_cache(maxsize=32)
def with_year_moved(text: str, last: int, year: int) -> str:
    """`text` of the report on the year `last` as it reads in the report on `year`.

    Only a year that the sentence speaks of as the report's own is moved, and in a plan the year
    after it: not a day on which something happened, not 部门决算 or 预算, nothing inside 《》 or 〔〕.
    """
    spelt = (way for one in (last, last + 1) for way in _spelt(one))
    if last == year or not any(way in text for way in spelt):
        return text
    return "".join(_moved(sentence, last, year) for sentence in _SENTENCE.findall(text))


def _moved(sentence: str, last: int, year: int) -> str:
    if "年" not in sentence:
        return sentence
    years = [last, last + 1] if _PLAN.search(sentence) else [last]
    quoted = [found.span() for found in re.finditer(r"《[^《》]*》|〔[^〔〕]*〕", sentence)]

    def move(found: re.Match[str]) -> str:
        if any(start <= found.start() < end for start, end in quoted):
            return found[0]
        index = int(found.lastgroup[1:]) if found.lastgroup else 0
        spelling, known = divmod(index, len(years))
        return _spelt(years[known] + year - last)[spelling]

    return _pattern(*years).sub(move, sentence)


@lru_cache(maxsize=16)
def _pattern(*years: int) -> re.Pattern[str]:
    """Each year in each spelling, in a group of its own that is named for both."""
    spellings = [spelt for way in zip(*map(_spelt, years), strict=True) for spelt in way]
    named = "|".join(f"(?P<y{index}>{spelt})" for index, spelt in enumerate(spellings))
    digits = "0-9０-９〇零一二三四五六七八九"
    follows = rf"(?=\s*年)(?!\s*年{_ANOTHER_MATTER})(?:(?=\s*年{_PERIOD})|(?!\s*年{_DATED}))"
    return re.compile(rf"(?<![{digits}])(?:{named}){follows}")


def _spelt(year: int) -> tuple[str, str, str]:
    digits = str(year)
    return digits, digits.translate(_WIDE), digits.translate(_DIGITS)
