"""What people ask for from the menu of a message, or from anywhere."""

import asyncio
from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.ids import NEW_REVIEW, REVIEW_MESSAGE
from bot.slack.listeners.forms import FormOpener
from bot.slack.parse import parse_shortcut
from bot.slack.parse.payload import text
from bot.usecases.chat_ports import Received


def listen_to_shortcuts(app: AsyncApp, submit: Callable[[Received], bool], forms: FormOpener) -> None:
    """Keep every shortcut; when it cannot be kept it is not acknowledged, and Slack tells the person so.

    The one that asks for the form is answered by it, where it opens.
    """

    async def keep(body: dict[str, Any], ack: AsyncAck) -> None:
        received = parse_shortcut(body)
        if received and await forms.opened(text(body, "trigger_id"), received):
            await ack()
            return
        if received is not None:
            await asyncio.to_thread(submit, received)
        await ack()

    for shortcut in (REVIEW_MESSAGE, NEW_REVIEW):
        app.shortcut(shortcut)(keep)
