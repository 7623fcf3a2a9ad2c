"""Where in the printed form the findings stand: each with its number in the list beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nianbao.checks.finding import Finding
from nianbao.editions import Edition
from nianbao.wizard.live_findings import marked_cells
from nianbao.wizard.shown_findings import section_of
from nianbao.writers.terminal import Marks


def mark_of_number(number: int, finding: Finding) -> str:
    """`!3` for an error, `?3` for any other finding, in ASCII as inside tables."""
    return f"{'!' if finding.is_error else '?'}{number}"


def printed_marks(listed: Iterable[Finding], edition: Edition) -> Marks:
    """The marks of a list of findings, numbered from 1; those that were explained have none."""
    cells: dict[str, str] = {}
    words: dict[str, list[tuple[str, str]]] = {}
    titles: dict[str, str] = {}
    for number, finding in enumerate(listed, 1):
        if finding.answered is not None:
            continue
        mark, section = mark_of_number(number, finding), section_of(finding, edition)
        marked = list(_cells(finding, edition))
        for address in marked:
            cells[address] = cells.get(address, "") + mark
        if finding.quote is not None:
            words.setdefault(section, []).append((finding.quote, mark))
        elif not marked:
            titles[section] = titles.get(section, "") + mark
    return Marks(cells, words, titles)


def _cells(finding: Finding, edition: Edition) -> Iterator[str]:
    """The cells to mark: none of a finding about words, which are marked themselves."""
    if finding.quote is None:
        yield from marked_cells(finding, edition)
