"""The user's settings while the wizard runs: read at its start, written when they change."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from nianbao.report.disk import REAL_DISK, Disk
from nianbao.settings import Settings, SettingsRead, read_settings, write_settings

if TYPE_CHECKING:
    from nianbao.checks.choice import Choice
    from nianbao.settings.reading import SettingsMistake

FILE_UNKNOWN = Path("settings.toml")


class Preferences:
    """What the user has set."""

    def __init__(self, folder: Path | None, disk: Disk = REAL_DISK) -> None:
        """`folder` is nianbao's settings folder; with None nothing is read and nothing kept."""
        self._folder = folder
        self._disk = disk
        self.read = SettingsRead(FILE_UNKNOWN) if folder is None else read_settings(folder)
        self.settings: Settings = self.read.settings
        """As they are now."""

    @cached_property
    def chosen_rules(self) -> tuple[Choice | None, tuple[SettingsMistake, ...]]:
        """The rules that the settings choose (None: all), and what there names no rule."""
        if not self.settings.select and not self.settings.ignore:
            return None, ()
        from nianbao.readers.doubts import TITLES
        from nianbao.settings.chosen_rules import chosen_rules

        return chosen_rules(self.read, TITLES)

    def change(self, settings: Settings) -> str:
        """Take other settings and write them.

        Returns:
            What is to be said of the file, "" for nothing; the settings hold in any case.
        """
        self.settings = settings
        if self._folder is None:
            return ""
        try:
            kept = write_settings(self._folder, settings, disk=self._disk)
        except OSError as error:
            from nianbao.report.refusals import refusal

            why = refusal(error)
            return f"设置没有写成（{why.reason}），这次仍照新的设置。{why.remedy}。"
        return f"原来的设置文件另存为 {kept.name}。" if kept else ""
