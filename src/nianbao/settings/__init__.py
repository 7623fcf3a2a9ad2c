"""The user's own settings: one small TOML file in their settings folder, stated once as a schema."""

from nianbao.settings.model import SCHEMA, Settings
from nianbao.settings.reading import SettingsRead, read_settings
from nianbao.settings.writing import write_settings

__all__ = ["SCHEMA", "Settings", "SettingsRead", "read_settings", "write_settings"]
