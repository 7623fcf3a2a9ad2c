"""Where two states of one report differ, as it is shown to the user."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nianbao.editions import Edition
from nianbao.report import Answer, Report
from nianbao.report.typed_numbers import format_number
from nianbao.wizard.cell_state import Held
from nianbao.wizard.contents import ANSWERS, FIELD, FIELDS, TEXT, Contents
from nianbao.wizard.history import Content
from nianbao.wizard.totals import Totals

BLANK = "（空）"
_LONGEST = 40
_BEFORE = 6
"""How much of what is the same is shown before what differs."""
_FIELD_NAMES = {
    "organ": "机关全称",
    "year": "报告年度",
    "title": "标题",
    "published": "公布日期",
    "last_year": "上年年报的文件",
    ANSWERS: "对问题的说明",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One address at which two states differ."""

    address: str
    place: str
    """Its labels, as messages name it."""
    here: str
    """What stands in the wizard."""
    there: str
    """What stands in the file."""
    here_changed: bool = True
    """Whether it was changed here since the file was last written."""
    there_changed: bool = True
    """Whether the other program changed it."""

    @property
    def take(self) -> bool:
        """Whether the file's is to be taken unless somebody says otherwise: nobody touched it here."""
        return self.there_changed and not self.here_changed


def differing(contents: Contents, there: Report, totals: Totals) -> dict[str, Content]:
    """What the other state holds at each address where it differs from these contents.

    A total that follows its parts in both is none: it goes with them.
    """
    other = Contents(there, totals.held(there.cells))
    edition = contents.report.edition
    addresses = [
        *(FIELD + name for name in FIELDS),
        *(TEXT + section.name for section in edition.texts),
        *edition.cells,
        ANSWERS,
    ]
    return {
        address: other.at(address)
        for address in addresses
        if _value(contents.at(address)) != _value(other.at(address))
        and not follows_in_both(contents, other, address, totals)
    }


def follows_in_both(one: Contents, other: Contents, address: str, totals: Totals) -> bool:
    """Whether this is a total that follows its parts in both states."""
    return address in totals and address not in one.held and address not in other.held


def differences(
    contents: Contents, others: Mapping[str, Content], before: Report | None = None
) -> Iterator[Difference]:
    """Each difference in words.

    Args:
        contents: what stands in the wizard.
        others: what the file holds at each address where it differs.
        before: what the file held when it was last known; None where nobody knows.
    """
    edition = contents.report.edition
    for address, other in others.items():
        mine = contents.at(address)
        here, there = shown_apart(mine, other)
        here_changed = there_changed = True
        if before is not None and before.edition is edition:
            was = _value(Contents(before).at(address))
            here_changed, there_changed = _value(mine) != was, _value(other) != was
        place = place_of(address, edition)
        yield Difference(address, place, here, there, here_changed, there_changed)


def place_of(address: str, edition: Edition) -> str:
    """The labels of a cell, the title of a section, or the name of a field."""
    if address in edition.cells:
        return edition.cells[address].place
    if address.startswith(TEXT):
        return edition.section_of(address).title
    return _FIELD_NAMES.get(address.removeprefix(FIELD), address)


def shown(content: Content) -> str:
    """What an address holds, on one line."""
    if isinstance(content, Held):
        if content.draft is not None:
            return content.draft
        return BLANK if content.value is None else format_number(content.value)
    if isinstance(content, tuple):
        return f"{len(content)} 条" if content else BLANK
    text = "" if content is None else " ".join(str(content).split())
    return (text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……") or BLANK


def shown_apart(one: Content, other: Content) -> tuple[str, str]:
    """What two states hold at an address, on one line each, so that one sees where they differ."""
    if isinstance(one, str) and isinstance(other, str):
        first, second = " ".join(one.split()), " ".join(other.split())
        start = _same_beginning(first, second)
        if max(len(first), len(second)) > _LONGEST and start > _BEFORE:
            skipped = start - _BEFORE
            first, second = (f"……{text[skipped:]}" for text in (first, second))
        return shown(first), shown(second)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return _answers(one, other), _answers(other, one)
    return shown(one), shown(other)


def _same_beginning(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _answers(some: tuple[Answer, ...], others: tuple[Answer, ...]) -> str:
    """How many answers there are, and the reasons of those that the others lack."""
    own = [answer.reason for answer in some if answer not in others]
    said = f"{len(some)} 条" if some else BLANK
    return shown(f"{said}，其中“{'”“'.join(own)}”") if own else said


def _value(content: Content) -> object:
    return (content.value, content.draft) if isinstance(content, Held) else content
