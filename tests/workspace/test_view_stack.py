"""Forms over forms: pushed, closed one by one or all at once, and pressed in."""

import asyncio
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest
from slack_sdk import WebClient

from bot.workspace.element_state import Given
from bot.workspace.people import Person
from bot.workspace.people_refusals import Refused
from bot.workspace.pressing import Press
from bot.workspace.server import LocalWorkspace
from tests.workspace.a_form import TITLE, field, form, option, plain
from tests.workspace.heard import heard
from tests.workspace.page_client import browse, news, post
from tests.workspace.raw_bot import RawBot, play
from tests.workspace.refusals import refusal

PRESSED = {
    "type": "actions",
    "block_id": "more",
    "elements": [{"type": "button", "action_id": "more", "value": "clause-1", "text": plain("Plus")}],
}
SCOPE = field("scope", {"type": "radio_buttons", "options": [option("all"), option("some")]})
FIRST = [TITLE, SCOPE | {"dispatch_action": True}, PRESSED]
Json = dict[str, Any]


@pytest.fixture
def elise(workspace: LocalWorkspace) -> Person:
    """Who has the forms open."""
    return workspace.person("Élise")


@pytest.fixture
def show(workspace: LocalWorkspace, client: WebClient, elise: Person) -> Callable[..., Json]:
    """Shows her a form: the first one opens, the others go over it."""

    def shown(blocks: list[Json] = FIRST, **more: Any) -> Json:
        how = client.views_push if workspace.view_of(elise) else client.views_open
        return dict(how(trigger_id=workspace.new_trigger(elise), view=form(blocks, **more))["view"])

    return shown


def top(workspace: LocalWorkspace, person: Person) -> str:
    """The id of the form on top, "" when there is none."""
    return (workspace.view_of(person) or {"id": ""})["id"]


def test_a_form_goes_over_another_and_three_is_the_limit(
    workspace: LocalWorkspace, client: WebClient, elise: Person, show: Callable[..., Json]
) -> None:
    first, second, third = show(), show(), show()
    assert [each["root_view_id"] for each in (first, second, third)] == [first["id"]] * 3
    previous = [each["previous_view_id"] for each in (first, second, third)]
    assert previous == [None, first["id"], second["id"]]
    assert top(workspace, elise) == third["id"]
    given = {"trigger_id": workspace.new_trigger(elise), "view": form()}
    assert refusal(client.views_push, **given)["error"] == "push_limit_reached"
    workspace.close(elise)
    assert top(workspace, elise) == second["id"]
    changed = client.views_update(view_id=first["id"], view=form([TITLE]))["view"]
    assert (changed["id"], top(workspace, elise)) == (first["id"], second["id"])
    assert "depth" not in changed


def test_nothing_is_pushed_over_nothing(workspace: LocalWorkspace, client: WebClient, elise: Person) -> None:
    given = {"trigger_id": workspace.new_trigger(elise), "view": form()}
    assert refusal(client.views_push, **given)["error"] == "invalid_trigger_id"


def test_two_forms_have_not_one_name(
    workspace: LocalWorkspace, client: WebClient, elise: Person, show: Callable[..., Json]
) -> None:
    show(external_id="ours")
    given = {"trigger_id": workspace.new_trigger(elise), "view": form(external_id="ours")}
    assert refusal(client.views_push, **given)["error"] == "duplicate_external_id"
    assert client.views_update(external_id="ours", view=form(external_id="ours"))["ok"]


@pytest.mark.parametrize(
    ("answer", "left"), [({}, 1), ({"response_action": "clear"}, 0), ({"response_action": "push"}, 3)]
)
def test_what_is_sent_closes_uncovers_or_is_covered(
    workspace: LocalWorkspace, elise: Person, show: Callable[..., Json], answer: Json, left: int
) -> None:
    first = show()
    second = show([TITLE])
    given = answer | ({"view": form()} if answer.get("response_action") == "push" else {})
    payload = heard(workspace, lambda: workspace.submit(elise, {"title": "Un titre"}), given)
    assert payload["view"]["id"] == second["id"]
    assert (payload["view"]["root_view_id"], payload["view"]["private_metadata"]) == (first["id"], "doc:1")
    expected = {1: first["id"], 0: ""}
    if left in expected:
        assert top(workspace, elise) == expected[left]
    else:
        assert (workspace.view_of(elise) or {})["previous_view_id"] == second["id"]


@pytest.mark.parametrize(
    ("how", "all_of_them", "told"),
    [({}, False, [False]), ({}, True, [True, True]), ({"clear_on_close": True}, False, [True, True])],
)
def test_the_app_hears_of_every_form_that_was_closed(
    workspace: LocalWorkspace,
    elise: Person,
    show: Callable[..., Json],
    how: Json,
    all_of_them: bool,
    told: list[bool],
) -> None:
    first = show(notify_on_close=True)
    second = show(notify_on_close=True, **how)
    closed: list[Json] = []

    async def scene(bot: RawBot) -> None:
        closing = asyncio.create_task(asyncio.to_thread(workspace.close, elise, all_of_them))
        for _ in told:
            frame = await bot.frame()
            await bot.acknowledge(frame)
            closed.append(frame["payload"])
        await closing

    play(workspace, scene)
    assert [each["view"]["id"] for each in closed] == [second["id"], first["id"]][: len(told)]
    assert [each["is_cleared"] for each in closed] == told
    assert top(workspace, elise) == ("" if all(told) else first["id"])


def test_a_press_in_a_form_brings_it_with_what_its_fields_hold(
    workspace: LocalWorkspace, client: WebClient, elise: Person, show: Callable[..., Json]
) -> None:
    view = show()
    values: dict[str, Given] = {"title": "Un titre", "scope": "all"}
    payload = heard(workspace, lambda: workspace.press_in_form(elise, Press("more"), values))
    assert payload["container"] == {"type": "view", "view_id": view["id"]}
    assert payload.keys().isdisjoint({"channel", "message", "response_url"})
    assert (payload["actions"][0]["value"], payload["actions"][0]["block_id"]) == ("clause-1", "more")
    held = payload["view"]["state"]["values"]
    assert held["title"]["title"] == {"type": "plain_text_input", "value": "Un titre"}
    assert held["scope"]["scope"]["selected_option"]["value"] == "all"
    assert client.views_push(trigger_id=payload["trigger_id"], view=form())["ok"]


def test_a_field_that_says_so_acts_when_it_changes(
    workspace: LocalWorkspace, elise: Person, show: Callable[..., Json]
) -> None:
    show()
    chosen = Press("scope", choice="some")
    payload = heard(workspace, lambda: workspace.press_in_form(elise, chosen))
    assert payload["actions"][0]["selected_option"]["value"] == "some"
    assert payload["view"]["state"]["values"]["scope"]["scope"]["selected_option"]["value"] == "some"
    for nothing in (Press("title", choice="a"), Press("scope", choice="none"), Press("unknown")):
        with pytest.raises(Refused):
            workspace.press_in_form(elise, nothing)


def test_a_page_follows_the_stack_and_presses_in_it(
    workspace: LocalWorkspace, elise: Person, show: Callable[..., Json]
) -> None:
    async def scene(session: aiohttp.ClientSession) -> None:
        async with session.get("/ui/events", params={"person": elise.id}) as stream:
            await stream.content.readline()
            first = await asyncio.to_thread(show)
            assert (await news(stream, "view"))["view"]["depth"] == 0
            second = await asyncio.to_thread(show)
            pushed = (await news(stream, "view"))["view"]
            assert (pushed["id"], pushed["depth"], pushed["type"]) == (second["id"], 1, "modal")
            action = {"type": "button", "action_id": "more", "block_id": "more"}
            pressed = {"person": elise.id, "view_id": second["id"], "action": action, "values": {}}
            assert (await post(session, "action", **pressed))["error"] == "page.notice.no-ack"
            under = pressed | {"view_id": first["id"]}
            assert (await post(session, "action", **under))["error"] == "page.form.gone"
            assert (await post(session, "close", person=elise.id, view_id=second["id"]))["ok"]
            assert (await news(stream, "view"))["view"]["id"] == first["id"]
            assert (await post(session, "close", person=elise.id, view_id=first["id"], all=True))["ok"]
            assert (await news(stream, "view"))["view"] is None

    browse(workspace, scene)
