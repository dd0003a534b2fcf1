"""The channel in which the bot tells what changed: who reads it, and what the app can do there."""

import asyncio
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk import WebClient

from bot.workspace.people import MARKETING_CHANNEL, POLICY_CHANNEL, POLICY_OWNERS
from bot.workspace.people_acts import Refused
from bot.workspace.server import SCOPES, LocalWorkspace
from tests.workspace.page_client import AMELIE, browse, news, post, state
from tests.workspace.raw_bot import RawBot, play
from tests.workspace.refusals import refusal
from tests.workspaces import local_workspace, web_client

CHANNEL = POLICY_CHANNEL.id
GUEST = "U0ALEXM001"
BLOCKS = [
    {
        "type": "actions",
        "block_id": "b",
        "elements": [{"type": "button", "action_id": "diff", "text": {"type": "plain_text", "text": "Voir"}}],
    }
]


def test_the_bot_posts_and_changes_what_it_posted(workspace: LocalWorkspace, client: WebClient) -> None:
    answer = client.chat_postMessage(channel=CHANNEL, text="Version 4 publiée", blocks=BLOCKS)
    client.chat_postMessage(channel=CHANNEL, thread_ts=answer["ts"], text="Article 3: changé")
    client.chat_update(channel=CHANNEL, ts=answer["ts"], text="Version 4 retirée")
    posted, reply = workspace.messages_in(POLICY_CHANNEL)
    assert (answer["channel"], posted["text"], reply["thread_ts"]) == (
        CHANNEL,
        "Version 4 retirée",
        posted["ts"],
    )
    assert [each["ts"] for each in client.conversations_history(channel=CHANNEL)["messages"]] == [
        posted["ts"]
    ]
    thread = client.conversations_replies(channel=CHANNEL, ts=posted["ts"])["messages"]
    assert [each["text"] for each in thread] == ["Version 4 retirée", "Article 3: changé"]
    assert workspace.on_the_way() == [], "the app hears nothing of itself"


def test_a_channel_is_described_as_slack_does(workspace: LocalWorkspace, client: WebClient) -> None:
    channel = client.conversations_info(channel=CHANNEL)["channel"]
    assert (channel["id"], channel["name"]) == (CHANNEL, "politiques-policies")
    assert (channel["is_channel"], channel["is_im"], channel["is_private"], channel["is_member"]) == (
        True,
        False,
        False,
        True,
    )
    assert workspace.channel("politiques-policies") == POLICY_CHANNEL


def test_reading_a_channel_needs_its_own_scopes(tmp_path: Path) -> None:
    with local_workspace(tmp_path, scopes=(*SCOPES, "im:read")) as workspace:
        client = web_client(workspace)
        assert client.conversations_info(channel=workspace.person("Amélie").channel)["ok"]
        for method, scope in (
            (client.conversations_info, "channels:read"),
            (client.conversations_history, "channels:history"),
        ):
            answer = refusal(method, channel=CHANNEL)
            assert (answer["error"], answer["needed"]) == ("missing_scope", scope)


def test_everybody_but_a_guest_sees_the_channel_to_which_no_guest_was_invited(
    workspace: LocalWorkspace, client: WebClient
) -> None:
    client.chat_postMessage(channel=CHANNEL, text="Version 4 publiée")
    workspace.say(workspace.person("James"), "Private to James")

    async def scene(session: aiohttp.ClientSession) -> None:
        shown = await state(session, person=AMELIE, channel=CHANNEL)
        assert [message["text"] for message in shown["messages"]] == ["Version 4 publiée"]
        assert [(each["id"], each["is_channel"]) for each in shown["conversations"]] == [
            ("D0AMELIE01", False),
            (CHANNEL, True),
            (MARKETING_CHANNEL.id, True),
        ]
        direct = await state(session, person=AMELIE)
        assert (direct["channel"], direct["messages"]) == ("D0AMELIE01", [])
        guest = await state(session, person=GUEST)
        assert [each["id"] for each in guest["conversations"]] == ["D0ALEXM001", MARKETING_CHANNEL.id]
        for asked in ({"person": GUEST, "channel": CHANNEL}, {"person": AMELIE, "channel": "D0JAMES001"}):
            async with session.get("/ui/state", params=asked) as answer:
                assert answer.status == 404

    browse(workspace, scene)


def test_news_of_the_channel_reach_every_page_but_a_guests(
    workspace: LocalWorkspace, client: WebClient
) -> None:
    async def scene(session: aiohttp.ClientSession) -> None:
        async with (
            session.get("/ui/events", params={"person": AMELIE}) as hers,
            session.get("/ui/events", params={"person": GUEST}) as a_guests,
        ):
            for stream in (hers, a_guests):
                await stream.content.readline()
            posted = await asyncio.to_thread(client.chat_postMessage, channel=CHANNEL, text="Publiée")
            item = await news(hers, "message")
            assert (item["channel"], item["message"]["ts"]) == (CHANNEL, posted["ts"])
            workspace.say(workspace.person("Alex"), "Un brouillon")
            assert (await news(a_guests, "message"))["message"]["text"] == "Un brouillon"

    browse(workspace, scene)


def test_a_button_in_the_channel_says_who_pressed_it_and_where(
    workspace: LocalWorkspace, client: WebClient
) -> None:
    ts = client.chat_postMessage(channel=CHANNEL, text="Publiée", blocks=BLOCKS)["ts"]
    james = workspace.person("James")

    async def scene(bot: RawBot) -> None:
        pressing = asyncio.create_task(asyncio.to_thread(workspace.press, james, ts, "diff", channel=CHANNEL))
        frame = await bot.frame()
        await bot.acknowledge(frame)
        assert await pressing
        payload: dict[str, Any] = frame["payload"]
        assert (payload["user"]["id"], payload["container"]["channel_id"]) == (james.id, CHANNEL)
        assert payload["channel"] == {"id": CHANNEL, "name": "politiques-policies"}

    play(workspace, scene)
    for person, channel in ((workspace.person("Alex"), CHANNEL), (james, "D0AMELIE01")):
        with pytest.raises(Refused):
            workspace.press(person, ts, "diff", channel=channel)


def test_a_page_presses_a_button_of_the_channel(workspace: LocalWorkspace, client: WebClient) -> None:
    ts = client.chat_postMessage(channel=CHANNEL, text="Publiée", blocks=BLOCKS)["ts"]

    async def scene(session: aiohttp.ClientSession) -> None:
        action = {"type": "button", "action_id": "diff", "block_id": "b"}
        given = {"message_ts": ts, "action": action}
        assert (await post(session, "action", **given))["error"] == "page.error.gone"
        nobody = await post(session, "action", channel=CHANNEL, **given)
        assert nobody["error"] == "page.notice.no-ack"

    browse(workspace, scene)


def test_who_owns_the_policies_is_a_group(workspace: LocalWorkspace, client: WebClient) -> None:
    elise = workspace.person("Élise")
    group, officers = client.usergroups_list(include_users=True)["usergroups"]
    assert officers["handle"] == "compliance"
    assert (group["id"], group["handle"], group["users"]) == (
        POLICY_OWNERS.id,
        "policy-owners",
        [elise.id],
    )
    assert "users" not in client.usergroups_list()["usergroups"][0]
    assert client.usergroups_users_list(usergroup=POLICY_OWNERS.id)["users"] == [elise.id]
    assert refusal(client.usergroups_users_list, usergroup="S404")["error"] == "no_such_subteam"
