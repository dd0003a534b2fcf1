"""Who is where: the officers' channel, people who leave or become guests, groups that change."""

import asyncio
from pathlib import Path

import aiohttp
import pytest
from slack_sdk import WebClient

from bot.workspace.people import (
    COMPLIANCE_CHANNEL,
    COMPLIANCE_OFFICERS,
    MARKETING_CHANNEL,
    POLICY_CHANNEL,
)
from bot.workspace.people_refusals import Refused
from bot.workspace.server import SCOPES, LocalWorkspace
from tests.workspace.page_client import AMELIE, browse, news, state
from tests.workspace.refusals import refusal
from tests.workspaces import local_workspace, web_client

PRIVATE = COMPLIANCE_CHANNEL.id
NADIA = "U0NADIA001"


def test_officers_alone_see_their_channel(workspace: LocalWorkspace, client: WebClient) -> None:
    ts = client.chat_postMessage(channel=PRIVATE, text="Une demande")["ts"]

    async def scene(session: aiohttp.ClientSession) -> None:
        hers = await state(session, person=NADIA, channel=PRIVATE)
        assert [each["text"] for each in hers["messages"]] == ["Une demande"]
        assert hers["conversations"][-1]["is_private"] is True
        assert PRIVATE not in [each["id"] for each in (await state(session))["conversations"]]
        async with session.get("/ui/state", params={"person": AMELIE, "channel": PRIVATE}) as answer:
            assert answer.status == 404

    browse(workspace, scene)
    with pytest.raises(Refused):
        workspace.press(workspace.person("Amélie"), ts, "any", channel=PRIVATE)


def test_news_of_the_private_channel_reach_its_members_alone(
    workspace: LocalWorkspace, client: WebClient
) -> None:
    async def scene(session: aiohttp.ClientSession) -> None:
        async with (
            session.get("/ui/events", params={"person": NADIA}) as hers,
            session.get("/ui/events", params={"person": AMELIE}) as others,
        ):
            for stream in (hers, others):
                await stream.content.readline()
            await asyncio.to_thread(client.chat_postMessage, channel=PRIVATE, text="Une demande")
            assert (await news(hers, "message"))["channel"] == PRIVATE
            workspace.say(workspace.person("Amélie"), "Un brouillon")
            assert (await news(others, "message"))["message"]["text"] == "Un brouillon"

    browse(workspace, scene)


def test_a_private_channel_is_described_by_its_own_scopes(tmp_path: Path) -> None:
    with local_workspace(tmp_path, scopes=(*SCOPES, "channels:read")) as workspace:
        answer = refusal(web_client(workspace).conversations_info, channel=PRIVATE)
        assert (answer["error"], answer["needed"]) == ("missing_scope", "groups:read")
    with local_workspace(tmp_path, scopes=(*SCOPES, "groups:read")) as workspace:
        client = web_client(workspace)
        channel = client.conversations_info(channel=PRIVATE)["channel"]
        assert (channel["is_private"], channel["is_channel"], channel["is_group"]) == (True, False, True)
        members = client.conversations_members(channel=PRIVATE)["members"]
        assert members == [*COMPLIANCE_OFFICERS.people, workspace.identity.bot_user]
        workspace.take_bot_out(PRIVATE)
        for method in (client.conversations_info, client.conversations_members):
            assert refusal(method, channel=PRIVATE)["error"] == "channel_not_found"
        assert refusal(client.chat_postMessage, channel=PRIVATE, text="a")["error"] == "channel_not_found"


def test_the_bot_comes_into_a_public_channel_by_itself(tmp_path: Path) -> None:
    with local_workspace(tmp_path, scopes=(*SCOPES, "channels:join")) as workspace:
        client = web_client(workspace)
        assert client.conversations_join(channel=MARKETING_CHANNEL.id)["channel"]["is_member"]
        assert client.chat_postMessage(channel=MARKETING_CHANNEL.id, text="Bonjour")["ok"]
        error = refusal(client.conversations_join, channel=PRIVATE)["error"]
        assert error == "method_not_supported_for_channel_type"


def test_whoever_leaves_is_deleted_and_sees_nothing(workspace: LocalWorkspace, client: WebClient) -> None:
    nadia = workspace.person("Nadia")
    workspace.leave(nadia)
    assert client.users_info(user=nadia.id)["user"]["deleted"] is True
    assert client.usergroups_users_list(usergroup=COMPLIANCE_OFFICERS.id)["users"] == ["U0THOMAS01"]
    assert refusal(client.conversations_open, users=nadia.id)["error"] == "user_disabled"
    ephemeral = {"channel": PRIVATE, "user": nadia.id, "text": "a"}
    assert refusal(client.chat_postEphemeral, **ephemeral)["error"] == "user_not_in_channel"
    with pytest.raises(Refused):
        workspace.say(nadia, "Encore moi")

    async def scene(session: aiohttp.ClientSession) -> None:
        assert nadia.id not in [each["id"] for each in (await state(session))["people"]]
        async with session.get("/ui/state", params={"person": nadia.id}) as answer:
            assert answer.status == 404

    browse(workspace, scene)


def test_somebody_becomes_a_guest(workspace: LocalWorkspace, client: WebClient) -> None:
    workspace.become_guest(workspace.person("James"))
    assert client.users_info(user="U0JAMES001")["user"]["is_restricted"] is True
    james = workspace.person("James")
    assert james.guest
    assert workspace.say(james, "Hello", channel=MARKETING_CHANNEL.id)
    with pytest.raises(Refused):
        workspace.command(james, "/invite @Vigie", channel=POLICY_CHANNEL.id)


def test_a_group_changes_and_a_channel_does_not_change_with_it(
    workspace: LocalWorkspace, client: WebClient
) -> None:
    amelie = workspace.person("Amélie")
    workspace.set_group(COMPLIANCE_OFFICERS.id, [amelie])
    assert client.usergroups_users_list(usergroup=COMPLIANCE_OFFICERS.id)["users"] == [AMELIE]
    ephemeral = {"channel": PRIVATE, "text": "a"}
    assert client.chat_postEphemeral(user=NADIA, **ephemeral)["ok"]
    assert refusal(client.chat_postEphemeral, user=AMELIE, **ephemeral)["error"] == "user_not_in_channel"
    workspace.set_members(PRIVATE, [amelie])
    assert client.chat_postEphemeral(user=AMELIE, **ephemeral)["ok"]


def test_every_page_hears_that_somebody_moved(workspace: LocalWorkspace) -> None:
    async def scene(session: aiohttp.ClientSession) -> None:
        async with session.get("/ui/events", params={"person": AMELIE}) as stream:
            await stream.content.readline()
            await asyncio.to_thread(workspace.leave, workspace.person("Nadia"))
            assert await news(stream, "reload") == {"type": "reload"}

    browse(workspace, scene)
