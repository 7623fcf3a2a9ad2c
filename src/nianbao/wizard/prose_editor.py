"""The editor of a section's text: live figures by name, marks beside the paragraphs, clean paste."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Location, Selection

from nianbao.report import Report
from nianbao.report.live_figures import NamedFigure, as_shown, name_of, named_figures
from nianbao.wizard.completion import Completion
from nianbao.wizard.drawn_paragraph import Styled, drawn_paragraph
from nianbao.wizard.editor import Editor
from nianbao.wizard.figure_names import opened_before
from nianbao.wizard.marked_sentences import WordsInLine
from nianbao.wizard.pasted_prose import PastedProse, pasted_prose
from nianbao.wizard.prose import is_heading_alone, location_of, questions

GUTTER = 2
"""Cells before each line for its mark."""

MOST_DRAWN = 200
"""Paragraphs that are kept as they were drawn."""

Words = tuple[WordsInLine, ...]
"""Words of one paragraph that are set off."""

_Key = tuple[str, tuple[int, ...], str, int, tuple[object, ...], tuple[int, int, int | None], Words]
"""All that the picture of a paragraph depends on."""

_BRACES, _CLOSING = "{｛", "}｝"


class ProseEditor(Editor):
    """Edits a text in which figures stand by name; a figure goes as a whole when it is deleted."""

    COMPONENT_CLASSES = {
        "prose--figure",
        "prose--question",
        "prose--mark",
        "prose--sentence",
        "prose--doubtful",
    }

    def __init__(
        self,
        text: str,
        commit: Callable[[str], None],
        *,
        report: Callable[[], Report],
        completion: Completion,
        read_only: bool = False,
    ) -> None:
        """`report` gives the report as it stands; `completion` shows the names that fit."""
        super().__init__(text, commit, read_only=read_only)
        self._report = report
        self._completion = completion
        self._marks: Mapping[int, str] = {}
        self._words: Mapping[str, Words] = {}
        self._drawn: dict[_Key, tuple[Strip, ...]] = {}
        self._styled_for: tuple[object, ...] = ()
        self.pasted: PastedProse | None = None
        """What was pasted last, until somebody tells of it."""

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
        """Words words off by the paragraph they stand in, for as long as it is the same."""
        if words != self._words:
            self._words = dict(words)
            self.refresh()

    def figure_at(self, location: Location) -> NamedFigure | None:
        """The live figure that a place is in, or next to."""
        row, column = location
        figures = named_figures(self.document.get_line(row), self._report().edition)
        return next((f for f in figures if f.start <= column <= f.end), None)

    def select_question(self, location: Location | None = None) -> None:
        """Select the question that begins at a place, or the first there is: typing answers it."""
        text = self.text
        for start, end in questions(text):
            if location in (None, location_of(text, start)):
                self.selection = Selection(location_of(text, start), location_of(text, end))
                self.scroll_cursor_visible(center=True)
                return

    def put(self, text: str, start: Location, end: Location) -> None:
        """Write something in place of what stands there, as one step."""
        if self.read_only:
            return
        self.commit()
        done = self.replace(text, start, end, maintain_selection_offset=False)
        self.move_cursor(done.end_location)
        self.commit()

    def insert_block(self, text: str) -> None:
        """Write a sentence where the cursor is; on a line of its own below a heading.

        Several paragraphs always begin a line of their own. The first question in it is selected.
        """
        row, column = self.cursor_location
        line = self.document.get_line(row)
        if line.strip() and ("\n" in text or is_heading_alone(line)):
            text, column = f"\n{text}", len(line)
        self.put(text, (row, column), (row, column))
        if first := next(questions(text), None):
            line_in, column_in = location_of(text, first[0])
            self.select_question((row + line_in, column_in + (0 if line_in else column)))

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
        return self._drawn_of(line, mark)[part]

    async def _on_key(self, event: events.Key) -> None:
        if self._completion.is_open and await self._complete(event.key):
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)
        if event.character is not None and event.character in _CLOSING:
            self._close_figure()
        opens = event.character is not None and event.character in _BRACES
        if opens or self._completion.is_open:
            self._offer()

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        if self.read_only:
            return
        self.commit()
        self.pasted = pasted_prose(event.text)
        text = as_shown(self.pasted.text, self._report().edition)
        replaced = self._replace_via_keyboard(text, *self.selection)
        if replaced is not None:
            self.move_cursor(replaced.end_location)
        self.commit()

    def action_delete_left(self) -> None:
        """Delete the character, or the whole figure or question, before the cursor."""
        if not self._delete_whole(1):
            super().action_delete_left()
        self._offer_again()

    def action_delete_right(self) -> None:
        """Delete the character, or the whole figure or question, behind the cursor."""
        if not self._delete_whole(0):
            super().action_delete_right()

    def on_blur(self) -> None:
        """Leaving hands it over."""
        self._completion.close()
        super().on_blur()

    def _delete_whole(self, edge: int) -> bool:
        """Delete the figure or question that begins (`edge` 0) or ends (1) at the cursor."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        wholes = [(one.start, one.end) for one in named_figures(line, self._report().edition)]
        wholes += [(start, end) for start, end in questions(line) if line[end - 1] == "】"]
        found = next((one for one in wholes if one[edge] == column), None)
        if found is None or not self.selection.is_empty:
            return False
        self._delete_via_keyboard((row, found[0]), (row, found[1]))
        return True

    async def _complete(self, key: str) -> bool:
        """What a key does while names are offered; whether it did something."""
        if key in ("up", "down"):
            self._completion.move(1 if key == "down" else -1)
        elif key in ("enter", "tab"):
            self._accept()
        elif key == "escape":
            self._completion.close()
        else:
            return False
        return True

    def _accept(self) -> None:
        row, column = self.cursor_location
        line = self.document.get_line(row)
        opened, address = opened_before(line, column), self._completion.chosen
        self._completion.close()
        if opened is None or address is None:
            return
        brace = max(line.rfind(brace, 0, column) for brace in _BRACES)
        before = line[brace + 1 : opened.start]
        end = column + (line[column : column + 1] in ("}", "｝"))
        name = name_of(address, self._report().edition)
        self.selection = Selection.cursor((row, column))
        self.put(f"{{{before}{name}}}", (row, brace), (row, end))

    def _close_figure(self) -> None:
        """Wide braces, or an address in braces, become the figure they mean."""
        row, column = self.cursor_location
        before = self.document.get_line(row)[:column]
        start = max(map(before.rfind, _BRACES))
        shown = as_shown(before[start:], self._report().edition) if start >= 0 else ""
        if shown and shown != before[start:]:
            self.put(shown, (row, start), (row, column))

    def _offer(self) -> None:
        row, column = self.cursor_location
        opened = opened_before(self.document.get_line(row), column)
        if opened is None:
            self._completion.close()
            return
        was_open = self._completion.is_open
        self._completion.offer(opened.query, self._report())
        if not was_open:
            self.call_after_refresh(self.scroll_cursor_visible)

    def _offer_again(self) -> None:
        if self._completion.is_open:
            self._offer()

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(name)

    def _drawn_of(self, row: int, mark: str) -> tuple[Strip, ...]:
        """The lines of a paragraph, as they were drawn before where nothing of it changed."""
        text, width = self.document.get_line(row), self.scrollable_content_region.width
        breaks = tuple(self.wrapped_document.get_offsets(row))
        look = (self.app.theme, self.has_focus, self._report().edition.name)
        selected, words = self._selected_in(row, len(text)), self._words.get(text, ())
        key = (text, breaks, mark, width, look, selected, words)
        if key not in self._drawn:
            if len(self._drawn) > MOST_DRAWN:
                self._drawn.clear()
            self._drawn[key] = self._draw(key)
        return self._drawn[key]

    def _draw(self, key: _Key) -> tuple[Strip, ...]:
        text, breaks, mark, width, _, selected, words = key
        base, gutter = self._base_style(), self._style("prose--mark")
        lines = drawn_paragraph(
            text,
            breaks,
            [*self._set_off(text, words), *self._cursor_and_selection(selected)],
            base=base,
            width=width - GUTTER,
        )
        marks = [mark, *[""] * (len(lines) - 1)]
        return tuple(
            Strip([Segment(f"{mark:<{GUTTER}}", base + gutter), *line], width)
            for mark, line in zip(marks, lines, strict=True)
        )

    def _set_off(self, text: str, words: Words) -> Iterator[Styled]:
        """The sentences in doubt, the figures and the questions of a paragraph."""
        for one in words:
            name = "prose--doubtful" if one.is_figure else "prose--sentence"
            yield Styled(one.start, one.end, self._style(name))
        if "{" in text:
            style = self._style("prose--figure")
            for figure in named_figures(text, self._report().edition):
                yield Styled(figure.start, figure.end, style)
        if "【写" in text:
            style = self._style("prose--question")
            for start, end in questions(text):
                yield Styled(start, end, style)

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

    def _base_style(self) -> Style:
        return self.rich_style + (self._theme.base_style or Style.null())

    def _place_of(self, y: int) -> tuple[int, int] | None:
        """The paragraph, and which of its lines, that a line of the widget shows."""
        known = self.wrapped_document._offset_to_line_info
        index = y + self.scroll_offset.y
        return known[index] if index < len(known) else None
