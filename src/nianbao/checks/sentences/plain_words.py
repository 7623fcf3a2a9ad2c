"""What the clauses round a sentence's numbers say by their words alone, each word known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nianbao.checks.sentences.quantities import Quantity
from nianbao.editions.vocabulary import NOTHING, Said, Vocabulary

_PARTS = re.compile("[，。；：！？（）(),;:]")
_PARTS_BEHIND = re.compile("[，。；：！？、（）(),;:]")
_REMARK = re.compile("均|都|皆|全部|并|已|且|也|较|比|创")
"""What begins a remark on those that were counted, which makes them no fewer."""
_MOST_BEFORE = 8
_COUNT = re.compile("[0-9０-９〇零一二两三四五六七八九十百千万]+(?:件次|件|宗|条|份|起|例)")
_OPENED, _CLOSED = re.compile("[（(][^）)]*$"), re.compile("^[^（(]*[）)]")
_OF_OTHERS = frozenset(["%", "元", "万元", "人次"])
"""Units in which nothing of these tables is counted."""
_LISTED = re.compile("[、和及与]|以及")
_REASON = re.compile("[因对需属除由针]")
_BUT, _NONE, _OF_WHICH = "除", "none", "of_which"
_LONGEST_CLAUSE = 60
_MOST_CLAUSES = 200
_MARK = re.compile(
    "^(?:[（(][一二三四五六七八九十0-9]{1,3}[）)]|[一二三四五六七八九十0-9]{1,3}[、.．])"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """What is said round a number."""

    said: Said
    """By the words of its own clause, with what it speaks of."""
    led: frozenset[str]
    """The same with what the clauses since the last number say."""
    is_strange: bool
    """Whether it names nothing itself and the number before it was of something else."""
    is_narrowed: bool
    """Whether words that are not known, just before it, say of which ones it speaks."""
    sums: bool
    """Whether its own words but sum up what the clause before says."""
    goes_on: bool
    """Whether words that are not known stand behind the number: something is done with those."""

    @property
    def is_plain(self) -> bool:
        """Whether nothing in it may be of something narrower, or of something else."""
        return self.said.is_known and not (self.is_strange or self.is_narrowed)


@dataclass(frozen=True, slots=True)
class _State:
    """What a sentence speaks of after one of its numbers."""

    subject: frozenset[str]
    is_strange: bool = False
    was_known: bool = True


def clauses(
    words: str, found: tuple[Quantity, ...], before: str, known: Vocabulary, year: int
) -> Iterator[tuple[Quantity, Clause]]:
    """The clause of each number that counts something, from left to right.

    Args:
        words: the sentence, with what changes nothing blotted out, the numbers where they were.
        found: its numbers.
        before: what was said before it.
        known: the edition's words.
        year: the report's.
    """
    state = outer = _State(_spoken_of(before, known, year))
    is_inside = False
    for index, quantity in enumerate(found):
        if quantity.unit in _OF_OTHERS:
            continue
        between = words[found[index - 1].end if index else 0 : quantity.start]
        if is_inside and _CLOSED.search(between):
            state, is_inside = outer, False
        is_inside = is_inside or _OPENED.search(between) is not None
        clause, subject, names = _clause(words, found, index, state.subject, known, year)
        if not quantity.unit:
            yield quantity, clause
            continue
        part = _OF_WHICH in clause.said.meanings or _LISTED.match(between) is not None
        is_strange = (state.is_strange and not names) or (part and not state.was_known)
        yield quantity, replace(clause, is_strange=is_strange)
        is_known = clause.said.is_known
        goes_on = is_strange or clause.goes_on or not (clause.said.names or is_known)
        state = _State(subject, goes_on, is_known)
        outer = outer if is_inside else state


def _clause(
    words: str,
    found: tuple[Quantity, ...],
    index: int,
    subject: frozenset[str],
    known: Vocabulary,
    year: int,
) -> tuple[Clause, frozenset[str], bool]:
    """A number's clause, what it speaks of, and whether its own words name that."""
    quantity = found[index]
    start = max(found[index - 1].end if index else 0, quantity.start - _LONGEST_CLAUSE)
    end = found[index + 1].start if index + 1 < len(found) else len(words)
    earlier = _PARTS.split(words[start : quantity.start])
    end = min(end, quantity.end + _LONGEST_CLAUSE)
    after = _PARTS_BEHIND.split(words[quantity.end : end], maxsplit=1)
    behind = known.said(_before_remark(after[0]), year)
    said = _joined(known.said(earlier.pop(), year), behind)
    sums = bool(earlier) and said == NOTHING
    while earlier and said == NOTHING:
        said = known.said(earlier.pop(), year)
    led: frozenset[str] = frozenset()
    narrowed = False
    for part in filter(None, earlier):
        leading = known.said(part, year)
        led |= leading.meanings
        if leading.is_known or not subject:
            subject = leading.meanings & known.subjects or subject
        narrowed = not leading.is_known and _REASON.match(part) is not None
    named = said.meanings & known.subjects
    subject = named or subject
    if not subject and words[start : quantity.start].startswith(_BUT) and len(after) > 1:
        subject = known.said(_PARTS.split(after[1], maxsplit=1)[0], year).meanings & known.subjects
    whole = Said(said.meanings | subject, said.is_known, said.names)
    tells = bool(named) and bool(said.meanings - named)
    clause = Clause(whole, whole.meanings | led, False, narrowed, sums, not behind.is_known)
    return clause, subject, tells


def _before_remark(behind: str) -> str:
    remark = _REMARK.search(behind)
    return behind if remark is None else behind[: remark.start()]


def _joined(one: Said, other: Said) -> Said:
    return Said(
        one.meanings | other.meanings, one.is_known and other.is_known, one.names or other.names
    )


def _spoken_of(before: str, known: Vocabulary, year: int) -> frozenset[str]:
    """What the known words, or the heading, just before speak of."""
    for part in list(filter(None, _PARTS.split(before)))[: -_MOST_BEFORE - 1 : -1]:
        said = known.said(_COUNT.sub("", _MARK.sub("", part)), year)
        if not said.is_known:
            break
        if named := said.meanings & known.subjects:
            return named
    return frozenset()


def denied(words: str, before: str, known: Vocabulary, year: int) -> Iterator[frozenset[str]]:
    """What each clause of known words says there was none of."""
    subject = _spoken_of(before, known, year)
    for part in filter(None, _PARTS.split(words, _MOST_CLAUSES)[:_MOST_CLAUSES]):
        said = known.said(part[: 4 * _LONGEST_CLAUSE], year)
        named = said.meanings & known.subjects
        subject = named or subject
        meanings = (said.meanings | subject) - {_NONE}
        if meanings and said.is_known and _NONE in said.meanings:
            yield meanings
