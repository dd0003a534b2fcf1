"""A person's own page with the bot: shown when they open it, another part of it when they ask for that."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from re import compile as pattern
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.calls import call_async
from bot.slack.ids import HOME
from bot.slack.parse.home import parse_home
from bot.slack.render.home import draw_home
from bot.usecases.home import home_for
from bot.usecases.home_views import HomeWanted
from bot.usecases.talk import TalkPorts


class HomePages:
    """Draws the page and shows it; nothing else depends on it."""

    def __init__(self, client: AsyncWebClient, ports: TalkPorts) -> None:
        self._client = client
        self._ports = ports
        self._threads = ThreadPoolExecutor(2, "homes")
        self._under_way: set[asyncio.Task[None]] = set()

    def show(self, person_id: str, team: str, wanted: HomeWanted) -> None:
        """Begin to show it; returns at once."""
        task = asyncio.create_task(self._show(person_id, team, wanted))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _show(self, person_id: str, team: str, wanted: HomeWanted) -> None:
        loop = asyncio.get_running_loop()
        try:
            view = await loop.run_in_executor(self._threads, self._drawn, person_id, team, wanted)
            await call_async(self._client.views_publish(user_id=person_id, view=view))
        except Exception as trouble:  # nobody waits for this task: a fault too is noted, by its kind alone
            self._ports.note("home.not-shown", why=getattr(trouble, "why", type(trouble).__name__))

    def _drawn(self, person_id: str, team: str, wanted: HomeWanted) -> dict[str, Any]:
        person = self._ports.directory.person(person_id)
        return draw_home(home_for(person, team, wanted, self._ports), person.language)


def listen_to_homes(app: AsyncApp, homes: HomePages) -> None:
    """What is pressed on the page shows another part of it; forms are opened as everywhere."""

    @app.action(pattern(f"^{HOME}_"))
    async def show(body: dict[str, Any], ack: AsyncAck) -> None:
        await ack()
        asked = parse_home(body)
        if asked:
            homes.show(*asked)
