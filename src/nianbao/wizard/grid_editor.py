"""Typing in one cell: text with a caret, whatever was typed, until it is committed."""

from __future__ import annotations

from nianbao.report.width import clusters, display_width, printable

LONGEST = 200
"""The most characters one cell takes; longer input is no number in any reading."""

_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，。＋－", "0123456789.,.+-")


def half_width(text: str) -> str:
    """`text` on one line, its digits and the signs between them as a terminal in Latin has them."""
    return printable(text.replace("\t", " ")).translate(_HALF_WIDTH)


class CellEditor:
    """What is being typed at a cell.

    A cell is opened `anew` by typing a character, or with its present number, where Left and Right
    then move inside the text.
    """

    def __init__(self, text: str = "", *, anew: bool) -> None:
        self.text = text
        self.anew = anew
        self._caret = len(text)

    @property
    def caret(self) -> int:
        """The cells before the caret."""
        return display_width(self.text[: self._caret])

    def insert(self, typed: str) -> None:
        """Put characters at the caret, full-width digits as digits."""
        typed = half_width(typed)[: LONGEST - len(self.text)]
        self.text = self.text[: self._caret] + typed + self.text[self._caret :]
        self._caret += len(typed)

    def backspace(self) -> None:
        """Delete the character before the caret."""
        if self._caret:
            before = "".join(part for part, _ in list(clusters(self.text[: self._caret]))[:-1])
            self.text = before + self.text[self._caret :]
            self._caret = len(before)

    def delete(self) -> None:
        """Delete the character at the caret."""
        rest = list(clusters(self.text[self._caret :]))[1:]
        self.text = self.text[: self._caret] + "".join(part for part, _ in rest)

    def left(self) -> None:
        """Move the caret a character to the left."""
        self._caret = max(0, self._caret - 1)

    def right(self) -> None:
        """Move the caret a character to the right."""
        self._caret = min(len(self.text), self._caret + 1)

    def move_to_start(self) -> None:
        """Move the caret before the first character."""
        self._caret = 0

    def move_to_end(self) -> None:
        """Move the caret behind the last character."""
        self._caret = len(self.text)
