"""Signed HTTP: the same payloads, posted to the bot's address, and sent again where Slack would."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.system_clock import SystemClock
from bot.workspace.http_mode import AddressUnverified
from bot.workspace.people_refusals import Refused
from bot.workspace.server import LocalWorkspace
from tests.workspace.a_form import TITLE, form
from tests.workspace.http_bot import HttpBot, Posted, http_bot, play_over_http, served
from tests.workspace.raw_bot import RawBot, raw_bot
from tests.workspaces import FAST, local_workspace, web_client


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[LocalWorkspace]:
    """A workspace at the time of now: whoever checks a signature looks at their own clock."""
    with local_workspace(tmp_path, pace=FAST, clock=SystemClock(), commands=("/vigie",)) as running:
        yield running


def is_signed(posted: Posted, secret: str) -> bool:
    """Whether Slack's own check takes it."""
    return SignatureVerifier(secret).is_valid_request(posted.body, posted.headers)


async def failing() -> web.Response:
    """An answer that is a failure."""
    return web.Response(status=500)


async def failing_for_good() -> web.Response:
    """The same, with the wish to hear of it no more."""
    return web.Response(status=500, headers={"X-Slack-No-Retry": "1"})


async def dawdling() -> web.Response:
    """An answer that comes too late."""
    await asyncio.sleep(0.6)
    return web.Response()


def test_events_commands_and_presses_are_signed_each_in_its_form(workspace: LocalWorkspace) -> None:
    james = workspace.person("James")

    async def scene(bot: HttpBot) -> None:
        assert workspace.connected
        ts = workspace.say(james, "Un brouillon, édité")
        await asyncio.to_thread(workspace.command, james, "/vigie R&D = 10 %")
        client = web_client(workspace)
        view = await asyncio.to_thread(
            lambda: client.views_open(trigger_id=workspace.new_trigger(james), view=form([TITLE]))["view"]
        )
        await asyncio.to_thread(workspace.submit, james, {"title": "Un titre"})
        event, command, press = await bot.has(3)
        assert all(is_signed(each, workspace.signing_secret) for each in (event, command, press))
        assert not is_signed(event, "another secret")
        assert (event.json["event"]["ts"], event.json["type"]) == (ts, "event_callback")
        assert "X-Slack-Retry-Num" not in event.headers
        assert (command.form["command"], command.form["text"]) == ("/vigie", "R&amp;D = 10 %")
        payload = json.loads(press.form["payload"])
        assert (payload["type"], payload["view"]["id"]) == ("view_submission", view["id"])
        assert workspace.view_of(james) is None

    play_over_http(workspace, scene)


def test_an_answer_against_a_field_comes_with_status_200(workspace: LocalWorkspace) -> None:
    james = workspace.person("James")

    async def against() -> web.Response:
        return web.json_response({"response_action": "errors", "errors": {"title": "Too short"}})

    async def scene(bot: HttpBot) -> None:
        given = {"trigger_id": workspace.new_trigger(james), "view": form([TITLE])}
        await asyncio.to_thread(lambda: web_client(workspace).views_open(**given))
        bot.coming.append(against)
        wrong = await asyncio.to_thread(workspace.submit, james, {"title": "Un titre"})
        assert wrong.words == {"title": "Too short"}

    play_over_http(workspace, scene)


def test_an_event_that_was_not_taken_comes_again_and_says_why(workspace: LocalWorkspace) -> None:
    async def scene(bot: HttpBot) -> None:
        bot.coming.extend([failing, dawdling])
        workspace.say(workspace.person("James"), "Un brouillon")
        requests = await bot.has(3)
        tries = [
            (each.headers.get("X-Slack-Retry-Num"), each.headers.get("X-Slack-Retry-Reason"))
            for each in requests
        ]
        assert tries == [(None, None), ("1", "http_error"), ("2", "http_timeout")]
        assert len({each.json["event_id"] for each in requests}) == 1
        await asyncio.to_thread(workspace.wait_for, lambda: not workspace.on_the_way())

    play_over_http(workspace, scene)


def test_a_bot_may_ask_not_to_hear_of_it_again(workspace: LocalWorkspace) -> None:
    async def scene(bot: HttpBot) -> None:
        bot.coming.append(failing_for_good)
        workspace.say(workspace.person("James"), "Un brouillon")
        await bot.has(1)
        await asyncio.to_thread(workspace.wait_for, lambda: not workspace.on_the_way())
        assert len(bot.posted) == 1

    play_over_http(workspace, scene)


def test_what_a_person_typed_is_sent_once(workspace: LocalWorkspace) -> None:
    async def scene(bot: HttpBot) -> None:
        for answer in (failing, failing_for_good, dawdling):
            bot.coming.append(answer)
            with pytest.raises(Refused):
                await asyncio.to_thread(workspace.command, workspace.person("James"), "/vigie a")
        assert len(bot.posted) == 3

    play_over_http(workspace, scene)


def test_an_address_that_does_not_give_the_challenge_back_is_not_taken(workspace: LocalWorkspace) -> None:
    async def scene() -> None:
        async with http_bot() as bot:
            bot.gives_back = False
            for address in (bot.url, bot.url.replace("events", "nowhere"), "http://127.0.0.1:1/"):
                with pytest.raises(AddressUnverified):
                    await asyncio.to_thread(workspace.set_request_url, address)
        assert not workspace.connected

    asyncio.run(scene())


def test_what_waited_for_a_socket_goes_to_the_address(workspace: LocalWorkspace) -> None:
    ts = workspace.say(workspace.person("James"), "Un brouillon")

    async def scene(bot: HttpBot) -> None:
        [event] = await bot.has(1)
        assert event.json["event"]["ts"] == ts

    play_over_http(workspace, scene)


def test_two_addresses_take_turns_and_a_held_line_waits(workspace: LocalWorkspace) -> None:
    james = workspace.person("James")

    async def scene() -> None:
        async with http_bot() as one, http_bot() as two:
            await asyncio.to_thread(workspace.set_request_url, one.url, two.url)
            workspace.faults.hold_deliveries()
            for number in range(4):
                workspace.say(james, f"Brouillon {number}")
            await asyncio.sleep(0.1)
            assert (one.posted, two.posted) == ([], [])
            workspace.faults.release_deliveries()
            assert (len(await one.has(2)), len(await two.has(2))) == (2, 2)

    asyncio.run(scene())


def test_a_real_bolt_app_takes_what_is_signed(workspace: LocalWorkspace) -> None:
    client = AsyncWebClient(workspace.bot_token, base_url=workspace.api_url, retry_handlers=[])
    app = AsyncApp(client=client, signing_secret=workspace.signing_secret, process_before_response=True)
    typed: list[str] = []

    @app.command("/vigie")
    async def take(ack: AsyncAck, command: dict[str, str]) -> None:
        typed.append(command["text"])
        await ack()

    async def answer(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    async def scene() -> None:
        async with served(answer) as url:
            await asyncio.to_thread(workspace.set_request_url, url)
            await asyncio.to_thread(workspace.command, workspace.person("James"), "/vigie à lire")
        assert typed == ["à lire"]

    asyncio.run(scene())


def test_a_deaf_socket_answers_and_brings_nothing(workspace: LocalWorkspace) -> None:
    async def scene() -> None:
        async with raw_bot(workspace) as deaf:
            await asyncio.to_thread(workspace.faults.deafen_sockets)
            await deaf.ws.ping()
            workspace.say(workspace.person("James"), "Un brouillon")
            assert await deaf.hears_nothing(0.1)
            async with raw_bot(workspace) as another:
                await hears(another)

    asyncio.run(scene())


async def hears(bot: RawBot) -> None:
    """The draft arrives there at one of the next tries."""
    assert (await bot.event())["text"] == "Un brouillon"
