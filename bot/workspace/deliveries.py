"""What goes to the bot, and what is sent again, by whichever line the bot is reached.

An event stays in the store until the bot acknowledges it. Without an acknowledgement in time it is sent up to
three more times, with the same event id. What a person pressed is sent once: they are there to press again.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from bot.workspace import limits
from bot.workspace.json_types import Json
from bot.workspace.store import Delivery, Store
from bot.workspace.traffic import Traffic, name_of

_AGAIN = 50
"""How many events can be delivered again on purpose: the last ones."""

Trouble = Literal["timeout", "connection_failed", "http_timeout", "http_error"]
Outcome = Json | Trouble
"""What the bot answered with its acknowledgement ({} when nothing), or why there was none."""
Kind = Literal["events_api", "slash_commands", "interactive"]


@dataclass(frozen=True, slots=True)
class Pace:
    """How long to wait, in seconds: Slack's own times, but for deliveries after a failed one.

    Slack waits 0 s, 1 min and 5 min before it delivers again; a person in front of the page should see it.
    """

    ack: float = limits.ACK_SECONDS
    redeliver_after: tuple[float, ...] = (0.0, 1.0, 5.0)
    status: float = limits.STATUS_SECONDS


class Line(Protocol):
    """How the bot is reached: its own connections, or its address."""

    late: Trouble
    """How it says that there was no answer in time."""

    @property
    def connected(self) -> bool:
        """Whether the bot can be reached."""
        ...

    @property
    def held(self) -> bool:
        """Whether nothing is sent for now."""
        ...

    async def ready(self) -> None:
        """Return when something can be sent."""

    async def send(self, kind: Kind, payload: Json, attempt: int = 0, reason: str = "") -> Outcome:
        """What the bot answered, or why nothing: at once when it cannot be reached."""
        ...

    async def hold(self, held: bool) -> None:
        """While held, nothing is sent."""

    async def close(self) -> None:
        """Nothing more is sent."""


class NoMore(Exception):
    """The bot asked not to be sent this again."""


class Deliveries:
    """Everything on its way to the bot; lives on one event loop."""

    def __init__(
        self, store: Store, pace: Pace, line: Line, given_up: Callable[[Json], None], traffic: Traffic
    ) -> None:
        """`given_up` hears which event was never acknowledged."""
        self._store = store
        self._pace = pace
        self._line = line
        self._given_up = given_up
        self._traffic = traffic
        self._tasks: set[asyncio.Task[None]] = set()
        self._sent: deque[Json] = deque(maxlen=_AGAIN)

    @property
    def connected(self) -> bool:
        """Whether the bot can be reached."""
        return self._line.connected

    @property
    def held(self) -> bool:
        """Whether nothing is sent for now."""
        return self._line.held

    def goes_by(self, line: Line) -> bool:
        """Whether that is the way to the bot."""
        return self._line is line

    async def go_by(self, line: Line) -> None:
        """What is on its way, and what is sent from now on, goes that way."""
        await self.close()
        self._line = line
        self.resume()

    async def hold(self, held: bool) -> None:
        """While held, nothing is sent; events are sent afterwards."""
        await self._line.hold(held)

    def resume(self) -> None:
        """Take up what was on its way when the workspace stopped."""
        for delivery in self._store.deliveries():
            self._begin(delivery)

    def send_event(self, payload: Json) -> None:
        """Deliver it as soon as the bot is reached, until it is acknowledged or given up."""
        self._begin(self._store.keep_delivery(payload))

    def on_the_way(self) -> list[Json]:
        """The events that the bot has not acknowledged yet, oldest first."""
        return [delivery.payload for delivery in self._store.deliveries()]

    def redeliver(self, event_id: str = "") -> bool:
        """Deliver an event again as though it was not acknowledged: that one, or the last that somebody else
        than the bot caused; whether there is one."""

        def is_meant(payload: Json) -> bool:
            return payload["event_id"] == event_id if event_id else not _is_own(payload)

        payload = next(filter(is_meant, reversed(self._sent)), None)
        if payload is None:
            return False
        again = replace(self._store.keep_delivery(payload), attempt=1, reason=self._line.late)
        self._store.note_attempt(again)
        self._begin(again)
        return True

    async def send_once(self, kind: Kind, payload: Json) -> Json | None:
        """What the bot answered with its acknowledgement, {} when nothing; None when it did not acknowledge
        in time, or at once when it cannot be reached."""
        try:
            outcome = await self._send(kind, payload)
        except NoMore:
            return None
        return None if isinstance(outcome, str) else outcome

    async def close(self) -> None:
        """Stop delivering; what was not acknowledged stays in the store."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(self._line.close(), *self._tasks, return_exceptions=True)

    def _begin(self, delivery: Delivery) -> None:
        task = asyncio.create_task(self._deliver(delivery))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, delivery: Delivery) -> None:
        while delivery.attempt <= len(self._pace.redeliver_after):
            if delivery.attempt:
                await asyncio.sleep(self._pace.redeliver_after[delivery.attempt - 1])
            try:
                outcome = await self._try(delivery)
            except NoMore:
                self._given_up(delivery.payload)
                break
            if not isinstance(outcome, str):
                break
            delivery = replace(delivery, attempt=delivery.attempt + 1, reason=outcome)
            self._store.note_attempt(delivery)
        else:
            self._given_up(delivery.payload)
        self._store.end_delivery(delivery.number)

    async def _try(self, delivery: Delivery) -> Outcome:
        await self._line.ready()
        if not delivery.attempt:
            self._sent.append(delivery.payload)
        return await self._send("events_api", delivery.payload, delivery.attempt, delivery.reason)

    async def _send(self, kind: Kind, payload: Json, attempt: int = 0, reason: str = "") -> Outcome:
        known = {"attempt": attempt, "reason": reason, "event_id": payload.get("event_id", "")}
        with self._traffic.exchange("to-bot", name_of(kind, payload), payload, **known) as exchange:
            try:
                outcome = await self._line.send(kind, payload, attempt, reason)
            except NoMore:
                exchange.end("http_error")
                raise
            if isinstance(outcome, str):
                exchange.end(outcome)
            else:
                exchange.end("ok", outcome or "")
            return outcome


def _is_own(payload: Json) -> bool:
    """Whether the bot caused the event itself: what it says and changes comes back to it too."""
    event = payload["event"]
    message = event.get("message") or event.get("previous_message") or event
    return bool(message.get("user") == payload["authorizations"][0]["user_id"])
