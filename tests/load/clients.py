"""Slack's side: many signed events at once, and how long each waits for its acknowledgement."""

import asyncio
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

import aiohttp

from bot.workspace.people import Person
from tests.bench.figures import percentile
from tests.slack.open_web_door import signed

_numbers = count(1)


@dataclass
class Acks:
    """What came back: seconds by status, 0 for no answer at all."""

    name: str
    asked: float
    """Events a second that were to be sent; 0: as fast as answers came."""
    seconds: float = 0.0
    waits: dict[int, list[float]] = field(default_factory=dict)

    @property
    def kept(self) -> list[float]:
        """Seconds until the acknowledgement of what was kept."""
        return self.waits.get(200, [])

    @property
    def rate(self) -> float:
        """Acknowledgements a second."""
        return len(self.kept) / self.seconds if self.seconds else 0.0

    def milliseconds(self, percent: float, status: int = 200) -> float:
        """That percentile, NaN where there was none."""
        waits = self.waits.get(status)
        return percentile(waits, percent) * 1000 if waits else float("nan")


@dataclass(frozen=True)
class Target:
    """The door under load, and who writes."""

    url: str
    secret: str
    team: str
    bot: str
    people: Sequence[Person]

    def event(self) -> bytes:
        """A message that nobody wrote before."""
        number, person = next(_numbers), random.choice(self.people)
        ts = f"{1_700_000_000 + number}.000100"
        message = {
            "type": "message", "channel": person.channel, "channel_type": "im", "user": person.id,
            "text": f"Un brouillon, le numéro {number}", "ts": ts,
        }  # fmt: skip
        return json.dumps(
            {
                "type": "event_callback",
                "team_id": self.team,
                "event_id": f"EvLoad{number}",
                "event": message,
                "authorizations": [{"team_id": self.team, "user_id": self.bot, "is_bot": True}],
            }
        ).encode()


async def in_turn(target: Target, clients: int, seconds: float) -> Acks:
    """So many clients, each sends its next event as soon as the last was answered."""
    acks = Acks(f"{clients} clients", 0)
    async with _session() as session:
        until = time.perf_counter() + seconds

        async def client() -> None:
            while time.perf_counter() < until:
                await _send(session, target, acks)

        await _timed(acks, *(client() for _ in range(clients)))
    return acks


async def by_the_second(target: Target, rate: float, seconds: float) -> Acks:
    """Events at random moments, so many a second, whatever the answers (a Poisson process)."""
    acks = Acks(f"{rate:g} a second", rate)
    async with _session() as session:

        async def arrivals() -> None:
            sending, until = set[asyncio.Task[None]](), time.perf_counter() + seconds
            while time.perf_counter() < until:
                sending.add(asyncio.create_task(_send(session, target, acks)))
                await asyncio.sleep(random.expovariate(rate))
            await asyncio.gather(*sending)

        await _timed(acks, arrivals())
    return acks


def _session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=30)
    )


async def _timed(acks: Acks, *work: "asyncio._CoroutineLike[None]") -> None:
    began = time.perf_counter()
    await asyncio.gather(*work)
    acks.seconds = time.perf_counter() - began


async def _send(session: aiohttp.ClientSession, target: Target, acks: Acks) -> None:
    body = target.event()
    began, status = time.perf_counter(), 0
    try:
        async with session.post(target.url, data=body, headers=signed(body, target.secret)) as answer:
            await answer.read()
            status = answer.status
    except (aiohttp.ClientError, TimeoutError):
        pass
    acks.waits.setdefault(status, []).append(time.perf_counter() - began)
