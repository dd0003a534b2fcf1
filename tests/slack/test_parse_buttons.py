"""A press names its card, what it asks for, and who pressed."""

from typing import Any

import pytest
from slack_sdk import WebClient

from bot.slack.calls import open_client
from bot.slack.ids import (
    ANOTHER_VERSION,
    CANCEL_PREVIEW,
    CHOOSE_FILE,
    CHOOSE_PLATFORM,
    COMPARE_POLICY,
    PREVIEW_POLICY,
    PUBLISH_POLICY,
    REVIEW_AGAIN,
    ROLL_BACK,
    TRY_AGAIN,
    WAS_A_DRAFT,
    WAS_A_QUESTION,
    WITHDRAW_POLICY,
    platform_block,
)
from bot.slack.parse import parse_press
from bot.slack.render import draw
from bot.usecases.chat_ports import Place, Received
from bot.usecases.views import AskWhatItIs, Failed, View
from bot.workspace.people import Person
from bot.workspace.server import LocalWorkspace
from tests.slack.open_door import OpenDoor
from tests.slack.payloads import CHANNEL, PERSON, TEAM, TS, pressed
from tests.workspaces import in_a_hurry


@pytest.mark.parametrize(
    ("action", "button"),
    [
        (ANOTHER_VERSION, "another"),
        (WAS_A_QUESTION, "question"),
        (WAS_A_DRAFT, "review"),
        (TRY_AGAIN, "retry"),
        (REVIEW_AGAIN, "again"),
    ],
)
def test_a_button_carries_its_card(action: str, button: str) -> None:
    received = parse_press(pressed({"type": "button", "action_id": action, "value": "card-1"}))

    assert received is not None
    assert (received.kind, received.button, received.card, received.choice) == (
        "button",
        button,
        "card-1",
        "",
    )
    assert (received.person, received.message) == (PERSON, "1700000001.000200")
    assert received.place == Place(TEAM, CHANNEL, TS)
    assert received.event == received.subject == f"T1:D1:1700000001.000200:{action}:1700000002.000300"


def test_a_select_carries_its_choice_and_its_block_the_card() -> None:
    chosen = {"type": "static_select", "action_id": CHOOSE_PLATFORM, "block_id": platform_block("card-1")}
    received = parse_press(pressed(chosen | {"selected_option": {"value": "x"}}))

    assert received is not None
    assert (received.button, received.card, received.choice) == ("platform", "card-1", "x")


@pytest.mark.parametrize(
    ("action", "button"),
    [
        (PREVIEW_POLICY, "policy-preview"),
        (PUBLISH_POLICY, "policy-publish"),
        (WITHDRAW_POLICY, "policy-withdraw"),
        (COMPARE_POLICY, "policy-compare"),
        (ROLL_BACK, "policy-rollback"),
        (CHOOSE_FILE, "policy-upload"),
    ],
)
def test_a_button_about_the_library_carries_what_it_is_about(action: str, button: str) -> None:
    received = parse_press(pressed({"type": "button", "action_id": action, "value": "PMS/fr@4|PMS/fr@3"}))

    assert received is not None
    assert (received.button, received.card, received.choice) == (button, "", "PMS/fr@4|PMS/fr@3")
    assert received.place == Place(TEAM, CHANNEL, TS)


def test_the_button_that_stops_something_does_not_wait_behind_it() -> None:
    stop = parse_press(pressed({"type": "button", "action_id": CANCEL_PREVIEW, "value": "T1:press"}))
    preview = parse_press(pressed({"type": "button", "action_id": PREVIEW_POLICY, "value": "PMS/fr@4|"}))

    assert stop is not None
    assert preview is not None
    assert (stop.button, stop.choice) == ("policy-cancel", "T1:press")
    assert stop.place.lane != preview.place.lane


@pytest.mark.parametrize(
    "body",
    [
        pressed({"action_id": "something_else", "value": "card-1"}),
        pressed({"action_id": TRY_AGAIN}),
        pressed({"action_id": CHOOSE_PLATFORM, "value": "card-1"}),
        pressed({"action_id": TRY_AGAIN, "value": "card-1"}, user={}),
        pressed({"action_id": TRY_AGAIN, "value": "card-1"}, container={}, message={}),
        pressed({"action_id": TRY_AGAIN, "value": "card-1"}, actions=[]),
    ],
)
def test_what_is_not_a_button_of_a_card_is_nothing(body: dict[str, Any]) -> None:
    assert parse_press(body) is None


def test_a_press_is_kept_and_acknowledged(workspace: LocalWorkspace, door: OpenDoor) -> None:
    person, card_ts, root = post_a_card(workspace, Failed("card-1", "ab12"))

    assert workspace.press(person, card_ts, TRY_AGAIN)
    received = door.received[-1]
    assert (received.button, received.card, received.person) == ("retry", "card-1", person.id)
    assert received.place == Place(workspace.identity.team, person.channel, root)


@in_a_hurry
def test_a_press_that_cannot_be_kept_is_not_acknowledged(workspace: LocalWorkspace, door: OpenDoor) -> None:
    person, card_ts, _ = post_a_card(workspace, AskWhatItIs("card-1"))

    def fail(received: Received) -> None:
        raise RuntimeError("no room")

    door.before_keeping = fail
    assert not workspace.press(person, card_ts, WAS_A_QUESTION)
    assert door.noted("event.not-kept")


def test_a_button_of_another_time_is_acknowledged_and_forgotten(
    workspace: LocalWorkspace, door: OpenDoor
) -> None:
    person, _, root = post_a_card(workspace, Failed("card-1", "ab12"))
    button = {"type": "button", "action_id": "of_2019", "text": {"type": "plain_text", "text": "?"}}
    answer = client_of(workspace).chat_postMessage(
        channel=person.channel, thread_ts=root, text="?", blocks=[{"type": "actions", "elements": [button]}]
    )

    assert workspace.press(person, str(answer["ts"]), "of_2019")
    assert [each.kind for each in door.received] == ["message"]


def post_a_card(workspace: LocalWorkspace, view: View) -> tuple[Person, str, str]:
    """Who it is for, its `ts`, and that of the thread's root, which the door has heard of."""
    person = workspace.person("Amélie")
    root = workspace.say(person, "Un brouillon")
    drawn = draw(view, "fr")
    answer = client_of(workspace).chat_postMessage(
        channel=person.channel, thread_ts=root, text=drawn.text, blocks=drawn.blocks
    )
    workspace.wait_for(lambda: not workspace.on_the_way())
    return person, str(answer["ts"]), root


def client_of(workspace: LocalWorkspace) -> WebClient:
    return open_client(workspace.bot_token, workspace.api_url)
