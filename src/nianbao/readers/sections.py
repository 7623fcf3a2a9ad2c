"""Where each section of the report starts, found by its title in whatever form it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nianbao.editions import Edition, Section
from nianbao.readers.document import Document, GridRow, Line
from nianbao.readers.folding import distance, fold, split_mark, without_bracket_behind

_LONGEST_TITLE = 60
_CAPTION = re.compile(r"(?:附?表[一二三四五六\d][:.,]?|续表[:.,]?)")


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a section opens."""

    section: str
    at: int
    """The index of its title in the document's items; one behind the title when none is there."""
    title: str
    """The title as the document has it."""
    length: int = 1
    """How many items the title takes."""


class Titles:
    """The titles of the sections of some editions, to be found in any spelling."""

    def __init__(self, editions: Iterable[Edition]) -> None:
        self._exact: dict[str, str] = {}
        self._hearts: dict[str, str] = {}
        for section in (section for edition in editions for section in edition.sections):
            self._exact[fold(section.title)] = section.name
            for title in (section.title, *section.variants):
                self._hearts.setdefault(split_mark(fold(title))[1], section.name)

    def section_of(self, text: str) -> str | None:
        """The section that `text` is the title of, if it is one."""
        if len(text) > 2 * _LONGEST_TITLE:
            return None
        folded = fold(text)
        if folded in self._exact:
            return self._exact[folded]
        if len(folded) > _LONGEST_TITLE:
            return None
        mark, heart = split_mark(without_bracket_behind(folded))
        kind = mark.partition(":")[0]
        if kind in ("bracketed", "digits"):
            return None
        if heart in self._hearts:
            return self._hearts[heart]
        return self._near(heart) if kind else None

    def is_caption(self, text: str, section: str) -> bool:
        """Whether `text` only repeats the title of this section (表二：…, …统计表, 续表)."""
        folded = fold(text)
        found = _CAPTION.match(folded)
        rest = folded[found.end() :] if found else folded
        heart = split_mark(without_bracket_behind(rest))[1].removesuffix("统计表")
        return (found is not None and not heart) or self._hearts.get(heart) == section

    def _near(self, heart: str) -> str | None:
        if len(heart) < 6:
            return None
        best: tuple[int, str] | None = None
        for title, name in self._hearts.items():
            if len(set(title) & set(heart)) * 3 >= len(set(title)) * 2:
                steps = distance(heart, title, max(1, len(title) // 5))
                if steps <= max(1, len(title) // 5) and (best is None or steps < best[0]):
                    best = (steps, name)
        return best[1] if best else None


def text_of(item: Line | GridRow) -> str | None:
    """The text of a line, or of a row with a single filled cell; None for other rows."""
    if isinstance(item, Line):
        return item.text
    texts = item.row.texts
    return texts[0].text if len(texts) == 1 else None


def openings(document: Document, titles: Titles) -> tuple[Opening, ...]:
    """Where the sections open, in the document's order; each section at most once.

    In a table of contents every title stands once more: the last place counts, unless a title is
    only repeated inside its own section.
    """
    found = list(_candidates(document, titles))
    chosen: dict[str, Opening] = {}
    last: str | None = None
    for opening in found:
        if opening.section != last:
            chosen[opening.section] = opening
        last = opening.section
    return tuple(sorted(chosen.values(), key=lambda opening: opening.at))


def _candidates(document: Document, titles: Titles) -> Iterator[Opening]:
    only_marked = document.marked
    for at, item in enumerate(document.items):
        if only_marked and not (isinstance(item, Line) and item.heading):
            continue
        text = text_of(item)
        if text is None or (isinstance(item, Line) and (item.listed or item.closing)):
            continue
        section = titles.section_of(text)
        if section is not None:
            yield Opening(section, at, text)
            continue
        whole = _with_next_line(document, at, text)
        section = titles.section_of(whole) if whole else None
        if section is not None:
            yield Opening(section, at, whole, length=2)


def _with_next_line(document: Document, at: int, text: str) -> str:
    """A numbered line with the line directly below it, for a title that is cut in two."""
    if at + 1 >= len(document.items) or document.marked or not split_mark(fold(text[:9]))[0]:
        return ""
    below = document.items[at + 1]
    if not isinstance(below, Line) or not below.follows or len(text) > _LONGEST_TITLE:
        return ""
    return text + below.text


def in_order(openings: Sequence[Opening], sections: Sequence[Section]) -> bool:
    """Whether the sections stand in the order of the form."""
    order = [section.name for section in sections]
    found = [order.index(opening.section) for opening in openings if opening.section in order]
    return found == sorted(found)
