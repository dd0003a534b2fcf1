"""What people press."""

import asyncio
from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.listeners.forms import UploadForm
from bot.slack.parse import parse_press
from bot.slack.parse.buttons import BUTTONS
from bot.slack.parse.payload import text
from bot.usecases.chat_ports import Received


def listen_to_buttons(
    app: AsyncApp, submit: Callable[[Received], bool], form: UploadForm | None = None
) -> None:
    """Keep every press; when it cannot be kept it is not acknowledged, and Slack tells the person so.

    The one that asks for the form is answered by it, where it opens.
    """

    async def keep(body: dict[str, Any], ack: AsyncAck) -> None:
        received = parse_press(body)
        asked = received if received and received.button == "policy-upload" else None
        if form and asked and await form.opened(text(body, "trigger_id"), asked.person):
            await ack()
            return
        if received is not None:
            await asyncio.to_thread(submit, received)
        await ack()

    for action in BUTTONS:
        app.action(action)(keep)
