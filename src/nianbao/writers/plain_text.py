r"""A report as plain text, aligned by display width (a full-width character is two cells wide).

What stands in the text, so that it can be read back exactly; "line" is a line between LFs:

- The first lines up to an empty line are the title, flush left (wrapped when `width` is given).
  Where it does not tell the form's own office and year, the form's title follows as a second
  block of flush-left lines after an empty line: then office and year are in that one. The form's
  own pattern of the title wins over its variants.
- Then the preface; then every section of the edition in the form's order, empty ones too: its
  title, flush left, to the letter and never wrapped; its text; its table; an empty line between
  each of these.
- A paragraph starts with two full-width spaces (U+3000 U+3000). An empty line of a text is an
  empty line. A line that follows a line of text directly, without an empty line between, and does
  not start with U+3000 U+3000 continues the paragraph: joined to it as it is, without a space (a
  space at the break stays at the end of the upper line; two narrow characters, such as Latin
  letters or digits, are parted only at a space, or inside a word longer than the line). So a
  flush-left line after an empty line is a title, a table or the closing, and nothing else is.
  Lines of a text are stripped; empty lines at its start and end, and control characters, are
  dropped; a tab is a space; runs of spaces are one space in wrapped text.
- A table is a grid table as reStructuredText and Pandoc have them, counted in display cells (as
  `rich.cells.cell_len` counts): every line of it starts with ``+`` or ``|``; ``+---+`` above,
  below and between the rows, no ``---`` where a cell runs on over rows, no ``|`` where it runs on
  over columns. A cell's lines are joined without a space, after stripping. Every row, also one of
  blank cells, has its rules. The rows and columns are those of the printed form with its merged
  cells; a table of several blocks is one grid, a block's title running over all its columns.
- When the report is published: after the last section and an empty line, flush left (or, when
  `width` is given, pushed to the right with spaces), the office (if it has a name) and the date,
  ``2026年1月15日``, a line each, never wrapped.

Not in the printed report, so lost by reading it back: live figures (their numbers stand there),
answers, last year's file, the user's own; a report without office stays without.
"""

from __future__ import annotations

from nianbao.editions import Section
from nianbao.report import Report
from nianbao.report.layout import laid_out
from nianbao.report.width import INDENT, display_width, pad_left, wrap
from nianbao.writers.printed import closing, text_lines, titles
from nianbao.writers.text_table import drawn

USUAL_WIDTH = 100
"""The cells that tables take at most when no width is asked for: a page's width at a small type."""

LEAST_WIDTH = 20
"""Narrower lines are not made: a paragraph would be a column of characters."""


def to_plain_text(report: Report, width: int | None = None) -> str:
    """The whole report as plain text, ending with a newline.

    Args:
        report: the report.
        width: the display cells a line may take. Text is wrapped there, tables are fitted into it
            as far as their numbers allow; section titles and the closing are never wrapped. By
            default text is not wrapped at all.
    """
    if width is not None:
        width = max(width, LEAST_WIDTH)
    blocks = ["\n".join(_wrapped(title, width)) for title in titles(report)]
    blocks += _text(report, report.edition.preface.name, width)
    for section in report.edition.sections:
        blocks += [
            section.title,
            *_text(report, section.name, width),
            *_table(report, section, width),
        ]
    if signed := closing(report):
        blocks.append("\n".join(pad_left(line, width or 0) for line in signed))
    return "\n\n".join(blocks) + "\n"


def _text(report: Report, section: str, width: int | None) -> list[str]:
    lines = text_lines(report, section)
    return ["\n".join(_paragraph(line, width) for line in lines)] if lines else []


def _paragraph(line: str, width: int | None) -> str:
    if not line:
        return ""
    if width is None:
        return INDENT + line
    return INDENT + "\n".join(wrap(" ".join(line.split()), width, display_width(INDENT)))


def _wrapped(line: str, width: int | None) -> list[str]:
    return [line] if width is None else wrap(line, width)


def _table(report: Report, section: Section, width: int | None) -> list[str]:
    if section.table is None:
        return []
    table = laid_out(report.edition.table(section.table), report)
    return ["\n".join(drawn(table, width or USUAL_WIDTH))]
