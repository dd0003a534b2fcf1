"""What goes between the workspace and the bot, for a developer to look at: the last of it, in memory alone.

Drafts are in it, so nothing of it is written to a disk or a log; a token is in none of it.
"""

import asyncio
import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any, Literal

from bot.usecases.clock import Clock
from bot.workspace.json_types import Json

MOST = 300
"""How many exchanges are kept."""
WHOLE = 60_000
"""How many characters of a request, or of an answer, are kept."""

Direction = Literal["to-bot", "from-bot"]
_TOKEN = re.compile(r"x(?:ox[a-z]|app)-[\w.-]+")


@dataclass(frozen=True, slots=True)
class Written:
    """The beginning of what was sent, and how many characters more it had."""

    text: str = ""
    left_out: int = 0


@dataclass(eq=False, slots=True)
class Exchange:
    """A request and its answer; `outcome` is "" until there is one.

    `outcome` is "ok", Slack's own word for what went wrong, a status of HTTP, or "dropped" when the line went
    before the answer.
    """

    id: int
    at: str
    direction: Direction
    name: str
    request: Written
    attempt: int = 0
    """How many times an event was sent before, and `reason`: why it is sent again."""
    reason: str = ""
    event_id: str = ""
    injected: bool = False
    """Whether it met trouble on purpose."""
    outcome: str = ""
    response: Written = Written()
    milliseconds: int | None = None

    def end(self, outcome: str, response: Any = "") -> None:
        """What came of it: a text as it is, anything else as JSON."""
        self.outcome = outcome
        self.response = _written(response)

    def as_json(self) -> Json:
        """What a page is told of it."""
        return asdict(self)


Watcher = asyncio.Queue[Exchange | None]


class Traffic:
    """The last exchanges, oldest first; lives on one event loop."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[int, Exchange] = {}
        self._count = 0
        self._watchers: set[Watcher] = set()

    @contextmanager
    def exchange(self, direction: Direction, name: str, request: Json, **more: Any) -> Iterator[Exchange]:
        """An exchange for as long as the block lasts, which says how it ends; `more` is what else is known of
        it at the beginning."""
        self._count += 1
        sent = _written({key: value for key, value in request.items() if key != "token"})
        exchange = Exchange(self._count, self._clock.now().isoformat(), direction, name, sent, **more)
        self._keep(exchange)
        began = time.perf_counter()
        try:
            yield exchange
        finally:
            exchange.outcome = exchange.outcome or "dropped"
            exchange.milliseconds = round((time.perf_counter() - began) * 1000)
            self._tell(exchange)

    def kept(self) -> list[Exchange]:
        """What there is to see, oldest first."""
        return list(self._kept.values())

    def forget(self) -> None:
        """Keep nothing of what has been until now."""
        self._kept.clear()

    def watch(self) -> Watcher:
        """Every exchange from now on, when it begins and when it ends; None says that it is over."""
        watcher: Watcher = asyncio.Queue()
        self._watchers.add(watcher)
        return watcher

    def leave(self, watcher: Watcher) -> None:
        """No more of it, please."""
        self._watchers.discard(watcher)

    def close(self) -> None:
        """There will be no more."""
        for watcher in self._watchers:
            watcher.put_nowait(None)

    def _keep(self, exchange: Exchange) -> None:
        self._kept[exchange.id] = exchange
        if len(self._kept) > MOST:
            del self._kept[next(iter(self._kept))]
        self._tell(exchange)

    def _tell(self, exchange: Exchange) -> None:
        if exchange.id in self._kept:
            for watcher in self._watchers:
                watcher.put_nowait(exchange)


def name_of(kind: str, payload: Json) -> str:
    """What a developer calls something that goes to the bot: `message.im`, `/vigie`, `block_actions: ok`."""
    if kind == "slash_commands":
        return str(payload["command"])
    if kind == "events_api":
        event = payload["event"]
        where = f".{event['channel_type']}" if "channel_type" in event else ""
        return str(event.get("subtype") or event.get("type", "") + where)
    if payload["type"] == "block_actions":
        return f"block_actions: {payload['actions'][0]['action_id']}"
    called = payload.get("callback_id") or payload.get("view", {}).get("callback_id", "")
    return f"{payload['type']}: {called}"


def _written(value: Any) -> Written:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    shown = _TOKEN.sub("[token]", text)
    return Written(shown[:WHOLE], max(0, len(shown) - WHOLE))
