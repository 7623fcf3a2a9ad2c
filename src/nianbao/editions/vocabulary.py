"""The words of which the plain sentences of an edition's reports are made, each with its meaning.

A clause of which every word is known says what its words mean, in whatever order they stand; one
strange word in it, and it may speak of something narrower, or of something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from nianbao.editions.edition_file import Node

_MARKS = frozenset("、“”\"‘’'《》—-…·")
"""Marks that change nothing between words."""
_SURE = 4
NEXT, LAST, OWN = "next_year", "last_year", ""
"""What a year by its number means, beside the report's own."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the words of a clause mean together."""

    meanings: frozenset[str]
    is_known: bool
    """Whether every one of its words is known."""
    names: bool = False
    """Whether a word long enough to be no other name says what it speaks of."""


NOTHING = Said(frozenset(), True)


@dataclass(frozen=True)
class Vocabulary:
    """Words with what they mean; a word without a meaning changes nothing."""

    words: Mapping[str, str]
    subjects: frozenset[str]
    """The meanings that are what a clause speaks of, and the next one too."""

    def said(self, clause: str, year: int) -> Said:
        """What a clause says, its words taken from the left, the longest first.

        Args:
            clause: the words, without their number.
            year: the report's, to tell what a year by its number means.
        """
        meanings: set[str] = set()
        is_known, names = True, False
        at = 0
        while at < len(clause):
            length, meaning = self._word_at(clause, at, year)
            if length == 0:
                is_known = is_known and clause[at] in _MARKS
            elif meaning:
                meanings.add(meaning)
                names = names or (length >= _SURE and meaning in self.subjects)
            at += length or 1
        return Said(frozenset(meanings), is_known, names)

    def _word_at(self, clause: str, at: int, year: int) -> tuple[int, str]:
        """How long the word at a place is, and what it means; 0 where none is known."""
        if clause[at : at + 2] == "20" and clause[at + 4 : at + 5] == "年":
            meaning = {str(year - 1): LAST, str(year): OWN, str(year + 1): NEXT}.get(
                clause[at : at + 4]
            )
            if meaning is not None:
                return 6 if clause[at + 5 : at + 6] == "度" else 5, meaning
        for length in range(min(self._longest, len(clause) - at), 0, -1):
            meaning = self.words.get(clause[at : at + length])
            if meaning is not None:
                return length, meaning
        return 0, ""

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.words), default=0)


NO_VOCABULARY = Vocabulary({}, frozenset())


def vocabulary(nodes: list[Node]) -> Vocabulary:
    """The vocabulary that an edition's file states, a table a meaning.

    Raises:
        EditionError: a word stands twice.
    """
    words: dict[str, str] = {}
    subjects: set[str] = set()
    for node in nodes:
        meaning = node.text("means")
        for word in node.text("words").split():
            if word in words:
                raise node.mistake(f"“{word}”出现了两次", "words")
            words[word] = meaning
        if node.flag("subject", False):
            subjects.add(meaning)
        node.close()
    return Vocabulary(words, frozenset(subjects))
