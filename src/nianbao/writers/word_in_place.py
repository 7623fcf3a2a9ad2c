"""Paragraphs, cells and tables of a Word file changed where they stand."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from nianbao.writers.word_elements import element, run

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BEHIND_JC = tuple(qn(f"w:{name}") for name in ("textAlignment", "outlineLvl", "rPr", "pPrChange"))
_BEHIND_V_ALIGN = tuple(
    qn(f"w:{name}")
    for name in ("hideMark", "headers", "cellIns", "cellDel", "cellMerge", "tcPrChange")
)
_NOT_FOR_NUMBERS = ("left", "start", "both", "distribute")
"""How text stands in a cell, or is left to stand; numbers stand in the middle."""


def set_cell(cell: Element, text: str, usual: Element | None) -> None:
    """Put a number into a cell, in the type of its labels where the cell has none of its own."""
    _centre_vertically(cell)
    first, *others = cell.iterchildren(qn("w:p"))
    for other in others:
        cell.remove(other)
    set_text(first, text, usual)
    properties = _properties(first)
    stated = properties.find(qn("w:jc"))
    if stated is None:
        place = next((n for n, child in enumerate(properties) if child.tag in _BEHIND_JC), None)
        centred = element("jc", val="center")
        properties.insert(len(properties) if place is None else place, centred)
    elif stated.get(qn("w:val")) in _NOT_FOR_NUMBERS:
        stated.set(qn("w:val"), "center")


def set_text(paragraph: Element, text: str, usual: Element | None = None) -> None:
    """Put a text in place of what a paragraph says, in the type of its first run."""
    look = paragraph.find(f"{qn('w:r')}/{qn('w:rPr')}")
    if look is None or look.find(qn("w:sz")) is None:
        look = usual if usual is not None else look
    if look is None:
        look = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
    for child in list(paragraph):
        if child.tag != qn("w:pPr"):
            paragraph.remove(child)
    if text:
        made = run(text)
        if look is not None:
            made.insert(0, deepcopy(look))
        paragraph.append(made)


def _centre_vertically(cell: Element) -> None:
    """Let a number stand at the middle of a tall row."""
    properties = cell.find(qn("w:tcPr"))
    if properties is None:
        return
    stated = properties.find(qn("w:vAlign"))
    if stated is not None:
        stated.set(qn("w:val"), "center")
        return
    place = next((n for n, one in enumerate(properties) if one.tag in _BEHIND_V_ALIGN), None)
    centred = element("vAlign", val="center")
    properties.insert(len(properties) if place is None else place, centred)


def keep_with_next(paragraph: Element) -> None:
    """Let a paragraph stand on the page of what follows it."""
    properties = _properties(paragraph)
    if not _is_switched_on(properties, "keepNext"):
        properties.insert(properties.find(qn("w:pStyle")) is not None, element("keepNext"))


def hold_together(table: Element, head_rows: int) -> None:
    """Let no row of a table break, and its heads stand on every page that it reaches.

    Args:
        table: the table.
        head_rows: how many of its first rows are heads of all that follows.
    """
    for number, row in enumerate(table.iterchildren(qn("w:tr"))):
        properties = row.find(qn("w:trPr"))
        if properties is None:
            properties = element("trPr")
            row.insert(row.find(qn("w:tblPrEx")) is not None, properties)
        marks = ("cantSplit", "tblHeader") if number < head_rows else ("cantSplit",)
        for mark in marks:
            if not _is_switched_on(properties, mark):
                properties.append(element(mark))
        for paragraph in row.iter(qn("w:p")) if number < head_rows else ():
            keep_with_next(paragraph)


def _is_switched_on(properties: Element, name: str) -> bool:
    """Whether a switch is there, which then is on: WPS writes most of them as off."""
    stated = properties.find(qn(f"w:{name}"))
    if stated is None:
        return False
    if qn("w:val") in stated.attrib:
        del stated.attrib[qn("w:val")]
    return True


def _properties(paragraph: Element) -> Element:
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        properties = element("pPr")
        paragraph.insert(0, properties)
    return properties
