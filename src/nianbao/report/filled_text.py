"""A text with its live figures filled in, that still knows where everything stood before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

Span = tuple[int, int]
"""From the first character of some words to behind the last."""


class FilledText(NamedTuple):
    """The text as it is read, and the places of its figures in it and in the file."""

    text: str
    starts: tuple[int, ...]
    """Where each known figure begins in it."""
    ends: tuple[int, ...]
    sources: tuple[Span, ...]
    """Where each figure stands in the text of the file."""

    def source(self, start: int, end: int) -> Span:
        """Where words of it stand in the text of the file; a figure only as a whole."""
        return self._source_start(start), self._source_end(end)

    def holds_figure(self, start: int, end: int) -> bool:
        """Whether some of these words come from a live figure."""
        return bisect_left(self.starts, end) > bisect_right(self.ends, start)

    def _source_start(self, index: int) -> int:
        before = bisect_right(self.starts, index) - 1
        if before < 0:
            return index
        start, end = self.sources[before]
        return start if index < self.ends[before] else end + index - self.ends[before]

    def _source_end(self, index: int) -> int:
        before = bisect_left(self.starts, index) - 1
        if before < 0:
            return index
        end = self.sources[before][1]
        return end if index <= self.ends[before] else end + index - self.ends[before]
