"""One edition of the statutory form, with all that is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from nianbao.editions.sections import Deadline, Section
from nianbao.editions.tables import Cell, Group, Table

if TYPE_CHECKING:
    from nianbao.editions.phrases import Wording
    from nianbao.editions.quick_questions import QuickQuestion
    from nianbao.editions.standard_text import StandardSentence


class Later(Protocol):
    """The parts of an edition that only some work needs; each is read when it is asked for."""

    def quick(self, edition: Edition) -> tuple[QuickQuestion, ...]:
        """What quick filling asks."""

    def sentences(self, edition: Edition) -> tuple[StandardSentence, ...]:
        """The sentences on figures and fees that the texts may take."""

    def wording(self, edition: Edition) -> Wording:
        """By which words the texts speak of the figures."""


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
    later: Later | None = field(default=None, compare=False)
    """What `quick`, `sentences` and `wording` are read by; None: it has none of them."""

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

    @cached_property
    def quick(self) -> tuple[QuickQuestion, ...]:
        """What quick filling asks, in this order."""
        return () if self.later is None else self.later.quick(self)

    @cached_property
    def sentences(self) -> tuple[StandardSentence, ...]:
        """The sentences on figures and fees that the sections' texts may take, in this order."""
        return () if self.later is None else self.later.sentences(self)

    @cached_property
    def wording(self) -> Wording:
        """By which words the texts speak of the figures."""
        from nianbao.editions.phrases import NO_WORDING

        return NO_WORDING if self.later is None else self.later.wording(self)

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
