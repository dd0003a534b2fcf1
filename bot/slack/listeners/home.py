"""Somebody opened the conversation with the bot."""

import asyncio
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.calls import call_async
from bot.slack.manifest import suggested_prompts
from bot.texts import say
from bot.usecases.chat_ports import CannotShow, Directory, Note, TryLater


def listen_to_openings(app: AsyncApp, client: AsyncWebClient, directory: Directory, note: Note) -> None:
    """Suggest what to write; a courtesy, after the acknowledgement, and nothing depends on it."""
    under_way: set[asyncio.Task[None]] = set()
    # A thread of their own: a slow Slack must not keep what people write from being kept.
    courtesies = ThreadPoolExecutor(1, "courtesies")

    @app.event("app_home_opened")
    async def suggest(event: dict[str, Any]) -> None:
        if event.get("tab") == "messages":
            task = asyncio.create_task(_suggest(client, directory, event, note, courtesies))
            under_way.add(task)
            task.add_done_callback(under_way.discard)


async def _suggest(
    client: AsyncWebClient, directory: Directory, event: dict[str, Any], note: Note, courtesies: Executor
) -> None:
    try:
        loop = asyncio.get_running_loop()
        person = await loop.run_in_executor(courtesies, directory.person, str(event.get("user", "")))
        if person.guest:
            return
        # Without `thread_ts`: with it, Slack takes the call of an app with `agent_view` and does nothing.
        await call_async(
            client.assistant_threads_setSuggestedPrompts(
                channel_id=str(event.get("channel", "")),
                title=say("slack.prompt.heading", person.language),
                prompts=suggested_prompts(person.language),
            )
        )
    except (TryLater, CannotShow) as trouble:
        note("prompts.not-shown", why=trouble.why)
