"""What of a text is still last year's: paragraphs, sentences, and the figures in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from nianbao.report.agreeing_figures import typed_numbers
from nianbao.report.model import Number, Report
from nianbao.report.moved_year import with_year_moved

_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")
_HEADING = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|[0-9０-９]{1,2}[.．、])"
)
# What is counted in none of these: a year, a day, the number of a document, an article, an order.
_NO_COUNT_BEFORE = re.compile(r"[〔\[【（(第a-zA-Z./:：@\-]\s*$")
_NO_COUNT_AFTER = re.compile(
    r"\s*(?:年|月|日|号|个?工作日|[〕\]】)）.、．a-zA-Z/@-]|(?:政务|便民|市民)?(?:服务)?热线)"
)
_LONGEST_COUNT = 7
"""Digits up to which a number without separators counts something; a longer one is a code."""
_MOST_SENTENCES = 10_000
_MOST_NUMBERS = 200
"""Of a text, and of a sentence: what has more is no report's text, and is read as far as that."""
_BRACES = re.compile(r"\{[^{}\n]*\}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text, with its mark at the end."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class KeptFigure:
    """A number of a text that stood in the same sentence last year."""

    start: int
    end: int
    value: Number
    sentence: str
    """The sentence it stands in, without outer spaces."""


@lru_cache(maxsize=8)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text; what is only a line end is none."""
    found = []
    for piece in islice(_SENTENCE.finditer(text), _MOST_SENTENCES):
        stripped = piece[0].strip()
        if stripped:
            start = piece.start() + piece[0].index(stripped)
            found.append(Sentence(start, start + len(stripped), stripped))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class LastYearsText:
    """A section's text of last year, to hold this year's against."""

    text: str
    """As it was; empty where there was none."""
    year: int
    """The year it was of."""
    now: int
    """The year of this report."""

    @property
    def moved(self) -> str:
        """The text as it reads with the year moved."""
        return with_year_moved(self.text, self.year, self.now)

    def kept_lines(self, text: str) -> frozenset[int]:
        """The numbers, from 0, of the paragraphs that are last year's, its year moved or not.

        A heading on a line of its own says nothing that could be out of date.
        """
        if not self.text:
            return frozenset()
        known = _known_lines(self.text, self.year, self.now)
        return frozenset(
            number
            for number, line in enumerate(text.split("\n"))
            if (bare := line.strip()) in known and bare and not _is_heading(bare)
        )

    def kept_sentences(self, text: str) -> tuple[Sentence, ...]:
        """The sentences of a text that are last year's, the year moved or not."""
        if not self.text:
            return ()
        known = _known_sentences(self.text, self.year, self.now)
        return tuple(one for one in sentences(text) if one.text in known)

    def kept_figures(self, text: str) -> tuple[KeptFigure, ...]:
        """The numbers other than 0 in sentences that are last year's, its year moved or not.

        Years, days, the numbers of documents, articles and headings are no such figures, nor are
        live figures, which follow the tables.
        """
        return tuple(
            KeptFigure(
                one.start + figure.start, one.start + figure.end, figure.value, figure.sentence
            )
            for one in self.kept_sentences(text)
            for figure in figures_of(one.text)
        )


def last_years_text(section: str, last: Report | None, year: int) -> LastYearsText:
    """A section's text in the report before one on `year`; an empty one where there is none."""
    if last is None:
        return LastYearsText("", year - 1, year)
    return LastYearsText(last.narrative.get(section, ""), last.year, year)


@lru_cache(maxsize=16)
def _known_lines(old: str, last: int, year: int) -> frozenset[str]:
    both = f"{old}\n{with_year_moved(old, last, year)}"
    return frozenset(line.strip() for line in both.splitlines())


@lru_cache(maxsize=16)
def _known_sentences(old: str, last: int, year: int) -> frozenset[str]:
    both = f"{old}\n{with_year_moved(old, last, year)}"
    return frozenset(sentence.text for sentence in sentences(both))


@lru_cache(maxsize=4096)
def figures_of(text: str) -> tuple[KeptFigure, ...]:
    """The numbers of a sentence that count something, at their places in it."""
    heading = _HEADING.match(text)
    first = heading.end() if heading else 0
    braces = [found.span() for found in _BRACES.finditer(text)]
    return tuple(
        KeptFigure(number.start, number.end, number.value, text)
        for number in typed_numbers(text, _MOST_NUMBERS)
        if number.value
        and number.start >= first
        and not _is_no_count(text, number.start, number.end)
        and not _inside(number.start, braces)
    )


def _is_no_count(text: str, start: int, end: int) -> bool:
    is_code = text[start:end].isdigit() and end - start > _LONGEST_COUNT
    before = _NO_COUNT_BEFORE.search(text, max(0, start - 4), start)
    return is_code or bool(before or _NO_COUNT_AFTER.match(text, end))


def _inside(index: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= index < end for start, end in spans)


def _is_heading(line: str) -> bool:
    return bool(_HEADING.match(line)) and not re.search("[。；！？，]", line)
