"""Where two states of one report differ, as it is shown to the user."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nianbao.editions import Edition
from nianbao.report import Report
from nianbao.report.typed_numbers import format_number
from nianbao.wizard.cell_state import Held
from nianbao.wizard.contents import ANSWERS, FIELD, FIELDS, TEXT, Contents
from nianbao.wizard.history import Content
from nianbao.wizard.totals import Totals

BLANK = "（空）"
_LONGEST = 40
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


def differing(contents: Contents, there: Report, totals: Totals) -> dict[str, Content]:
    """What the other state holds at each address where it differs from these contents."""
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
    }


def differences(contents: Contents, others: Mapping[str, Content]) -> Iterator[Difference]:
    """Each difference in words."""
    edition = contents.report.edition
    for address, other in others.items():
        yield Difference(
            address, place_of(address, edition), shown(contents.at(address)), shown(other)
        )


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


def _value(content: Content) -> object:
    return (content.value, content.draft) if isinstance(content, Held) else content
