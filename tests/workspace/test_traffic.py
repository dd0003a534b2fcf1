"""The traffic between the workspace and the bot, as a developer sees it."""

import asyncio
import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.adapters.system_clock import SystemClock
from bot.workspace.faults import Fault
from bot.workspace.files import GivenFile
from bot.workspace.server import LocalWorkspace
from bot.workspace.traffic import MOST, WHOLE, Traffic
from tests.workspace.a_form import TITLE, form
from tests.workspace.downloads import downloaded
from tests.workspace.heard import heard
from tests.workspace.http_bot import HttpBot, play_over_http
from tests.workspace.page_client import browse, news
from tests.workspace.panel import Json, ended, exchanges
from tests.workspace.raw_bot import RawBot, play
from tests.workspaces import FAST, FixedClock, bolt_app, local_workspace, running

SHORTCUT = {"type": "global", "callback_id": "new_review", "name": "Nouvelle relecture", "description": "b"}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[LocalWorkspace]:
    """A workspace at the time of now, whose app has a command."""
    how = {"clock": SystemClock(), "commands": ("/policy",), "shortcuts": (SHORTCUT,)}
    with local_workspace(tmp_path, pace=FAST, **how) as running:
        yield running


def request_of(exchange: Json) -> Any:
    """What was asked."""
    return json.loads(exchange["request"]["text"])


def answer_of(exchange: Json) -> Any:
    """What was answered."""
    return json.loads(exchange["response"]["text"])


# -- to the bot


def test_an_event_shows_with_what_it_says_and_when_it_was_acknowledged(workspace: LocalWorkspace) -> None:
    app = bolt_app(workspace)

    @app.event("message")
    async def hear() -> None:
        pass

    with running(app, workspace):
        ts = workspace.say(workspace.person("Camille"), "Un brouillon")
        (event,) = ended(workspace, "message.im")

    assert (event["direction"], event["outcome"], event["attempt"]) == ("to-bot", "ok", 0)
    assert request_of(event)["event"]["ts"] == ts
    assert request_of(event)["event_id"] == event["event_id"]
    assert 0 <= event["milliseconds"] < FAST.ack * 1000
    assert event["response"]["text"] == ""


def test_an_event_shows_while_the_bot_has_not_acknowledged_it(tmp_path: Path) -> None:
    with local_workspace(tmp_path) as workspace:

        async def scene(bot: RawBot) -> None:
            workspace.say(workspace.person("Camille"), "Un brouillon")
            frame = await bot.frame()
            (begun,) = await asyncio.to_thread(exchanges, workspace, "message.im")
            assert (begun["outcome"], begun["milliseconds"]) == ("", None)
            assert await bot.hears_nothing(0.1)
            await bot.acknowledge(frame)

        play(workspace, scene)
        (event,) = ended(workspace, "message.im")
        assert event["milliseconds"] >= 100


def test_a_late_acknowledgement_is_a_timeout_and_the_event_goes_again_under_its_id(
    workspace: LocalWorkspace,
) -> None:
    async def scene(bot: RawBot) -> None:
        workspace.say(workspace.person("Camille"), "Un brouillon")
        late = await bot.frame()
        again = await bot.frame()
        await bot.acknowledge(late)
        await bot.acknowledge(again)
        await asyncio.to_thread(ended, workspace, "message.im", 2)

    play(workspace, scene)
    first, second = exchanges(workspace, "message.im")
    assert (first["outcome"], second["outcome"]) == ("timeout", "ok")
    assert (second["attempt"], second["reason"]) == (1, "timeout")
    assert first["event_id"] == second["event_id"] != ""
    assert first["milliseconds"] >= FAST.ack * 1000


def test_an_event_that_meets_a_closing_line_says_so(workspace: LocalWorkspace) -> None:
    async def scene(bot: RawBot) -> None:
        workspace.say(workspace.person("Camille"), "Un brouillon")
        await bot.frame()
        await asyncio.to_thread(workspace.faults.drop_sockets)

    play(workspace, scene)
    (event,) = ended(workspace, "message.im")
    assert event["outcome"] == "connection_failed"


def test_what_a_person_types_and_chooses_is_called_by_its_name(workspace: LocalWorkspace) -> None:
    james = workspace.person("James")
    heard(workspace, lambda: workspace.command(james, "/policy R&D"))
    heard(workspace, lambda: workspace.choose(james, "new_review"))

    command, shortcut = exchanges(workspace)[-3], exchanges(workspace)[-1]
    assert (command["name"], request_of(command)["text"]) == ("/policy", "R&amp;D")
    assert (shortcut["name"], shortcut["outcome"]) == ("shortcut: new_review", "ok")


def test_a_form_that_is_sent_shows_what_the_bot_has_against_it(
    workspace: LocalWorkspace, client: WebClient
) -> None:
    james = workspace.person("James")
    client.views_open(trigger_id=workspace.new_trigger(james), view=form([TITLE]))
    against = {"response_action": "errors", "errors": {"title": "Trop vague"}}
    heard(workspace, lambda: workspace.submit(james, {"title": "Un titre"}), against)

    (sent,) = exchanges(workspace, "view_submission: upload")
    assert request_of(sent)["view"]["state"]["values"]["title"]["title"]["value"] == "Un titre"
    assert answer_of(sent) == against


def test_over_http_an_event_that_fails_goes_again_under_its_id(workspace: LocalWorkspace) -> None:
    async def failing() -> web.Response:
        return web.Response(status=500)

    async def dawdling() -> web.Response:
        await asyncio.sleep(2 * FAST.ack)
        return web.Response()

    async def scene(bot: HttpBot) -> None:
        bot.coming += [failing, dawdling]
        workspace.say(workspace.person("Camille"), "Un brouillon")
        await asyncio.to_thread(ended, workspace, "message.im", 3)

    play_over_http(workspace, scene)
    found = exchanges(workspace, "message.im")
    assert [each["outcome"] for each in found] == ["http_error", "http_timeout", "ok"]
    assert [each["reason"] for each in found] == ["", "http_error", "http_timeout"]
    assert len({each["event_id"] for each in found}) == 1


# -- from the bot


def test_a_call_that_slack_refuses_shows_slack_s_word(workspace: LocalWorkspace, client: WebClient) -> None:
    channel = workspace.person("Camille").channel
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel=channel, text="a", blocks=[{"type": "nothing"}])
    client.chat_postMessage(channel=channel, text="b")

    refused, posted = exchanges(workspace, "chat.postMessage")
    assert (refused["direction"], refused["outcome"]) == ("from-bot", "invalid_blocks")
    assert request_of(refused)["blocks"] == [{"type": "nothing"}]
    assert (posted["outcome"], answer_of(posted)["message"]["text"]) == ("ok", "b")
    assert (refused["injected"], posted["injected"]) == (False, False)


def test_trouble_on_purpose_shows_as_such(workspace: LocalWorkspace, client: WebClient) -> None:
    for fault in (Fault(status=429, retry_after=7), Fault(status=500), Fault(drop="after")):
        workspace.faults.next_calls("auth.test", fault)
        with pytest.raises((SlackApiError, OSError, http.client.HTTPException)):
            client.auth_test()

    limited, broken, dropped = ended(workspace, "auth.test", 3)
    assert [each["outcome"] for each in (limited, broken, dropped)] == ["429", "500", "dropped"]
    assert all(each["injected"] for each in (limited, broken, dropped))
    assert answer_of(limited)["Retry-After"] == "7"


def test_a_call_that_cannot_be_read_shows_too(workspace: LocalWorkspace) -> None:
    async def scene(session: aiohttp.ClientSession) -> None:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {workspace.bot_token}"}
        await session.post("/api/auth.test", data=b"{", headers=headers)
        await session.post("/api/no.such", data={"a": "b"})
        await session.post("/commands/nothing", json={"text": "a"})

    browse(workspace, scene)
    found = {each["name"]: each["outcome"] for each in exchanges(workspace)}
    assert found == {"auth.test": "invalid_json", "no.such": "unknown_method", "response_url": "404"}


def test_an_answer_to_a_person_and_a_file_are_calls_too(workspace: LocalWorkspace) -> None:
    james = workspace.person("James")
    workspace.say(james, "Voici", files=[GivenFile("a.txt", "text/plain", b"0123456789")])
    downloaded(workspace.on_the_way()[-1]["event"]["files"][0]["url_private"], workspace.bot_token)
    WebhookClient(workspace.address_of_answer(james)).send(text="Voici")

    read, answer = exchanges(workspace)
    assert (read["name"], answer_of(read)) == ("files-pri", {"content_type": "text/plain", "bytes": 10})
    assert request_of(read)["url"].startswith("/files-pri/")
    assert (answer["name"], request_of(answer)["text"], answer["response"]["text"]) == (
        "response_url",
        "Voici",
        "ok",
    )


def test_a_call_is_told_when_it_begins_and_when_it_ends_and_so_is_trouble(workspace: LocalWorkspace) -> None:
    workspace.faults.next_calls("auth.test", Fault(delay=0.2))

    async def scene(session: aiohttp.ClientSession) -> None:
        async with session.get("/ui/traffic") as stream:
            assert (await news(stream, "all"))["exchanges"] == []
            assert (await news(stream, "faults"))["faults"]["calls"][0]["left"] == 1
            calling = asyncio.create_task(session.post("/api/auth.test"))
            begun, less = await news(stream, "exchange"), await news(stream, "faults")
            over = await news(stream, "exchange")
            await calling
            await asyncio.to_thread(workspace.faults.expire_triggers)
            assert (await news(stream, "faults"))["faults"]["triggers"] == 1

        assert less["faults"]["calls"] == []
        assert (begun["exchange"]["outcome"], over["exchange"]["outcome"]) == ("", "not_authed")
        assert begun["exchange"]["id"] == over["exchange"]["id"]

    browse(workspace, scene)


# -- what is kept, and who sees it


def test_no_token_is_ever_told(workspace: LocalWorkspace, client: WebClient) -> None:
    tokens = (workspace.bot_token, workspace.app_token, "xoxb-1-of-somewhere-else")
    client.apps_connections_open(app_token=workspace.app_token)

    async def scene(session: aiohttp.ClientSession) -> None:
        for token in tokens:
            await session.get("/api/auth.test", params={"token": token})
            await session.post("/api/auth.test", data={"token": token, "other": token})
            await session.post("/api/auth.test", json={"token": token, "blocks": [{"nested": token}]})
            await session.post("/api/auth.test", headers={"Authorization": f"Bearer {token}"})
            await session.get(f"/files-pri/{token}/a.txt")
        await session.get("/api/auth.test", params={"token": "of no known form"})

    browse(workspace, scene)
    told = json.dumps(exchanges(workspace))
    assert len(exchanges(workspace)) == 17
    assert not [token for token in (*tokens, "of no known form") if token in told]
    assert workspace.signing_secret not in told


def test_the_last_exchanges_are_kept_and_a_long_one_in_part() -> None:
    traffic = Traffic(FixedClock())
    for number in range(MOST + 2):
        with traffic.exchange("from-bot", "auth.test", {"number": number}) as exchange:
            exchange.end("ok", {"text": "a" * WHOLE})

    kept = traffic.kept()
    assert (len(kept), kept[0].id, kept[-1].id) == (MOST, 3, MOST + 2)
    assert (len(kept[-1].response.text), kept[-1].response.left_out) == (WHOLE, len('{"text": ""}'))
    assert kept[-1].request.left_out == 0


def test_what_is_forgotten_is_told_no_more(workspace: LocalWorkspace) -> None:
    workspace.faults.next_calls("auth.test", Fault(delay=0.2))

    async def scene(session: aiohttp.ClientSession) -> None:
        async with session.get("/ui/traffic") as stream:
            calling = asyncio.create_task(session.post("/api/auth.test"))
            begun = await news(stream, "exchange")
            await session.post("/ui/traffic", json={})
            await calling
            await session.post("/api/users.info")
            then = await news(stream, "exchange")
        assert (begun["exchange"]["name"], then["exchange"]["name"]) == ("auth.test", "users.info")

    browse(workspace, scene)
    assert [each["name"] for each in exchanges(workspace)] == ["users.info"]


@pytest.mark.parametrize("path", ["/ui/traffic", "/ui/faults"])
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Host": "evil.example"}])
def test_a_page_of_another_origin_neither_reads_nor_does_anything(
    workspace: LocalWorkspace, path: str, method: str, headers: dict[str, str]
) -> None:
    async def scene(session: aiohttp.ClientSession) -> None:
        async with session.request(method, path, headers=headers, json={"kind": "hold"}) as answer:
            assert answer.status == 403

    browse(workspace, scene)


def test_nothing_of_it_is_logged_or_written(
    workspace: LocalWorkspace, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)

    async def scene(session: aiohttp.ClientSession) -> None:
        await session.post("/api/auth.test", json={"text": "CONFIDENTIEL"})

    browse(workspace, scene)
    assert "CONFIDENTIEL" in json.dumps(exchanges(workspace))
    written = b"".join(each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())
    assert b"CONFIDENTIEL" not in written
    assert "CONFIDENTIEL" not in caplog.text
