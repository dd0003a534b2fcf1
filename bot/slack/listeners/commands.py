"""What people type after `/policy` and `/vigie`."""

import asyncio
from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.ids import COMMANDS
from bot.slack.listeners.forms import FormOpener
from bot.slack.parse import parse_command
from bot.slack.parse.payload import text
from bot.usecases.chat_ports import Received


def listen_to_commands(app: AsyncApp, submit: Callable[[Received], bool], forms: FormOpener) -> None:
    """Keep every command; when it cannot be kept it is not acknowledged, and Slack tells the person so.

    The acknowledgement says nothing: the answer comes once, from the job. `/policy upload`, and `/vigie`
    alone, are answered by the form where it opens: a job would come too late for it.
    """

    async def keep(body: dict[str, Any], ack: AsyncAck) -> None:
        received = parse_command(body)
        if received and await forms.opened(text(body, "trigger_id"), received):
            await ack()
            return
        if received is not None:
            await asyncio.to_thread(submit, received)
        await ack()

    for command in COMMANDS:
        app.command(command)(keep)
