"""The lines of an editor's text, folded as Chinese is printed."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate

from textual.document._document import Location
from textual.document._wrapped_document import WrappedDocument

from nianbao.report.width import wrap

_PARAGRAPHS = 2000
"""How many paragraphs are kept as they were folded."""


class FoldedDocument(WrappedDocument):
    """Folds like everything else here: no line ends with an opening mark or begins with a closing one.

    Textual folds a paragraph without spaces wherever the line is full.
    """

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Fold every paragraph to a width; 0 for none."""
        super().wrap(width, tab_width)
        if width < 2:
            return
        for line, text in enumerate(self.document.lines):
            if "\t" not in text:
                self._wrap_offsets[line] = list(_folds(text, width))
        self._count_lines()

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Fold the paragraphs anew that an edit changed; it was done before."""
        super().wrap_range(start, old_end, new_end)
        if self._width < 2:
            return
        first, last = min(start[0], new_end[0]), max(start[0], new_end[0])
        for line in range(max(0, first), min(last + 1, self.document.line_count)):
            text = self.document.get_line(line)
            if "\t" not in text:
                self._wrap_offsets[line] = list(_folds(text, self._width))
        self._count_lines()

    def _count_lines(self) -> None:
        """Say anew which line of the screen shows what."""
        self._offset_to_line_info = [
            (line, part)
            for line, offsets in enumerate(self._wrap_offsets)
            for part in range(len(offsets) + 1)
        ]
        places: list[list[int]] = [[] for _ in self._wrap_offsets]
        for place, (line, _) in enumerate(self._offset_to_line_info):
            places[line].append(place)
        self._line_index_to_offsets = places


@lru_cache(maxsize=_PARAGRAPHS)
def _folds(text: str, width: int) -> tuple[int, ...]:
    """Before which characters of a paragraph a new line begins."""
    return tuple(accumulate(len(line) for line in wrap(text, width)))[:-1]
