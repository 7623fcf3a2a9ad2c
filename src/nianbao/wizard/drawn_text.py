"""A text of paragraphs drawn with little work for each key: marks beside them, words set off."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import TextArea

from nianbao.wizard.drawn_paragraph import Styled, drawn_paragraph
from nianbao.wizard.editor import Editor
from nianbao.wizard.marked_sentences import WordsInLine

GUTTER = 2
"""Cells before each line for its mark."""

MOST_DRAWN = 200
"""Paragraphs that are kept as they were drawn."""

Words = tuple[WordsInLine, ...]
"""Words of one paragraph that are set off."""

_Key = tuple[str, tuple[int, ...], str, int, tuple[object, ...], tuple[int, int, int | None], Words]
"""All that the picture of a paragraph depends on."""


class DrawnText(Editor):
    """An editor that draws a paragraph once and keeps its picture until something of it changes."""

    COMPONENT_CLASSES = {"prose--mark", "prose--sentence", "prose--doubtful"}

    def __init__(
        self, text: str, commit: Callable[[str], None], *, read_only: bool = False
    ) -> None:
        """`commit` is called with the whole text, whenever it is to be handed over."""
        super().__init__(text, commit, read_only=read_only)
        self._marks: Mapping[int, str] = {}
        self._words: Mapping[str, Words] = {}
        self._drawn: dict[_Key, tuple[Strip, ...]] = {}
        self._styled_for: tuple[object, ...] = ()

    def styled(self, text: str) -> Iterator[Styled]:  # noqa: ARG002
        """What of a paragraph has a style of its own."""
        yield from ()

    @property
    def styled_by(self) -> str:
        """What `styled` goes by beside the paragraph: when it is another, all is drawn anew."""
        return ""

    def style_of(self, name: str) -> Style:
        """The style of a component class."""
        return self.get_component_rich_style(name)

    @property
    def gutter_width(self) -> int:
        """The cells before each line."""
        return GUTTER

    @property
    def marks(self) -> Mapping[int, str]:
        """The mark of each paragraph that has one."""
        return self._marks

    def mark(self, marks: Mapping[int, str]) -> None:
        """Show an ASCII mark before each of these paragraphs, by their number from 0."""
        if marks != self._marks:
            self._marks = dict(marks)
            self.refresh()

    def set_off(self, words: Mapping[str, Words]) -> None:
        """Set words off, by the paragraph they stand in, for as long as that is the same."""
        if words != self._words:
            self._words = dict(words)
            self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines; the styles are looked up when they can be others, not with every key."""
        look = (self._theme, self.app.theme, self.has_focus, self.disabled)
        if look != self._styled_for:
            self._styled_for = look
            return super().render_lines(crop)
        return super(TextArea, self).render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw a line behind its paragraph's mark."""
        place = self._place_of(y)
        if place is None:
            return super().render_line(y)
        line, part = place
        mark = self._marks.get(line, "") if part == 0 else ""
        if "\t" in self.document.get_line(line):
            # How wide a tab is depends on where it stands; `TextArea` knows.
            strip = super().render_line(y)
            rest = strip.crop(0, self.scrollable_content_region.width - GUTTER)
            return Strip([self._gutter(mark), *rest])
        return self._drawn_of(line, mark)[part]

    def _drawn_of(self, row: int, mark: str) -> tuple[Strip, ...]:
        """The lines of a paragraph, as they were drawn before where nothing of it changed."""
        text, width = self.document.get_line(row), self.scrollable_content_region.width
        breaks = tuple(self.wrapped_document.get_offsets(row))
        look = (self.app.theme, self.has_focus, self.styled_by)
        selected, words = self._selected_in(row, len(text)), self._words.get(text, ())
        key = (text, breaks, mark, width, look, selected, words)
        if key not in self._drawn:
            if len(self._drawn) > MOST_DRAWN:
                self._drawn.clear()
            self._drawn[key] = self._draw(key)
        return self._drawn[key]

    def _draw(self, key: _Key) -> tuple[Strip, ...]:
        text, breaks, mark, width, _, selected, words = key
        base = self._base_style()
        lines = drawn_paragraph(
            text,
            breaks,
            [*self._set_off(words), *self.styled(text), *self._cursor_and_selection(selected)],
            base=base,
            width=width - GUTTER,
        )
        marks = [mark, *[""] * (len(lines) - 1)]
        return tuple(
            Strip([self._gutter(mark), *line], width)
            for mark, line in zip(marks, lines, strict=True)
        )

    def _set_off(self, words: Words) -> Iterator[Styled]:
        """The sentences in doubt."""
        for one in words:
            name = "prose--doubtful" if one.is_figure else "prose--sentence"
            yield Styled(one.start, one.end, self.style_of(name))

    def _selected_in(self, row: int, length: int) -> tuple[int, int, int | None]:
        """What of a paragraph is selected, and the column of the cursor where it is drawn in it."""
        selection = self.selection
        (top, start), (bottom, end) = sorted(selection)
        cursor = selection.end[1] if selection.end[0] == row and self._draw_cursor else None
        if selection.is_empty or not top <= row <= bottom:
            return 0, 0, cursor
        # The end of a line that is selected with the next one is a cell too.
        return start if row == top else 0, end if row == bottom else length + 1, cursor

    def _cursor_and_selection(self, selected: tuple[int, int, int | None]) -> Iterator[Styled]:
        start, end, cursor = selected
        if (style := self._theme.selection_style) is not None:
            yield Styled(start, end, style)
        if cursor is not None and (style := self._theme.cursor_style) is not None:
            yield Styled(cursor, cursor + 1, style)

    def _gutter(self, mark: str) -> Segment:
        return Segment(f"{mark:<{GUTTER}}", self._base_style() + self.style_of("prose--mark"))

    def _base_style(self) -> Style:
        return self.rich_style + (self._theme.base_style or Style.null())

    def _place_of(self, y: int) -> tuple[int, int] | None:
        """The paragraph, and which of its lines, that a line of the widget shows."""
        known = self.wrapped_document._offset_to_line_info
        index = y + self.scroll_offset.y
        return known[index] if index < len(known) else None
