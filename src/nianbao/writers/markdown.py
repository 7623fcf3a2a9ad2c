r"""A report as Markdown (CommonMark with GitHub's tables).

What stands in the text, so that it can be read back exactly; "line" is a line between LFs:

- ``# TITLE`` is the first line. Where the title does not tell the form's own office and year, the
  form's title follows as a paragraph of its own, all bold: ``**TITLE**``. No other paragraph of a
  report is wholly bold and no asterisk of a text stands unescaped, so the two cannot be mixed up;
  office and year are in the bold line if there is one, else in the ``#`` line. The form's own
  pattern of the title wins over its variants.
- Then the preface; then every section of the edition in the form's order, empty ones too:
  ``## TITLE`` to the letter, its text, its table.
- A text's lines are its paragraphs, joined by an empty line, never wrapped. An empty line of the
  text is an empty paragraph, so it shows as two more LFs: ``"\n\n".join(lines)``; splitting the
  text between two marks at ``\n\n`` gives the lines back. Lines are stripped; empty lines at the
  start and end of a text, and control characters, are dropped; a tab is a space.
- In titles, texts and labels every character that could be markup has a backslash before it; text
  as typed is what is left after removing the backslash before each ASCII punctuation character.
  No text line starts with an unescaped ``#``, ``|`` or ``---``.
- A table of one block is a GFM table with a row for each head row and each row of the printed
  form, and its columns: the first head row is the GFM header. A label stands once, in the first
  row and the first column of those it spans; what it covers further is blank. (Only the corner
  note stands in the last stub column, where the long labels are.) A number's column is never
  spanned in the body: blank there is a blank cell.
- A table of several blocks is one GFM table a block, each under ``### TITLE OF THE BLOCK``.
- On request tables are HTML instead, with merged heads, each block a table with the block's title
  as its caption: an HTML block of CommonMark, without an empty line in it.
- When the report is published: ``---`` between empty lines, then the office (if it has a name)
  and the date, ``2026年1月15日``, a paragraph each. A text never holds an unescaped ``---``.

Not in the printed report, so lost by reading it back: live figures (their numbers stand there),
answers, last year's file, the user's own; a report without office stays without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from nianbao.editions import Section
from nianbao.report import Report
from nianbao.report.layout import LaidBlock, LaidCell, Row, laid_out
from nianbao.report.width import display_width, pad_left, pad_right
from nianbao.writers.printed import closing, text_lines, titles

# An underscore between two letters or digits is none, as in an address.
_MARKUP = re.compile(r"[\\`*\[\]<>#|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=[#A-Za-z])")
_LINK = re.compile(r"(https?|ftp|www)[:.][^ <]*", re.IGNORECASE)
_LINE_MARK = re.compile(
    r"[\s\u200b-\u200f\u2060\ufeff]*(?:[0-9]{1,9}(?=[.)](?:\s|$))|(?=[-+](?:[-+\s]|$))|(?==+\s*$))"
)
_LEAST_COLUMN = 3


def to_markdown(report: Report, *, html_tables: bool = False) -> str:
    """The whole report as Markdown, ending with a newline.

    Args:
        report: the report.
        html_tables: tables are HTML, with merged heads, instead of GitHub's own.
    """
    tables = _html_tables if html_tables else _tables
    heading, *own = titles(report)
    blocks = [f"# {escaped(heading)}", *(f"**{escaped(title)}**" for title in own)]
    blocks += _text(report, report.edition.preface.name)
    for section in report.edition.sections:
        blocks += [f"## {escaped(section.title)}", *_text(report, section.name)]
        blocks += tables(report, section)
    if signed := closing(report):
        blocks += ["---", *map(escaped_line, signed)]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """`text` with a backslash before every character that could be markup within a line."""
    marks = {found.start() for found in _MARKUP.finditer(text)}
    if not marks:
        return text
    for link in _LINK.finditer(text):
        # Renderers show a backslash within a bare link, so such a link is made plain text.
        if any(link.start() <= mark < link.end() for mark in marks):
            marks.add(link.end(1))
    return "".join(f"\\{c}" if index in marks else c for index, c in enumerate(text))


def escaped_line(line: str) -> str:
    """A paragraph with a backslash before every character that could be markup in it."""
    mark = _LINE_MARK.match(line)
    at = mark.end() if mark else 0
    return f"{escaped(line[:at])}\\{escaped(line[at:])}" if mark else escaped(line)


def _text(report: Report, section: str) -> list[str]:
    return [escaped_line(line) for line in text_lines(report, section)]


def _html_tables(report: Report, section: Section) -> Iterable[str]:
    from nianbao.writers.web_table import web_tables

    if section.table is None:
        return ()
    laid = laid_out(report.edition.table(section.table), report)
    return web_tables(laid, section.title, plain=True)


def _tables(report: Report, section: Section) -> Iterable[str]:
    if section.table is None:
        return
    for block in laid_out(report.edition.table(section.table), report).blocks:
        first = block.rows[0][0]
        titled = first is not None and first.role == "title"
        if first is not None and titled:
            yield f"### {escaped(first.text)}"
        yield _table(block, block.rows[1:] if titled else block.rows)


def _table(block: LaidBlock, rows: tuple[Row, ...]) -> str:
    """The rows as a GFM table, its columns as wide on the screen as their widest cell."""
    used = [n for n in range(len(rows[0])) if any(row[n] is not None for row in rows)]
    grid = [[_shown(row, column, block.stub_columns) for column in used] for row in rows]
    widths = [max(_LEAST_COLUMN, *map(display_width, column)) for column in zip(*grid, strict=True)]
    right = [column >= block.stub_columns for column in used]
    lines = [
        [
            pad_left(text, width) if is_right else pad_right(text, width)
            for text, width, is_right in zip(row, widths, right, strict=True)
        ]
        for row in grid
    ]
    rule = [
        "-" * (width - is_right) + ":" * is_right
        for width, is_right in zip(widths, right, strict=True)
    ]
    lines.insert(1, rule)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _shown(row: Row, column: int, stubs: int) -> str:
    """What a column shows of a row; the corner note stands where the long labels are."""
    first = row[0]
    if column < stubs and first is not None and first.role == "corner":
        return escaped(first.text) if column == stubs - 1 else ""
    cell: LaidCell | None = row[column]
    return "" if cell is None else escaped(cell.text)
