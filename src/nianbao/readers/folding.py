"""Texts made comparable: what two spellings of one label have in common.

Folded texts are only compared, never kept.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TRADITIONAL = (
    "務處開請關訴訟復議結轉總計數據構業織機無維糾費條項規許罰強製廢現單額屬於國祕護權類內過執詢補舉報複"
    "確認獲會與間對個還應當況繼續辦險穩經濟設題進體動達變審級號標準導領職責統編歸檔組團協產電郵"
    "體問範發萬係為區沒訪繳納書從鄉鎮縣"
)
_SIMPLIFIED = (
    "务处开请关诉讼复议结转总计数据构业织机无维纠费条项规许罚强制废现单额属于国秘护权类内过执询补举报复"
    "确认获会与间对个还应当况继续办险稳经济设题进体动达变审级号标准导领职责统编归档组团协产电邮"
    "体问范发万系为区没访缴纳书从乡镇县"
)
_PLAIN = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
_SAME = _PLAIN | str.maketrans(
    {
        "、": ",",
        "丶": ",",
        "﹑": ",",
        "。": ".",
        "∕": "/",
        **dict.fromkeys("“”‘’「」『』\"'`＂＇", ""),
        **dict.fromkeys("\u200b\u200c\u200d\ufeff\u2060\u00ad", ""),
    }
)
_MARK = re.compile(
    r"\((?P<bracketed>[一二三四五六七八九十]{1,2}|\d{1,2})\)[,.]?"
    r"|(?P<chinese>[一二三四五六七八九十]{1,2})[,.:]"
    r"|第(?P<part>[一二三四五六七八九十]{1,2})部分[,.:]?"
    r"|(?P<digits>\d{1,2})[.,:](?!\d)"
)
_BRACKET_BEHIND = re.compile(r"\([^()]*\)$")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """`text` without white space and quotation marks, in half width and simplified characters."""
    folded = unicodedata.normalize("NFKC", text.translate(_SAME)).translate(_SAME)
    return "".join(folded.split())


def simplified(text: str) -> str:
    """`text` with the traditional characters of the form's words in simplified ones, one for one."""
    return text.translate(_PLAIN)


def split_mark(folded: str) -> tuple[str, str]:
    """The list mark of a folded text, and what follows it; the mark is "" where there is none."""
    found = _MARK.match(folded)
    if found is None or found.end() == len(folded):
        return "", folded
    kind = found.lastgroup or ""
    return f"{kind}:{found[kind]}", folded[found.end() :]


def without_bracket_behind(folded: str) -> str:
    """A folded text without the note in brackets at its end."""
    return _BRACKET_BEHIND.sub("", folded)


def distance(one: str, other: str, most: int) -> int:
    """How many characters must be changed, added or dropped; `most` + 1 where it is more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before = list(range(len(other) + 1))
    for index, character in enumerate(one, 1):
        row = [index]
        for place, against in enumerate(other, 1):
            row.append(
                min(before[place] + 1, row[-1] + 1, before[place - 1] + (character != against))
            )
        if min(row) > most:
            return most + 1
        before = row
    return min(before[-1], most + 1)
