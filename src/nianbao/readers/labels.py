"""The labels of an edition's tables, found in whatever spelling a document has them.

A text is compared with the labels to the letter, then with their known variants, then without its
list mark or cut where published reports cut it, then by a small edit distance, and at last as a
piece of a label.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache

from nianbao.editions import Edition, Heading, Table
from nianbao.readers.folding import distance, fold, split_mark, without_bracket_behind
from nianbao.readers.imported import TooMuch

_LONGEST_LABEL = 80
_MOST_REMEMBERED = 20_000
# Each costs a comparison with every label; a report has a few hundred at the most.
_MOST_ALIKE = 2_000


class Likeness(IntEnum):
    """How a text was found to be a label; the smaller the surer."""

    EXACT = 0
    VARIANT = 1
    NEAR = 2
    PIECE = 3
    """It is a part of the label."""
    NONE = 9


@dataclass(frozen=True, slots=True)
class Match:
    """The labels that a text may be."""

    names: tuple[str, ...]
    likeness: Likeness

    @property
    def is_sure(self) -> bool:
        """Whether the text names one label and no other."""
        return len(self.names) == 1 and self.likeness < Likeness.PIECE


NOTHING = Match((), Likeness.NONE)


class Vocabulary:
    """Which characters stand side by side in an edition's labels.

    Most texts of a document are no labels; this tells at a glance.
    """

    def __init__(self) -> None:
        self._pairs: set[str] = set()
        self._known: dict[str, bool] = {}
        self._alike = 0

    def add(self, folded: str) -> None:
        """Know a folded label."""
        self._pairs.update(folded[at : at + 2] for at in range(len(folded) - 1))

    def may_be_label(self, folded: str) -> bool:
        """Whether half of a text's neighbouring characters are neighbours in some label."""
        known = self._known.get(folded)
        if known is None:
            pairs = [folded[at : at + 2] for at in range(len(folded) - 1)]
            known = 2 * sum(map(self._pairs.__contains__, pairs)) >= len(pairs) - 1 > -1
            if len(self._known) < _MOST_REMEMBERED:
                self._known[folded] = known
            self._alike += known
            if self._alike > _MOST_ALIKE:
                raise TooMuch(f"文档里像表格标签的文字超过 {_MOST_ALIKE} 种")
        return known


@dataclass(frozen=True)
class Labels:
    """The labels of one kind (the rows, say) of one table, by what they are folded to."""

    vocabulary: Vocabulary
    exact: dict[str, list[str]] = field(default_factory=dict)
    hearts: dict[str, list[str]] = field(default_factory=dict)
    folded: dict[str, str] = field(default_factory=dict)
    pairs: dict[str, set[str]] = field(default_factory=dict)
    """The names of the labels in which two characters stand side by side."""
    spellings: dict[str, list[str]] = field(default_factory=dict)
    """What each label is folded to, without list marks, in every known spelling."""
    found: dict[str, Match] = field(default_factory=dict)

    def add(self, name: str, label: str, others: Iterable[str]) -> None:
        """Know `label` and its other spellings as `name`."""
        self.folded.setdefault(name, fold(label))
        for spelling in (label, *others):
            folded = fold(spelling)
            self.vocabulary.add(folded)
            _, heart = split_mark(folded)
            self.spellings.setdefault(name, []).append(heart)
            for index, key in ((self.exact, folded), (self.hearts, heart)):
                if name not in index.setdefault(key, []):
                    index[key].append(name)
            if len(cut := heart.partition(",")[0]) >= 6 and cut != heart:
                self.hearts.setdefault(cut, []).append(name)
            for at in range(len(heart) - 1):
                self.pairs.setdefault(heart[at : at + 2], set()).add(name)

    def match(self, text: str) -> Match:
        """Which labels `text` is."""
        if len(text) > 2 * _LONGEST_LABEL:
            return NOTHING
        folded = fold(text)
        if len(folded) > _LONGEST_LABEL or not self.vocabulary.may_be_label(folded):
            return NOTHING
        match = self.found.get(folded)
        if match is None:
            match = self._match(folded)
            if len(self.found) < _MOST_REMEMBERED:
                self.found[folded] = match
        return match

    def _match(self, folded: str) -> Match:
        if folded in self.exact:
            return Match(tuple(self.exact[folded]), Likeness.EXACT)
        for text in dict.fromkeys((folded, without_bracket_behind(folded))):
            mark, heart = split_mark(text)
            known = self.exact.get(text) or (self.hearts.get(heart) if heart else None)
            # Two characters alone are too little: they are columns and words of the text as well.
            if known and (len(heart) > 2 or (mark and self._has_mark(mark, known))):
                return Match(tuple(known), Likeness.VARIANT)
        near = self._near(folded)
        return near if near.names else self._piece(folded)

    def _has_mark(self, mark: str, names: list[str]) -> bool:
        return any(split_mark(self.folded[name])[0] == mark for name in names)

    def _near(self, folded: str) -> Match:
        _, heart = split_mark(folded)
        if len(heart) < 5:
            return NOTHING
        known = [pair for at in range(len(heart) - 1) if (pair := heart[at : at + 2]) in self.pairs]
        shared = Counter(name for pair in known for name in self.pairs[pair])
        near: dict[str, int] = {}
        for name, count in shared.most_common(4):
            if count * 2 < len(heart) - 1:
                break
            for spelling in self.spellings[name]:
                most = max(1, len(spelling) // 4) if len(spelling) >= 8 else 1
                steps = distance(heart, spelling, most)
                if steps <= most:
                    near[name] = min(steps, near.get(name, steps))
        if not near:
            return NOTHING
        best = min(near.values())
        names = tuple(name for name, steps in near.items() if steps <= best + 1)
        return Match(names, Likeness.NEAR) if len(names) == 1 else NOTHING

    def _piece(self, folded: str) -> Match:
        if len(folded) < 2:
            return NOTHING
        names = tuple(name for name, label in self.folded.items() if folded in label)
        return Match(names, Likeness.PIECE) if names else NOTHING


@dataclass(frozen=True)
class TableLabels:
    """Everything that is printed in one table of the form."""

    table: Table
    rows: Labels
    columns: Labels
    heads: Labels
    printed: str
    """All of it, folded, a line each."""

    def names(self, text: str) -> bool:
        """Whether `text` is, for certain, one of the table's labels."""
        return any(labels.match(text).is_sure for labels in (self.rows, self.columns, self.heads))

    def is_title(self, text: str) -> bool:
        """Whether `text` is the title of one of the table's blocks."""
        return any(block.title and fold(block.title) == fold(text) for block in self.table.blocks)

    def is_scrap(self, text: str) -> bool:
        """Whether `text` is put together from pieces of the table's labels and nothing else."""
        folded = fold(text)
        if not folded or len(folded) > _LONGEST_LABEL:
            return False
        if len(folded) == 1:
            return False
        at = 0
        while at < len(folded):
            length = 2
            if folded[at : at + length] not in self.printed:
                return False
            while at + length < len(folded) and folded[at : at + length + 1] in self.printed:
                length += 1
            at += length
        return at == len(folded)


@lru_cache(maxsize=8)
def labels_of(edition: Edition) -> tuple[TableLabels, ...]:
    """The labels of each table of an edition, in the order of the form."""
    vocabulary = Vocabulary()
    return tuple(_table_labels(table, vocabulary) for table in edition.tables)


def _table_labels(table: Table, vocabulary: Vocabulary) -> TableLabels:
    rows, columns, heads = Labels(vocabulary), Labels(vocabulary), Labels(vocabulary)
    printed: list[str] = []
    for block in table.blocks:
        for label in filter(None, (block.title, block.corner)):
            heads.add(label, label, ())
            printed.append(fold(label))
        for labels, headings in ((rows, block.rows), (columns, block.columns)):
            for heading in headings:
                labels.add(heading.name, heading.label, _spellings(heading))
                printed.extend(fold(text) for text in (heading.label, *heading.variants))
                for head in heading.under:
                    heads.add(head.name, head.label, (head.short, *head.variants))
                    printed.extend(fold(text) for text in (head.label, *head.variants))
    return TableLabels(table, rows, columns, heads, "\n".join(dict.fromkeys(printed)))


def _spellings(heading: Heading) -> tuple[str, ...]:
    return (heading.short, *heading.variants)
