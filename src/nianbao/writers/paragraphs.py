"""What a paragraph's numbering says it is: a heading, a heading run into its text, or plain text.

Official documents number their headings 一、 （一） 1. （1）, and set each level in its own type
(GB/T 9704-2012, 7.3.3). The section titles of the form are the first level.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKS = (
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"[0-9]{1,2}[.．](?![0-9])"),
    re.compile(r"[（(][0-9]{1,2}[）)]"),
)
_SENTENCE = re.compile(r"[^。；：！？;:!?]*[。：]?")
LONGEST_HEADING = 30
"""Characters; what is longer is a sentence that happens to be numbered."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in two parts, of which either may be empty."""

    level: int
    """1 to 4 by its numbering, 0 for plain text."""
    lead: str
    """The heading that it is, or that is run into it."""
    rest: str
    """What follows the heading in the same paragraph."""

    @property
    def is_heading(self) -> bool:
        """Whether the whole paragraph is a heading."""
        return self.level > 0 and not self.rest


def understood(line: str) -> Paragraph:
    """The parts of one paragraph of a text."""
    for level, mark in enumerate(_MARKS, 1):
        if not mark.match(line):
            continue
        found = _SENTENCE.match(line)
        lead = found[0] if found else ""
        if len(lead) > LONGEST_HEADING or (lead == line and line.endswith(("。", "："))):
            break
        if lead != line and not lead.endswith(("。", "：")):
            break
        return Paragraph(level, lead, line[len(lead) :])
    return Paragraph(0, "", line)
