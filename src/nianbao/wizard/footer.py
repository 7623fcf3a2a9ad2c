"""The last line: the keys that work here."""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from nianbao.wizard.keys import LAST_IN_FOOTER, Command, commands


class Footer(Widget, can_focus=False):
    """Shows the commands of the screen that can be given now; a click gives one.

    Where they do not all fit, the palette stays and the last ones before it go.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"footer--key", "footer--label"}
    DEFAULT_CSS = """
    Footer {
        dock: bottom;
        height: 1;
        background: $panel;
        color: $foreground;
        & > .footer--key { color: $accent; text-style: bold; background: $panel; }
        & > .footer--label { color: $foreground; background: $panel; }
    }
    """

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, _: Screen[Any]) -> None:
        self.refresh()

    def shown(self) -> list[Command]:
        """The commands that stand in the footer at its present width."""
        found = [command for command in commands(self.screen) if command.in_footer]
        last = [command for command in found if command.id == LAST_IN_FOOTER]
        room = self.size.width - sum(map(_width, last))
        fitting = []
        for command in found:
            if command in last:
                continue
            room -= _width(command)
            if room < 0:
                break
            fitting.append(command)
        return [*fitting, *last]

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """Draw the line."""
        key_style = self.get_component_rich_style("footer--key")
        label_style = self.get_component_rich_style("footer--label")
        segments = []
        for command in self.shown():
            segments.append(Segment(f" {command.keys[0]}", key_style))
            segments.append(Segment(f" {command.label}", label_style))
        return Strip(segments).adjust_cell_length(self.size.width, label_style)

    async def on_click(self, event: events.Click) -> None:
        """Give the command under the mouse."""
        x = event.x
        for command in self.shown():
            x -= _width(command)
            if x < 0:
                await self.app.run_action(command.action, command.node)
                return


def _width(command: Command) -> int:
    return cell_len(f" {command.keys[0]} {command.label}")
