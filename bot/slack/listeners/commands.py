"""What people type after `/policy` and `/vigie`."""

import asyncio
from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.domain.conversation import understand_policy
from bot.slack.ids import COMMANDS
from bot.slack.listeners.forms import UploadForm
from bot.slack.parse import parse_command
from bot.slack.parse.payload import text
from bot.usecases.chat_ports import Received


def listen_to_commands(
    app: AsyncApp, submit: Callable[[Received], bool], form: UploadForm | None = None
) -> None:
    """Keep every command; when it cannot be kept it is not acknowledged, and Slack tells the person so.

    The acknowledgement says nothing: the answer comes once, from the job. `/policy upload` is answered by the
    form where it opens: a job would come too late for it.
    """

    async def keep(body: dict[str, Any], ack: AsyncAck) -> None:
        received = parse_command(body)
        asked = received if received and _asks_for_the_form(received) else None
        if form and asked and await form.opened(text(body, "trigger_id"), asked.person):
            await ack()
            return
        if received is not None:
            await asyncio.to_thread(submit, received)
        await ack()

    for command in COMMANDS:
        app.command(command)(keep)


def _asks_for_the_form(received: Received) -> bool:
    command = understand_policy(received.text).command if received.choice == "policy" else None
    return command is not None and command.verb == "upload"
