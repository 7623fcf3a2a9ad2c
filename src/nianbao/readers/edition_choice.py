"""Which edition of the form a document is in, told by its tables before its year."""

from __future__ import annotations

from collections.abc import Iterable

from nianbao.editions import Edition, Editions
from nianbao.readers.labels import labels_of


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


class EditionChoice:
    """What the texts of a document's tables say of the edition it is in."""

    def __init__(self, texts: Iterable[str], editions: Editions) -> None:
        known = list(dict.fromkeys(texts))
        self._editions = editions
        self._seen = {edition.name: seen_in(known, edition) for edition in editions.all}

    @property
    def labels_seen(self) -> int:
        """How many labels of one edition's tables are seen at most."""
        return max(sum(len(names) for names in seen.values()) for seen in self._seen.values())

    def choose(self, year: int | None) -> Edition | None:
        """The edition whose own rows the document has, from the table that decides first.

        Rows that another edition only allows do not decide. None where neither tables nor year tell.
        """
        for table in _deciding_tables(self._editions.all):
            counts = self.own_labels(table)
            most = max(counts.values())
            best = [name for name, count in counts.items() if count == most]
            if most > 0 and len(best) == 1:
                return self._editions.get(best[0])
        return self._editions.for_year(year) if year is not None else None

    def own_labels(self, table: str) -> dict[str, int]:
        """How many labels of a table are seen that only one edition has, by the edition's name."""
        counts = {}
        for edition in self._editions.all:
            others: set[str] = set()
            for other in self._editions.all:
                if other is not edition:
                    others |= _names(other, table, optional=True)
            own = _names(edition, table, optional=False) - others
            counts[edition.name] = len(self._seen[edition.name].get(table, set()) & own)
        return counts


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
