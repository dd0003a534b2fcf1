"""The page's endpoints, asked as a browser asks."""

import asyncio
import base64
import io
import json
from typing import Any

import aiohttp
import pytest

from bot.texts import catalogue
from bot.workspace import limits
from bot.workspace.server import LocalWorkspace
from tests.workspace.page_client import AMELIE, browse, news, post, state
from tests.workspace.raw_bot import raw_bot
from tests.workspaces import TEAM, web_client

CHANNEL = "D0AMELIE01"
BLOCKS = [
    {
        "type": "actions",
        "block_id": "b",
        "elements": [
            {
                "type": "button",
                "action_id": "yes",
                "value": "1",
                "text": {"type": "plain_text", "text": "Oui"},
            }
        ],
    }
]


def test_the_state_is_everything_that_a_page_draws(workspace: LocalWorkspace) -> None:
    amelie = workspace.person("Amélie")
    root = workspace.say(amelie, "Un brouillon")
    client = web_client(workspace)
    client.chat_postMessage(channel=CHANNEL, thread_ts=root, text="Lu", blocks=BLOCKS)
    client.assistant_threads_setStatus(channel_id=CHANNEL, thread_ts=root, status="lit…")

    async def scene(session: aiohttp.ClientSession) -> None:
        shown = await state(session)
        assert shown["team"]["name"] == TEAM
        assert shown["bot"] == {"id": "B0VIGIE001", "user_id": "U0VIGIE001", "name": "Vigie"}
        assert (shown["person"], shown["channel"], shown["connected"]) == (AMELIE, CHANNEL, False)
        assert [person["name"] for person in shown["people"]][-1] == "Alex Morin"
        assert [person["guest"] for person in shown["people"]] == [False] * 7 + [True]
        typed, card = shown["messages"]
        assert (typed["user"], typed["text"], "thread_ts" in typed) == (AMELIE, "Un brouillon", False)
        assert (card["thread_ts"], card["blocks"][0]["type"]) == (root, "actions")
        assert shown["statuses"] == {root: "lit…"}
        assert shown["prompts"] is None
        other = await state(session, person="U0JAMES001")
        assert (other["person"], other["messages"], other["statuses"]) == ("U0JAMES001", [], {})

    browse(workspace, scene)


def test_news_of_a_conversation_reach_its_page_alone(workspace: LocalWorkspace) -> None:
    client = web_client(workspace)

    async def scene(session: aiohttp.ClientSession) -> None:
        async with session.get("/ui/events", params={"person": AMELIE}) as stream:
            await stream.content.readline()
            assert stream.content_type == "text/event-stream"
            workspace.say(workspace.person("James"), "Not for Amélie")
            ts = workspace.say(workspace.person("Amélie"), "Un brouillon")
            assert (await news(stream, "message"))["message"]["ts"] == ts
            client.assistant_threads_setStatus(channel_id=CHANNEL, thread_ts=ts, status="lit…")
            status = {"type": "status", "thread_ts": ts, "text": "lit…"}
            assert await news(stream, "status") == status | {"channel": CHANNEL}
            client.chat_postMessage(channel=CHANNEL, thread_ts=ts, text="Lu")
            assert (await news(stream, "status"))["text"] == ""
            assert (await news(stream, "message"))["message"]["text"] == "Lu"
            prompts = [{"title": "a", "message": "b"}]
            client.assistant_threads_setSuggestedPrompts(channel_id=CHANNEL, prompts=prompts)
            assert (await news(stream, "prompts"))["prompts"]["prompts"] == prompts
            async with raw_bot(workspace):
                assert (await news(stream, "connected"))["connected"] is True
            assert (await news(stream, "connected"))["connected"] is False
            alone = workspace.say(workspace.person("Amélie"), "Seul")
            workspace.delete(workspace.person("Amélie"), alone)
            removed = await news(stream, "removed")
            assert removed == {"type": "removed", "ts": alone, "channel": CHANNEL}

    browse(workspace, scene)


def test_a_person_learns_that_the_bot_never_took_a_message(workspace: LocalWorkspace) -> None:
    async def scene(session: aiohttp.ClientSession) -> None:
        async with session.get("/ui/events", params={"person": AMELIE}) as stream, raw_bot(workspace):
            ts = workspace.say(workspace.person("Amélie"), "Un brouillon")
            notice = await news(stream, "notice")
            lost = {"type": "notice", "text_key": "page.notice.no-ack", "thread_ts": ts}
            assert notice == lost | {"channel": CHANNEL}

    browse(workspace, scene)


def test_a_page_that_is_open_does_not_hold_up_the_end(workspace: LocalWorkspace) -> None:
    async def scene(session: aiohttp.ClientSession) -> None:
        async with session.get("/ui/events", params={"person": AMELIE}) as stream:
            await stream.content.readline()
            await asyncio.wait_for(asyncio.to_thread(workspace.stop), 2)
            assert await stream.content.read() is not None

    browse(workspace, scene)


def test_a_person_writes_edits_and_deletes(workspace: LocalWorkspace) -> None:
    async def scene(session: aiohttp.ClientSession) -> None:
        assert (await post(session, "open"))["ok"]
        content = base64.b64encode(b"1234").decode()
        file = {"name": "a.png", "mimetype": "image/png", "content_base64": content}
        written = await post(session, "message", text="un", files=[file])
        assert written["ok"]
        reply = await post(session, "message", text="réponse", thread_ts=written["ts"])
        assert (await post(session, "edit", ts=written["ts"], text="deux"))["ok"]
        shown = (await state(session))["messages"]
        assert [message["text"] for message in shown] == ["deux", "réponse"]
        assert shown[0]["edited"]
        assert (shown[0]["files"][0]["name"], shown[0]["files"][0]["size"]) == ("a.png", 4)
        assert (await post(session, "delete", ts=written["ts"]))["ok"]
        shown = (await state(session))["messages"]
        assert [message.get("deleted", False) for message in shown] == [True, False]
        assert (shown[0]["user"], shown[0]["text"]) == (AMELIE, "")
        assert (await post(session, "delete", ts=reply["ts"]))["ok"]

    browse(workspace, scene)
    kinds = [payload["event"].get("subtype", payload["event"]["type"]) for payload in workspace.on_the_way()]
    assert kinds == [
        "app_home_opened",
        "file_share",
        "message",
        "message_changed",
        "message_changed",
        "message_deleted",
    ]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"text": ""}, "page.error.empty"),
        ({"text": "/vigie"}, "page.error.command"),
        ({"text": "a" * (limits.MESSAGE_TEXT + 1)}, "page.error.too-long"),
        ({"text": "a", "thread_ts": "1.0"}, "page.error.gone"),
    ],
)
def test_a_refusal_names_the_text_that_says_why(
    workspace: LocalWorkspace, given: dict[str, Any], error: str
) -> None:
    async def scene(session: aiohttp.ClientSession) -> None:
        assert await post(session, "message", **given) == {"ok": False, "error": error}

    browse(workspace, scene)


def test_a_request_beyond_all_measure_is_a_file_too_large(workspace: LocalWorkspace) -> None:
    body = json.dumps({"person": AMELIE, "text": "a" * limits.REQUEST_BYTES}).encode()

    async def scene(session: aiohttp.ClientSession) -> None:
        headers = {"Content-Type": "application/json"}
        async with session.post("/ui/message", data=io.BytesIO(body), headers=headers) as answer:
            assert await answer.json() == {"ok": False, "error": "page.error.file-too-large"}

    browse(workspace, scene)


def test_a_pressed_button_waits_for_the_bot(workspace: LocalWorkspace) -> None:
    ts = web_client(workspace).chat_postMessage(channel=CHANNEL, text="Carte", blocks=BLOCKS)["ts"]
    action = {"type": "button", "action_id": "yes", "block_id": "b", "value": "1"}

    async def scene(session: aiohttp.ClientSession) -> None:
        nobody = await post(session, "action", message_ts=ts, action=action)
        assert nobody == {"ok": False, "error": "page.notice.no-ack"}
        async with raw_bot(workspace) as bot:
            await bot.event()
            pressing = asyncio.create_task(post(session, "action", message_ts=ts, action=action))
            frame = await bot.frame()
            await bot.acknowledge(frame)
            assert await pressing == {"ok": True}
            assert frame["payload"]["actions"][0]["value"] == "1"

    browse(workspace, scene)


@pytest.mark.parametrize(
    "body",
    [b"{", b"[]", b"{}", b'{"person": "U0AMELIE01"}', b'{"person": "U0AMELIE01", "text": "a", "files": [1]}'],
)
def test_a_request_that_makes_no_sense_is_refused(workspace: LocalWorkspace, body: bytes) -> None:
    async def scene(session: aiohttp.ClientSession) -> None:
        headers = {"Content-Type": "application/json"}
        async with session.post("/ui/message", data=body, headers=headers) as answer:
            assert answer.status == 400

    browse(workspace, scene)


def test_an_unknown_person_is_not_found(workspace: LocalWorkspace) -> None:
    async def scene(session: aiohttp.ClientSession) -> None:
        async with session.get("/ui/state", params={"person": "U404"}) as answer:
            assert answer.status == 404
        async with session.post("/ui/open", json={"person": "U404"}) as answer:
            assert answer.status == 404

    browse(workspace, scene)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_gets_its_own_texts(workspace: LocalWorkspace, language: Any) -> None:
    async def scene(session: aiohttp.ClientSession) -> None:
        async with session.get("/ui/texts", params={"language": language}) as answer:
            given = await answer.json()
        known = catalogue(language).texts
        assert given["page.notice.no-ack"] == known["page.notice.no-ack"]
        assert all(key.startswith("page.") for key in given)

    browse(workspace, scene)
