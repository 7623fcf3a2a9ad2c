"""A section's text as it is written: its headings, and places in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

Location = tuple[int, int]
"""A line and a column of a text, from 0."""

_HEADINGS = (
    re.compile(r"\s*(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)\s*\S"),
    re.compile(r"\s*(?:[0-9０-９]{1,2}(?:[．、]|\.(?![0-9]))|[（(][0-9０-９]{1,2}[）)])\s*\S"),
)
_TITLE_END = re.compile("[。；：:]")
_QUESTION = re.compile("【写[^【】\n]*】?")
_PLACE = re.compile(r"narrative\.[a-z_]+@([0-9]{1,6}):([0-9]{1,6})")
_LONGEST_TITLE = 30
"""Characters of a line that is still a heading by itself, or of what is shown of one."""


@dataclass(frozen=True, slots=True)
class ProseHeading:
    """A line that begins with （一） or 1."""

    line: int
    level: int
    """0 for （一）, 1 for 1."""
    title: str


@lru_cache(maxsize=1024)
def headings(text: str) -> tuple[ProseHeading, ...]:
    """The headings of a text in its order; of a line that goes on, up to its first full stop."""
    found = []
    for number, line in enumerate(text.split("\n")):
        for level, pattern in enumerate(_HEADINGS):
            if pattern.match(line):
                title = _TITLE_END.split(line.strip(), maxsplit=1)[0]
                found.append(ProseHeading(number, level, title[:_LONGEST_TITLE]))
    return tuple(found)


def is_heading_alone(line: str) -> bool:
    """Whether a line is a heading that does not go on as a sentence."""
    return bool(headings(line)) and not re.search("[。；！？，]", line)


def index_of(text: str, location: Location) -> int:
    """The index in a text of a line and column."""
    row, column = location
    start = 0
    for _ in range(row):
        start = text.index("\n", start) + 1
    return start + column


def location_of(text: str, index: int) -> Location:
    """The line and column of an index in a text."""
    return text.count("\n", 0, index), index - text.rfind("\n", 0, index) - 1


def questions(text: str) -> Iterator[tuple[int, int]]:
    """Where the questions of a skeleton stand in a text, those just being written too."""
    return (found.span() for found in _QUESTION.finditer(text))


@lru_cache(maxsize=4)
def written(text: str) -> str:
    """What of a text is written: without its questions, and without a heading over nothing."""
    lines = _QUESTION.sub("", text).split("\n")
    found = headings("\n".join(lines))
    empty = {one.line for one in found if is_heading_alone(lines[one.line])}
    for one in found:
        below = next((n.line for n in found if n.line > one.line and n.level <= one.level), None)
        body = range(one.line + 1, len(lines) if below is None else below)
        if any(lines[number].strip() and number not in empty for number in body):
            empty.discard(one.line)
    return "\n".join(line for number, line in enumerate(lines) if number not in empty)


def place_in_text(section: str, location: Location) -> str:
    """The address of a place in a section's text: `narrative.overview@2:10`."""
    return f"narrative.{section}@{location[0]}:{location[1]}"


def location_in(address: str) -> Location | None:
    """The line and column that such an address tells; None where it tells none."""
    found = _PLACE.fullmatch(address)
    return (int(found[1]), int(found[2])) if found else None


def counted_characters(text: str) -> int:
    """The characters of a text as offices count them: without white space."""
    return len("".join(text.split()))
