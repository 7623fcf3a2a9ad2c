"""The user's settings while the wizard runs: read at its start, written when they change."""

from __future__ import annotations

from pathlib import Path

from nianbao.settings import Settings, SettingsRead, read_settings, write_settings

FILE_UNKNOWN = Path("settings.toml")


class Preferences:
    """What the user has set."""

    def __init__(self, folder: Path | None) -> None:
        """`folder` is nianbao's settings folder; with None nothing is read and nothing kept."""
        self._folder = folder
        self.read = SettingsRead(FILE_UNKNOWN) if folder is None else read_settings(folder)
        self.settings: Settings = self.read.settings
        """As they are now."""

    def change(self, settings: Settings) -> str:
        """Take other settings and write them.

        Returns:
            What is to be said of the file, "" for nothing; the settings hold in any case.
        """
        self.settings = settings
        if self._folder is None:
            return ""
        try:
            kept = write_settings(self._folder, settings)
        except OSError as error:
            from nianbao.report.disk import reason

            return f"设置没有写成（{reason(error)}），这次仍照新的设置。"
        return f"原来的设置文件另存为 {kept.name}。" if kept else ""
