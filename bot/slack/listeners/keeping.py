"""Common to commands, presses and shortcuts: a form opens at once, everything else is kept for a job."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.slack.listeners.forms import FormOpener
from bot.slack.parse.payload import text
from bot.usecases.chat_ports import Received


def open_or_keep(
    parse: Callable[[object], Received | None], submit: Callable[[Received], bool], forms: FormOpener
) -> Callable[[dict[str, Any], AsyncAck], Awaitable[None]]:
    """A listener. What cannot be kept is not acknowledged, and Slack tells the person so."""

    async def listen(body: dict[str, Any], ack: AsyncAck) -> None:
        received = parse(body)
        if received and await forms.opened(text(body, "trigger_id"), received):
            await ack()
            return
        if received is not None:
            await asyncio.to_thread(submit, received)
        await ack()

    return listen
