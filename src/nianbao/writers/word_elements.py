"""The elements a Word document is made of; text only ever enters as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from nianbao.writers.printed import as_xml_text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def element(tag: str, *children: Element, **attributes: str | int) -> Element:
    """A `w:` element with these attributes, which are `w:` too, and children."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def run(text: str, style: str | None = None) -> Element:
    """A run of text, in a character style if one is named by its id."""
    content = element("t")
    content.text = as_xml_text(text)
    content.set(qn("xml:space"), "preserve")
    if style is None:
        return element("r", content)
    return element("r", element("rPr", element("rStyle", val=style)), content)


def paragraph(style: str | None, *runs: Element, properties: tuple[Element, ...] = ()) -> Element:
    """A paragraph in the style of that id, `properties` in the order of the schema."""
    named = () if style is None else (element("pStyle", val=style),)
    return element("p", element("pPr", *named, *properties), *runs)
