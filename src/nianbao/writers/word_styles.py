"""The paragraph and character styles a document offers, by the names Word knows them by."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element as Element

TITLE = "Title"
BODY = "Body Text"
HEADINGS = ("heading 1", "heading 2", "heading 3", "heading 4")
LEADS = ("段首一级", "段首二级")
SIGNATURE = "Signature"
FORM = ("表格文字", "表格项目")
"""Heads and numbers of a table, and the labels at its left."""
SMALL_FORM = ("表格文字（小）", "表格项目（小）")
TABLE = "Table Grid"
ALL = (TITLE, BODY, *HEADINGS, *LEADS, SIGNATURE, *FORM, *SMALL_FORM, TABLE)


class Styles:
    """The ids of a document's styles, by name; what it lacks is taken from another document."""

    def __init__(self, document: WordDocument, spare: WordDocument | None = None) -> None:
        self._element = document.styles.element
        self._ids = _ids(self._element)
        if spare is not None:
            self._take_from(spare)

    def __getitem__(self, name: str) -> str:
        return self._ids[name.lower()]

    def _take_from(self, spare: WordDocument) -> None:
        theirs = spare.styles.element
        names = {style_id: name for name, style_id in _ids(theirs).items()}
        for style in theirs.findall(qn("w:style")):
            name = _name(style)
            if name in self._ids or name not in map(str.lower, ALL):
                continue
            mine = deepcopy(style)
            for link in ("w:basedOn", "w:next"):
                for found in mine.findall(qn(link)):
                    other = self._ids.get(names[str(found.get(qn("w:val")))])
                    found.set(qn("w:val"), other) if other else mine.remove(found)
            style_id = self._free(str(mine.get(qn("w:styleId"))))
            mine.set(qn("w:styleId"), style_id)
            self._element.append(mine)
            self._ids[name] = style_id

    def _free(self, style_id: str) -> str:
        taken = set(self._ids.values())
        while style_id in taken:
            style_id += "x"
        return style_id


def _ids(styles: Element) -> dict[str, str]:
    return {
        _name(style): str(style.get(qn("w:styleId"))) for style in styles.findall(qn("w:style"))
    }


def _name(style: Element) -> str:
    named = style.find(qn("w:name"))
    return "" if named is None else str(named.get(qn("w:val"))).lower()
