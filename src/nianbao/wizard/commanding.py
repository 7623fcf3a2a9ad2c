"""What the app does on every screen: help, the palette, the settings, drawing anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from textual import events

from nianbao.wizard.key_names import with_keys
from nianbao.wizard.keys import Command, commands
from nianbao.wizard.screens.base import WizardScreen
from nianbao.wizard.screens.too_small import TooSmall
from nianbao.wizard.styles import theme_name

if TYPE_CHECKING:
    from textual.app import App

    from nianbao.settings.reading import SettingsMistake
    from nianbao.wizard.desk import Desk

    _Base = App[None]
else:
    _Base = object


class Commanding(_Base):
    """Mixed into the app."""

    desk: Desk
    own_keys: Mapping[str, str] = MappingProxyType({})
    """The user's own keys, by the command's id."""

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
            text = with_keys(text, self)
            await self.push_screen(Help(title, text, self._commands()), self._run_command)

    async def action_palette(self) -> None:
        """Find a command by its name."""
        from nianbao.wizard.palette import Palette

        await self.push_screen(Palette(self._commands()), self._run_command)

    def action_settings(self) -> None:
        """Show the settings."""
        from nianbao.wizard.screens.settings import SettingsScreen

        if isinstance(self.screen, WizardScreen) and not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen(self.desk))

    def on_settings_changed(self) -> None:
        """Take the settings up: colours and keys at once, the mouse when started anew."""
        self.theme = theme_name(self.desk.settings.theme)
        self._take_keys()

    def begin_with_settings(self) -> None:
        """Take the user's own keys, and say in one line what of the settings could not be taken."""
        mistakes = [
            *self.desk.preferences.read.mistakes,
            *self.desk.missing_folder(),
            *self.desk.preferences.chosen_rules[1],
            *self._take_keys(),
        ]
        if mistakes:
            more = f"（另有 {len(mistakes) - 1} 处）" if len(mistakes) > 1 else ""
            self.notify(f"{mistakes[0]}{more}", timeout=12)

    def _take_keys(self) -> list[SettingsMistake]:
        settings, keys = self.desk.settings, dict[str, str]()
        refused: list[SettingsMistake] = []
        if settings.keys:
            # It loads every screen: only for those who have keys of their own.
            from nianbao.wizard.keymap import usable_keys

            keys, refused = usable_keys(replace(self.desk.preferences.read, settings=settings))
        self.own_keys = keys
        self.set_keymap(keys)
        return refused

    def action_redraw(self) -> None:
        """Send the whole screen again."""
        self.forget_what_is_shown()
        self.refresh(layout=True)

    def forget_what_is_shown(self) -> None:
        """What the terminal shows is not known any more."""

    def _commands(self) -> tuple[Command, ...]:
        return tuple(
            replace(command, tooltip=with_keys(command.tooltip, self))
            for command in commands(self.screen)
        )

    async def _run_command(self, command: Command | None) -> None:
        if command is not None:
            await self.run_action(command.action, command.node)
