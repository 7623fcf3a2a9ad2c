"""By which words a text speaks of a figure of the tables, as an edition's data."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from nianbao.editions.any_of import AnyOf
from nianbao.editions.edition_file import Node
from nianbao.editions.vocabulary import NO_VOCABULARY, Vocabulary, vocabulary

RULES = ("text-received", "text-results", "text-disputes", "normative-text")
"""The rules that hold a phrase's number against the tables."""

Terms = tuple[tuple[int, tuple[str, ...]], ...]
"""Sums of cells, each added (1) or taken off (-1)."""

_TERM = re.compile(r"\s*([+-]?)\s*([a-z_]+(?:\.[a-z_]+)+)\s*")


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum and difference of cells that a number in a text can stand for."""

    source: str
    """As the edition's file has it: addresses of cells and groups with signs between them."""
    terms: Terms

    @property
    def cells(self) -> tuple[str, ...]:
        """The addresses of all its cells."""
        return tuple(cell for _, cells in self.terms for cell in cells)


@dataclass(frozen=True)
class Phrase:
    """One way of speaking of a figure. In its patterns `#` stands for the number with its unit."""

    name: str
    rule: str
    """The rule that compares the number with the table."""
    patterns: tuple[str, ...]
    """Patterns of the words round a number that speak of the figure."""
    means: Figure
    also: tuple[Figure, ...] = ()
    """What the same words are honestly used for too."""
    unless: tuple[str, ...] = ()
    """Patterns of words beside which the number is of something narrower, or of something else."""
    never: tuple[str, ...] = ()
    """Patterns of words in whose sentence it is of something else."""
    topic: tuple[str, ...] = ()
    """Patterns of which one must stand in the sentence or before it; empty: no such demand."""
    none: tuple[str, ...] = ()
    """Patterns of a clause that says there was none."""
    words: tuple[frozenset[str], ...] = ()
    """Meanings of which those of a clause's words are one set, whatever their order."""
    beside: frozenset[str] = frozenset()
    """Meanings that may stand beside those."""
    other_years: bool = False
    """Whether the words themselves speak of the year before or after."""
    own_topic: bool = False
    """Whether it is but a hint where the topic does not stand in the sentence itself."""
    hint: bool = False
    """Whether it is used too loosely for more than a hint."""

    @cached_property
    def said(self) -> AnyOf:
        """Any of its patterns."""
        return AnyOf(self.patterns)

    @cached_property
    def denied(self) -> AnyOf:
        """Any of the patterns that say there was none."""
        return AnyOf(self.none)

    def is_said_by(self, meanings: frozenset[str]) -> bool:
        """Whether words of these meanings, and no others, speak of it."""
        return any(one <= meanings and meanings - one <= self.beside for one in self.words)

    @cached_property
    def excluded(self) -> AnyOf:
        """Any of the words beside which it is not said."""
        return AnyOf(self.unless)

    @cached_property
    def foreign(self) -> AnyOf:
        """Any of the words in whose sentence it is of something else."""
        return AnyOf(self.never)

    @cached_property
    def about(self) -> AnyOf:
        """Any of the words that show what the text is about."""
        return AnyOf(self.topic or ("",))


@dataclass(frozen=True)
class Wording:
    """How the texts of an edition's reports are read."""

    phrases: tuple[Phrase, ...] = ()
    vocabulary: Vocabulary = NO_VOCABULARY
    """The words of plain sentences."""
    ignored: tuple[str, ...] = ()
    """Patterns of words that change nothing of what a number counts."""
    elsewhere: tuple[str, ...] = ()
    """Patterns of words beside which a number is of another time, or a comparison."""
    own_office: tuple[str, ...] = ()
    """Patterns of words by which a government's report speaks of its office alone."""
    whole_area: tuple[str, ...] = ()
    """Patterns of words by which an office's report speaks of others too."""
    governments: tuple[str, ...] = ()
    """Patterns of the names of offices whose report covers an area."""
    wholes: tuple[Figure, ...] = ()
    """What a share in % may be of."""
    fees: tuple[str, ...] = ()
    """Patterns of the words round an amount charged for information; `#` is the amount."""
    fee_cells: tuple[str, ...] = ()
    """The cells in which an amount charged shows too."""
    unpaid: tuple[str, ...] = ()
    """The cells that show that fees were asked for."""
    unpaid_words: tuple[str, ...] = ()
    """Patterns of words by which a text speaks of fees asked for."""
    fee_section: str = ""
    compared: tuple[str, ...] = ()
    """The sections that must not be last year's again."""
    contact_section: str = ""
    """The section in which telephone numbers rightly stand."""
    plan_section: str = ""
    """The section that speaks of the years before and after too."""

    @cached_property
    def topics(self) -> tuple[AnyOf, ...]:
        """The topics of its phrases, each once."""
        return tuple(AnyOf(topic or ("",)) for topic in self._topics)

    @cached_property
    def topic_of_each(self) -> tuple[int, ...]:
        """For each of its phrases, which of `topics` it needs."""
        return tuple(self._topics.index(phrase.topic) for phrase in self.phrases)

    def said_by(self, meanings: frozenset[str]) -> tuple[int, ...]:
        """Which of its phrases words of these meanings, and no others, speak of."""
        known = self._said_by.get(meanings)
        if known is None:
            known = tuple(
                index for index, one in enumerate(self.phrases) if one.is_said_by(meanings)
            )
            self._said_by[meanings] = known
        return known

    @cached_property
    def _said_by(self) -> dict[frozenset[str], tuple[int, ...]]:
        return {}

    @cached_property
    def unimportant(self) -> AnyOf:
        """Any of the words that change nothing."""
        return AnyOf(self.ignored)

    @cached_property
    def _topics(self) -> tuple[tuple[str, ...], ...]:
        return tuple(dict.fromkeys(phrase.topic for phrase in self.phrases))

    @cached_property
    def _elsewhere(self) -> AnyOf:
        return AnyOf(self.elsewhere)

    def is_elsewhere(self, words: str) -> bool:
        """Whether a number with these words round it is of another time, or a comparison."""
        return self._elsewhere.is_in(words)


NO_WORDING = Wording()
"""Of an edition that states none: its texts are not held against the tables."""


def wording(
    node: Node,
    cells: Collection[str],
    groups: Mapping[str, tuple[str, ...]],
    sections: Collection[str],
) -> Wording:
    """The wording that an edition's file states.

    Args:
        node: its table in the file.
        cells: the addresses of the edition's cells.
        groups: the addresses of the cells of each group, by the group's address.
        sections: the names of the sections.

    Raises:
        EditionError: a figure or section is not there, or a pattern is not well formed.
    """
    words = vocabulary(node.nodes("words"))
    known = frozenset(words.words.values())
    read = Wording(
        phrases=tuple(_phrase(one, cells, groups, known) for one in node.nodes("phrases")),
        vocabulary=words,
        ignored=node.patterns("ignored"),
        elsewhere=node.patterns("elsewhere"),
        own_office=node.patterns("own_office"),
        whole_area=node.patterns("whole_area"),
        governments=node.patterns("governments"),
        wholes=tuple(_figure(node, "wholes", one, cells, groups) for one in node.texts("wholes")),
        fees=_with_number(node, "fees"),
        fee_cells=_cells(node, "fee_cells", cells),
        unpaid=_cells(node, "unpaid", cells),
        unpaid_words=node.patterns("unpaid_words"),
        fee_section=_section(node, "fee_section", sections),
        compared=node.texts("compared"),
        contact_section=_section(node, "contact_section", sections),
        plan_section=_section(node, "plan_section", sections),
    )
    node.close()
    return read


def _section(node: Node, key: str, sections: Collection[str]) -> str:
    name = node.text(key, "")
    if name and name not in sections:
        raise node.mistake(f"“{name}”不是本格式的部分", key)
    return name


def _with_number(node: Node, key: str) -> tuple[str, ...]:
    """Patterns of words round a number, which `#` stands for."""
    found = node.patterns(key)
    for pattern in found:
        if "#" not in pattern:
            raise node.mistake(f"“{pattern}”里没有代表数字的“#”", key)
    return found


def _phrase(
    node: Node,
    cells: Collection[str],
    groups: Mapping[str, tuple[str, ...]],
    meanings: frozenset[str],
) -> Phrase:
    phrase = Phrase(
        name=node.text("name"),
        rule=node.choice("rule", RULES),
        patterns=_with_number(node, "patterns"),
        means=_figure(node, "means", node.text("means"), cells, groups),
        also=tuple(_figure(node, "also", one, cells, groups) for one in node.texts("also")),
        unless=node.patterns("unless"),
        never=node.patterns("never"),
        topic=node.patterns("topic"),
        none=node.patterns("none"),
        words=tuple(_meanings(node, "words", one.split(), meanings) for one in node.texts("words")),
        beside=_meanings(node, "beside", node.texts("beside"), meanings),
        other_years=node.flag("other_years", False),
        own_topic=node.flag("own_topic", False),
        hint=node.flag("hint", False),
    )
    node.close()
    return phrase


def _meanings(
    node: Node, key: str, named: Collection[str], known: frozenset[str]
) -> frozenset[str]:
    for one in named:
        if one not in known:
            raise node.mistake(f"“{one}”不是词表里的含义", key)
    return frozenset(named)


def _figure(
    node: Node,
    key: str,
    source: str,
    cells: Collection[str],
    groups: Mapping[str, tuple[str, ...]],
) -> Figure:
    terms: list[tuple[int, tuple[str, ...]]] = []
    end = 0
    while end < len(source):
        found = _TERM.match(source, end)
        if found is None or (found[2] not in cells and found[2] not in groups):
            raise node.mistake(f"“{source}”里有不存在的数据", key)
        terms.append((-1 if found[1] == "-" else 1, groups.get(found[2], (found[2],))))
        end = found.end()
    return Figure(source, tuple(terms))


def _cells(node: Node, key: str, cells: Collection[str]) -> tuple[str, ...]:
    found = node.texts(key)
    for address in found:
        if address not in cells:
            raise node.mistake(f"“{address}”不存在", key)
    return found
