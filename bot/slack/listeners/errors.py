"""What no listener is for, and what a listener failed at."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse

from bot.slack.parse.payload import identifier
from bot.usecases.chat_ports import Note


def listen_to_the_rest(app: AsyncApp, note: Note) -> None:
    """Acknowledge what is not for us, whatever its kind; leave unacknowledged what could not be kept."""

    @app.error
    async def answer(error: Exception, body: dict[str, Any]) -> BoltResponse:
        if isinstance(error, BoltUnhandledRequestError):
            return BoltResponse(status=200, body="")
        note("event.not-kept", received=identifier(body, "event_id"), error=type(error).__name__)
        return BoltResponse(status=500, body="")
