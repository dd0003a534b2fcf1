"""The settings, read once from the environment and `.env`."""

from bot.config.environment import SettingsError, started_by_honcho
from bot.config.reading import read_settings
from bot.config.settings import VARIABLES, Settings
from bot.config.values import sqlite_address

__all__ = ["VARIABLES", "Settings", "SettingsError", "read_settings", "sqlite_address", "started_by_honcho"]
