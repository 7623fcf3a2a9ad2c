"""Which items of a document belong to which section, and which to which table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nianbao.editions import Edition
from nianbao.readers.document import Document, GridRow, Line
from nianbao.readers.labels import TableLabels, labels_of
from nianbao.readers.numbers_in_cells import looks_like_a_value
from nianbao.readers.sections import Opening, Titles
from nianbao.readers.table_cells import ReadTable, TableReader
from nianbao.readers.table_rows import FoundTable, RowFinder


@dataclass(frozen=True, slots=True)
class Zone:
    """The items of one section, its title left out."""

    section: str
    items: range


def zones_of(document: Document, openings: Sequence[Opening]) -> tuple[Zone, ...]:
    """The zones of the sections, in the document's order."""
    ends = [*(opening.at for opening in openings[1:]), len(document.items)]
    return tuple(
        Zone(opening.section, range(opening.at + opening.length, end))
        for opening, end in zip(openings, ends, strict=False)
    )


class TablesOfDocument:
    """The tables of a document, each read from the items that name its labels."""

    def __init__(
        self,
        document: Document,
        zones: Sequence[Zone],
        edition: Edition,
        titles: Titles,
        *,
        own: bool,
    ) -> None:
        self._document, self._zones, self._edition = document, zones, edition
        self._titles, self._own = titles, own
        self._labels = labels_of(edition)
        self._owners = self._owners_of_rows()
        self.used: set[int] = set()
        """The indices of the items that belong to a table."""
        self.read: dict[str, ReadTable] = {}
        self.ends: dict[str, int] = {}
        """The index of the last row with numbers of each table that was found."""
        for labels in self._labels:
            self._read_table(labels)

    def _read_table(self, labels: TableLabels) -> None:
        strict = self._find(labels, with_lines=False)
        read = TableReader(self._edition, strict, self._document.places, own=self._own).read()
        found = strict
        if not self._own and not (read.is_complete and not self._has_stray_numbers(labels)):
            found = self._find(labels, with_lines=True)
            read = TableReader(self._edition, found, self._document.places, own=self._own).read()
        name = labels.table.name
        self.read[name] = read
        self.used |= found.used
        rows = [row.at for row in found.rows if row.values]
        if rows:
            self.ends[name] = max(rows)

    def _has_stray_numbers(self, labels: TableLabels) -> bool:
        """Whether lines of nothing but a number stand in the section of a table."""
        zone = self._zone_of_table(labels.table.name)
        lines = (self._document.items[at] for at in (zone.items if zone else ()))
        return any(isinstance(line, Line) and looks_like_a_value(line.text) for line in lines)

    def _find(self, labels: TableLabels, *, with_lines: bool) -> FoundTable:
        name = labels.table.name
        finder = RowFinder(labels)
        zone = self._zone_of_table(name)
        for at, item in enumerate(self._document.items):
            if isinstance(item, GridRow):
                if self._owners.get(at) == name:
                    finder.add_row(item, at)
            elif zone is not None and at in zone.items and not item.closing:
                if self._is_caption(item, labels, zone.section):
                    finder.found.used.add(at)
                elif with_lines:
                    finder.add_line(item, at)
        return finder.found

    def _zone_of_table(self, table: str) -> Zone | None:
        sections = {section.name for section in self._edition.sections if section.table == table}
        return next((zone for zone in self._zones if zone.section in sections), None)

    def _is_caption(self, line: Line, labels: TableLabels, section: str) -> bool:
        """Whether a line is a title inside the table: of a block of it, or of itself again."""
        if self._document.marked and not line.heading:
            return False
        return labels.is_title(line.text) or self._titles.is_caption(line.text, section)

    def _owners_of_rows(self) -> dict[int, str]:
        """The table of each row of a grid that belongs to one."""
        owners: dict[int, str] = {}
        grids: dict[int, list[int]] = {}
        for at, item in enumerate(self._document.items):
            if isinstance(item, GridRow):
                grids.setdefault(item.grid, []).append(at)
        home = {at: self._table_of_zone(zone) for zone in self._zones for at in zone.items}
        for rows in grids.values():
            owners.update(self._owners_in_grid(rows, home))
        return owners

    def _table_of_zone(self, zone: Zone) -> str | None:
        return self._edition.section(zone.section).table

    def _owners_in_grid(self, rows: list[int], home: dict[int, str | None]) -> dict[int, str]:
        named = {at: self._named(at) for at in rows}
        counts: dict[str, int] = {}
        for votes in named.values():
            for table, count in votes.items():
                counts[table] = counts.get(table, 0) + count
        owners: dict[int, str] = {}
        current: str | None = None
        for at in rows:
            at_home = home.get(at)
            possible = {
                table: count
                for table, count in named[at].items()
                if table == at_home or counts[table] >= 3
            }
            if possible:
                most = max(possible.values())
                best = [table for table, count in possible.items() if count == most]
                current = next((table for table in (current, at_home) if table in best), best[0])
            elif current is None and at_home is not None and self._is_part(at, at_home):
                owners[at] = at_home
                continue
            if current is not None:
                owners[at] = current
        return owners

    def _named(self, at: int) -> dict[str, int]:
        item = self._document.items[at]
        assert isinstance(item, GridRow)
        texts = [cell.text for cell in item.row.texts if not looks_like_a_value(cell.text)]
        counts = {
            labels.table.name: sum(labels.names(text) for text in texts) for labels in self._labels
        }
        return {table: count for table, count in counts.items() if count}

    def _is_part(self, at: int, table: str) -> bool:
        """Whether a row without a whole label has nothing but numbers and pieces of labels."""
        item = self._document.items[at]
        assert isinstance(item, GridRow)
        labels = next(known for known in self._labels if known.table.name == table)
        return all(
            looks_like_a_value(cell.text) or labels.is_scrap(cell.text) for cell in item.row.texts
        )
