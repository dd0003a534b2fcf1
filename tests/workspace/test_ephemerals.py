"""What one person alone sees: where it may be told, how it is replaced, and that it is kept nowhere."""

import asyncio
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.workspace.people import MARKETING_CHANNEL, POLICY_CHANNEL, Person
from bot.workspace.people_refusals import Refused
from bot.workspace.server import LocalWorkspace
from tests.workspace.heard import events, heard
from tests.workspace.page_client import AMELIE, browse, news, post, state
from tests.workspace.refusals import refusal
from tests.workspaces import local_workspace, web_client

MARKETING = MARKETING_CHANNEL.id
SHARE = {
    "type": "actions",
    "block_id": "b",
    "elements": [
        {"type": "button", "action_id": "share", "text": {"type": "plain_text", "text": "Partager"}}
    ],
}


@pytest.fixture
def client(workspace: LocalWorkspace) -> WebClient:
    """The bot's client; it was invited to the channel."""
    workspace.let_bot_in(MARKETING)
    return web_client(workspace)


@pytest.fixture
def amelie(workspace: LocalWorkspace) -> Person:
    """To whom it is told."""
    return workspace.person("Amélie")


def whisper(client: WebClient, **how: Any) -> str:
    """The `ts` of something told to Amélie."""
    given = {"channel": MARKETING, "user": AMELIE, "text": "Relu", "blocks": [SHARE]} | how
    return str(client.chat_postEphemeral(**given)["message_ts"])


def pressed(workspace: LocalWorkspace, person: Person, ts: str, channel: str = MARKETING) -> dict[str, Any]:
    """The payload of the press."""
    return heard(workspace, lambda: workspace.press(person, ts, "share", channel=channel))


def answer(payload: dict[str, Any], **body: Any) -> int:
    """The status of an answer at the address of that press."""
    return WebhookClient(payload["response_url"], timeout=5, retry_handlers=[]).send_dict(body).status_code


def test_one_person_alone_sees_it_in_a_thread_too(
    workspace: LocalWorkspace, client: WebClient, amelie: Person
) -> None:
    root = workspace.say(workspace.person("James"), "Our post", channel=MARKETING)
    ts = whisper(client, thread_ts=root)
    [message] = workspace.private(amelie, MARKETING)
    assert (message["ts"], message["thread_ts"], message["is_ephemeral"]) == (ts, root, True)
    assert workspace.private(amelie, amelie.channel) == []
    assert workspace.private(workspace.person("James")) == []
    assert ts not in [each["ts"] for each in workspace.messages_in(MARKETING_CHANNEL)]
    assert events(workspace) == []


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"channel": "C404"}, "channel_not_found"),
        ({"channel": POLICY_CHANNEL.id, "user": "U0ALEXM001"}, "user_not_in_channel"),
        ({"user": "U404"}, "user_not_in_channel"),
        ({"text": "", "blocks": []}, "no_text"),
    ],
)
def test_what_slack_refuses_is_refused(client: WebClient, given: dict[str, Any], error: str) -> None:
    told = {"channel": MARKETING, "user": AMELIE, "text": "a"} | given
    assert refusal(client.api_call, api_method="chat.postEphemeral", json=told)["error"] == error


def test_the_app_cannot_change_it_by_its_ts(client: WebClient) -> None:
    ts = whisper(client)
    assert refusal(client.chat_update, channel=MARKETING, ts=ts, text="a")["error"] == "message_not_found"
    assert refusal(client.chat_delete, channel=MARKETING, ts=ts)["error"] == "message_not_found"


def test_its_button_says_that_it_was_told_to_one_alone(
    workspace: LocalWorkspace, client: WebClient, amelie: Person
) -> None:
    ts = whisper(client)
    payload = pressed(workspace, amelie, ts)
    assert payload["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": MARKETING,
        "is_ephemeral": True,
    }
    assert payload["channel"] == {"id": MARKETING, "name": "marketing"}
    assert (payload["actions"][0]["action_id"], payload["user"]["id"]) == ("share", AMELIE)
    assert "message" not in payload
    with pytest.raises(Refused):
        workspace.press(workspace.person("James"), ts, "share", channel=MARKETING)


def test_it_is_replaced_where_it_was_or_taken_away(
    workspace: LocalWorkspace, client: WebClient, amelie: Person
) -> None:
    ts = whisper(client)
    payload = pressed(workspace, amelie, ts)
    assert answer(payload, text="Partagé", replace_original=True) == 200
    [message] = workspace.private(amelie)
    assert (message["ts"], message["text"], "blocks" in message) == (ts, "Partagé", False)
    assert answer(payload, text="Et encore ceci") == 200
    assert [each["text"] for each in workspace.private(amelie)] == ["Partagé", "Et encore ceci"]
    assert answer(payload, delete_original=True) == 200
    assert [each["text"] for each in workspace.private(amelie)] == ["Et encore ceci"]
    assert answer(payload, text="Trop tard", replace_original=True) == 400


def test_an_answer_to_a_press_in_a_message_changes_it_for_all(
    workspace: LocalWorkspace, client: WebClient, amelie: Person
) -> None:
    ts = client.chat_postMessage(channel=MARKETING, text="Relu", blocks=[SHARE])["ts"]
    payload = pressed(workspace, amelie, ts)
    assert payload["message"]["ts"] == ts
    answer(payload, text="Fait", replace_original=True)
    said = {each["ts"]: each for each in workspace.messages_in(MARKETING_CHANNEL)}
    assert (said[ts]["text"], "blocks" in said[ts]) == ("Fait", False)
    answer(payload, text="À vous seule")
    assert [each["text"] for each in workspace.private(amelie)] == ["À vous seule"]
    answer(payload, delete_original=True)
    assert ts not in [each["ts"] for each in workspace.messages_in(MARKETING_CHANNEL)]


def test_an_answer_stands_in_the_thread_of_its_button(
    workspace: LocalWorkspace, client: WebClient, amelie: Person
) -> None:
    root = workspace.say(amelie, "Un brouillon", channel=MARKETING)
    payload = pressed(workspace, amelie, whisper(client, thread_ts=root))
    assert payload["container"]["thread_ts"] == root
    answer(payload, text="Encore")
    assert [each["thread_ts"] for each in workspace.private(amelie)] == [root, root]


def test_a_page_sees_presses_and_sees_it_replaced(workspace: LocalWorkspace, client: WebClient) -> None:
    async def scene(session: aiohttp.ClientSession) -> None:
        async with session.get("/ui/events", params={"person": AMELIE}) as stream:
            await stream.content.readline()
            ts = await asyncio.to_thread(whisper, client)
            item = await news(stream, "message")
            assert (item["channel"], item["message"]["is_ephemeral"]) == (MARKETING, True)
            press = {
                "message_ts": ts,
                "channel": MARKETING,
                "action": {"action_id": "share", "block_id": "b"},
            }
            assert (await post(session, "action", **press))["error"] == "page.notice.no-ack"
            payload = await asyncio.to_thread(pressed, workspace, workspace.person("Amélie"), ts)
            await asyncio.to_thread(lambda: answer(payload, text="Partagé", replace_original=True))
            assert (await news(stream, "message"))["message"]["ts"] == ts
            shown = await state(session, person=AMELIE, channel=MARKETING)
            assert [each["text"] for each in shown["messages"]][1:] == ["Partagé"]
            await asyncio.to_thread(lambda: answer(payload, delete_original=True))
            assert await news(stream, "removed") == {"type": "removed", "ts": ts, "channel": MARKETING}
            others = await state(session, person="U0JAMES001", channel=MARKETING)
            assert [each.get("subtype") for each in others["messages"]] == ["channel_join"]

    browse(workspace, scene)


def test_the_page_of_somebody_else_in_the_channel_hears_nothing_of_it(
    workspace: LocalWorkspace, client: WebClient
) -> None:
    async def scene(session: aiohttp.ClientSession) -> None:
        async with session.get("/ui/events", params={"person": "U0JAMES001"}) as stream:
            await stream.content.readline()
            await asyncio.to_thread(whisper, client)
            said = await asyncio.to_thread(client.chat_postMessage, channel=MARKETING, text="À tous")
            assert (await news(stream, "message"))["message"]["ts"] == said["ts"]

    browse(workspace, scene)


def test_it_is_in_no_file(tmp_path: Path) -> None:
    with local_workspace(tmp_path) as workspace:
        workspace.let_bot_in(MARKETING)
        whisper(web_client(workspace), text="CONFIDENTIEL")
    for file in tmp_path.glob("workspace.sqlite*"):
        assert b"CONFIDENTIEL" not in file.read_bytes()
