"""Confirming one by one the figures that are still last year's."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from nianbao.report.kept_text import KeptFigure
from nianbao.wizard.section_text import SectionText


class Confirming:
    """The figures still to be asked for, in the order of the text."""

    def __init__(self, text: SectionText) -> None:
        self._text = text
        self._queue: deque[KeptFigure] = deque()
        self._changed: set[str] = set()

    def begin(self, shown: str) -> bool:
        """Take the figures of a text that nobody has confirmed; whether there are any."""
        self._queue = deque(self._text.unconfirmed(shown))
        self._changed = set()
        return bool(self._queue)

    @property
    def next(self) -> KeptFigure | None:
        """The figure to ask for; None when all are confirmed."""
        return self._queue[0] if self._queue else None

    @property
    def left(self) -> int:
        """How many are still to be asked for."""
        return len(self._queue)

    def keep(self) -> None:
        """The figure still holds; with the last one of its sentence, that is kept as an answer."""
        done = self._queue.popleft()
        of_sentence = {one.sentence for one in self._queue}
        if done.sentence not in of_sentence and done.sentence not in self._changed:
            self._text.document.answer(self._text.confirmation(done.sentence))

    def changed(self, length: int) -> None:
        """Another number of that many characters stands in its place now."""
        done = self._queue.popleft()
        self._changed.add(done.sentence)
        shift = length - (done.end - done.start)
        self._queue = deque(
            replace(one, start=one.start + shift, end=one.end + shift) for one in self._queue
        )
