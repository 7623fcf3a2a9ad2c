"""What an edition offers for a section's text: whole sentences for figures and fees.

They speak of nothing but figures; what an office did, it has to write itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from nianbao.editions.edition_file import Node

_BRACES = re.compile(r"\{([^{}]*)\}")
YEAR = "{year}"
"""Stands for the report's year in a sentence."""


@dataclass(frozen=True, slots=True)
class StandardSentence:
    """A sentence in the plain style of published reports, its figures as live figures."""

    name: str
    """What it says, and of which case, in a few words."""
    sections: tuple[str, ...]
    """The sections it is offered for."""
    text: str
    some: tuple[tuple[str, ...], ...] = ()
    """Sums of cells that must be above 0 for it to fit, each by the cells' addresses."""
    none: tuple[str, ...] = ()
    """Cells that must all be 0 for it to fit."""

    def fits(self, cells: Mapping[str, int | Decimal]) -> bool:
        """Whether it says what the tables say; not as long as what decides that is blank."""
        return all(
            any(cells.get(address, 0) for address in addresses) for addresses in self.some
        ) and all(cells.get(address) == 0 for address in self.none)

    def of_year(self, year: int) -> str:
        """The sentence in a report on that year."""
        return self.text.replace(YEAR, str(year))


def standard_sentences(
    nodes: Iterable[Node],
    sections: Collection[str],
    cells: Collection[str],
    groups: Mapping[str, tuple[str, ...]],
) -> tuple[StandardSentence, ...]:
    """The sentences of an edition's file.

    Args:
        nodes: their tables in the file.
        sections: the names of the sections that can hold text.
        cells: the addresses of the edition's cells.
        groups: the addresses of the cells of each group, by the group's address.

    Raises:
        EditionError: one names a section or a figure that is not there.
    """
    return tuple(_sentence(node, sections, cells, groups) for node in nodes)


def _sentence(
    node: Node,
    sections: Collection[str],
    cells: Collection[str],
    groups: Mapping[str, tuple[str, ...]],
) -> StandardSentence:
    # One section may stand as a text of its own.
    offered_in = (
        (node.text("section"),) if node.has("section") else node.texts("sections", required=True)
    )
    if not offered_in:
        raise node.mistake("“sections”里至少要有一个部分", "sections")
    for section in offered_in:
        if section not in sections:
            raise node.mistake(f"“{section}”不存在", "sections")
    text = node.text("text")
    for braces in _BRACES.findall(text):
        _addresses(node, "text", "" if f"{{{braces}}}" == YEAR else braces, cells, groups)
    sentence = StandardSentence(
        name=node.text("name"),
        sections=offered_in,
        text=text,
        some=tuple(_addresses(node, "some", item, cells, groups) for item in node.texts("some")),
        none=tuple(
            address
            for item in node.texts("none")
            for address in _addresses(node, "none", item, cells, groups)
        ),
    )
    node.close()
    return sentence


def _addresses(
    node: Node,
    key: str,
    item: str,
    cells: Collection[str],
    groups: Mapping[str, tuple[str, ...]],
) -> tuple[str, ...]:
    """The cells that addresses joined by `+` stand for."""
    found: list[str] = []
    for part in item.split("+") if item else ():
        address = part.strip()
        if address not in cells and address not in groups:
            raise node.mistake(f"“{address}”不存在", key)
        found += groups.get(address, (address,))
    return tuple(found)
