"""Commands in the workspace: what the app gets, how it answers, and what a person sees of it."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.webhook import WebhookClient

from bot.workspace import limits
from bot.workspace.faults import Fault
from bot.workspace.people_acts import Refused
from bot.workspace.server import LocalWorkspace
from tests.workspace.page_client import AMELIE, browse, news, post, state
from tests.workspace.raw_bot import RawBot, play
from tests.workspaces import FAST, MovingClock, bolt_app, local_workspace, running

COMMANDS = ("/policy", "/vigie")


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def workspace(tmp_path: Any, clock: MovingClock) -> Any:
    """A workspace whose app has two commands."""
    with local_workspace(tmp_path, pace=FAST, commands=COMMANDS, clock=clock) as running_workspace:
        yield running_workspace


def refused(workspace: LocalWorkspace, text: str, thread: str | None = None) -> str:
    """Why the command was refused, in a text key."""
    with pytest.raises(Refused) as raised:
        workspace.command(workspace.person("Amélie"), text, thread)
    return raised.value.key


def answered(address: str, **body: Any) -> tuple[int, str]:
    """What the workspace says to an answer: its status and its words."""
    response = WebhookClient(address, timeout=5, retry_handlers=[]).send_dict(body)
    return response.status_code, response.body


def test_a_command_says_everything_slack_says(workspace: LocalWorkspace) -> None:
    amelie = workspace.person("Amélie")

    async def scene(bot: RawBot) -> None:
        typing = asyncio.create_task(
            asyncio.to_thread(workspace.command, amelie, "/policy  R&D: un <b>?\nEt après?  ")
        )
        frame = await bot.frame()
        await bot.acknowledge(frame)
        await typing
        assert (frame["type"], frame["accepts_response_payload"]) == ("slash_commands", True)
        payload = frame["payload"]
        response_url, trigger = payload.pop("response_url"), payload.pop("trigger_id")
        assert response_url.startswith(f"{workspace.page_url}commands/")
        assert trigger
        assert payload == {
            "token": "local",
            "team_id": workspace.identity.team,
            "team_domain": "local",
            "channel_id": amelie.channel,
            "channel_name": "directmessage",
            "user_id": AMELIE,
            "user_name": "amélie",
            "command": "/policy",
            "text": "R&amp;D: un &lt;b&gt;?\nEt après?",
            "api_app_id": workspace.identity.app,
            "is_enterprise_install": "false",
        }

    play(workspace, scene)
    assert workspace.messages(amelie) == []


def test_an_app_answers_to_the_person_alone(workspace: LocalWorkspace) -> None:
    app = bolt_app(workspace)

    @app.command("/policy")
    async def answer(ack: AsyncAck, respond: AsyncRespond, command: dict[str, Any]) -> None:
        await ack()
        await respond(f"Lu: {command['text']}")

    amelie, james = workspace.person("Amélie"), workspace.person("James")
    with running(app, workspace):
        workspace.command(amelie, "/policy une question")
        [message] = workspace.wait_for(lambda: workspace.private(amelie))
    assert (message["text"], message["is_ephemeral"]) == ("Lu: une question", True)
    assert workspace.private(james) == []
    assert workspace.messages(amelie) == []
    assert workspace.on_the_way() == []


def test_an_app_that_does_not_acknowledge_in_time_has_timed_out(workspace: LocalWorkspace) -> None:
    async def scene(bot: RawBot) -> None:
        assert await asyncio.to_thread(refused, workspace, "/policy x") == "page.error.command-timeout"
        assert (await bot.frame())["type"] == "slash_commands"
        assert await bot.hears_nothing(FAST.ack), "it is sent once"

    play(workspace, scene)


def test_where_no_app_is_nothing_is_sent_and_nothing_waits(workspace: LocalWorkspace) -> None:
    assert refused(workspace, "/policy x") == "page.error.command-nobody"

    async def scene(bot: RawBot) -> None:
        assert await bot.hears_nothing(0.2)

    play(workspace, scene)


@pytest.mark.parametrize("text", ["/inconnue", "/policyx y", "/POLICY x", "//", "policy"])
def test_what_the_app_does_not_have_is_no_command(workspace: LocalWorkspace, text: str) -> None:
    assert refused(workspace, text) == "page.error.command"


def test_a_command_cannot_be_used_in_a_thread(workspace: LocalWorkspace) -> None:
    root = workspace.say(workspace.person("Amélie"), "Un brouillon")

    assert refused(workspace, "/policy x", root) == "page.error.command-in-thread"


def test_an_address_takes_five_answers(workspace: LocalWorkspace) -> None:
    amelie = workspace.person("Amélie")
    address = workspace.address_of_answer(amelie)

    said = [answered(address, text=f"Réponse {number}") for number in range(limits.ANSWERS + 1)]

    assert said[: limits.ANSWERS] == [(200, "ok")] * limits.ANSWERS
    assert said[-1] == (404, '{"ok": false, "error": "used_url"}')
    assert len(workspace.private(amelie)) == limits.ANSWERS


def test_an_address_is_good_for_half_an_hour(workspace: LocalWorkspace, clock: MovingClock) -> None:
    address = workspace.address_of_answer(workspace.person("Amélie"))
    clock.pass_half_an_hour()

    assert answered(address, text="Trop tard") == (404, '{"ok": false, "error": "expired_url"}')


def test_an_address_that_was_never_given_takes_nothing(workspace: LocalWorkspace) -> None:
    assert answered(f"{workspace.page_url}commands/abc", text="x") == (
        404,
        '{"ok": false, "error": "no_service"}',
    )


def test_a_second_answer_stands_beside_the_first_even_when_it_asks_to_replace_it(
    workspace: LocalWorkspace,
) -> None:
    """As in Slack, for a command: bolt-js issue 2287, bolt-python issue 1268."""
    amelie = workspace.person("Amélie")
    address = workspace.address_of_answer(amelie)
    answered(address, text="Un instant")
    answered(address, text="Voici", replace_original=True)

    assert [message["text"] for message in workspace.private(amelie)] == ["Un instant", "Voici"]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"text": ""}, "no_text"),
        ({"text": "x" * (limits.MESSAGE_TEXT + 1)}, "msg_too_long"),
        ({"blocks": [{"type": "unheard_of"}]}, "invalid_blocks"),
        ({"text": "x", "response_type": "in_channel"}, "invalid_arguments"),
    ],
)
def test_an_answer_that_slack_would_not_take_is_refused(
    workspace: LocalWorkspace, body: dict[str, Any], error: str
) -> None:
    amelie = workspace.person("Amélie")
    status, words = answered(workspace.address_of_answer(amelie), **body)

    assert status == 400
    assert error in words
    assert workspace.private(amelie) == []


def test_an_answer_meets_the_faults_that_a_test_wants(workspace: LocalWorkspace) -> None:
    amelie = workspace.person("Amélie")
    workspace.faults.next_calls("response_url", Fault(status=503))

    assert answered(workspace.address_of_answer(amelie), text="x")[0] == 503
    assert workspace.private(amelie) == []


def test_a_page_types_a_command_and_hears_its_answer(workspace: LocalWorkspace) -> None:
    app = bolt_app(workspace)

    @app.command("/policy")
    async def answer(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond("Voici")

    async def scene(session: aiohttp.ClientSession) -> None:
        async with session.get("/ui/events", params={"person": AMELIE}) as stream:
            await stream.content.readline()
            assert await post(session, "message", text="/policy x") == {"ok": True}
            message = (await news(stream, "message"))["message"]
            assert (message["text"], message["is_ephemeral"]) == ("Voici", True)
        assert [each["text"] for each in (await state(session))["messages"]] == ["Voici"]
        assert (await state(session, person="U0JAMES001"))["messages"] == []

    with running(app, workspace):
        browse(workspace, scene)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"text": "/policy x"}, "page.error.command-nobody"),
        ({"text": "/autre x"}, "page.error.command"),
        ({"text": "/policy x", "thread_ts": "1.0"}, "page.error.command-in-thread"),
    ],
)
def test_a_page_is_told_why_a_command_was_not_run(
    workspace: LocalWorkspace, given: dict[str, Any], error: str
) -> None:
    async def scene(session: aiohttp.ClientSession) -> None:
        assert await post(session, "message", **given) == {"ok": False, "error": error}

    browse(workspace, scene)


def test_what_one_person_alone_sees_is_not_in_the_file(tmp_path: Any) -> None:
    with local_workspace(tmp_path, commands=COMMANDS) as workspace:
        answered(workspace.address_of_answer(workspace.person("Amélie")), text="CONFIDENTIEL")
        assert workspace.private(workspace.person("Amélie"))
    with local_workspace(tmp_path, commands=COMMANDS) as workspace:
        assert workspace.private(workspace.person("Amélie")) == []
    for file in tmp_path.glob("workspace.sqlite*"):
        assert b"CONFIDENTIEL" not in file.read_bytes()
