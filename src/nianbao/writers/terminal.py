"""A report as a terminal shows it: the printed form, fitted to the width of the screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import repeat

from nianbao.editions import Section, Table
from nianbao.report import Report
from nianbao.report.layout import laid_out
from nianbao.report.width import INDENT, display_width, pad_both, pad_left, printable, wrap
from nianbao.writers.printed import closing, text_lines, titles
from nianbao.writers.text_table import drawn, least_width

LEAST_WIDTH = 24
"""The narrowest screen that is drawn for: the longest number a report may hold still fits."""


def to_terminal(report: Report, section: str | None = None, width: int = 80) -> str:
    """The report as lines of at most `width` display cells, ending with a newline.

    No control character of the report is in it. Tables are drawn as the form prints them; where
    that takes more than the width, their cells are listed one by one.

    Args:
        report: the report.
        section: the name of the one section (or preface) to show; by default everything.
        width: the display cells of a line; fewer than `LEAST_WIDTH` are taken as that many.

    Raises:
        KeyError: the edition has no section of that name.
    """
    width = max(width, LEAST_WIDTH)
    blocks: list[Iterable[str]]
    if section is not None:
        blocks = [_section(report, report.edition.section(section), width)]
    else:
        blocks = [_centred(titles(report), width), _text(report, report.edition.preface, width)]
        blocks += [_section(report, part, width) for part in report.edition.sections]
        blocks.append(map(pad_left, _folded(closing(report), width), repeat(width)))
    shown = ["\n".join(line.rstrip() for line in block) for block in blocks]
    return "\n\n".join(block for block in shown if block) + "\n"


def _section(report: Report, section: Section, width: int) -> Iterator[str]:
    """The title, and with an empty line between, text and table."""
    yield from wrap(section.title, width)
    parts: list[Iterable[str]] = [_text(report, section, width)]
    if section.table is not None:
        parts.append(_table(report, report.edition.table(section.table), width))
    for part in parts:
        lines = list(part)
        yield from ["", *lines] if lines else []


def _text(report: Report, section: Section, width: int) -> Iterator[str]:
    for line in text_lines(report, section.name):
        shown = " ".join(printable(line).split())
        indented = wrap(shown, width, display_width(INDENT)) if shown else [""]
        indented[0] = INDENT + indented[0] if shown else ""
        yield from indented


def _table(report: Report, table: Table, width: int) -> Iterable[str]:
    laid = laid_out(table, report)
    if least_width(laid) <= width:
        return drawn(laid, width)
    cells = [(cell.address, cell.text) for _, _, cell in laid.placed() if cell.address]
    return (
        line
        for address, number in cells
        for line in _listed(report.edition.cells[address].place, number, width)
    )


def _listed(place: str, number: str, width: int) -> Iterator[str]:
    """The labels of a cell, its number at the end of their line or of a line of its own."""
    *lines, last = wrap(printable(place), width)
    yield from lines
    room = width - display_width(last)
    if room > display_width(number):
        yield last + pad_left(number, room)
    else:
        yield from (last, pad_left(number, width))


def _centred(lines: Iterable[str], width: int) -> Iterator[str]:
    return (pad_both(line, width) for line in _folded(lines, width))


def _folded(lines: Iterable[str], width: int) -> Iterator[str]:
    for line in lines:
        yield from wrap(printable(line), width)
