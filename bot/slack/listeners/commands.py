"""What people type after `/policy` and `/vigie`."""

from collections.abc import Callable

from slack_bolt.async_app import AsyncApp

from bot.slack.ids import COMMANDS
from bot.slack.listeners.forms import FormOpener
from bot.slack.listeners.keeping import open_or_keep
from bot.slack.parse import parse_command
from bot.usecases.chat_ports import Received


def listen_to_commands(app: AsyncApp, submit: Callable[[Received], bool], forms: FormOpener) -> None:
    """Keep every command; when it cannot be kept it is not acknowledged, and Slack tells the person so.

    The acknowledgement says nothing: the answer comes once, from the job. `/policy upload`, and `/vigie`
    alone, are answered by the form where it opens: a job would come too late for it.
    """

    listen = open_or_keep(parse_command, submit, forms)
    for command in COMMANDS:
        app.command(command)(listen)
