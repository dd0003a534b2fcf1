"""What a bot that acknowledges everything hears of what a person does."""

import asyncio
from collections.abc import Callable
from typing import Any

from bot.workspace.server import LocalWorkspace
from tests.workspace.raw_bot import RawBot, play


def heard(
    workspace: LocalWorkspace, act: Callable[[], object], answer: dict[str, Any] | None = None
) -> dict[str, Any]:
    """The payload of what the person pressed or typed, acknowledged with that answer."""
    payloads: list[dict[str, Any]] = []

    async def scene(bot: RawBot) -> None:
        acting = asyncio.create_task(asyncio.to_thread(act))
        while not payloads:
            frame = await bot.frame()
            if frame["type"] == "events_api":
                await bot.acknowledge(frame)
                continue
            payloads.append(frame["payload"])
            said = {"payload": answer} if answer else {}
            await bot.ws.send_json({"envelope_id": frame["envelope_id"]} | said)
        await acting

    play(workspace, scene)
    return payloads[0]


def events(workspace: LocalWorkspace) -> list[dict[str, Any]]:
    """The events on their way to the bot, oldest first."""
    return [payload["event"] for payload in workspace.on_the_way()]
