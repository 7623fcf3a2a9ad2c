"""Which edition of the form a document is in, told by its tables before its year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nianbao.editions import Edition, Editions
from nianbao.readers.labels import labels_of

Seen = Mapping[str, set[str]]
"""The names of the rows and columns that a document's texts name, by table."""


def seen_in(texts: Iterable[str], edition: Edition) -> dict[str, set[str]]:
    """Which rows and columns of an edition the texts of a document's tables name."""
    labels = labels_of(edition)
    seen: dict[str, set[str]] = {known.table.name: set() for known in labels}
    for text in dict.fromkeys(texts):
        for known in labels:
            for match in (known.rows.match(text), known.columns.match(text)):
                if match.is_sure:
                    seen[known.table.name].update(match.names)
    return seen


def choose_edition(texts: Iterable[str], editions: Editions, year: int | None) -> Edition | None:
    """The edition whose own rows the document has, table by table from the one that decides first.

    Rows that another edition only allows do not decide. None where neither tables nor year tell.
    """
    known = list(dict.fromkeys(texts))
    for table in _deciding_tables(editions.all):
        counts = {edition: own_labels(known, edition, table, editions) for edition in editions.all}
        most = max(counts.values())
        best = [edition for edition, count in counts.items() if count == most]
        if most > 0 and len(best) == 1:
            return best[0]
    return editions.for_year(year) if year is not None else None


def own_labels(texts: Iterable[str], edition: Edition, table: str, editions: Editions) -> int:
    """How many labels of a table are seen that no other edition's table has."""
    others: set[str] = set()
    for other in editions.all:
        if other is not edition:
            others |= _names(other, table, optional=True)
    own = _names(edition, table, optional=False) - others
    return len(seen_in(texts, edition).get(table, set()) & own)


def _deciding_tables(editions: tuple[Edition, ...]) -> list[str]:
    """The tables in which editions differ, the largest first: it is the hardest to mix up."""
    sizes: dict[str, int] = {}
    for edition in editions:
        for table in edition.tables:
            sizes[table.name] = max(sizes.get(table.name, 0), len(table.cells))
    return sorted(sizes, key=lambda name: -sizes[name])


def _names(edition: Edition, table: str, *, optional: bool) -> set[str]:
    found = next((known for known in edition.tables if known.name == table), None)
    if found is None:
        return set()
    headings = [heading for block in found.blocks for heading in (*block.rows, *block.columns)]
    return {heading.name for heading in headings if optional or not heading.optional}
