"""One of a few, all of them on one line: the arrows choose, and so does a click."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from nianbao.report.width import display_width


class Choices(Widget, can_focus=True):
    """The line; the one chosen stands in brackets, so that colour says it only again."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"choices--chosen"}
    DEFAULT_CSS = """
    Choices {
        height: 1;
        color: $text-muted;
        & > .choices--chosen { color: $foreground; text-style: bold; }
        &:focus > .choices--chosen { color: $text; background: $primary; text-style: bold; }
    }
    """
    BINDINGS = [
        Binding("left", "move(-1)", "前一个", show=False),
        Binding("right,space,enter", "move(1)", "后一个", show=False),
    ]

    class Chosen(Message):
        """Another one was chosen."""

        def __init__(self, choices: Choices) -> None:
            super().__init__()
            self.choices = choices

    def __init__(self, names: Sequence[str], index: int) -> None:
        super().__init__()
        self._names = list(names)
        self.index = index

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """Draw the line."""
        chosen = self.get_component_rich_style("choices--chosen")
        segments = [
            Segment(self._shown(index), chosen if index == self.index else self.rich_style)
            for index in range(len(self._names))
        ]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def action_move(self, step: int) -> None:
        """Choose the next one, round and round."""
        self._choose((self.index + step) % len(self._names))

    def on_focus(self) -> None:
        """The terminal's cursor stands with the choice."""
        self.app.cursor_position = self.content_region.offset

    def on_click(self, event: events.Click) -> None:
        """Choose the one under the mouse."""
        x = event.x
        for index in range(len(self._names)):
            x -= display_width(self._shown(index))
            if x < 0:
                self._choose(index)
                return

    def _choose(self, index: int) -> None:
        if index != self.index:
            self.index = index
            self.refresh(Region(0, 0, self.size.width, 1))
            self.post_message(self.Chosen(self))

    def _shown(self, index: int) -> str:
        name = self._names[index]
        return f"[{name}] " if index == self.index else f" {name}  "
