"""The statutory form as typed, frozen data.

A *table* is printed as one or more *blocks*; a block crosses its *rows* with its *columns*, and
every crossing is a *cell* with an address (the path of its key in the report's file). Everything
else in nianbao learns from here which cells there are, what they are called, how they are printed
and what must hold between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from nianbao.editions.phrases import NO_WORDING, Wording
from nianbao.editions.standard_text import StandardSentence

Kind = Literal["whole", "signed", "amount"]
"""What a cell holds: a whole number >= 0 (件), a signed whole number, or an amount in 万元."""

Relation = Literal["equal", "at_most"]
Direction = Literal["row", "column"]
Printed = Literal["as_entered", "rows_under_columns"]
QuickAnswer = Literal["zeros", "number", "sentence"]


@dataclass(frozen=True, slots=True)
class Head:
    """A label that runs over several rows or columns."""

    name: str
    label: str
    short: str
    variants: tuple[str, ...] = ()
    spoken: bool = True
    """Whether it is named when the place of a cell is told (a head over everything is not)."""
    vertical: bool = False
    """Whether the printed form sets it vertically."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One row or one column of a table."""

    name: str
    label: str
    called: str
    short: str
    under: tuple[Head, ...] = ()
    variants: tuple[str, ...] = ()
    help: str = ""
    basis: str = ""
    kind: Kind = "whole"
    offices: tuple[str, ...] = ()
    """Patterns of the names of the offices that have such a figure; empty: any may."""
    optional: bool = False
    """Belongs to another edition's form: shown and printed only where it holds a number."""

    @property
    def path(self) -> tuple[str, ...]:
        """The statutory labels from the outermost head that is spoken down to its own."""
        return (*(head.label for head in self.under if head.spoken), self.label)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    address: str
    table: str
    row: Heading
    column: Heading
    called: str
    """Its Chinese name, unique in the edition."""
    place: str
    """Its labels, as messages name it."""
    kind: Kind


@dataclass(frozen=True, slots=True)
class Group:
    """A derived figure: the sum of some rows in one column (or of some columns in one row)."""

    address: str
    called: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows crossed with columns, printed together under one heading."""

    title: str
    corner: str
    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """What must hold in each row or each column of a table (勾稽关系).

    `expected` and `actual` are names of headings in the other direction: the sum of `actual` must
    be equal to (or at most) the sum of `expected`.
    """

    rule: str
    in_each: Direction
    expected: tuple[str, ...]
    actual: tuple[str, ...]
    only: tuple[str, ...] = ()
    relation: Relation = "equal"


@dataclass(frozen=True, slots=True)
class Carried:
    """What a cell must be by last year's report: last year's cells, and this year's changes."""

    rule: str
    in_each: Direction
    cell: str
    last_year: tuple[str, ...]
    add: tuple[str, ...] = ()
    subtract: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    last_editions: tuple[str, ...] = ()
    """The editions of last year's report for which it holds."""


@dataclass(frozen=True, slots=True)
class Table:
    """One statistics table of the form."""

    name: str
    blocks: tuple[Block, ...]
    groups: tuple[Group, ...]
    balances: tuple[Balance, ...]
    carried: tuple[Carried, ...]
    printed: Printed
    cells: Mapping[tuple[str, str], Cell]
    """Its cells by row name and column name, block by block and row by row."""

    def cell(self, row: Heading | str, column: Heading | str) -> Cell:
        """The cell where `row` and `column` (headings or their names) cross.

        Raises:
            KeyError: they do not cross in this table.
        """
        row_name = row if isinstance(row, str) else row.name
        column_name = column if isinstance(column, str) else column.name
        return self.cells[row_name, column_name]

    def find(self, row: str, column: str) -> Cell | None:
        """The cell where the rows and columns of these names cross, if they do."""
        return self.cells.get((row, column))

    @property
    def rows(self) -> tuple[Heading, ...]:
        """All its rows, block by block."""
        return tuple(row for block in self.blocks for row in block.rows)

    def lines(self, direction: Direction) -> Iterator[tuple[Heading, tuple[Cell, ...]]]:
        """Each row (or column) of each block, with its cells in the order of the form."""
        for block in self.blocks:
            if direction == "row":
                for row in block.rows:
                    yield row, tuple(self.cell(row, column) for column in block.columns)
            else:
                for column in block.columns:
                    yield column, tuple(self.cell(row, column) for row in block.rows)


@dataclass(frozen=True, slots=True)
class Aspect:
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


@dataclass(frozen=True, slots=True)
class Section:
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


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day of the next year by which a report is to be published."""

    month: int
    day: int
    organs: tuple[str, ...] = ()
    """Patterns of the names of the offices it is for; empty: all others."""

    def is_for(self, organ: str) -> bool:
        """Whether it is for an office of that name."""
        return not self.organs or any(re.search(pattern, organ) for pattern in self.organs)


@dataclass(frozen=True, slots=True)
class QuickQuestion:
    """A question that fills many cells at once where the answer is none."""

    question: str
    section: str
    """The section it is about, where one goes on when the answer is not none."""
    answer: QuickAnswer
    """What an answer writes: zeros into the cells, a number into the one cell, a sentence."""
    cells: tuple[str, ...] = ()
    sentence: str = ""
    """What the section says where there was none, a pattern with `{year}`."""
    if_any: str = ""
    """What it says where there was some, the amounts as questions; such a pattern too."""
    about: str = ""
    """The word that shows the section to speak of it already."""


@dataclass(frozen=True, repr=False)
class Edition:
    """One edition of the statutory form."""

    name: str
    notice: str
    """The notice that laid it down."""
    called: str
    first_year: int
    last_year: int | None
    title: str
    """The pattern of a report's title, with `{organ}` and `{year}`."""
    title_variants: tuple[str, ...]
    preface: Section
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    earlier_notices: tuple[str, ...] = ()
    """The notices of the editions before it, which its reports do not go by any more."""
    placeholders: tuple[str, ...] = ()
    """Patterns of what stands in a text where something has still to be written."""
    deadlines: tuple[Deadline, ...] = ()
    """When a report is to be published; the first that is for an office counts."""
    quick: tuple[QuickQuestion, ...] = ()
    """What quick filling asks, in this order."""
    sentences: tuple[StandardSentence, ...] = ()
    """The sentences on figures and fees that the sections' texts may take, in this order."""
    wording: Wording = NO_WORDING
    """By which words the texts speak of the figures."""

    def __hash__(self) -> int:
        """Editions are told apart by name; equal editions hash alike."""
        return hash((self.name, self.first_year))

    def __repr__(self) -> str:
        """Name the edition only: a report shown in a failure need not show the whole form."""
        return f"Edition({self.name!r})"

    @cached_property
    def cells(self) -> Mapping[str, Cell]:
        """Every cell by its address, in the order of the form's file."""
        return {cell.address: cell for table in self.tables for cell in table.cells.values()}

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        """Every derived group by its address."""
        return {group.address: group for table in self.tables for group in table.groups}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The address of every cell and group by its Chinese name."""
        named = {cell.called: cell.address for cell in self.cells.values()}
        named.update({group.called: group.address for group in self.groups.values()})
        return named

    @property
    def texts(self) -> tuple[Section, ...]:
        """The preface and the sections: everything that can hold text."""
        return (self.preface, *self.sections)

    def table(self, name: str) -> Table:
        """The table of that name.

        Raises:
            KeyError: there is none.
        """
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(name)

    def section(self, name: str) -> Section:
        """The section (or the preface) of that name.

        Raises:
            KeyError: there is none.
        """
        for section in self.texts:
            if section.name == name:
                return section
        raise KeyError(name)

    def section_of(self, address: str) -> Section:
        """The section in which the cell or text of that address stands.

        Raises:
            KeyError: there is none.
        """
        head, _, rest = address.partition(".")
        if head == "narrative":
            return self.section(rest)
        for section in self.sections:
            if section.table == head:
                return section
        raise KeyError(address)

    def report_title(self, organ: str, year: int) -> str:
        """The title a report of that office and year has by the form's pattern."""
        return self.title.format(organ=organ, year=year)

    def covers(self, year: int) -> bool:
        """Whether the form was in force for reports on that year."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)
