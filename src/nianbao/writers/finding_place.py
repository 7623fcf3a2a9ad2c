"""Where a finding is, in the words of a letter: which part of the report, which row or column."""

from __future__ import annotations

from nianbao.checks.finding import Finding
from nianbao.editions import Cell, Edition, Section
from nianbao.report.width import printable

_LONGEST_QUOTE = 30


def section_of(finding: Finding, edition: Edition) -> Section | None:
    """The section a finding is about, by itself or by its first cell."""
    if finding.section is not None:
        return next((s for s in edition.texts if s.name == finding.section), None)
    cell = next((cell for cell in finding.cells if cell in edition.cells), None)
    return None if cell is None else edition.section_of(cell)


def part_of(section: Section | None) -> str:
    """`第三部分` for a section whose title begins with a number, else its title."""
    if section is None:
        return ""
    number, comma, _ = section.title.partition("、")
    return f"第{number}部分" if comma and len(number) <= 2 else section.title


def place_of(finding: Finding, edition: Edition) -> str:
    """The part of the report, and the row, the column, the cell or the words."""
    part = part_of(section_of(finding, edition))
    if finding.quote is not None:
        quote = printable(" ".join(finding.quote.split()))
        shown = f"{quote[:_LONGEST_QUOTE]}…" if len(quote) > _LONGEST_QUOTE else quote
        return f"{part}“{shown}”"
    cells = [edition.cells[address] for address in finding.cells if address in edition.cells]
    return f"{part}{_line_of(cells)}" if cells else part


def _line_of(cells: list[Cell]) -> str:
    if len(cells) == 1:
        return f"“{cells[0].place}”"
    if len({cell.column.name for cell in cells}) == 1:
        return f"“{' / '.join(cells[0].column.path)}”列"
    if len({cell.row.name for cell in cells}) == 1:
        return f"“{' / '.join(cells[0].row.path)}”行"
    return f"“{cells[0].place}”等 {len(cells)} 格"
