"""Forms through the Web API: opened with a trigger id, changed, and what Slack refuses."""

import asyncio
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from slack_sdk import WebClient

from bot.workspace import limits
from bot.workspace.people import Person
from bot.workspace.server import LocalWorkspace
from tests.workspace.a_form import TITLE, form, plain
from tests.workspace.raw_bot import RawBot, play
from tests.workspace.refusals import refusal
from tests.workspaces import MovingClock, local_workspace

BUTTON = {
    "type": "actions",
    "elements": [{"type": "button", "action_id": "go", "text": plain("Déposer")}],
}
Trigger = Callable[[], str]


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def workspace(tmp_path: Path, clock: MovingClock) -> Iterator[LocalWorkspace]:
    """A workspace whose app has a command."""
    with local_workspace(tmp_path, commands=("/policy",), clock=clock) as running:
        yield running


@pytest.fixture
def elise(workspace: LocalWorkspace) -> Person:
    """Who owns the policies."""
    return workspace.person("Élise")


@pytest.fixture
def trigger(workspace: LocalWorkspace, elise: Person) -> Trigger:
    """A trigger id, as a command of hers carries one."""

    def typed() -> str:
        heard: list[str] = []

        async def scene(bot: RawBot) -> None:
            typing = asyncio.create_task(asyncio.to_thread(workspace.command, elise, "/policy upload"))
            frame = await bot.frame()
            await bot.acknowledge(frame)
            await typing
            heard.append(frame["payload"]["trigger_id"])

        play(workspace, scene)
        return heard[0]

    return typed


def test_a_form_is_opened_for_whoever_typed_the_command(
    workspace: LocalWorkspace, client: WebClient, elise: Person, trigger: Trigger
) -> None:
    view = client.views_open(trigger_id=trigger(), view=form())["view"]
    assert view == workspace.view_of(elise)
    assert (view["callback_id"], view["private_metadata"]) == ("upload", "doc:1")
    assert view["id"] == view["root_view_id"]
    assert view["state"] == {"values": {}}
    assert view["hash"]
    assert workspace.view_of(workspace.person("Amélie")) is None


def test_a_press_opens_a_form_too(workspace: LocalWorkspace, client: WebClient, elise: Person) -> None:
    ts = client.chat_postMessage(channel=elise.channel, text="Carte", blocks=[BUTTON])["ts"]
    triggers: list[str] = []

    async def scene(bot: RawBot) -> None:
        await bot.event()
        pressing = asyncio.create_task(asyncio.to_thread(workspace.press, elise, ts, "go"))
        frame = await bot.frame()
        await bot.acknowledge(frame)
        assert await pressing
        triggers.append(frame["payload"]["trigger_id"])

    play(workspace, scene)
    assert client.views_open(trigger_id=triggers[0], view=form())["view"]["id"]


def test_a_trigger_is_good_once_and_for_three_seconds(
    client: WebClient, clock: MovingClock, trigger: Trigger
) -> None:
    used, late = trigger(), trigger()
    client.views_open(trigger_id=used, view=form())
    assert refusal(client.views_open, trigger_id=used, view=form())["error"] == "exchanged_trigger_id"
    clock.pass_half_an_hour()
    assert refusal(client.views_open, trigger_id=late, view=form())["error"] == "expired_trigger_id"
    assert refusal(client.views_open, trigger_id="1.2.abc", view=form())["error"] == "invalid_trigger_id"
    assert timedelta(seconds=limits.TRIGGER_SECONDS) == timedelta(seconds=3)


def test_a_form_that_slack_would_not_take_is_refused_and_spends_no_trigger(
    workspace: LocalWorkspace, client: WebClient, elise: Person, trigger: Trigger
) -> None:
    given = trigger()
    answer = refusal(client.views_open, trigger_id=given, view=form(title=plain("x" * 30)))
    assert answer["error"] == "invalid_arguments"
    assert "[json-pointer:/view/title/text]" in json.dumps(answer["response_metadata"]["messages"])
    large = [{"type": "section", "text": plain("x" * 3000)}] * 100
    assert refusal(client.views_open, trigger_id=given, view=form(large))["error"] == "view_too_large"
    assert refusal(client.api_call, api_method="views.open", json={})["error"] == "invalid_arguments"
    assert workspace.view_of(elise) is None
    assert client.views_open(trigger_id=given, view=form())["ok"]


def test_an_open_form_is_changed_by_its_id_or_by_the_apps_own(
    workspace: LocalWorkspace, client: WebClient, elise: Person, trigger: Trigger
) -> None:
    opened = client.views_open(trigger_id=trigger(), view=form(external_id="ours"))["view"]
    changed = client.views_update(
        view_id=opened["id"], hash=opened["hash"], view=form([TITLE], external_id="ours")
    )["view"]
    assert (changed["id"], len(changed["blocks"])) == (opened["id"], 1)
    assert changed["hash"] != opened["hash"]
    client.views_update(external_id="ours", view=form([TITLE], title=plain("Lu")))
    seen = workspace.view_of(elise)
    assert seen
    assert seen["title"]["text"] == "Lu"


def test_a_form_that_changed_meanwhile_is_not_changed_again(client: WebClient, trigger: Trigger) -> None:
    opened = client.views_open(trigger_id=trigger(), view=form())["view"]
    place = {"view_id": opened["id"], "view": form()}
    client.views_update(**place)
    assert refusal(client.views_update, hash=opened["hash"], **place)["error"] == "hash_conflict"
    assert refusal(client.views_update, view_id="V404", view=form())["error"] == "not_found"
