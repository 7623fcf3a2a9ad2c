"""Where findings about an imported report stand in the document it was read from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nianbao.checks.finding import Finding
from nianbao.checks.quoted import quoted_span
from nianbao.readers.imported import Imported

_TEXT = "narrative."


@dataclass(frozen=True, slots=True)
class DocumentPlaces:
    """Where the cells and texts of an imported report stand, as far as its document has lines."""

    imported: Imported

    def place_of(self, address: str) -> tuple[int, int] | None:
        """Line and column of a cell, or of a section's text."""
        if address.startswith(_TEXT):
            return self.place_in(address.removeprefix(_TEXT), 0)
        return self.imported.places.get(address)

    def place_in(self, section: str, index: int, /) -> tuple[int, int] | None:
        """The same of a character of a section's text."""
        text = self.imported.report.narrative.get(section, "")
        return self.imported.texts.place_of(section, index, text[index:])


def with_names(findings: Iterable[Finding], imported: Imported) -> tuple[Finding, ...]:
    """The findings, those about words told with the page or paragraph that they stand in.

    That is for documents without lines, whose findings have no other place.
    """
    return tuple(_with_name(finding, imported) for finding in findings)


def _with_name(finding: Finding, imported: Imported) -> Finding:
    if finding.line is not None or finding.section is None or finding.quote is None:
        return finding
    span = quoted_span(finding, imported.report)
    name = "" if span is None else imported.texts.name_of(finding.section, span[0])
    return finding._replace(message=f"{finding.message}（在原文{name}）") if name else finding
