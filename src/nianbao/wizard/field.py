"""One line to fill in, with its name before it and a word on it below."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.geometry import Offset
from textual.widgets import Input, Label, Static
from textual.widgets.input import Selection

from nianbao.report.texts import clean_line

_NOT_ITS_OWN = {"ctrl+f", "ctrl+a", "ctrl+z", "ctrl+y"}


class Entry(Input, inherit_bindings=False):
    """A line of text; the app's own keys stay the app's."""

    BINDINGS = [
        binding
        for binding in Binding.make_bindings(Input.BINDINGS)
        if binding.key not in _NOT_ITS_OWN
    ]

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the cursor is drawn; `Input` tells one cell more when it stands at the end."""
        x, y = super().cursor_screen_offset
        return Offset(x - 1 if self.cursor_at_end else x, y)

    def on_focus(self) -> None:
        """The terminal's cursor stands where an input method's window belongs."""
        self.call_after_refresh(self._place_terminal_cursor)

    def on_resize(self) -> None:
        """It moved."""
        self.call_after_refresh(self._place_terminal_cursor)

    def _watch_selection(self, selection: Selection) -> None:
        before = self.app.cursor_position
        super()._watch_selection(selection)
        if not self.has_focus:
            # A line that is filled in from elsewhere leaves the cursor where one types.
            self.app.cursor_position = before

    def _place_terminal_cursor(self) -> None:
        if self.has_focus and self.app.cursor_position != self.cursor_screen_offset:
            self.app.cursor_position = self.cursor_screen_offset
            self.refresh()


class LineEntry(Entry):
    """A line among others: Enter goes on to the next."""

    BINDINGS = [
        Binding("enter", "submit", "下一行", id="choose", tooltip="这一行填好了，到下一行"),
    ]


class Field(Vertical):
    """A named line to fill in."""

    DEFAULT_CSS = """
    Field { height: auto; layout: grid; grid-size: 2 2; grid-columns: 14 1fr; grid-rows: 1 1; }
    Field Label { color: $foreground; }
    Field Entry { border: none; height: 1; padding: 0; }
    Field .hint { color: $text-muted; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(
        self,
        name: str,
        value: str = "",
        *,
        hint: str = "",
        placeholder: str = "",
        entry: type[Entry] = LineEntry,
        id: str,  # noqa: A002
    ) -> None:
        """`entry` is the kind of line: it says what Enter does in it."""
        super().__init__(id=id)
        self._label = name
        self._hint = hint
        self._entry = entry(value, placeholder=placeholder, compact=True, select_on_focus=False)
        self._entry.cursor_blink = False
        self._below = Static(hint, classes="hint", markup=False)

    def compose(self) -> ComposeResult:
        """The name, the line, and the word below it."""
        yield Label(self._label)
        yield self._entry
        yield Label("")
        yield self._below

    @property
    def value(self) -> str:
        """What stands in it, as one clean line."""
        return clean_line(self._entry.value)

    @value.setter
    def value(self, value: str) -> None:
        if value != self._entry.value:
            with self._entry.prevent(Input.Changed):
                self._entry.value = value
            self._entry.cursor_position = len(value)

    @property
    def entry(self) -> Entry:
        """The line itself."""
        return self._entry

    def say(self, hint: str) -> None:
        """Say something else below it."""
        if hint != self._hint:
            self._hint = hint
            self._below.update(hint, layout=False)
