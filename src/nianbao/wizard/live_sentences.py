"""Reads the sentences of a text in a worker while it is typed, so that no key waits for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from nianbao.wizard.document import Document
from nianbao.wizard.marked_sentences import MarkedSentence, marked_sentences, words_by_line
from nianbao.wizard.prose_editor import ProseEditor
from nianbao.wizard.section_text import DOUBT, ERROR, SectionText


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
        self._shown = ""
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
        self._shown, self.found = shown, found

    def now(self, shown: str) -> tuple[MarkedSentence, ...]:
        """What is found in a text, read here and now where that was not yet done."""
        if shown != self._shown:
            document, section = self._document, self._text.section
            report, last = document.report, document.last_year
            self.take(shown, marked_sentences(shown, section, report, last, document.choice))
        return self.found

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
