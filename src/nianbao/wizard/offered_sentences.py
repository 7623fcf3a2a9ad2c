"""The edition's sentences in the order in which they are offered for a report."""

from __future__ import annotations

from nianbao.editions.standard_text import StandardSentence
from nianbao.report import Report

DOES_NOT_FIT = "  （与表中的数不符）"
NOT_KNOWN = "  （表未填完）"


def offered(report: Report, section: str) -> tuple[StandardSentence, ...]:
    """The sentences for a section: those that say what the tables say first."""
    sentences = [one for one in report.edition.sentences if section in one.sections]
    return tuple(sorted(sentences, key=lambda sentence: rank(sentence, report)))


def named(sentence: StandardSentence, report: Report) -> str:
    """A sentence as it is listed: its name, and whether it does not fit."""
    return sentence.name + ("", "", NOT_KNOWN, DOES_NOT_FIT)[rank(sentence, report)]


def rank(sentence: StandardSentence, report: Report) -> int:
    """0: it says what the tables say; 1: no table tells; 2: not filled yet; 3: it does not fit."""
    if not (sentence.some or sentence.none):
        return 1
    if sentence.fits(report.cells):
        return 0
    cells = [address for addresses in sentence.some for address in addresses]
    known = all(address in report.cells for address in (*cells, *sentence.none))
    return 3 if known else 2
