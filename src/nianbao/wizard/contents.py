"""What a report holds at an address, and the report with something else there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from nianbao.editions import Editions
from nianbao.report import Number, Report
from nianbao.wizard.cell_state import Held
from nianbao.wizard.history import Content

TEXT = "narrative."
FIELD = "report."
ANSWERS = "answers"
FIELDS = ("organ", "year", "title", "published", "last_year")
"""The keys of a report's file under `[report]` that the wizard changes."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A report, and what its file cannot say of it."""

    report: Report
    held: frozenset[str] = frozenset()
    """The totals that keep what was typed or stated."""
    drafts: Mapping[str, str] = field(default_factory=dict)
    """What was typed at a cell and could not be read, or was not finished."""

    def at(self, address: str) -> Content:
        """What stands at an address."""
        if address.startswith(TEXT):
            return self.report.narrative.get(address.removeprefix(TEXT), "")
        if address.startswith(FIELD):
            content: Content = getattr(self.report, address.removeprefix(FIELD))
            return content
        if address == ANSWERS:
            return self.report.answers
        return Held(self.report.cells.get(address), self.drafts.get(address), address in self.held)

    def having(self, contents: Mapping[str, Content], editions: Editions) -> Contents:
        """These contents with others at some addresses."""
        report, held, drafts = self.report, set(self.held), dict(self.drafts)
        numbers: dict[str, Number | None] = {}
        for address, content in contents.items():
            if isinstance(content, Held):
                numbers[address] = content.value
                held.discard(address)
                drafts.pop(address, None)
                if content.typed:
                    held.add(address)
                if content.draft is not None:
                    drafts[address] = content.draft
            elif address.startswith(TEXT):
                assert isinstance(content, str)
                report = report.with_text(address.removeprefix(TEXT), content)
            elif address == ANSWERS:
                assert isinstance(content, tuple)
                report = replace(report, answers=content)
            else:
                report = _with_field(report, address.removeprefix(FIELD), content, editions)
        return Contents(report.with_cells(numbers), frozenset(held), drafts)


def _with_field(report: Report, name: str, content: Content, editions: Editions) -> Report:
    report = replace(report, **{name: content})  # type: ignore[arg-type]
    if name == "year" and not report.cells:
        # The form goes by the year, as long as nothing was filled into another one.
        report = replace(report, edition=editions.for_year(report.year))
    return report
