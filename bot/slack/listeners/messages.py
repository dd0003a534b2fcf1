"""What people write, change and remove; and what they write in a channel with a mention of the bot."""

import asyncio
from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.slack.parse import parse_event
from bot.usecases.chat_ports import Received


def listen_to_messages(app: AsyncApp, submit: Callable[[Received], bool]) -> None:
    """Keep every message; when it cannot be kept the listener fails, and Slack delivers it again."""

    @app.event("app_mention")
    @app.event("message")
    async def keep(body: dict[str, Any]) -> None:
        received = parse_event(body)
        if received is not None:
            await asyncio.to_thread(submit, received)
