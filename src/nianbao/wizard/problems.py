"""From one problem to the next, through the whole report."""

from __future__ import annotations

from nianbao.checks.finding import Finding
from nianbao.wizard.document import Document
from nianbao.wizard.prose import location_in
from nianbao.wizard.section_text import SectionText
from nianbao.wizard.shown_findings import section_of

Here = tuple[str, str | None]
"""The section one is in ("" for none) and the address of the cursor there."""


def target_of(finding: Finding, document: Document) -> str | None:
    """The address to go to for a finding: the words it is about, the cell that is marked, the first.

    In a sentence that does not agree with the tables, that is its number.
    """
    if finding.quote is not None and finding.section is not None:
        return _place_of_words(finding, finding.quote, finding.section, document)
    cells = [address for address in finding.cells if address in document.edition.cells]
    marked = [address for address in cells if document.cell(address).mark in ("!", "?")]
    if marked or cells:
        return (marked or cells)[0]
    texts = [address for address in finding.cells if address not in document.edition.cells]
    return texts[0] if texts else None


def _place_of_words(finding: Finding, quote: str, section: str, document: Document) -> str:
    text = SectionText(document, document.edition.section(section))
    return text.place_of(quote) if finding.figure is None else text.place_at(finding.figure[0])


def problem_beside(
    document: Document, last: Finding | None, here: Here, step: int
) -> Finding | None:
    """The next problem shown (`step` 1) or the one before (-1), round at the end.

    It counts from the problem gone to last, while the cursor still stands there; else from the
    cursor.
    """
    known = [finding for finding in document.findings if finding.answered is None]
    placed = sorted(((_place(one, document), one) for one in known), key=lambda pair: pair[0])
    if not placed:
        return None
    at = _here(here, document)
    same = [index for index, (_, finding) in enumerate(placed) if _is_same(finding, last)]
    if same and placed[same[0]][0] == at:
        return placed[(same[0] + step) % len(placed)][1]
    if step > 0:
        return next((finding for place, finding in placed if place > at), placed[0][1])
    return next((finding for place, finding in reversed(placed) if place < at), placed[-1][1])


def _is_same(finding: Finding, other: Finding | None) -> bool:
    return other is not None and (finding.rule, finding.cells, finding.quote) == (
        other.rule,
        other.cells,
        other.quote,
    )


def _place(finding: Finding, document: Document) -> tuple[int, ...]:
    return _here((section_of(finding, document.edition), target_of(finding, document)), document)


def _here(here: Here, document: Document) -> tuple[int, ...]:
    """Where that is in the order of the form: the section, then the cell, or the place in a text."""
    section, address = here
    sections = [known.name for known in document.edition.texts]
    cells = list(document.edition.cells)
    return (
        sections.index(section) if section in sections else -1,
        cells.index(address) if address in cells else -1,
        *(location_in(address or "") or (-1, -1)),
    )
