"""Paragraphs that were cut into lines of a page, as a PDF gives them, put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from nianbao.report.width import display_width
from nianbao.wizard.prose import headings, is_heading_alone

_ENDED = re.compile("[。；：！？;:!?…][”’」』）)】》]*$")
_NARROWEST, _WIDEST = 36, 140
"""Cells of a page's line; a wider line is a paragraph that nothing was cut from."""
_NEARLY_FULL = 0.8
_LONGEST_HEADING = 25


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One line of a pasted text without its layout."""

    text: str
    opens: bool
    """Whether an indent, a list mark or an empty line before it shows that a paragraph begins."""


def joined_lines(lines: Iterable[PastedLine]) -> tuple[list[str], int]:
    """The paragraphs that the lines make, and how many line ends went.

    A line goes on in the next one where it ends in the middle of a sentence and is about as wide as
    the widest, unless one of the two is a heading or an item of a list.
    """
    found = list(lines)
    full = max((display_width(line.text) for line in found), default=0)
    if not _NARROWEST <= full <= _WIDEST:
        return [line.text for line in found], 0
    paragraphs: list[str] = []
    above = ""
    for line in found:
        if above and not line.opens and _goes_on(above, line.text, full):
            paragraphs[-1] = _joined(paragraphs[-1], line.text)
        else:
            paragraphs.append(line.text)
        above = line.text
    return paragraphs, len(found) - len(paragraphs)


def _goes_on(above: str, below: str, full: int) -> bool:
    is_heading = is_heading_alone(above) and len(above) <= _LONGEST_HEADING
    if is_heading or headings(below) or _ENDED.search(above):
        return False
    return display_width(above) >= _NEARLY_FULL * full


def _joined(above: str, below: str) -> str:
    """Two pieces of a paragraph; only words in Latin letters stay apart."""
    apart = above[-1:].isascii() and below[:1].isascii() and (above[-1:] + below[:1]).isalpha()
    return f"{above} {below}" if apart else above + below
