"""What stands in a Word file, read from its XML and not by the library that wrote it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def value(element: etree._Element | None, name: str = "val") -> str | None:
    return None if element is None else element.get(f"{W}{name}")


def text_of(holder: etree._Element) -> str:
    pieces = holder.iter(f"{W}t", f"{W}br")
    return "".join((piece.text or "") if piece.tag == f"{W}t" else "\n" for piece in pieces)


@dataclass(frozen=True)
class WordFile:
    """A docx."""

    data: bytes

    @cached_property
    def parts(self) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return {entry.filename: archive.read(entry) for entry in archive.infolist()}

    def xml(self, part: str) -> etree._Element:
        return etree.fromstring(self.parts[part])

    @cached_property
    def body(self) -> etree._Element:
        body = self.xml("word/document.xml").find(f"{W}body")
        assert body is not None
        return body

    @cached_property
    def styles(self) -> dict[str, etree._Element]:
        """The styles by their id."""
        return {
            str(value(style, "styleId")): style
            for style in self.xml("word/styles.xml").iter(f"{W}style")
        }

    @property
    def tables(self) -> list[etree._Element]:
        return self.body.findall(f"{W}tbl")

    def paragraphs(self) -> Iterator[tuple[str, str]]:
        """The name of the style and the text of every paragraph outside tables."""
        for paragraph in self.body.findall(f"{W}p"):
            yield self.style_of(paragraph), text_of(paragraph)

    def style_of(self, paragraph: etree._Element) -> str:
        name = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        return "" if name is None else str(value(self.styles[name].find(f"{W}name")))

    def outline(self) -> str:
        """All of the body as lines: a paragraph with its style, or a row with its cells."""
        lines = []
        for child in self.body:
            if child.tag == f"{W}p":
                lines.append(f"{self.style_of(child)}: {text_of(child)}".rstrip())
            lines += [" | ".join(map(text_of, row)) for row in cells(child)]
        return "\n".join(lines) + "\n"


def cells(table: etree._Element) -> list[list[etree._Element]]:
    return [row.findall(f"{W}tc") for row in table.findall(f"{W}tr")]


def grid(table: etree._Element) -> dict[tuple[int, int], tuple[str, int, int]]:
    """Text, rows and columns of each cell, by the first row and column it covers."""
    found: dict[tuple[int, int], tuple[str, int, int]] = {}
    open_at: dict[int, tuple[int, int]] = {}
    for row, line in enumerate(cells(table)):
        column = 0
        for cell in line:
            span = int(value(cell.find(f"{W}tcPr/{W}gridSpan")) or 1)
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and value(merge) != "restart":
                text, rows, columns = found[open_at[column]]
                found[open_at[column]] = (text, rows + 1, columns)
            else:
                open_at[column] = (row, column)
                found[row, column] = (text_of(cell), 1, span)
            column += span
    return found
