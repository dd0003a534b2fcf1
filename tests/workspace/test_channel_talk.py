"""People among themselves in a channel: the bot hears its own name there, and nothing else."""

from pathlib import Path

import aiohttp
import pytest
from slack_sdk import WebClient

from bot.workspace.people import COMPLIANCE_CHANNEL, MARKETING_CHANNEL, POLICY_CHANNEL, Person
from bot.workspace.people_refusals import Refused
from bot.workspace.server import LocalWorkspace
from tests.workspace.heard import events, heard
from tests.workspace.page_client import browse, post, state
from tests.workspace.refusals import refusal
from tests.workspaces import local_workspace, web_client

MARKETING = MARKETING_CHANNEL.id
BOT = "U0VIGIE001"


@pytest.fixture
def james(workspace: LocalWorkspace) -> Person:
    """Somebody."""
    return workspace.person("James")


def refused(workspace: LocalWorkspace, person: Person, text: str, channel: str) -> str:
    """Why the person may not write that there, in a text key."""
    with pytest.raises(Refused) as raised:
        workspace.say(person, text, channel=channel)
    return raised.value.key


def test_people_write_change_and_delete_in_a_channel_and_its_threads(
    workspace: LocalWorkspace, james: Person
) -> None:
    root = workspace.say(james, "Our spring post", channel=MARKETING)
    reply = workspace.say(workspace.person("Alex"), "Le mien aussi", root, channel=MARKETING)
    workspace.edit(james, root, "Our autumn post", channel=MARKETING)
    said = workspace.messages_in(MARKETING_CHANNEL)
    assert [each["text"] for each in said] == ["Our autumn post", "Le mien aussi"]
    assert said[1]["thread_ts"] == root
    workspace.delete(workspace.person("Alex"), reply, channel=MARKETING)
    assert len(workspace.messages_in(MARKETING_CHANNEL)) == 1
    assert workspace.messages(james) == []


def test_the_bot_hears_nothing_of_a_channel_but_its_name(workspace: LocalWorkspace, james: Person) -> None:
    workspace.let_bot_in(MARKETING)
    root = workspace.say(james, "Our spring post", channel=MARKETING)
    workspace.edit(james, root, "Our autumn post", channel=MARKETING)
    asked = workspace.say(james, "@Vigie may we say this? R&D", root, channel=MARKETING)
    [event] = events(workspace)
    assert (event["type"], event["user"], event["channel"]) == ("app_mention", james.id, MARKETING)
    assert (event["ts"], event["event_ts"], event["thread_ts"]) == (asked, asked, root)
    assert event["text"] == f"<@{BOT}> may we say this? R&amp;D"
    [section] = event["blocks"][0]["elements"]
    assert section["elements"][0] == {"type": "user", "user_id": BOT}


def test_what_only_looks_like_its_name_is_none(workspace: LocalWorkspace, james: Person) -> None:
    workspace.let_bot_in(MARKETING)
    workspace.say(james, f"<@{BOT}> Vigie", channel=MARKETING)
    web_client(workspace).chat_postMessage(channel=MARKETING, text=f"<@{BOT}>")
    assert events(workspace) == []


def test_where_it_was_not_invited_the_bot_hears_and_says_nothing(
    workspace: LocalWorkspace, client: WebClient, james: Person
) -> None:
    ts = workspace.say(james, "@Vigie, please", channel=MARKETING)
    assert events(workspace) == []
    assert refusal(client.chat_postMessage, channel=MARKETING, text="a")["error"] == "not_in_channel"
    ephemeral = {"channel": MARKETING, "user": james.id, "text": "a"}
    assert refusal(client.chat_postEphemeral, **ephemeral)["error"] == "not_in_channel"
    assert refusal(client.conversations_history, channel=MARKETING)["error"] == "not_in_channel"
    assert client.conversations_info(channel=MARKETING)["channel"]["is_member"] is False
    assert client.chat_getPermalink(channel=MARKETING, message_ts=ts)["ok"]


def test_an_invitation_lets_it_in_for_good(tmp_path: Path) -> None:
    with local_workspace(tmp_path) as workspace:
        workspace.command(workspace.person("James"), "/invite @vigie", channel=MARKETING)
        [joined] = workspace.messages_in(MARKETING_CHANNEL)
        assert (joined["subtype"], joined["user"]) == ("channel_join", BOT)
        workspace.command(workspace.person("Priya"), "/invite Vigie", channel=MARKETING)
        assert len(workspace.messages_in(MARKETING_CHANNEL)) == 1, "it is there already"
    with local_workspace(tmp_path) as workspace:
        assert web_client(workspace).chat_postMessage(channel=MARKETING, text="Merci")["ok"]
        workspace.take_bot_out(MARKETING)
    with local_workspace(tmp_path) as workspace:
        client = web_client(workspace)
        assert refusal(client.chat_postMessage, channel=MARKETING, text="a")["error"] == "not_in_channel"


@pytest.mark.parametrize(
    ("who", "text", "channel"),
    [
        ("James", "/invite @Camille", MARKETING),
        ("Alex", "/invite @Vigie", MARKETING),
        ("James", "/invite @Vigie", ""),
    ],
)
def test_nobody_else_is_invited_and_by_no_guest(
    workspace: LocalWorkspace, who: str, text: str, channel: str
) -> None:
    with pytest.raises(Refused) as raised:
        workspace.command(workspace.person(who), text, channel=channel)
    assert raised.value.key == "page.error.invite"


def test_nobody_writes_where_they_may_not(workspace: LocalWorkspace, james: Person) -> None:
    assert refused(workspace, james, "a", POLICY_CHANNEL.id) == "page.error.read-only"
    assert refused(workspace, james, "a", COMPLIANCE_CHANNEL.id) == "page.error.gone"
    assert refused(workspace, james, "a", "D0AMELIE01") == "page.error.gone"
    ts = workspace.say(workspace.person("Priya"), "Mine", channel=MARKETING)
    for act in (workspace.delete, lambda *given, channel: workspace.edit(*given, "Yours", channel=channel)):
        with pytest.raises(Refused):
            act(james, ts, channel=MARKETING)


def test_a_command_typed_in_a_channel_says_where(tmp_path: Path) -> None:
    with local_workspace(tmp_path, commands=("/vigie",)) as workspace:
        james, nadia = workspace.person("James"), workspace.person("Nadia")
        typed = heard(workspace, lambda: workspace.command(james, "/vigie a draft", channel=MARKETING))
        assert (typed["channel_id"], typed["channel_name"]) == (MARKETING, "marketing")
        assert workspace.messages_in(MARKETING_CHANNEL) == []
        private = COMPLIANCE_CHANNEL.id
        typed = heard(workspace, lambda: workspace.command(nadia, "/vigie a draft", channel=private))
        assert (typed["channel_id"], typed["channel_name"]) == (private, "privategroup")


def test_a_page_writes_in_a_channel_and_learns_that_the_bot_is_not_there(workspace: LocalWorkspace) -> None:
    async def scene(session: aiohttp.ClientSession) -> None:
        plain = await post(session, "message", text="Bonjour", channel=MARKETING)
        assert plain.keys() == {"ok", "ts"}
        named = await post(session, "message", text="@Vigie bonjour", channel=MARKETING)
        assert named["not_member"] is True
        assert (await post(session, "edit", ts=plain["ts"], text="Salut", channel=MARKETING))["ok"]
        assert (await post(session, "invite", channel=MARKETING))["ok"]
        assert "not_member" not in await post(session, "message", text="@Vigie?", channel=MARKETING)
        shown = await state(session, channel=MARKETING)
        [marketing] = [each for each in shown["conversations"] if each["id"] == MARKETING]
        assert (marketing["is_member"], marketing["read_only"], marketing["is_private"]) == (
            True,
            False,
            False,
        )
        assert [each.get("subtype") for each in shown["messages"]] == [None, None, "channel_join", None]
        assert (await post(session, "delete", ts=plain["ts"], channel=MARKETING))["ok"]
        refused = await post(session, "message", text="a", channel=POLICY_CHANNEL.id)
        assert refused == {"ok": False, "error": "page.error.read-only"}

    browse(workspace, scene)
