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
  dropped; a tab is a space.
- A table is a grid table as reStructuredText and Pandoc have them, counted in display cells (as
  `rich.cells.cell_len` counts): every line of it starts with ``+`` or ``|``; ``+---+`` above,
  below and between the rows, no ``---`` where a cell runs on over rows, no ``|`` where it runs on
  over columns. A cell's lines are joined without a space, after stripping. Every row, also one of
  blank cells, has its rules. The rows and columns are those of the printed form with its merged
  cells; a table of several blocks is one grid, a block's title running over all its columns.
- When the report is published: after the last section and an empty line, flush left (or, when
  `width` is given, pushed to the right with spaces), the office (if it has a name) and the date,
  ``2026年1月15日``, a line each.

Not in the printed report, so lost by reading it back: live figures (their numbers stand there),
answers, last year's file, the user's own; a report without office stays without.
"""
