"""What last year's report determines, compiled once from the edition for two editions in turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from nianbao.editions import Carried, Cell, Edition, Heading, Table
from nianbao.report import Number


@dataclass(frozen=True, slots=True, eq=False)
class CarriedFigure:
    """One cell that last year's figures, and the changes of this year, determine."""

    rule: str
    section: str
    """The name of the section it stands in."""
    line: Heading
    """The row or column in which it must hold."""
    address: str
    """The cell that is determined."""
    heading: Heading
    """The cell's heading across the line."""
    last_year: Mapping[str, Heading]
    """The cells of last year's report, with their headings there, by address."""
    add: Mapping[str, Heading]
    subtract: Mapping[str, Heading]
    """This year's changes: the heading of each cell by address."""
    headings: Mapping[str, Heading]
    """The heading of every cell of this year, by address, in the order of the form."""

    def is_known(self, last: Mapping[str, Number]) -> bool:
        """Whether last year's report has anything to say of it: not where all is blank there."""
        return any(address in last for address in self.last_year)

    def expected(self, cells: Mapping[str, Number], last: Mapping[str, Number]) -> Number:
        """What the cell must be, a blank counting as 0."""
        return (
            sum(last.get(address, 0) for address in self.last_year)
            + sum(cells.get(address, 0) for address in self.add)
            - sum(cells.get(address, 0) for address in self.subtract)
        )

    def holds(self, cells: Mapping[str, Number], last: Mapping[str, Number]) -> bool:
        """Whether it holds; it does where last year's figures are missing."""
        return not self.is_known(last) or self.expected(cells, last) == cells.get(self.address, 0)


@lru_cache(maxsize=16)
def carried_figures(edition: Edition, last: Edition) -> Mapping[str, tuple[CarriedFigure, ...]]:
    """The figures of a report in `edition` after one in `last`, by the rule they belong to."""
    found: dict[str, tuple[CarriedFigure, ...]] = {}
    for table in edition.tables:
        before = next((other for other in last.tables if other.name == table.name), None)
        for carried in table.carried:
            if before is not None and last.name in carried.last_editions:
                figures = tuple(_figures(edition, table, before, carried))
                found[carried.rule] = (*found.get(carried.rule, ()), *figures)
    return found


def _figures(
    edition: Edition, table: Table, before: Table, carried: Carried
) -> Iterator[CarriedFigure]:
    for line, cells in table.lines(carried.in_each):
        if carried.only and line.name not in carried.only:
            continue
        across = {_across(carried, cell).name: cell for cell in cells}
        last = [_in_line(before, carried, line, name) for name in carried.last_year]
        cell = across.get(carried.cell)
        known = [there for there in last if there is not None]
        # A sum of which last year's form has only some parts is no figure to compare with.
        if cell is None or len(known) < len(last):
            continue
        add, subtract = (
            [across[name] for name in names if name in across]
            for names in (carried.add, carried.subtract)
        )
        mine = {cell.address, *(change.address for change in (*add, *subtract))}
        yield CarriedFigure(
            rule=carried.rule,
            section=edition.section_of(cell.address).name,
            line=line,
            address=cell.address,
            heading=_across(carried, cell),
            last_year=_headed(carried, known),
            add=_headed(carried, add),
            subtract=_headed(carried, subtract),
            headings=_headed(carried, (one for one in cells if one.address in mine)),
        )


def _in_line(table: Table, carried: Carried, line: Heading, name: str) -> Cell | None:
    by_row = carried.in_each == "row"
    return table.find(line.name, name) if by_row else table.find(name, line.name)


def _across(carried: Carried, cell: Cell) -> Heading:
    return cell.column if carried.in_each == "row" else cell.row


def _headed(carried: Carried, cells: Iterable[Cell]) -> dict[str, Heading]:
    return {cell.address: _across(carried, cell) for cell in cells}
