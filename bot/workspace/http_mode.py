"""Signed HTTP, instead of Socket Mode: what goes to the bot is posted to its own address.

Source: https://docs.slack.dev/apis/events-api and /authentication/verifying-requests-from-slack.
"""

import asyncio
import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from itertools import cycle
from urllib.parse import urlencode

import aiohttp

from bot.usecases.clock import Clock
from bot.workspace.deliveries import Kind, NoMore, Outcome, Trouble
from bot.workspace.json_types import Json, read_json

_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"


class AddressUnverified(Exception):
    """The bot's address did not give back the challenge: Slack would not take it."""


class SignedHttp:
    """The bot behind one address, or behind several that take turns, as behind a balancer."""

    late: Trouble = "http_timeout"

    def __init__(
        self, addresses: Sequence[str], signing_secret: str, clock: Clock, ack_seconds: float
    ) -> None:
        """What is sent is signed with that secret, at the time of that clock."""
        self._addresses = tuple(addresses)
        self._turns = cycle(self._addresses)
        self._secret = signing_secret
        self._clock = clock
        self._timeout = aiohttp.ClientTimeout(total=ack_seconds)
        self._session: aiohttp.ClientSession | None = None
        self.connected = False
        """Whether the bot gave back the challenge."""
        self._ready = asyncio.Event()
        self._ready.set()

    async def verify(self) -> None:
        """Send each address a challenge, once. Raises AddressUnverified."""
        for address in self._addresses:
            challenge = secrets.token_hex(16)
            asked = {"token": "local", "challenge": challenge, "type": "url_verification"}
            try:
                answer = await self._post(address, json.dumps(asked).encode(), _JSON, {})
            except (aiohttp.ClientError, TimeoutError):
                raise AddressUnverified from None
            if challenge not in (answer.text.strip(), answer.body().get("challenge")):
                raise AddressUnverified
        self.connected = True

    async def ready(self) -> None:
        """Return when something can be sent: at once, unless deliveries are held."""
        await self._ready.wait()

    @property
    def held(self) -> bool:
        """Whether nothing is sent for now."""
        return not self._ready.is_set()

    async def hold(self, held: bool) -> None:
        """While held, nothing is sent; events are sent afterwards."""
        (self._ready.clear if held else self._ready.set)()

    async def send(self, kind: Kind, payload: Json, attempt: int = 0, reason: str = "") -> Outcome:
        """What the bot answered with status 200, or why there was nothing. Raises NoMore."""
        if not self._ready.is_set():
            return "connection_failed"
        retried = {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason} if attempt else {}
        body, content_type = _body(kind, payload)
        try:
            answer = await self._post(next(self._turns), body, content_type, retried)
        except TimeoutError:
            return self.late
        except aiohttp.ClientError:
            return "connection_failed"
        if answer.status // 100 == 2:
            return answer.body()
        if answer.headers.get("X-Slack-No-Retry") == "1":
            raise NoMore
        return "http_error"

    async def close(self) -> None:
        """Nothing more is sent."""
        if self._session is not None:
            await self._session.close()

    async def _post(self, address: str, body: bytes, content_type: str, more: dict[str, str]) -> "_Answer":
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=self._timeout)
        sent_at = str(int(self._clock.now().timestamp()))
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": sent_at,
            "X-Slack-Signature": signature(self._secret, sent_at, body),
        }
        async with self._session.post(address, data=body, headers=headers | more) as response:
            return _Answer(response.status, await response.text(), dict(response.headers))


class _Answer:
    def __init__(self, status: int, text: str, headers: dict[str, str]) -> None:
        self.status = status
        self.text = text
        self.headers = {name.title(): value for name, value in headers.items()}

    def body(self) -> Json:
        try:
            read = read_json(self.text)
        except ValueError:
            return {}
        return read if isinstance(read, dict) else {}


def signature(secret: str, sent_at: str, body: bytes) -> str:
    """Slack's own, version 0: https://docs.slack.dev/authentication/verifying-requests-from-slack."""
    signed = b"v0:" + sent_at.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def _body(kind: Kind, payload: Json) -> tuple[bytes, str]:
    if kind == "events_api":
        return json.dumps(payload).encode(), _JSON
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), _FORM
