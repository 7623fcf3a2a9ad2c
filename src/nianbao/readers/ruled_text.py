"""Text with ruled tables as lines and grids: blocks parted by empty lines.

In a block, a line goes on in the next one unless that opens a paragraph with its indent.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.readers.dates import read_date
from nianbao.readers.document import Document, Grid, Line
from nianbao.readers.markdown_text import pipe_row
from nianbao.readers.ruled_grid import BORDER, ruled_grid
from nianbao.readers.tidy import tidy, without_list_mark
from nianbao.report.width import INDENT


def ruled_document(text: str) -> Document:
    """The parts of a text with ruled tables; a line without indent after an empty one is a heading.

    Empty lines between paragraphs are the text's own.
    """
    parts: list[Line | Grid] = []
    blanks = 0
    block: list[str] = []
    for number, raw in enumerate([*text.split("\n"), ""], 1):
        if raw.strip():
            block.append(raw)
            continue
        if block:
            parts.extend(_block(block, number - len(block), blanks))
            block, blanks = [], 0
        blanks += 1
    return Document(tuple(parts), marked=True)


def _block(lines: list[str], first: int, blanks: int) -> Iterator[Line | Grid]:
    if BORDER.fullmatch(lines[0].rstrip()):
        yield ruled_grid(lines, first) or _broken_grid(lines, first)
        return
    closed = _is_closing(lines)
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].startswith(INDENT) or closed:
            yield _line(lines[start:index], first + start, blanks if start == 0 else 0, closed)
            start = index


def _broken_grid(lines: list[str], first: int) -> Grid:
    """The rows of a drawing that was damaged: what its rules said of columns is lost."""
    return Grid(
        tuple(
            pipe_row(line, number, markdown=False)
            for number, line in enumerate(lines, first)
            if line.startswith("|") and "+--" not in line
        )
    )


def _is_closing(lines: list[str]) -> bool:
    return (
        len(lines) <= 4
        and not lines[0].startswith(INDENT)
        and read_date(tidy(lines[-1])) is not None
    )


def _line(lines: list[str], number: int, blanks: int, closing: bool) -> Line:
    indented = lines[0].startswith(INDENT)
    plain = tidy("".join(lines))
    text = without_list_mark(plain)
    return Line(
        text,
        number,
        heading=not indented and not closing,
        indented=indented,
        listed=text != plain,
        blank_above=blanks,
        closing=closing,
    )
