"""What people press."""

import asyncio
from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.ids import MORE
from bot.slack.listeners.forms import FormOpener
from bot.slack.parse import parse_press
from bot.slack.parse.buttons import BUTTONS
from bot.slack.parse.payload import text
from bot.usecases.chat_ports import Received


def listen_to_buttons(app: AsyncApp, submit: Callable[[Received], bool], forms: FormOpener) -> None:
    """Keep every press; when it cannot be kept it is not acknowledged, and Slack tells the person so.

    One that asks for a form or a page is answered by it, where it opens.
    """

    async def keep(body: dict[str, Any], ack: AsyncAck) -> None:
        received = parse_press(body)
        if received and await forms.opened(text(body, "trigger_id"), received):
            await ack()
            return
        if received is not None:
            await asyncio.to_thread(submit, received)
        await ack()

    for action in (*BUTTONS, MORE):
        app.action(action)(keep)
