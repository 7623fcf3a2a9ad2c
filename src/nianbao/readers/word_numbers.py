"""The numbers that Word writes before paragraphs by itself, and does not keep in their text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from nianbao.readers.xml_tree import Node

_DIGITS = "零一二三四五六七八九"
_CHINESE = frozenset(
    ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital",
     "taiwaneseCounting", "taiwaneseCountingThousand", "koreanDigital2")
)  # fmt: skip
_DECIMAL = frozenset(("decimal", "decimalFullWidth", "decimalZero", "decimalHalfWidth"))
_PLACE = re.compile(r"%([1-9])")
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


class WordNumbers:
    """Counts the numbered paragraphs of a document as it is gone through."""

    def __init__(self, numbering: Node | None, styles: Node | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        if numbering is not None:
            self._read(numbering)
        for style in styles.named("style") if styles is not None else ():
            properties = style.child("pPr", "numPr")
            if properties is not None:
                number = properties.value("numId") or ""
                level = _whole(properties.value("ilvl"))
                self._styles[style.attributes.get("styleId", "")] = (number, level)

    def before(self, properties: Node | None) -> str:
        """What Word writes before a paragraph with these properties; "" where it is a bullet."""
        if properties is None:
            return ""
        number, level = self._styles.get(properties.value("pStyle") or "", ("", 0))
        own = properties.child("numPr")
        if own is not None:
            number, level = own.value("numId") or number, _whole(own.value("ilvl"))
        levels = self._levels.get(number, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(number, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [known for known in counts if known > level]:
            del counts[deeper]
        if levels[level].form not in _CHINESE | _DECIMAL:
            return ""
        return _PLACE.sub(
            lambda found: _shown(int(found[1]) - 1, levels, counts), levels[level].text
        )

    def _read(self, numbering: Node) -> None:
        abstract = {
            node.attributes.get("abstractNumId", ""): {
                _whole(level.attributes.get("ilvl")): _Level(
                    level.value("numFmt") or "decimal",
                    level.value("lvlText") or "",
                    _whole(level.value("start"), 1),
                )
                for level in node.named("lvl")
            }
            for node in numbering.named("abstractNum")
        }
        for node in numbering.named("num"):
            levels = abstract.get(node.value("abstractNumId") or "", {})
            self._levels[node.attributes.get("numId", "")] = levels


def _shown(at: int, levels: Mapping[int, _Level], counts: Mapping[int, int]) -> str:
    level = levels.get(at)
    if level is None:
        return ""
    count = counts.get(at, level.start)
    return _in_chinese(count) if level.form in _CHINESE else str(count)


def _in_chinese(count: int) -> str:
    if not 0 < count < 100:
        return str(count)
    tens, ones = divmod(count, 10)
    before = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return before + (_DIGITS[ones] if ones or not tens else "")


def _whole(text: str | None, otherwise: int = 0) -> int:
    return (
        int(text)
        if text is not None and text.isascii() and text.isdigit() and len(text) < 5
        else otherwise
    )
