"""The bot's connections: how many, for how long, and what becomes of events when they break."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import limits
from bot.workspace.server import LocalWorkspace
from tests.workspace.raw_bot import RawBot, play, raw_bot
from tests.workspaces import bolt_app, running


def test_any_connection_may_get_an_event(workspace: LocalWorkspace) -> None:
    async def scene(first: RawBot) -> None:
        async with raw_bot(workspace) as second:
            workspace.say(workspace.person("Camille"), "un")
            workspace.say(workspace.person("Camille"), "deux")
            heard = [await first.event(), await second.event()]
            assert {event["text"] for event in heard} == {"un", "deux"}

    play(workspace, scene)


def test_a_connection_too_many_is_told_so(workspace: LocalWorkspace) -> None:
    async def scene() -> None:
        client = AsyncWebClient(base_url=workspace.api_url)

        async def address() -> str:
            return str((await client.apps_connections_open(app_token=workspace.app_token))["url"])

        async with aiohttp.ClientSession() as session:
            sockets = [await session.ws_connect(await address()) for _ in range(limits.CONNECTIONS + 1)]
            hellos = [await socket.receive_json() for socket in sockets]
            assert [hello.get("num_connections") for hello in hellos[:-1]] == list(range(1, 11))
            assert (hellos[-1]["type"], hellos[-1]["reason"]) == ("disconnect", "too_many_websockets")

    asyncio.run(scene())


def test_an_address_is_good_for_one_connection(workspace: LocalWorkspace) -> None:
    async def scene() -> None:
        client = AsyncWebClient(base_url=workspace.api_url)
        address = (await client.apps_connections_open(app_token=workspace.app_token))["url"]
        async with aiohttp.ClientSession() as session:
            async with session.ws_connect(address):
                pass
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await session.ws_connect(address)
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await session.ws_connect(address.split("?")[0])

    asyncio.run(scene())


def test_a_bolt_app_that_is_asked_to_reconnect_does_and_misses_nothing(workspace: LocalWorkspace) -> None:
    app = bolt_app(workspace)
    heard: list[str] = []

    @app.event("message")
    async def hear(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    with running(app, workspace):
        workspace.faults.ask_to_reconnect()
        workspace.say(workspace.person("Camille"), "après")
        workspace.wait_for(lambda: heard == ["après"])
        assert workspace.connected


def test_a_dropped_line_is_noticed_and_the_event_kept(workspace: LocalWorkspace) -> None:
    async def scene(bot: RawBot) -> None:
        workspace.faults.drop_sockets()
        with pytest.raises((TypeError, aiohttp.ClientError)):
            await bot.frame()
        workspace.wait_for(lambda: not workspace.connected)
        workspace.say(workspace.person("Camille"), "Un brouillon")

    play(workspace, scene)
    assert len(workspace.on_the_way()) == 1


def test_a_half_open_connection_swallows_what_is_sent_and_another_gets_it(workspace: LocalWorkspace) -> None:
    async def scene(deaf: RawBot) -> None:
        workspace.faults.freeze_sockets()
        async with raw_bot(workspace) as other:
            for text in ("un", "deux"):
                workspace.say(workspace.person("Camille"), text)
            heard = set()
            while heard != {"un", "deux"}:
                heard.add((await other.event())["text"])
            assert await deaf.hears_nothing(0.05)

    play(workspace, scene)


def test_a_half_open_connection_leaves_pings_without_an_answer(workspace: LocalWorkspace) -> None:
    async def scene() -> None:
        client = AsyncWebClient(base_url=workspace.api_url)
        address = (await client.apps_connections_open(app_token=workspace.app_token))["url"]
        async with aiohttp.ClientSession() as session, session.ws_connect(address, autoping=False) as ws:
            await ws.receive_json()
            await ws.ping(b"here?")
            assert (await ws.receive(1)).data == b"here?"
            workspace.faults.freeze_sockets()
            await ws.ping(b"and now?")
            with pytest.raises(TimeoutError):
                await ws.receive(0.1)

    asyncio.run(scene())


def test_held_deliveries_go_out_in_order_when_they_are_released(workspace: LocalWorkspace) -> None:
    async def scene(bot: RawBot) -> None:
        workspace.faults.hold_deliveries()
        for text in ("un", "deux"):
            workspace.say(workspace.person("Camille"), text)
        assert await bot.hears_nothing(0.05)
        workspace.faults.release_deliveries()
        assert [(await bot.event())["text"] for _ in range(2)] == ["un", "deux"]

    play(workspace, scene)


def test_a_frame_that_is_no_acknowledgement_is_ignored(workspace: LocalWorkspace) -> None:
    async def scene(bot: RawBot) -> None:
        for frame in ("no json", "[]", '{"envelope_id": 1}'):
            await bot.ws.send_str(frame)
        workspace.deliver({"type": "app_home_opened"})
        assert (await bot.event())["type"] == "app_home_opened"

    play(workspace, scene)


def test_a_bot_that_takes_the_workspace_for_its_proxy_connects(workspace: LocalWorkspace) -> None:
    async def scene() -> None:
        proxy = workspace.page_url.rstrip("/")
        client = AsyncWebClient(base_url=workspace.api_url, proxy=proxy)
        address = (await client.apps_connections_open(app_token=workspace.app_token))["url"]
        async with aiohttp.ClientSession() as session, session.ws_connect(address, proxy=proxy) as ws:
            assert (await ws.receive_json())["type"] == "hello"

    asyncio.run(scene())
