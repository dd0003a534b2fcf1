"""Socket Mode: what is sent, acknowledged and sent again, with a real Bolt app or frame by frame."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace.server import LocalWorkspace
from tests.workspace.raw_bot import RawBot, play
from tests.workspaces import FAST, bolt_app, local_workspace, running, web_client

BUTTON = {
    "type": "button",
    "text": {"type": "plain_text", "text": "Oui"},
    "action_id": "yes",
    "value": "card-1",
}
PLATFORMS = [
    {"text": {"type": "plain_text", "text": name}, "value": name.lower()} for name in ("LinkedIn", "Bluesky")
]
SELECT = {
    "type": "static_select",
    "action_id": "platform",
    "options": PLATFORMS,
    "initial_option": PLATFORMS[0],
}
BLOCKS = [{"type": "actions", "block_id": "buttons", "elements": [BUTTON, SELECT]}]


def card(workspace: LocalWorkspace) -> str:
    """A card with buttons, in Camille's conversation; its `ts`."""
    channel = workspace.person("Camille").channel
    return str(web_client(workspace).chat_postMessage(channel=channel, text="Carte", blocks=BLOCKS)["ts"])


def test_a_bolt_app_hears_a_message_and_answers_in_its_thread(workspace: LocalWorkspace) -> None:
    app = bolt_app(workspace)

    @app.event("message")
    async def answer(event: dict[str, Any], client: AsyncWebClient) -> None:
        await client.chat_postMessage(channel=event["channel"], text="Lu", thread_ts=event["ts"])

    with running(app, workspace):
        person = workspace.person("Camille")
        ts = workspace.say(person, "Un brouillon")
        workspace.wait_for(lambda: len(workspace.messages(person)) == 2 and not workspace.on_the_way())
    assert [m.get("thread_ts") for m in workspace.messages(person)] == [None, ts]


def test_the_bots_own_messages_come_back_and_bolt_drops_them(workspace: LocalWorkspace) -> None:
    app = bolt_app(workspace)
    heard: list[str] = []

    @app.event("message")
    async def hear(event: dict[str, Any]) -> None:
        heard.append(event["ts"])

    with running(app, workspace):
        ts = card(workspace)
        assert [payload["event"]["ts"] for payload in workspace.on_the_way()] in ([ts], [])
        workspace.wait_for(lambda: not workspace.on_the_way())
    assert heard == []


def test_an_event_that_a_bolt_app_does_not_know_is_given_up_after_three_more_times(
    workspace: LocalWorkspace,
) -> None:
    app = bolt_app(workspace)
    attempts: list[str] = []

    @app.middleware
    async def count(body: dict[str, Any], next: Callable[[], Awaitable[None]]) -> None:
        attempts.append(body["event_id"])
        await next()

    with running(app, workspace):
        event_id = workspace.deliver({"type": "app_context_changed", "channel": "D0CAMILLE1"})
        workspace.wait_for(lambda: not workspace.on_the_way())
    assert attempts == [event_id] * 4


def test_an_event_says_everything_slack_says(workspace: LocalWorkspace) -> None:
    async def scene(bot: RawBot) -> None:
        ts = workspace.say(workspace.person("Camille"), "Un brouillon")
        frame = await bot.frame()
        payload = frame["payload"]
        assert (frame["type"], frame["retry_attempt"], frame["retry_reason"]) == ("events_api", 0, "")
        assert (payload["type"], payload["team_id"]) == ("event_callback", workspace.identity.team)
        assert payload["authorizations"][0]["user_id"] == workspace.identity.bot_user
        event = payload["event"]
        assert (event["type"], event["channel"], event["channel_type"]) == ("message", "D0CAMILLE1", "im")
        assert (event["user"], event["ts"], event["event_ts"]) == ("U0CAMILLE1", ts, ts)
        assert "subtype" not in event
        assert event["client_msg_id"]

    play(workspace, scene)


def test_an_event_is_sent_again_with_its_id_until_it_is_acknowledged(workspace: LocalWorkspace) -> None:
    async def scene(bot: RawBot) -> None:
        event_id = workspace.deliver({"type": "app_home_opened"})
        first, second, third = [await bot.frame() for _ in range(3)]
        assert [frame["retry_attempt"] for frame in (first, second, third)] == [0, 1, 2]
        assert second["retry_reason"] == third["retry_reason"] == "timeout"
        assert {frame["payload"]["event_id"] for frame in (first, second, third)} == {event_id}
        assert len({frame["envelope_id"] for frame in (first, second, third)}) == 3
        await bot.acknowledge(third)
        assert await bot.hears_nothing(FAST.ack + 0.2)
        assert workspace.on_the_way() == []

    play(workspace, scene)


def test_events_come_in_the_order_in_which_they_happened(workspace: LocalWorkspace) -> None:
    person = workspace.person("Camille")
    said = [str(number) for number in range(20)]
    for text in said[:10]:
        workspace.say(person, text)

    async def scene(bot: RawBot) -> None:
        for text in said[10:]:
            workspace.say(person, text)
        assert [(await bot.event())["text"] for _ in said] == said

    play(workspace, scene)


def test_what_happened_while_no_bot_was_there_is_told_when_it_comes(workspace: LocalWorkspace) -> None:
    workspace.say(workspace.person("Camille"), "Quelqu’un?")

    async def scene(bot: RawBot) -> None:
        frame = await bot.frame()
        assert frame["payload"]["event"]["text"] == "Quelqu’un?"
        assert frame["retry_attempt"] == 0

    play(workspace, scene)


def test_what_a_bot_that_died_had_not_acknowledged_goes_to_the_next(workspace: LocalWorkspace) -> None:
    async def dies(bot: RawBot) -> None:
        workspace.say(workspace.person("Camille"), "Un brouillon")
        await bot.frame()

    async def takes_over(bot: RawBot) -> None:
        frame = await bot.frame()
        assert frame["payload"]["event"]["text"] == "Un brouillon"
        assert (frame["retry_attempt"], frame["retry_reason"]) == (1, "connection_failed")
        await bot.acknowledge(frame)

    play(workspace, dies)
    play(workspace, takes_over)
    workspace.wait_for(lambda: not workspace.on_the_way())


def test_what_was_on_its_way_survives_a_restart_of_the_workspace(tmp_path: Path) -> None:
    with local_workspace(tmp_path) as workspace:
        workspace.say(workspace.person("Camille"), "Un brouillon")
        (sent,) = workspace.on_the_way()
    with local_workspace(tmp_path) as workspace:

        async def scene(bot: RawBot) -> None:
            frame = await bot.frame()
            assert frame["payload"] == sent
            await bot.acknowledge(frame)

        play(workspace, scene)
        workspace.wait_for(lambda: not workspace.on_the_way())


def test_the_attempts_are_counted_over_a_restart_of_the_workspace(tmp_path: Path) -> None:
    with local_workspace(tmp_path) as workspace:

        async def dies(bot: RawBot) -> None:
            workspace.say(workspace.person("Camille"), "Un brouillon")
            await bot.frame()

        play(workspace, dies)
        workspace.wait_for(lambda: not workspace.connected)
    with local_workspace(tmp_path) as workspace:

        async def takes_over(bot: RawBot) -> None:
            frame = await bot.frame()
            assert (frame["retry_attempt"], frame["retry_reason"]) == (1, "connection_failed")

        play(workspace, takes_over)


def test_a_pressed_button_says_which_on_what_and_by_whom(workspace: LocalWorkspace) -> None:
    ts = card(workspace)
    person = workspace.person("Camille")

    async def scene(bot: RawBot) -> None:
        await bot.event()
        pressing = asyncio.create_task(asyncio.to_thread(workspace.press, person, ts, "yes"))
        frame = await bot.frame()
        await bot.acknowledge(frame)
        assert await pressing is True
        payload = frame["payload"]
        assert (frame["type"], payload["type"]) == ("interactive", "block_actions")
        assert payload["user"]["id"] == person.id
        assert payload["container"]["message_ts"] == payload["message"]["ts"] == ts
        assert payload["channel"]["id"] == person.channel
        (action,) = payload["actions"]
        assert (action["type"], action["action_id"], action["block_id"]) == ("button", "yes", "buttons")
        assert action["value"] == "card-1"
        assert payload["state"]["values"]["buttons"]["platform"]["selected_option"]["value"] == "linkedin"

    play(workspace, scene)


def test_a_choice_in_a_list_says_what_was_chosen(workspace: LocalWorkspace) -> None:
    ts = card(workspace)
    person = workspace.person("Camille")

    async def scene(bot: RawBot) -> None:
        await bot.event()
        pressing = asyncio.create_task(
            asyncio.to_thread(workspace.press, person, ts, "platform", choice="bluesky")
        )
        frame = await bot.frame()
        await bot.acknowledge(frame)
        assert await pressing is True
        (action,) = frame["payload"]["actions"]
        assert action["selected_option"]["value"] == "bluesky"
        chosen = frame["payload"]["state"]["values"]["buttons"]["platform"]["selected_option"]
        assert chosen["value"] == "bluesky"

    play(workspace, scene)


def test_a_button_is_sent_once_and_the_person_learns_that_nobody_answered(workspace: LocalWorkspace) -> None:
    ts = card(workspace)
    assert workspace.press(workspace.person("Camille"), ts, "yes") is False

    async def scene(bot: RawBot) -> None:
        await bot.event()
        assert await asyncio.to_thread(workspace.press, workspace.person("Camille"), ts, "yes") is False
        assert (await bot.frame())["type"] == "interactive"
        assert await bot.hears_nothing(FAST.ack)

    play(workspace, scene)


def test_a_bolt_action_is_acknowledged(workspace: LocalWorkspace) -> None:
    app = bolt_app(workspace)
    pressed: list[str] = []

    @app.action("yes")
    async def yes(ack: AsyncAck, action: dict[str, Any]) -> None:
        pressed.append(action["value"])
        await ack()

    with running(app, workspace):
        assert workspace.press(workspace.person("Camille"), card(workspace), "yes")
    assert pressed == ["card-1"]
