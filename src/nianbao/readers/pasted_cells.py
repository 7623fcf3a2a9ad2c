"""A pasted block as rows of cells, from a spreadsheet, a web page, or lines of text."""

from __future__ import annotations

import csv
import re

from nianbao.readers.tidy import tidy

_LONGEST = 100_000
"""The most characters that are looked at; a whole report has fewer."""

_GAP = re.compile(r"[ \xa0]{2,}|\u3000+")
_RULE = re.compile(r"[-+|: =]+")
_NUMBERS = re.compile(r"[\d,.，．０-９]+(?: +[\d,.，．０-９]+)+")


def pasted_cells(text: str) -> list[list[str]]:
    """The cells of a pasted text, line by line, each on one line and without outer spaces.

    Spreadsheets part columns by a tab, and put a cell with line breaks in quotation marks; a page
    may put each paragraph of a cell on lines of its own. Without tabs, columns are parted by `|`,
    by several spaces, or, where there are only numbers, by one.
    """
    text = text[:_LONGEST].replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if "\t" not in text:
        return [row for line in text.split("\n") if (row := _parted(line)) is not None]
    if _is_apart(text):
        text = "\t".join(part.strip(" \xa0\n") for part in text.split("\t"))
        text = "\n".join(filter(str.strip, text.split("\n")))
    if '"' in text and text.count('"') % 2 == 0:
        rows = csv.reader(text.splitlines(keepends=True), delimiter="\t")
        return [[tidy(cell) for cell in row] for row in rows]
    return [[tidy(cell) for cell in line.split("\t")] for line in text.split("\n")]


def _is_apart(text: str) -> bool:
    """Whether the tabs stand on lines between the cells, as pages with paragraphs in cells give."""
    sides = [tuple(map(str.strip, line.split("\t"))) for line in text.split("\n") if "\t" in line]
    return any(not any(side) for side in sides) and all(
        len(side) == 2 and not all(side) for side in sides
    )


def _parted(line: str) -> list[str] | None:
    """The cells of a line without tabs; None where it is a rule between lines, or blank."""
    line = line.strip()
    if not line or (_RULE.fullmatch(line) and len(line) > 2):
        return None
    if "|" in line:
        return [tidy(cell) for cell in line.strip("|").split("|")]
    if _NUMBERS.fullmatch(line):
        return line.split()
    return [tidy(cell) for cell in _GAP.split(line)]
