"""Filling an office's own Word file that holds the tables of the form, as a person would by hand.

Numbers go into its cells and texts between its headings, in the type that stands there; whatever
else is in it stays. Cells are found by the labels of their rows, not by their measures, which
differ from one copy of the form to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from itertools import takewhile
from typing import TYPE_CHECKING, Protocol

from docx.oxml.ns import qn

from nianbao.editions import Section
from nianbao.report import Report
from nianbao.report.layout import LaidBlock, LaidTable, laid_out
from nianbao.writers.printed import text_lines, titles
from nianbao.writers.word_in_place import hold_together, keep_with_next, set_cell, set_text
from nianbao.writers.word_table import anchors

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element as Element

_ALIKE = 0.8
"""The share of a table's labels that must stand in the template as the form has them."""

_PLACEHOLDER = re.compile(r"文字描述|【|[Xx×ＸＸ]{2}|[_＿]{2}")
_FOLDED = str.maketrans("().:;,．", "（）。：；，。", "“”‘’\"'")


class Page(Protocol):
    """The parts of the report in the document's own styles, for what the template has no place."""

    report: Report

    def text(self, section: str, *, keep_last: bool = False) -> Iterable[Element]:
        """The paragraphs of a section."""

    def table(self, section: Section) -> Element:
        """The table of a section."""

    def signature(self) -> Iterable[Element]:
        """Office and day, where the report is published."""


def fill_forms(document: WordDocument, page: Page) -> bool:
    """Fill the document with the report, if it holds every title and every table of the form.

    Returns:
        Whether it does; otherwise nothing was changed.
    """
    body, report = document.element.body, page.report
    headings = _headings(body, report)
    forms = {
        section.name: _form_of(laid_out(report.edition.table(section.table)), body)
        for section in report.edition.sections
        if section.table is not None
    }
    if headings is None or not all(forms.values()):
        return False
    for section, heading in zip(report.edition.sections, headings, strict=True):
        keep_with_next(heading)
        if section.table is not None:
            _fill_form(forms[section.name], section, page)
    _fill_texts(headings, page)
    for tables in forms.values():
        _keep_lead(tables[0])
    return True


def _keep_lead(table: Element) -> None:
    """Let what leads to a table stand on its page: the title or text above it, and blank lines."""
    for above in table.itersiblings(preceding=True):
        if above.tag != qn("w:p"):
            return
        keep_with_next(above)
        if _says(above):
            return


def _folded(text: str) -> str:
    return "".join(text.translate(_FOLDED).split())


def _text_of(holder: Element) -> str:
    return "".join(found.text or "" for found in holder.iter(qn("w:t")))


def _headings(body: Element, report: Report) -> list[Element] | None:
    """The paragraph of each section's title, in the order of the form."""
    paragraphs = list(body.iterchildren(qn("w:p")))
    found: list[Element] = []
    for section in report.edition.sections:
        titled = {_folded(title) for title in (section.title, *section.variants)}
        while paragraphs:
            paragraph = paragraphs.pop(0)
            if _folded(re.sub(r"（[^）]*）$", "", _text_of(paragraph).strip())) in titled:
                found.append(paragraph)
                break
        else:
            return None
    return found


_Cells = list[list["Element"]]
"""The cells of a table's rows, those that continue a merged one too."""


def _form_of(laid: LaidTable, body: Element) -> list[Element]:
    """The Word table that is this table of the form, or one for each of its blocks."""
    tables = list(body.iterchildren(qn("w:tbl")))
    whole = next((table for table in tables if _fits(laid, _cells(table))), None)
    if whole is not None:
        return [whole]
    found = []
    for block in laid.blocks:
        table = next((t for t in tables if _fits(_alone(block), _cells(t))), None)
        if table is None:
            return []
        found.append(table)
    return found


def _alone(block: LaidBlock) -> LaidTable:
    return LaidTable("", (block,))


def _cells(table: Element) -> _Cells:
    return [list(row.iterchildren(qn("w:tc"))) for row in table.iterchildren(qn("w:tr"))]


def _fits(laid: LaidTable, cells: _Cells) -> bool:
    rows = anchors(laid)
    if [len(row) for row in rows] != [len(row) for row in cells]:
        return False
    labels = [
        _folded(cell.text) == _folded(_text_of(theirs))
        for number, row in enumerate(rows)
        for (begin, cell), theirs in zip(row.values(), cells[number], strict=True)
        if begin == number and cell.role != "number" and cell.text
    ]
    return sum(labels) >= _ALIKE * len(labels)


def _fill_form(tables: Sequence[Element], section: Section, page: Page) -> None:
    form = page.report.edition.table(section.table or "")
    laid, empty = laid_out(form, page.report), laid_out(form)
    if len(laid.rows) != len(empty.rows):
        # A row of another edition's form has no place in the template.
        tables[0].addprevious(page.table(section))
        for table in tables:
            _drop(table)
        return
    parts = [laid] if len(tables) == 1 else [_alone(block) for block in laid.blocks]
    for part, table in zip(parts, tables, strict=True):
        hold_together(table, part.blocks[0].head_rows if len(part.blocks) == 1 else 0)
        usual = table.find(f".//{qn('w:r')}/{qn('w:rPr')}")
        for number, (row, cells) in enumerate(zip(anchors(part), _cells(table), strict=True)):
            for (begin, cell), theirs in zip(row.values(), cells, strict=True):
                if begin == number and cell.role == "number":
                    set_cell(theirs, cell.text, usual)


def _fill_texts(headings: list[Element], page: Page) -> None:
    report = page.report
    regions = [_region(heading, headings) for heading in headings]
    models = [p for region in regions for p in region if _is_placeholder(p)]
    front = [p for p in _paragraphs(headings[0].itersiblings(preceding=True)) if _says(p)][::-1]
    if front:
        set_text(front[0], titles(report)[0])
    behind = front[0] if front else None
    _put_text(page, report.edition.preface.name, front[1:], behind, headings[0], models)
    for section, heading, region in zip(report.edition.sections, headings, regions, strict=True):
        said = [p for p in _paragraphs(region) if _says(p)]
        old = said if section.table is None else list(filter(_is_placeholder, said))
        _put_text(page, section.name, old, heading, None, models)
    end = [headings[-1], *_region(headings[-1], headings)][-1]
    for signed in reversed(list(page.signature())):
        end.addnext(signed)


def _region(heading: Element, headings: list[Element]) -> list[Element]:
    """What stands behind a title, up to the next one."""
    return list(
        takewhile(
            lambda sibling: sibling not in headings and sibling.tag != qn("w:sectPr"),
            heading.itersiblings(),
        )
    )


def _paragraphs(elements: Iterable[Element]) -> list[Element]:
    return [found for found in elements if found.tag == qn("w:p")]


def _says(paragraph: Element) -> bool:
    return bool(_text_of(paragraph).strip())


def _is_placeholder(found: Element) -> bool:
    return found.tag == qn("w:p") and _PLACEHOLDER.search(_text_of(found)) is not None


def _put_text(
    page: Page,
    section: str,
    old: Sequence[Element],
    behind: Element | None,
    before: Element | None,
    models: Sequence[Element],
) -> None:
    """Put a section's text where `old` stands, else behind its title, in the type found there."""
    model = old[0] if old else next(iter(models), None)
    made: list[Element]
    if model is None:
        made = list(page.text(section))
    else:
        made = [_like(model, line) for line in text_lines(page.report, section)]
    for line in made:
        if old:
            old[0].addprevious(line)
        elif behind is not None:
            behind.addnext(line)
            behind = line
        elif before is not None:
            before.addprevious(line)
    for paragraph in old:
        _drop(paragraph)


def _like(model: Element, text: str) -> Element:
    made = deepcopy(model)
    for name in list(made.attrib):
        del made.attrib[name]
    set_text(made, text)
    return made


def _drop(old: Element) -> None:
    holder = old.getparent()
    if holder is not None:
        holder.remove(old)
