"""A local workspace for a test, and a Bolt app that answers in it from a thread of its own."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk import WebClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace.deliveries import Pace
from bot.workspace.server import LocalWorkspace

TEAM = "Rivière-Nord"
FAST = Pace(ack=0.4, redeliver_after=(0.0, 0.05, 0.1), status=120.0)
"""The order of things as in Slack, quickly: for tests of what comes when nothing is acknowledged."""
PATIENT = replace(FAST, ack=10.0)
"""For all others: that the bot answers within Slack's three seconds is measured (`make load`), and a machine
with other work than these tests may take longer."""

in_a_hurry = pytest.mark.parametrize("pace", [FAST], ids=["in a hurry"])
"""For a test that takes the fixture `workspace` of the bot's door and waits in vain."""


class FixedClock:
    """Always the same moment."""

    def now(self) -> datetime:
        """That moment."""
        return datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


class MovingClock(FixedClock):
    """The same, until half an hour passes."""

    def __init__(self) -> None:
        self._later = timedelta()

    def now(self) -> datetime:
        """The moment, and what has passed since."""
        return super().now() + self._later

    def pass_half_an_hour(self) -> None:
        """Half an hour and a second."""
        self._later += timedelta(minutes=30, seconds=1)


def local_workspace(folder: Path, **how: Any) -> LocalWorkspace:
    """A workspace kept in that folder; not started."""
    settings = {"clock": FixedClock(), "pace": PATIENT} | how
    return LocalWorkspace(folder / "workspace.sqlite", TEAM, **settings)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[LocalWorkspace]:
    """A workspace that runs, with its people and no bot."""
    with local_workspace(tmp_path) as running:
        yield running


def web_client(workspace: LocalWorkspace) -> WebClient:
    """The real client, with the bot's token."""
    return WebClient(workspace.bot_token, base_url=workspace.api_url, timeout=5, retry_handlers=[])


def bolt_app(workspace: LocalWorkspace) -> AsyncApp:
    """A real Bolt app with no listeners."""
    client = AsyncWebClient(workspace.bot_token, base_url=workspace.api_url, retry_handlers=[])
    return AsyncApp(client=client, process_before_response=True)


@contextmanager
def running(
    app: AsyncApp, workspace: LocalWorkspace, ping_interval: float = 10
) -> Iterator[AsyncSocketModeHandler]:
    """The app over Socket Mode for as long as the block lasts, connected when it begins."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="bolt")
    thread.start()

    def on_loop(work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, loop).result(10)

    async def connect() -> AsyncSocketModeHandler:
        handler = AsyncSocketModeHandler(app, workspace.app_token, ping_interval=ping_interval)
        await handler.connect_async()
        return handler

    async def close() -> None:
        await handler.close_async()
        left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    try:
        handler = on_loop(connect())
        workspace.wait_for(lambda: workspace.connected)
        try:
            yield handler
        finally:
            on_loop(close())
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
