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
- When the report is published: ``---`` between empty lines, then the office (if it has a name)
  and the date, ``2026年1月15日``, a paragraph each. A text never holds an unescaped ``---``.

Not in the printed report, so lost by reading it back: live figures (their numbers stand there),
answers, last year's file, the user's own; a report without office stays without.
"""
