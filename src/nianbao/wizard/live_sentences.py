"""Reads the sentences of a text in a worker while it is typed, so that no key waits for it."""

from __future__ import annotations

from functools import partial

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from nianbao.wizard.document import Document
from nianbao.wizard.marked_sentences import MarkedSentence, marked_sentences
from nianbao.wizard.section_text import SectionText


class SentencesRead(Message):
    """The sentences of a text were read."""

    def __init__(self, shown: str, found: tuple[MarkedSentence, ...]) -> None:
        super().__init__()
        self.shown, self.found = shown, found


class LiveSentences:
    """What was found in the sentences of a section's text, as it was read last."""

    def __init__(self, screen: Screen[None], text: SectionText) -> None:
        self._screen, self._text = screen, text
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

    def at(self, row: int, column: int, line: str) -> MarkedSentence | None:
        """What was found at a place of the text; a number that disagrees before all else."""
        for only_figures in (True, False):
            for one in self.found:
                for words in one.words:
                    if words.holds(row, column, line) and words.is_figure >= only_figures:
                        return one
        return None
