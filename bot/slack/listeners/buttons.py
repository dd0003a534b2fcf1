"""What people press."""

import asyncio
from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.parse import parse_press
from bot.slack.parse.buttons import BUTTONS
from bot.usecases.chat_ports import Received


def listen_to_buttons(app: AsyncApp, submit: Callable[[Received], bool]) -> None:
    """Keep every press; when it cannot be kept it is not acknowledged, and Slack tells the person so."""

    async def keep(body: dict[str, Any], ack: AsyncAck) -> None:
        received = parse_press(body)
        if received is not None:
            await asyncio.to_thread(submit, received)
        await ack()

    for action in BUTTONS:
        app.action(action)(keep)
