"""The settings, read once from the environment and `.env`."""

from bot.config.environment import SettingsError
from bot.config.reading import read_settings
from bot.config.settings import VARIABLES, Settings

__all__ = ["VARIABLES", "Settings", "SettingsError", "read_settings"]
