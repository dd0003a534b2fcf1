"""The only wiring: settings → adapters → ports → the command line and the bot."""

from bot.bootstrap.application import Application
from bot.bootstrap.command_line import run_command_line, wiring_of

__all__ = ["Application", "run_command_line", "wiring_of"]
