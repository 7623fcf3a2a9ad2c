"""Whether the terminal draws “ and its like in one cell or in two: it is asked, and told apart.

Unicode leaves the width of these marks open. Textual counts one cell; a terminal set up for Chinese
may draw two, and everything behind them on the line stands in the wrong column.

The question is put when the program begins, and nobody waits for the answer: it comes among the
keys, which Textual takes apart. A terminal that never answers loses nothing, nor does a user who
types ahead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events

if TYPE_CHECKING:
    from textual.app import App

    _Base = App[Any]
else:
    _Base = object

_LINE = 2
"""The line the mark is written on: an answer about the first could as well be Shift+F3."""

_QUESTION = f"\x1b[{_LINE};1H“\x1b[6n\x1b[{_LINE};1H  "
"""Write the mark, ask for the cursor's place, wipe the mark out."""


class MarkWidth(_Base):
    """Mixed into the app."""

    marks_are_wide = False
    _asked = False

    def ask_for_mark_width(self) -> None:
        """Ask the terminal, before anything is drawn."""
        if self._driver is not None and not (self.is_headless or self.is_web):
            self._asked = True
            self._driver.write(_QUESTION)

    def on_cursor_position(self, event: events.CursorPosition) -> None:
        """The answer."""
        event.stop()
        if self._asked and event.y == _LINE - 1:
            self._asked = False
            self.marks_are_wide = event.x > 1
            if self.marks_are_wide:
                self.action_redraw()

    def action_redraw(self) -> None:
        """Send the whole screen again."""
