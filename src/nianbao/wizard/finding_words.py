"""Words found and replaced in a text, live figures left whole."""

from __future__ import annotations

from nianbao.editions import Edition
from nianbao.report.live_figures import named_figures


def next_match(text: str, words: str, start: int) -> int | None:
    """Where the words stand next from `start` on, else from the beginning; None: nowhere."""
    index = text.find(words, start)
    if index < 0:
        index = text.find(words)
    return None if index < 0 else index


def is_in_figure(text: str, start: int, end: int, edition: Edition) -> bool:
    """Whether a part of a text touches a live figure, which can only be replaced as a whole."""
    return any(
        figure.start < end
        and start < figure.end
        and not (start <= figure.start < figure.end <= end)
        for figure in named_figures(text, edition)
    )


def replaced_everywhere(text: str, words: str, instead: str, edition: Edition) -> tuple[str, int]:
    """The text with the words replaced, but not inside a live figure; and how often."""
    pieces, end, count = [], 0, 0
    while (index := text.find(words, end)) >= 0:
        behind = index + len(words)
        if is_in_figure(text, index, behind, edition):
            pieces.append(text[end:behind])
        else:
            pieces += [text[end:index], instead]
            count += 1
        end = behind
    return "".join([*pieces, text[end:]]), count
