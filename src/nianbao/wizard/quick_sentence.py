"""The sentence by which a question of quick filling is answered, and last year's about the same.

A text taken over from last year may say already that there was some, or none, in words of its own.
After the answer it says what was answered, once: last year's statement is kept where it says the
same, and else gives way to the edition's sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nianbao.editions.quick_questions import QuickQuestion
from nianbao.report import Report
from nianbao.report.kept_text import Sentence, last_years_text, sentences
from nianbao.report.live_figures import BLANK
from nianbao.report.moved_year import with_year_moved

# 逾期未缴 says of applicants what they did not do, not that there was none.
_DENIED = re.compile(
    r"[未无](?!按|缴|在)|没有|(?<![0-9０-９.．])[0０](?:[.．][0０]+)?\s*万?元|零元|为零"
)
_AMOUNT = re.compile(rf"[0-9０-９一二三四五六七八九十百千万{BLANK[0]}}}】]\s*(?:万?元|件|份)")
_TITLES = re.compile("《[^《》]*》|〔[^〔〕]*〕")
_SENTENCE_END = "。；！？"


@dataclass(frozen=True, slots=True)
class _Statement:
    """A sentence of the text that says whether there was any."""

    start: int
    end: int
    text: str
    denies: bool
    kept: bool
    """Whether it is last year's, its year moved or not."""


def is_answered(question: QuickQuestion, report: Report, last: Report | None) -> bool:
    """Whether the section says of this year, and not only in last year's words, what was asked."""
    text = report.narrative.get(question.section, "")
    kept = _kept(question, report, last)
    return any(
        question.about in one.text and not _is_heading(one) and one.text not in kept
        for one in sentences(text)
    )


def speaks_of_some(question: QuickQuestion, report: Report) -> bool:
    """Whether the section says that there was some."""
    text = report.narrative.get(question.section, "")
    return any(
        question.about in one.text and not _is_heading(one) and not _DENIED.search(one.text)
        for one in sentences(text)
    )


def with_answer(question: QuickQuestion, report: Report, last: Report | None, *, some: bool) -> str:
    """The section's text after the answer; as it was where it says the same in its own words."""
    text = report.narrative.get(question.section, "")
    new = (question.if_any if some else question.sentence).format(year=report.year)
    statements = _statements(question, report, last)
    agreeing = [one for one in statements if one.denies is not some]
    contradicting = [one for one in statements if one.denies is some and one.kept]
    stays = next(iter([*agreeing, *contradicting]), None)
    if stays is None:
        return _with(text, new, question.about) if new else text
    if agreeing:
        written = with_year_moved(stays.text, report.year - 1, report.year)
    else:
        written = new + _other_matter(stays.text, question.about)
    return _replaced(text, dict.fromkeys(contradicting, "") | {stays: written})


def _kept(question: QuickQuestion, report: Report, last: Report | None) -> set[str]:
    """The sentences of the text that are last year's; this year's own of the edition is none."""
    text = report.narrative.get(question.section, "")
    before = last_years_text(question.section, last, report.year)
    found = {one.text for one in before.kept_sentences(text)}
    own = {question.sentence.format(year=report.year), question.if_any.format(year=report.year)}
    return (found - own) | {question.sentence.format(year=report.year - 1)}


def _statements(question: QuickQuestion, report: Report, last: Report | None) -> list[_Statement]:
    kept = _kept(question, report, last)
    found = []
    for one in sentences(report.narrative.get(question.section, "")):
        bare = _TITLES.sub("", one.text)
        denies = bool(_DENIED.search(bare))
        if question.about in bare and (denies or _AMOUNT.search(bare)):
            found.append(_Statement(one.start, one.end, one.text, denies, one.text in kept))
    return found


def _other_matter(sentence: str, about: str) -> str:
    """What a sentence says behind its statement on something else, such as 无其他事项."""
    *_, rest = sentence.rpartition(about)
    _, comma, rest = rest.partition("，")
    return "" if not comma or re.search("[0-9０-９费缴]", rest) else rest


def _is_heading(sentence: Sentence) -> bool:
    return sentence.text[-1] not in _SENTENCE_END and not _DENIED.search(sentence.text)


def _replaced(text: str, by: dict[_Statement, str]) -> str:
    """The text with other words for some of its statements; a line left empty goes with them."""
    pieces, end = [], 0
    for one in sorted(by, key=lambda statement: statement.start):
        pieces += [text[end : one.start], by[one]]
        end = one.end
    lines, before = "".join([*pieces, text[end:]]).split("\n"), text.split("\n")
    return "\n".join(new for new, old in zip(lines, before, strict=True) if new or not old)


def _with(text: str, new: str, about: str) -> str:
    """The text with a sentence more: below the heading that names the matter, else in front."""
    lines = text.split("\n") if text else []
    place = next((n for n, line in enumerate(lines, 1) if _names(line, about)), 0)
    return "\n".join([*lines[:place], new, *lines[place:]])


def _names(line: str, about: str) -> bool:
    found = sentences(line)
    return len(found) == 1 and about in line and _is_heading(found[0])
