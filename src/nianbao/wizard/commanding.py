"""What the app does on every screen: help, the palette, drawing anew, a word in passing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events

from nianbao.wizard.keys import Command, commands
from nianbao.wizard.screens.base import WizardScreen
from nianbao.wizard.screens.too_small import TooSmall

if TYPE_CHECKING:
    from textual.app import App

    _Base = App[None]
else:
    _Base = object


class Commanding(_Base):
    """Mixed into the app."""

    def on_resize(self, event: events.Resize) -> None:
        """Ask for a larger window where it is too small; what is below stays as it is."""
        self.forget_what_is_shown()
        if TooSmall.fits(event.size) is isinstance(self.screen, TooSmall):
            if isinstance(self.screen, TooSmall):
                self.pop_screen()
            else:
                self.push_screen(TooSmall())

    async def action_help(self) -> None:
        """Tell about the place of the cursor, and give all commands."""
        from nianbao.wizard.screens.help import Help

        if isinstance(self.screen, WizardScreen):
            title, text = self.screen.help_here()
            await self.push_screen(Help(title, text, commands(self.screen)), self._run_command)

    async def action_palette(self) -> None:
        """Find a command by its name."""
        from nianbao.wizard.palette import Palette

        await self.push_screen(Palette(commands(self.screen)), self._run_command)

    def action_redraw(self) -> None:
        """Send the whole screen again."""
        self.forget_what_is_shown()
        self.refresh(layout=True)

    def forget_what_is_shown(self) -> None:
        """What the terminal shows is not known any more."""

    def notify(self, message: str, **how: Any) -> None:
        """Say something for a while, folded as Chinese is; brackets in it are only brackets."""
        from nianbao.wizard.paragraph import folded

        super().notify(folded(message, 60), **{**how, "markup": False})

    async def _run_command(self, command: Command | None) -> None:
        if command is not None:
            await self.run_action(command.action, command.node)
