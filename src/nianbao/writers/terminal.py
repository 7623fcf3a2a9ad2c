"""A report as a terminal shows it: the printed form, fitted to the width of the screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat

from nianbao.editions import Section, Table
from nianbao.report import Report
from nianbao.report.layout import LaidCell, LaidTable, laid_out
from nianbao.report.width import INDENT, display_width, pad_both, pad_left, printable, wrap
from nianbao.writers.printed import closing, text_lines, titles
from nianbao.writers.text_table import drawn, least_width

LEAST_WIDTH = 24
"""The narrowest screen that is drawn for: the longest number a report may hold still fits."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Short marks beside what somebody is to look at, in ASCII."""

    cells: Mapping[str, str] = field(default_factory=dict)
    """Behind the number of a cell, by its address."""
    words: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    """By section: words, and the mark at the end of the paragraph that holds them."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Behind the title of a section, by its name."""


_NO_MARKS = Marks()


def to_terminal(
    report: Report, section: str | None = None, width: int = 80, marks: Marks = _NO_MARKS
) -> str:
    """The report as lines of at most `width` display cells, ending with a newline.

    No control character of the report is in it. Tables are drawn as the form prints them; where
    that takes more than the width, their cells are listed one by one.

    Args:
        report: the report.
        section: the name of the one section (or preface) to show; by default everything.
        width: the display cells of a line; fewer than `LEAST_WIDTH` are taken as that many.
        marks: what stands beside numbers, paragraphs and titles.

    Raises:
        KeyError: the edition has no section of that name.
    """
    width = max(width, LEAST_WIDTH)
    blocks: list[Iterable[str]]
    if section is not None:
        blocks = [_section(report, report.edition.section(section), width, marks)]
    else:
        heading = [*titles(report)]
        heading[-1:] = [
            f"{line}{_at_title(report, report.edition.preface, marks)}" for line in heading[-1:]
        ]
        preface = _text(report, report.edition.preface, width, marks)
        blocks = [_centred(heading, width), preface]
        blocks += [_section(report, part, width, marks) for part in report.edition.sections]
        blocks.append(map(pad_left, _folded(closing(report), width), repeat(width)))
    shown = ["\n".join(line.rstrip() for line in block) for block in blocks]
    return "\n\n".join(block for block in shown if block) + "\n"


def _at_title(report: Report, section: Section, marks: Marks) -> str:
    """The section's own marks, and those of words that none of its paragraphs holds as they are."""
    mark = marks.titles.get(section.name, "")
    if words := marks.words.get(section.name):
        shown = [" ".join(printable(line).split()) for line in text_lines(report, section.name)]
        mark += "".join(
            mark for words, mark in words if not any(" ".join(words.split()) in s for s in shown)
        )
    return f" {mark}" if mark else ""


def _section(report: Report, section: Section, width: int, marks: Marks) -> Iterator[str]:
    """The title, and with an empty line between, text and table."""
    yield from wrap(f"{section.title}{_at_title(report, section, marks)}", width)
    parts: list[Iterable[str]] = [_text(report, section, width, marks)]
    if section.table is not None:
        parts.append(_table(report, report.edition.table(section.table), width, marks))
    for part in parts:
        lines = list(part)
        yield from ["", *lines] if lines else []


def _text(report: Report, section: Section, width: int, marks: Marks) -> Iterator[str]:
    left = [(" ".join(words.split()), mark) for words, mark in marks.words.get(section.name, ())]
    for line in text_lines(report, section.name):
        shown = " ".join(printable(line).split())
        here = [one for one in left if one[0] in shown]
        left = [one for one in left if one not in here]
        shown += "".join(f" {mark}" for _, mark in here)
        indented = wrap(shown, width, display_width(INDENT)) if shown else [""]
        indented[0] = INDENT + indented[0] if shown else ""
        yield from indented


def _table(report: Report, table: Table, width: int, marks: Marks) -> Iterable[str]:
    laid = laid_out(table, report)
    if marks.cells:
        laid = _marked(laid, marks)
    if least_width(laid) <= width:
        return drawn(laid, width)
    cells = [(cell.address, cell.text) for _, _, cell in laid.placed() if cell.address]
    return (
        line
        for address, number in cells
        for line in _listed(report.edition.cells[address].place, number, width)
    )


def _marked(laid: LaidTable, marks: Marks) -> LaidTable:
    def marked(cell: LaidCell | None) -> LaidCell | None:
        mark = marks.cells.get(cell.address) if cell is not None and cell.address else None
        return cell._replace(text=f"{cell.text}{mark}") if cell is not None and mark else cell

    return laid._replace(
        blocks=tuple(
            block._replace(rows=tuple(tuple(map(marked, row)) for row in block.rows))
            for block in laid.blocks
        ),
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
