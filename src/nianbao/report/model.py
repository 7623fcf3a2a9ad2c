"""One report: what stands in it, not whether it is right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from nianbao.report.texts import clean_text

if TYPE_CHECKING:
    # The form is read where a report is; the room of reports alone does not need it.
    from nianbao.editions import Edition

Number = int | Decimal
"""A cell's number: whole (件), or an amount in 万元 as a Decimal of at most 4 places."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A warning or hint that was looked at and explained (已说明)."""

    rule: str
    cells: tuple[str, ...]
    reason: str
    quote: str | None = None
    """The sentence, where the finding is about text."""
    values: Mapping[str, Number | None] = field(default_factory=dict)
    """What the cells held when it was explained, by address; None for a blank one."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report of one office on one year.

    A blank cell is absent from `cells`: blank is not zero. Totals are kept as stated. Texts are
    kept as the file has them, live figures as addresses.
    """

    edition: Edition
    organ: str
    year: int
    narrative: Mapping[str, str] = field(default_factory=dict)
    """The text of each section (and of the preface) that has any, by section name."""
    cells: Mapping[str, Number] = field(default_factory=dict)
    """The number of each cell that is filled, by address."""
    title: str | None = None
    """The title, where it is not the form's own pattern."""
    published: date | None = None
    last_year: str | None = None
    """The bare name of last year's file, in this report's own folder."""
    answers: tuple[Answer, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    """The user's own, kept as it is."""

    @property
    def heading(self) -> str:
        """The title as stated, else by the form's pattern."""
        return self.title or self.edition.report_title(self.organ, self.year)

    def sum_of(self, addresses: Iterable[str]) -> Number | None:
        """The sum of these cells, blanks counting as 0; None when all are blank."""
        filled = [self.cells[address] for address in addresses if address in self.cells]
        return sum(filled) if filled else None

    def with_cell(self, address: str, value: Number | None) -> Report:
        """This report with one cell filled, or blank where `value` is None."""
        return self.with_cells({address: value})

    def with_cells(self, values: Mapping[str, Number | None]) -> Report:
        """This report with these cells filled (None: blank)."""
        merged = {**self.cells, **values}
        return replace(self, cells={key: n for key, n in merged.items() if n is not None})

    def with_text(self, section: str, text: str) -> Report:
        """This report with the text of one section, cleaned; an empty text is no text."""
        narrative = {**self.narrative, section: clean_text(text)}
        return replace(self, narrative={key: text for key, text in narrative.items() if text})
