"""The sections of the report as typed, frozen data, and the day by which it is due."""

from __future__ import annotations

import re
from typing import NamedTuple


class Aspect(NamedTuple):
    """Something that a section's text has to speak of."""

    name: str
    rule: str
    """The rule that asks for it."""
    phrases: tuple[str, ...]
    """Any of these shows that the text speaks of it; spaces and line breaks do not count."""
    organs: tuple[str, ...] = ()
    """Patterns of the names of the offices that it is asked of; empty: all of them."""

    def is_asked_of(self, organ: str) -> bool:
        """Whether an office of that name has to speak of it."""
        return not self.organs or any(re.search(pattern, organ) for pattern in self.organs)

    def is_spoken_of(self, text: str) -> bool:
        """Whether the text speaks of it, in whatever words."""
        joined = "".join(text.split())
        return any(phrase in joined for phrase in self.phrases)


class Section(NamedTuple):
    """One section of the report; `table` names the table it holds, if it holds one."""

    name: str
    title: str
    table: str | None = None
    variants: tuple[str, ...] = ()
    help: str = ""
    aspects: tuple[Aspect, ...] = ()
    """What its text has to speak of, where the form or usage says so."""
    usual_length: int | None = None
    """The usual upper bound of its text, in characters."""
    nothing: tuple[str, ...] = ()
    """Patterns of a text that says there is nothing to say, where that will not do."""
    usual_text: tuple[str, ...] = ()
    """The sentences it usually has, with fields such as `{organ}`; each only with all its fields."""
    skeleton: tuple[str, ...] = ()
    """Its headings and the questions its text answers, line by line; never prose."""


class Deadline(NamedTuple):
    """The day of the next year by which a report is to be published."""

    month: int
    day: int
    organs: tuple[str, ...] = ()
    """Patterns of the names of the offices it is for; empty: all others."""

    def is_for(self, organ: str) -> bool:
        """Whether it is for an office of that name."""
        return not self.organs or any(re.search(pattern, organ) for pattern in self.organs)
