"""The bodies of requests, read whole: none too large, and not too much of them at once.

Whether Slack signed a body shows when all of it is there; until then it may be anybody's.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import Any

MOST_BYTES = 2 * 1024 * 1024
"""Of one. Slack's largest are forms: a page of 250 KB, three times that as a form writes it."""
MOST_BYTES_AT_ONCE = 32 * MOST_BYTES
"""Of all that are being read."""
SMALL = 64 * 1024
"""What Slack usually sends is smaller: it is read however much else there is."""

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]


class Bodies:
    """Those that are being read by one process."""

    def __init__(self) -> None:
        self.held = 0
        """Bytes of bodies that are not whole yet."""

    async def whole(self, receive: Receive) -> bytes | HTTPStatus:
        """The whole body; or why not, also of one whose sender went away."""
        body = bytearray()
        try:
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
                some = message.get("body", b"")
                body += some
                self.held += len(some)
                if len(body) > MOST_BYTES:
                    return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
                if some and len(body) > SMALL and self.held > MOST_BYTES_AT_ONCE:
                    return HTTPStatus.SERVICE_UNAVAILABLE
                if not message.get("more_body", False):
                    return bytes(body)
        finally:
            self.held -= len(body)
