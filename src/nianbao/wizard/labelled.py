"""A control with its name before it and a word on it below, laid out as `Field` is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Label, Static


class Labelled(Vertical):
    """A named control."""

    DEFAULT_CSS = """
    Labelled { height: auto; layout: grid; grid-size: 2 2; grid-columns: 14 1fr; grid-rows: 1 1; }
    Labelled Label { color: $foreground; }
    Labelled .hint { color: $text-muted; text-wrap: nowrap; text-overflow: clip; }
    Labelled Button { margin: 0; padding: 0 1; }
    """

    def __init__(self, name: str, control: Widget, *, hint: str, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._label = name
        self._control = control
        self._hint = hint

    def compose(self) -> ComposeResult:
        """The name, the control, and the word below it."""
        yield Label(self._label)
        yield self._control
        yield Label("")
        yield Static(self._hint, classes="hint", markup=False)
