"""Somebody opened the conversation with the bot."""

import asyncio
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.calls import call_async
from bot.slack.listeners.home import HomePages
from bot.slack.manifest import suggested_prompts
from bot.slack.parse.payload import identifier
from bot.texts import say
from bot.usecases.chat_ports import Person, Place
from bot.usecases.home_views import HomeWanted
from bot.usecases.talk import TalkPorts
from bot.usecases.welcome import welcome


def listen_to_openings(app: AsyncApp, client: AsyncWebClient, ports: TalkPorts, homes: HomePages) -> None:
    """Show the person's page, or suggest what to write; after the acknowledgement, nothing depends on it."""
    under_way: set[asyncio.Task[None]] = set()
    # A thread of their own: a slow Slack must not keep what people write from being kept.
    courtesies = ThreadPoolExecutor(1, "courtesies")

    @app.event("app_home_opened")
    async def open_tab(body: dict[str, Any], event: dict[str, Any]) -> None:
        if event.get("tab") == "home":
            homes.show(identifier(event, "user"), identifier(body, "team_id"), HomeWanted())
        elif event.get("tab") == "messages":
            opened = Place(identifier(body, "team_id"), identifier(event, "channel"), "")
            opening = _welcome(client, ports, opened, identifier(event, "user"), courtesies)
            task = asyncio.create_task(opening)
            under_way.add(task)
            task.add_done_callback(under_way.discard)


async def _welcome(
    client: AsyncWebClient, ports: TalkPorts, opened: Place, person_id: str, courtesies: Executor
) -> None:
    """A greeting the first time, and at all times what could be written."""
    try:
        loop = asyncio.get_running_loop()
        person = await loop.run_in_executor(courtesies, ports.directory.person, person_id)
        if person.guest or not opened.channel:
            return
        await _suggest(client, opened.channel, person)
        await loop.run_in_executor(courtesies, welcome, person, opened, ports)
    except Exception as trouble:  # nobody waits for this task: a fault too is noted, by its kind alone
        ports.note("prompts.not-shown", why=getattr(trouble, "why", type(trouble).__name__))


async def _suggest(client: AsyncWebClient, channel: str, person: Person) -> None:
    # Without `thread_ts`: with it, Slack takes the call of an app with `agent_view` and does nothing.
    await call_async(
        client.assistant_threads_setSuggestedPrompts(
            channel_id=channel,
            title=say("slack.prompt.heading", person.language),
            prompts=suggested_prompts(person.language),
        )
    )
