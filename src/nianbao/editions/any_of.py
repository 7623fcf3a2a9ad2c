"""Patterns of which any may match, compiled only when a text holds a word that they need.

An edition has hundreds of patterns and a text speaks of few of their matters. To compile one costs
as much as to look for a word in a book, so the words that a match must hold are read off the
pattern and looked for first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache

_MEANING = frozenset("()[]{}?*+.^$\\")
"""The characters, but for `|`, that mean something else in a pattern than themselves."""
_OPTIONAL = re.compile(r"[?*]|\{0*[,}]")
_QUANTIFIER = re.compile(r"(?:[?*+]|\{[0-9,]+\})[?+]?")
_CLASS = re.compile(r"\[\^?\]?(?:[^\\\]]|\\.)*\]")
_GROUP = re.compile(r"\((\?(?:<?[=!]|:))?")


class AnyOf:
    """Some patterns of the kind that `re` reads; where there are none, nothing matches."""

    def __init__(self, patterns: tuple[str, ...]) -> None:
        self._patterns = patterns

    def is_in(self, text: str) -> bool:
        """Whether any of them matches somewhere in the text."""
        return any(one.is_in(text) for one in self._each)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every match of any of them, from left to right."""
        return self._union.finditer(text) if self._may_match(text) else iter(())

    def without(self, text: str) -> str:
        """The text without what any of them matches."""
        return self.sub("", text)

    def sub(self, instead: str | Callable[[re.Match[str]], str], text: str) -> str:
        """The text with something instead of what any of them matches."""
        return self._union.sub(instead, text) if self._may_match(text) else text

    def _may_match(self, text: str) -> bool:
        return any(one.may_match(text) for one in self._each)

    @cached_property
    def _each(self) -> tuple[_Pattern, ...]:
        return tuple(map(_pattern, self._patterns))

    @cached_property
    def _union(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern})" for pattern in self._patterns))


class _Pattern:
    """One of them."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._words = needed_words(pattern)
        self._is_words = self._words is not None and "|".join(self._words) == pattern

    def may_match(self, text: str) -> bool:
        """Whether the text holds a word that it needs, or none is known."""
        return self._words is None or any(word in text for word in self._words)

    def is_in(self, text: str) -> bool:
        """Whether it matches; of a pattern that is but words, one of them in the text tells."""
        return self.may_match(text) and (self._is_words or self._compiled.search(text) is not None)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._pattern)


@lru_cache(maxsize=512)
def _pattern(pattern: str) -> _Pattern:
    """A pattern read once, however many phrases have it."""
    return _Pattern(pattern)


def needed_words(pattern: str) -> tuple[str, ...] | None:
    """Words of which every match of a well-formed pattern holds one; None where none is sure.

    What is not read here (flags, conditions, names of groups) makes it None: never a word too many.
    """
    if _MEANING.isdisjoint(pattern):
        words = tuple(pattern.split("|"))
        return words if all(words) else None
    if "(?" in pattern.replace("(?:", "").replace("(?<", "(?").replace("(?=", "").replace(
        "(?!", ""
    ):
        return None
    return _alternatives(pattern, 0)[0]


_Words = tuple[str, ...] | None


def _alternatives(pattern: str, at: int) -> tuple[_Words, int]:
    """The words of the alternatives that begin at `at`, and where they end."""
    found: list[str] = []
    is_sure = True
    while True:
        words, at = _sequence(pattern, at)
        is_sure = is_sure and words is not None
        found += words or ()
        if pattern[at : at + 1] != "|":
            return (tuple(found) if is_sure else None), at
        at += 1


def _sequence(pattern: str, at: int) -> tuple[_Words, int]:
    """The words of one alternative: the longest of those that its parts need."""
    best: _Words = None
    run = ""
    while at < len(pattern) and pattern[at] not in "|)":
        literal, words, at = _part(pattern, at)
        quantifier = _QUANTIFIER.match(pattern, at)
        may_lack = bool(_OPTIONAL.match(pattern, at))
        at = quantifier.end() if quantifier else at
        if literal and not may_lack:
            run += literal
        if not literal or quantifier:
            best, run = _better(best, (run,) if run else None), ""
        if words and not may_lack:
            best = _better(best, words)
    return _better(best, (run,) if run else None), at


def _part(pattern: str, at: int) -> tuple[str, _Words, int]:
    """What stands at `at`: a character that must be there, or the words of a group, and its end."""
    if group := _GROUP.match(pattern, at):
        words, end = _alternatives(pattern, group.end())
        looks_around = group[1] not in (None, "?:")
        return "", None if looks_around else words, end + 1
    if kind := _CLASS.match(pattern, at):
        return "", None, kind.end()
    character = pattern[at]
    if character == "\\":
        following = pattern[at + 1]
        return "" if following.isalnum() else following, None, at + 2
    return "" if character in ".^$" else character, None, at + 1


def _better(one: _Words, other: _Words) -> _Words:
    """Of two sets of words that a match must hold one of each, the one that is rarer in texts."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda words: (min(map(len, words)), -len(words)))
