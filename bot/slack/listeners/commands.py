"""What people type after `/policy` and `/vigie`."""

import asyncio
from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.ids import COMMANDS
from bot.slack.parse import parse_command
from bot.usecases.chat_ports import Received


def listen_to_commands(app: AsyncApp, submit: Callable[[Received], bool]) -> None:
    """Keep every command; when it cannot be kept it is not acknowledged, and Slack tells the person so.

    The acknowledgement says nothing: the answer comes once, from the job.
    """

    async def keep(body: dict[str, Any], ack: AsyncAck) -> None:
        received = parse_command(body)
        if received is not None:
            await asyncio.to_thread(submit, received)
        await ack()

    for command in COMMANDS:
        app.command(command)(keep)
