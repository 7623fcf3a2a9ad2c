"""The editor of a section's text: live figures by name, marks beside the paragraphs, clean paste."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual import events
from textual.widgets.text_area import Location, Selection

from nianbao.report import Report
from nianbao.report.live_figures import NamedFigure, as_shown, name_of, named_figures
from nianbao.wizard.completion import Completion
from nianbao.wizard.drawn_paragraph import Styled
from nianbao.wizard.drawn_text import DrawnText
from nianbao.wizard.figure_names import opened_before
from nianbao.wizard.pasted_prose import pasted_prose, told_of_paste
from nianbao.wizard.prose import is_heading_alone, location_of, questions

_BRACES, _CLOSING = "{｛", "}｝"


class ProseEditor(DrawnText):
    """Edits a text in which figures stand by name; a figure goes as a whole when it is deleted."""

    COMPONENT_CLASSES = {"prose--figure", "prose--question"}

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
        pasted = pasted_prose(event.text)
        text = as_shown(pasted.text, self._report().edition)
        replaced = self._replace_via_keyboard(text, *self.selection)
        if replaced is not None:
            self.move_cursor(replaced.end_location)
        self.commit()
        if said := told_of_paste(pasted):
            self.app.notify(said, timeout=8)

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

    def styled(self, text: str) -> Iterator[Styled]:
        """The figures and the questions of a paragraph."""
        if "{" in text:
            style = self.style_of("prose--figure")
            for figure in named_figures(text, self._report().edition):
                yield Styled(figure.start, figure.end, style)
        if "【写" in text:
            style = self.style_of("prose--question")
            for start, end in questions(text):
                yield Styled(start, end, style)

    @property
    def styled_by(self) -> str:
        """The edition: what is a figure goes by its names."""
        return self._report().edition.name
