"""Reactions: kept in a message as Slack writes them, told to the pages that show it and not to the bot."""

import re
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk import WebClient

from bot import workspace as workspace_package
from bot.workspace.people import COMPLIANCE_CHANNEL, MARKETING_CHANNEL, POLICY_CHANNEL, Person
from bot.workspace.people_refusals import Refused
from bot.workspace.reactions import NAMES
from bot.workspace.server import LocalWorkspace
from tests.workspace.page_client import AMELIE, browse, news, post, state
from tests.workspaces import local_workspace

PAGE = Path(workspace_package.__file__).parent / "page"
PRIYA = "U0PRIYA001"
ONE_THUMB = [{"name": "+1", "users": [AMELIE], "count": 1}]


@pytest.fixture
def amelie(workspace: LocalWorkspace) -> Person:
    """Who reacts."""
    return workspace.person("Amélie")


@pytest.fixture
def said(workspace: LocalWorkspace, amelie: Person) -> str:
    """The ts of a message of hers."""
    return workspace.say(amelie, "Mon brouillon")


def reactions(workspace: LocalWorkspace, person: Person) -> Any:
    """Those of the first message between that person and the bot."""
    return workspace.messages(person)[0].get("reactions")


def test_a_reaction_is_kept_in_the_message_as_slack_writes_it(
    workspace: LocalWorkspace, amelie: Person, said: str
) -> None:
    for name in NAMES:
        workspace.react(amelie, said, name)

    assert reactions(workspace, amelie) == [{"name": name, "users": [AMELIE], "count": 1} for name in NAMES]


def test_one_person_reacts_once_with_the_same_name(workspace: LocalWorkspace, amelie: Person) -> None:
    ts = workspace.say(amelie, "Bonjour", channel=MARKETING_CHANNEL.id)
    for name in ("Amélie", "Priya", "Amélie"):
        workspace.react(workspace.person(name), ts, "+1", MARKETING_CHANNEL.id)

    thumbs = [{"name": "+1", "users": [AMELIE, PRIYA], "count": 2}]
    assert workspace.messages_in(MARKETING_CHANNEL)[0]["reactions"] == thumbs


def test_a_reaction_taken_away_leaves_those_of_the_others(workspace: LocalWorkspace, amelie: Person) -> None:
    ts = workspace.say(amelie, "Bonjour", channel=MARKETING_CHANNEL.id)
    for name in ("Amélie", "Priya", "James"):
        workspace.react(workspace.person(name), ts, "tada", MARKETING_CHANNEL.id)
    workspace.react(amelie, ts, "eyes", MARKETING_CHANNEL.id)

    for name in ("tada", "eyes", "heart"):
        workspace.react(amelie, ts, name, MARKETING_CHANNEL.id, on=False)

    message = workspace.messages_in(MARKETING_CHANNEL)[0]
    assert message["reactions"] == [{"name": "tada", "users": [PRIYA, "U0JAMES001"], "count": 2}]


def test_a_message_whose_last_reaction_goes_is_as_it_was(
    workspace: LocalWorkspace, amelie: Person, said: str
) -> None:
    before = workspace.messages(amelie)
    workspace.react(amelie, said, "+1")
    workspace.react(amelie, said, "+1", on=False)

    assert workspace.messages(amelie) == before


def test_reactions_outlive_an_edit_and_what_the_bot_changes(
    workspace: LocalWorkspace, client: WebClient, amelie: Person, said: str
) -> None:
    answer = client.chat_postMessage(channel=amelie.channel, text="Lecture…")
    for ts in (said, answer["ts"]):
        workspace.react(amelie, ts, "+1")

    workspace.edit(amelie, said, "Mon autre brouillon")
    changed = client.chat_update(channel=amelie.channel, ts=answer["ts"], text="Lu")

    kept = workspace.messages(amelie)
    assert [message["text"] for message in kept] == ["Mon autre brouillon", "Lu"]
    assert [message["reactions"] for message in kept] == [ONE_THUMB, ONE_THUMB]
    assert changed["message"]["reactions"] == ONE_THUMB


def test_a_message_that_is_gone_takes_no_reaction_and_its_stone_none_either(
    workspace: LocalWorkspace, client: WebClient, amelie: Person, said: str
) -> None:
    client.chat_postMessage(channel=amelie.channel, thread_ts=said, text="Lu")
    workspace.react(amelie, said, "+1")
    workspace.delete(amelie, said)

    assert reactions(workspace, amelie) is None
    for ts in (said, "1700000000.000100", ""):
        with pytest.raises(Refused):
            workspace.react(amelie, ts, "+1")


def test_what_one_person_alone_sees_takes_no_reaction(
    workspace: LocalWorkspace, client: WebClient, amelie: Person
) -> None:
    workspace.let_bot_in(MARKETING_CHANNEL.id)
    told = client.chat_postEphemeral(channel=MARKETING_CHANNEL.id, user=AMELIE, text="Pour vous")

    with pytest.raises(Refused):
        workspace.react(amelie, told["message_ts"], "+1", MARKETING_CHANNEL.id)
    assert "reactions" not in workspace.private(amelie)[0]


def test_nobody_reacts_where_they_do_not_read_and_everybody_where_only_the_bot_writes(
    workspace: LocalWorkspace, client: WebClient, amelie: Person
) -> None:
    secret, told = (
        str(client.chat_postMessage(channel=channel.id, text="À lire")["ts"])
        for channel in (COMPLIANCE_CHANNEL, POLICY_CHANNEL)
    )

    with pytest.raises(Refused):
        workspace.react(amelie, secret, "+1", COMPLIANCE_CHANNEL.id)
    workspace.react(amelie, told, "+1", POLICY_CHANNEL.id)

    assert "reactions" not in workspace.messages_in(COMPLIANCE_CHANNEL)[0]
    assert workspace.messages_in(POLICY_CHANNEL)[0]["reactions"] == ONE_THUMB


def test_a_reaction_that_is_not_offered_is_refused(
    workspace: LocalWorkspace, amelie: Person, said: str
) -> None:
    with pytest.raises(ValueError, match="bomb"):
        workspace.react(amelie, said, "bomb")


def test_the_page_offers_what_the_workspace_takes() -> None:
    script = (PAGE / "reactions.js").read_text(encoding="utf-8")

    assert re.findall(r'^  "?([\w+]+)"?: \["\S+", \(\) => say', script, re.MULTILINE) == list(NAMES)


def test_the_bot_hears_of_no_reaction(workspace: LocalWorkspace, amelie: Person, said: str) -> None:
    before = workspace.on_the_way()
    workspace.react(amelie, said, "+1")
    workspace.react(amelie, said, "+1", on=False)

    assert workspace.on_the_way() == before


def test_a_reaction_is_told_at_once_to_every_page_that_shows_the_message_and_to_no_other(
    workspace: LocalWorkspace, amelie: Person
) -> None:
    ts = workspace.say(amelie, "Bonjour", channel=MARKETING_CHANNEL.id)
    hers = workspace.say(amelie, "À Vigie")
    told = {"type": "reactions", "ts": ts, "channel": MARKETING_CHANNEL.id}

    async def scene(session: aiohttp.ClientSession) -> None:
        async with session.get("/ui/events", params={"person": PRIYA}) as stream:
            await stream.content.readline()
            await post(session, "react", ts=hers, name="eyes", on=True)
            await post(session, "react", ts=ts, name="+1", on=True, channel=MARKETING_CHANNEL.id)
            assert await news(stream, "reactions") == told | {"reactions": ONE_THUMB}
            await post(session, "react", ts=ts, name="+1", on=False, channel=MARKETING_CHANNEL.id)
            assert await news(stream, "reactions") == told | {"reactions": []}
            shown = (await state(session))["messages"]
            assert shown[0]["reactions"] == [{"name": "eyes", "users": [AMELIE], "count": 1}]

    browse(workspace, scene)


def test_a_page_that_asks_for_nonsense_is_told_so(
    workspace: LocalWorkspace, amelie: Person, said: str
) -> None:
    nonsense: list[dict[str, Any]] = [
        {"ts": said, "name": "bomb", "on": True},
        {"ts": said, "name": "+1", "on": "yes"},
        {"ts": said, "name": "+1"},
        {"ts": 5, "name": "+1", "on": True},
    ]

    async def scene(session: aiohttp.ClientSession) -> None:
        for asked in nonsense:
            async with session.post("/ui/react", json={"person": AMELIE} | asked) as answer:
                assert answer.status == 400
        gone = await post(session, "react", ts="1700000000.000100", name="+1", on=True)
        assert gone == {"ok": False, "error": "page.error.gone"}

    browse(workspace, scene)
    assert reactions(workspace, amelie) is None


def test_reactions_are_there_after_a_restart(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("again")
    with local_workspace(folder) as first:
        first.react(first.person("Amélie"), first.say(first.person("Amélie"), "Un"), "+1")
    with local_workspace(folder) as second:
        assert reactions(second, second.person("Amélie")) == ONE_THUMB
