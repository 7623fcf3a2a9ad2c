"""The text of a section from its lines: paragraphs rejoined, layout gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nianbao.readers.document import Document, GridRow, Line
from nianbao.readers.folding import fold, split_mark
from nianbao.readers.pasted_text import cells_of

_GOES_ON = "，、,（(“《"
_TOLERANCE = 8


def as_line(item: Line | GridRow) -> Line:
    """A line, or a row of a grid that belongs to no table as a line of text."""
    if isinstance(item, Line):
        return item
    return Line(" ".join(cell.text for cell in item.row.texts), item.row.line)


@dataclass(frozen=True, slots=True)
class LaidText:
    """A text, and which line of the document each piece of it comes from."""

    text: str
    starts: tuple[tuple[int, int], ...]
    """Where in the text the lines of the document begin, each with its number."""

    def behind(self, above: LaidText) -> LaidText:
        """Both, this one below the other."""
        begun = len(above.text) + 1
        moved = tuple((begun + start, line) for start, line in self.starts)
        return LaidText(f"{above.text}\n{self.text}", (*above.starts, *moved))


def text_of_lines(lines: Sequence[Line], document: Document) -> LaidText:
    """The text that lines make, a paragraph a line.

    Where the document is cut at a width, a line that fills it, or ends where no sentence does, goes
    on in the line directly below, unless that opens a paragraph by its indent or its mark.
    """
    texts: list[str] = []
    starts: list[tuple[int, int]] = []
    begun = 0
    above: Line | None = None
    for line in lines:
        if above is not None and _goes_on(above, line, document.wrap_width):
            joined = _joined(texts[-1], line.text)
            starts.append((begun + len(joined) - len(line.text), line.line))
            texts[-1] = joined
        else:
            blanks = line.blank_above if texts else 0
            begun += len(texts[-1]) + 1 + blanks if texts else 0
            starts.append((begun, line.line))
            texts.extend([""] * blanks)
            texts.append(line.text)
        above = line
    return LaidText("\n".join(texts).rstrip("\n"), tuple(starts))


def _goes_on(above: Line, line: Line, wrap_width: int | None) -> bool:
    if wrap_width is None or not line.follows or line.indented or line.listed:
        return False
    if split_mark(fold(line.text[:12]))[0] or not above.text:
        return False
    if above.text.endswith(tuple(_GOES_ON)):
        return True
    return cells_of(above.text) >= wrap_width - _TOLERANCE


def _joined(above: str, below: str) -> str:
    """Two pieces of a paragraph; Latin words and numbers stay apart."""
    narrow = above[-1:].isascii() and below[:1].isascii()
    return f"{above} {below}" if narrow else above + below
