"""What Slack sends, as what a person did; None for everything that is not for us. Pure, and never raises."""

from bot.slack.parse.buttons import parse_press
from bot.slack.parse.commands import parse_command
from bot.slack.parse.events import parse_event
from bot.slack.parse.forms import parse_form
from bot.slack.parse.shortcuts import parse_shortcut

__all__ = ["parse_command", "parse_event", "parse_form", "parse_press", "parse_shortcut"]
