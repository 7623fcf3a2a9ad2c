"""The balances of an edition, compiled once into equations between cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from nianbao.editions import Balance, Edition, Heading, Table
from nianbao.editions.tables import Direction, Relation
from nianbao.report import Number


@dataclass(frozen=True, slots=True, eq=False)
class Equation:
    """One balance in one row or column of a table."""

    rule: str
    section: str
    """The name of the section it stands in."""
    table: str
    in_each: Direction
    line: Heading
    """The row or column in which it must hold."""
    relation: Relation
    expected: Mapping[str, Heading]
    """Its one side: the heading of each cell, across the line, by the cell's address."""
    actual: Mapping[str, Heading]
    """Its other side; of a sum, only the total."""

    @property
    def is_sum(self) -> bool:
        """Whether one total is stated for the sum of some parts."""
        return self.relation == "equal" and len(self.actual) == 1

    @property
    def headings(self) -> Mapping[str, Heading]:
        """The heading of every cell of it, by address."""
        return {**self.expected, **self.actual}

    def sides(self, cells: Mapping[str, Number]) -> tuple[Number, Number]:
        """The sum of `expected` and the sum of `actual`, a blank cell counting as 0."""
        # Blanks (None) and zeros add nothing: this is asked for every equation after every edit.
        return (
            sum(filter(None, map(cells.get, self.expected))),
            sum(filter(None, map(cells.get, self.actual))),
        )

    def holds(self, cells: Mapping[str, Number]) -> bool:
        """Whether it holds; it does where all its cells are blank, and for 0 over blank cells."""
        expected, actual = self.sides(cells)
        return actual == expected if self.relation == "equal" else actual <= expected

    def blanks(self, cells: Mapping[str, Number]) -> Iterator[str]:
        """The addresses of its blank cells, but for rows that belong to another edition's form."""
        for address, heading in self.headings.items():
            if address not in cells and not heading.optional:
                yield address


@lru_cache(maxsize=16)
def equations(edition: Edition) -> tuple[Equation, ...]:
    """All equations of an edition, table by table, balance by balance, line by line."""
    return tuple(
        equation
        for table in edition.tables
        for balance in table.balances
        for equation in _of_balance(edition, table, balance)
    )


@lru_cache(maxsize=16)
def equations_by_rule(edition: Edition) -> Mapping[str, tuple[Equation, ...]]:
    """The equations of an edition by the rule that they belong to."""
    found: dict[str, tuple[Equation, ...]] = {}
    for equation in equations(edition):
        found[equation.rule] = (*found.get(equation.rule, ()), equation)
    return found


@lru_cache(maxsize=16)
def equations_by_cell(edition: Edition) -> Mapping[str, tuple[Equation, ...]]:
    """The equations in which each cell stands, by its address."""
    found: dict[str, tuple[Equation, ...]] = {}
    for equation in equations(edition):
        for address in equation.headings:
            found[address] = (*found.get(address, ()), equation)
    return found


def _of_balance(edition: Edition, table: Table, balance: Balance) -> Iterator[Equation]:
    for line, cells in table.lines(balance.in_each):
        if balance.only and line.name not in balance.only:
            continue
        across: dict[str, tuple[str, Heading]] = {}
        for cell in cells:
            heading = cell.row if balance.in_each == "column" else cell.column
            across[heading.name] = (cell.address, heading)
        expected, actual = (
            dict(across[name] for name in names if name in across)
            for names in (balance.expected, balance.actual)
        )
        if expected and actual:
            section = edition.section_of(next(iter(actual))).name
            yield Equation(
                balance.rule,
                section,
                table.name,
                balance.in_each,
                line,
                balance.relation,
                expected,
                actual,
            )
