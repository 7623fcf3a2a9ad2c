"""Reads the sentences of a text in a worker while it is typed, so that no key waits for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from nianbao.report import Number
from nianbao.wizard.document import Document
from nianbao.wizard.marked_sentences import MarkedSentence, marked_sentences, words_by_line
from nianbao.wizard.prose_editor import ProseEditor
from nianbao.wizard.section_text import DOUBT, ERROR, SectionText

REST = 0.2
"""Seconds without a key after which a text is read again."""


class SentencesRead(Message):
    """The sentences of a text were read."""

    def __init__(self, shown: str, found: tuple[MarkedSentence, ...]) -> None:
        super().__init__()
        self.shown, self.found = shown, found


class LiveSentences:
    """What was found in the sentences of a section's text, as it was read last."""

    def __init__(
        self, screen: Screen[None], text: SectionText, editor: Callable[[], ProseEditor]
    ) -> None:
        """`screen` is told of what was read; `editor` gives what the text is edited in."""
        self._screen, self._text, self._editor = screen, text, editor
        self._shown: str | None = None
        self._cells: Mapping[str, Number] = {}
        self._then: Callable[[], None] | None = None
        self.found: tuple[MarkedSentence, ...] = ()

    @property
    def _document(self) -> Document:
        return self._text.document

    def read(self, shown: str) -> None:
        """Read a text in a worker, which tells the screen by `SentencesRead`."""
        document, section = self._document, self._text.section
        made = partial(
            marked_sentences, shown, section, document.report, document.last_year, document.choice
        )

        def work() -> None:
            found = made()
            if not get_current_worker().is_cancelled:
                self._screen.post_message(SentencesRead(shown, found))

        self._screen.run_worker(work, group="sentences", exclusive=True, thread=True)

    def take(self, shown: str, found: tuple[MarkedSentence, ...]) -> None:
        """What was found in a text is this."""
        self._shown, self._cells, self.found = shown, self._document.report.cells, found

    @property
    def has_read_here(self) -> bool:
        """Whether the text, and the tables, are as they were when it was read last."""
        now = self._editor().text, self._document.report.cells
        return now == (self._shown, self._cells)

    def when_read(self, then: Callable[[], None]) -> None:
        """Do something as soon as the text is read as it stands now."""
        if self.has_read_here:
            then()
        else:
            self._then = then
            self.read(self._editor().text)

    def follow_up(self) -> None:
        """Do now what was to be done when the text is read."""
        then, self._then = self._then, None
        if then is not None:
            then()

    def forget(self) -> None:
        """The text is another one: what was to be done was meant for the one before."""
        self._then = None

    def mark(self) -> None:
        """Mark the paragraphs of the editor, and set off in them the sentences in doubt."""
        editor = self._editor()
        lines = editor.text.split("\n")
        rows = [one.words[0] for one in self.found if one.is_doubt and one.words]
        doubts = {w.row: DOUBT for w in rows if lines[w.row : w.row + 1] == [w.line]}
        known = self._text.marks(editor.text)
        errors = {row: mark for row, mark in known.items() if mark == ERROR}
        editor.mark({**known, **doubts, **errors})
        editor.set_off(words_by_line(self.found))

    @property
    def here(self) -> MarkedSentence | None:
        """What was found at the cursor; a number that disagrees before all else."""
        editor = self._editor()
        row, column = editor.cursor_location
        line = editor.document.get_line(row)
        for only_figures in (True, False):
            for one in self.found:
                for words in one.words:
                    if words.holds(row, column, line) and words.is_figure >= only_figures:
                        return one
        return None

    @property
    def is_at_figure(self) -> bool:
        """Whether the cursor is at a number that disagrees."""
        editor, found = self._editor(), self.here
        if found is None or found.figure is None:
            return False
        row, column = editor.cursor_location
        return found.figure.holds(row, column, editor.document.get_line(row))
