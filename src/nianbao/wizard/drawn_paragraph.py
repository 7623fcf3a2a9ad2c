"""A paragraph of an editor as lines of the screen, drawn in one go.

`TextArea` styles and divides the whole paragraph anew for each of its lines; in a paragraph of 500
characters with figures in it that alone takes longer than a key may.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip


@dataclass(frozen=True, slots=True)
class Styled:
    """A part of a paragraph that is drawn in a style of its own."""

    start: int
    end: int
    style: Style


def drawn_paragraph(
    text: str, breaks: Sequence[int], styled: Iterable[Styled], *, base: Style, width: int
) -> tuple[Strip, ...]:
    """The lines of a paragraph, each `width` cells wide.

    Args:
        text: the paragraph; a space at its end is drawn as well, on which the cursor can stand.
        breaks: where its lines begin, but for the first one.
        styled: its parts, of which a later one is laid over an earlier one.
        base: the style of everything.
        width: cells of a line; what is longer is cut off.
    """
    parts = [part for part in styled if part.start < part.end]
    ends = [*breaks, len(text) + 1]
    cuts = sorted({0, *ends, *(part.start for part in parts), *(part.end for part in parts)})
    lines: list[list[Segment]] = [[]]
    whole = f"{text} "
    for start, end in pairwise(cuts):
        if start >= ends[len(lines) - 1]:
            lines.append([])
        style = base
        for part in parts:
            if part.start <= start < part.end:
                style += part.style
        lines[-1].append(Segment(whole[start:end], style))
    return tuple(Strip(line).adjust_cell_length(width, base) for line in lines)
