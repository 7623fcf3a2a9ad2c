"""What differs between two reports: two drafts, two years, or a draft and the published page.

Cells are compared by their address, texts sentence by sentence with their figures filled in, so
that a figure that is live in one and typed in the other is no difference. White space and empty
lines are none either: a published page has others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from nianbao.report.live_figures import fill
from nianbao.report.model import Number, Report
from nianbao.report.texts import clean_text

_SENTENCE = re.compile(r"[^。！？；!?;]+[。！？；!?;”’）)]*|[。！？；!?;]+")
_MOST_PAIRS = 4_000_000
"""Texts of more pairs of sentences are only told to differ from their first difference on."""

_MOST_LOOKED_AT = 2_000
"""Pairs of sentences in one place that are looked at for likeness; more are put side by side."""

_LONGEST = 200
"""The characters of a sentence that tell whether it is like another."""

_ALIKE = 0.5

FIELDS = ("edition", "organ", "year", "title", "published")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What is said of the report itself, and differs."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that differs; None is a blank, or a cell that the form of that report has not."""

    address: str
    section: str
    """The title of its section."""
    place: str
    """Its labels, as messages name it."""
    before: Number | None
    after: Number | None

    @property
    def change(self) -> Number | None:
        """By how much it grew, where both have a number."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence in place of another; None where one was left out or put in."""

    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section whose text differs."""

    section: str
    title: str
    sentences: tuple[SentenceChange, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs between two reports, in the order of the form."""

    fields: tuple[FieldChange, ...]
    cells: tuple[CellChange, ...]
    sections: tuple[SectionChange, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not (self.fields or self.cells or self.sections)


def compare(before: Report, after: Report) -> Comparison:
    """What differs between two reports; answers and the user's own keys are not looked at."""
    return Comparison(
        tuple(_fields(before, after)),
        tuple(_cells(before, after)),
        tuple(_sections(before, after)),
    )


def _fields(before: Report, after: Report) -> Iterator[FieldChange]:
    for field in FIELDS:
        one, other = _field(before, field), _field(after, field)
        if one != other:
            yield FieldChange(field, one, other)


def _field(report: Report, field: str) -> str | None:
    if field == "edition":
        return report.edition.name
    value = getattr(report, field)
    return None if value is None else str(value)


def _cells(before: Report, after: Report) -> Iterator[CellChange]:
    known = {**after.edition.cells, **before.edition.cells}
    addresses = [*after.edition.cells, *(a for a in known if a not in after.edition.cells)]
    for address in addresses:
        one, other = before.cells.get(address), after.cells.get(address)
        if one == other:
            continue
        report = after if address in after.edition.cells else before
        section = report.edition.section_of(address).title
        yield CellChange(address, section, report.edition.cells[address].place, one, other)


def _sections(before: Report, after: Report) -> Iterator[SectionChange]:
    titles = {section.name: section.title for section in before.edition.texts}
    titles |= {section.name: section.title for section in after.edition.texts}
    for name, title in titles.items():
        changes = tuple(_changes(_sentences(before, name), _sentences(after, name)))
        if changes:
            yield SectionChange(name, title, changes)


def _sentences(report: Report, section: str) -> list[str]:
    text = fill(clean_text(report.narrative.get(section, "")), report)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return [found.strip() for line in lines for found in _SENTENCE.findall(line) if found.strip()]


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[SentenceChange]:
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    one, other = before[start:], after[start:]
    if len(one) * len(other) > _MOST_PAIRS:
        yield from _paired(one, other)
        return
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    for kind, left, left_end, right, right_end in blocks:
        if kind != "equal":
            yield from _paired(one[left:left_end], other[right:right_end])


def _paired(before: Sequence[str], after: Sequence[str]) -> Iterator[SentenceChange]:
    """Each sentence beside the one it became, where they are alike, else left out and put in."""
    follow = 0
    for sentence in before:
        found = follow
        if len(before) * len(after) <= _MOST_LOOKED_AT:
            alike = (n for n in range(follow, len(after)) if _are_alike(sentence, after[n]))
            found = next(alike, len(after))
        if found >= len(after):
            yield SentenceChange(sentence, None)
            continue
        yield from (SentenceChange(None, new) for new in after[follow:found])
        yield SentenceChange(sentence, after[found])
        follow = found + 1
    yield from (SentenceChange(None, new) for new in after[follow:])


def _are_alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one[:_LONGEST], other[:_LONGEST], autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
