"""The sentences of a text in which something was found, where they stand as it is edited."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from nianbao.checks.choice import Choice
from nianbao.checks.finding import Finding, Severity
from nianbao.checks.kept_text import text_figure_unchanged
from nianbao.checks.text_findings import text_findings
from nianbao.checks.texts import live_figure
from nianbao.editions import Edition, Section
from nianbao.report import Report
from nianbao.report.filled_text import FilledText, Span
from nianbao.report.live_figures import with_addresses
from nianbao.report.typed_numbers import format_number

_OTHERWISE = frozenset([text_figure_unchanged.name, live_figure.name])
"""What is asked for one by one, and what is set off by itself."""

_BRACES = re.compile(r"\{[^{}\n]*\}")


@dataclass(frozen=True, slots=True)
class WordsInLine:
    """Words of a paragraph."""

    row: int
    line: str
    """The whole paragraph; in another one the words may stand elsewhere."""
    start: int
    end: int
    is_figure: bool
    """Whether it is the number that does not agree."""

    def holds(self, row: int, column: int, line: str) -> bool:
        """Whether a place is in these words, or right behind them."""
        return self.row == row and self.start <= column <= self.end and self.line == line


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A finding, with the words it is about."""

    finding: Finding
    words: tuple[WordsInLine, ...]
    """A sentence in several paragraphs has as many."""

    @property
    def figure(self) -> WordsInLine | None:
        """The number that does not agree."""
        return next((one for one in self.words if one.is_figure), None)

    @property
    def brief(self) -> str:
        """It on one line, with both numbers and the key that leads on."""
        finding = self.finding
        mark = "?" if self.is_doubt else "-"
        if finding.expected is None or finding.actual is None:
            return f"{mark} {finding.message}"
        numbers = f"写 {format_number(finding.actual)}，表中 {format_number(finding.expected)}"
        return f"{mark} {finding.title}（{numbers}），按 <suggest> 看修改建议"

    @property
    def is_doubt(self) -> bool:
        """Whether it is more than a hint."""
        return self.finding.severity is not Severity.HINT


def marked_sentences(
    shown: str, section: Section, report: Report, last_year: Report | None, choice: Choice
) -> tuple[MarkedSentence, ...]:
    """What is found in a text as it is shown for editing; the numbers that disagree come first.

    Args:
        shown: the text, its figures by name.
        section: the section it is of.
        report: the report; its own text of the section does not matter.
        last_year: last year's report, where it is known.
        choice: the rules that are checked.
    """
    stored = stored_text(shown, report.edition)
    report = report.with_text(section.name, stored.text)
    rows = _Rows(shown)
    found = [
        MarkedSentence(finding, tuple(rows.words(finding, stored)))
        for finding in text_findings(report, section, last_year, choice)
        if finding.rule not in _OTHERWISE
    ]
    return tuple(sorted(found, key=lambda one: (one.figure is None, not one.is_doubt)))


def words_by_line(marked: Iterable[MarkedSentence]) -> Mapping[str, tuple[WordsInLine, ...]]:
    """The words to set off, by the paragraph they stand in: sentences first, numbers over them."""
    found: dict[str, list[WordsInLine]] = {}
    for one in marked:
        for words in one.words:
            if one.is_doubt or words.is_figure or one.figure is None:
                found.setdefault(words.line, []).append(words)
    return {
        line: tuple(sorted(words, key=lambda one: one.is_figure)) for line, words in found.items()
    }


def stored_text(shown: str, edition: Edition) -> FilledText:
    """The text of the file for a text as it is shown, with the places in the latter."""
    pieces: list[str] = []
    starts, ends, sources = [], [], []
    length = end = 0
    for found in _BRACES.finditer(shown):
        translated = with_addresses(found[0], edition)
        if translated == found[0]:
            continue
        pieces += [shown[end : found.start()], translated]
        starts.append(length + found.start() - end)
        length, end = starts[-1] + len(translated), found.end()
        ends.append(length)
        sources.append(found.span())
    whole = "".join([*pieces, shown[end:]])
    return FilledText(whole, tuple(starts), tuple(ends), tuple(sources))


class _Rows:
    """The paragraphs of a text, and where each begins."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._starts = [0]
        for line in self._lines[:-1]:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def words(self, finding: Finding, stored: FilledText) -> Iterator[WordsInLine]:
        """The words of a finding, whose places are those of the stored text."""
        for span, is_figure in ((finding.span, False), (finding.figure, True)):
            if span is not None:
                yield from self._in_lines(stored.source(*span), is_figure)

    def _in_lines(self, span: Span, is_figure: bool) -> Iterator[WordsInLine]:
        first = bisect_right(self._starts, span[0]) - 1
        for row in range(first, bisect_left(self._starts, span[1])):
            line, begun = self._lines[row], self._starts[row]
            start, end = max(0, span[0] - begun), min(len(line), span[1] - begun)
            if start < end:
                yield WordsInLine(row, line, start, end, is_figure)
