"""Trouble on purpose: each kind is met by as many calls as it was made for."""

import asyncio
import http.client
import time
import urllib.error

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.workspace.faults import ANY, Fault
from bot.workspace.people_refusals import Refused
from bot.workspace.server import LocalWorkspace
from tests.workspace.a_form import form
from tests.workspace.panel import ended
from tests.workspace.raw_bot import RawBot, play
from tests.workspace.refusals import refusal

DROPPED = (urllib.error.URLError, http.client.HTTPException, ConnectionError)


def test_too_many_requests_say_how_long_to_wait(workspace: LocalWorkspace, client: WebClient) -> None:
    workspace.faults.next_calls("auth.test", Fault(status=429, retry_after=7), times=2)
    for _ in range(2):
        with pytest.raises(SlackApiError) as raised:
            client.auth_test()
        assert raised.value.response.status_code == 429
        assert raised.value.response.headers["Retry-After"] == "7"
        assert raised.value.response["error"] == "ratelimited"
    assert client.auth_test()["ok"]


@pytest.mark.parametrize("status", [500, 503])
def test_a_broken_server_answers_no_json(workspace: LocalWorkspace, client: WebClient, status: int) -> None:
    workspace.faults.next_calls("auth.test", Fault(status=status))
    with pytest.raises(SlackApiError) as raised:
        client.auth_test()
    assert raised.value.response.status_code == status
    assert client.auth_test()["ok"]


def test_an_error_is_answered_and_nothing_is_done(workspace: LocalWorkspace, client: WebClient) -> None:
    person = workspace.person("Camille")
    workspace.faults.next_calls("chat.postMessage", Fault(error="internal_error"))
    with pytest.raises(SlackApiError, match="internal_error"):
        client.chat_postMessage(channel=person.channel, text="a")
    assert workspace.messages(person) == []


@pytest.mark.parametrize(("drop", "stored"), [("before", 0), ("after", 1)])
def test_a_line_is_dropped_before_or_after_the_work(
    workspace: LocalWorkspace, client: WebClient, drop: str, stored: int
) -> None:
    person = workspace.person("Camille")
    workspace.faults.next_calls("chat.postMessage", Fault(drop=drop))
    with pytest.raises(DROPPED):
        client.chat_postMessage(channel=person.channel, text="a")
    assert len(workspace.messages(person)) == stored
    assert client.chat_postMessage(channel=person.channel, text="b")["ok"]


def test_a_slow_answer_comes_late(workspace: LocalWorkspace, client: WebClient) -> None:
    workspace.faults.next_calls("auth.test", Fault(delay=0.1))
    began = time.monotonic()
    assert client.auth_test()["ok"]
    assert time.monotonic() - began >= 0.1


def test_other_methods_are_not_touched(workspace: LocalWorkspace, client: WebClient) -> None:
    workspace.faults.next_calls("chat.postMessage", Fault(status=500))
    assert client.auth_test()["ok"]


def test_any_method_meets_what_was_set_for_any_after_what_was_set_for_itself(
    workspace: LocalWorkspace, client: WebClient
) -> None:
    workspace.faults.next_calls(ANY, Fault(error="fatal_error"), times=2)
    workspace.faults.next_calls("auth.test", Fault(error="internal_error"))
    assert refusal(client.auth_test)["error"] == "internal_error"
    assert refusal(client.auth_test)["error"] == "fatal_error"
    assert refusal(client.users_info, user="U0AMELIE01")["error"] == "fatal_error"
    assert client.auth_test()["ok"]


def test_nothing_is_done_for_a_caller_that_hung_up_in_the_delay(workspace: LocalWorkspace) -> None:
    person = workspace.person("Camille")
    workspace.faults.next_calls("chat.postMessage", Fault(delay=0.4))
    hasty = WebClient(workspace.bot_token, base_url=workspace.api_url, timeout=0.1, retry_handlers=[])  # type: ignore[arg-type]
    with pytest.raises(TimeoutError):
        hasty.chat_postMessage(channel=person.channel, text="a")
    assert ended(workspace, "chat.postMessage")[0]["outcome"] == "dropped"
    assert workspace.messages(person) == []


def test_the_next_trigger_ids_are_born_expired(workspace: LocalWorkspace, client: WebClient) -> None:
    person = workspace.person("Élise")
    workspace.faults.expire_triggers(2)
    for error in ("expired_trigger_id", "expired_trigger_id", ""):
        opening = {"trigger_id": workspace.new_trigger(person), "view": form()}
        if error:
            assert refusal(client.views_open, **opening)["error"] == error
        else:
            assert client.views_open(**opening)["ok"]


def test_a_scope_and_a_token_come_back(workspace: LocalWorkspace, client: WebClient) -> None:
    workspace.faults.withdraw_scope("users:read")
    assert refusal(client.users_info, user="U0AMELIE01")["error"] == "missing_scope"
    workspace.faults.restore_scope("users:read")
    workspace.faults.restore_scope("admin.users:write")  # which it never had
    assert client.users_info(user="U0AMELIE01")["ok"]
    assert "admin.users:write" not in client.auth_test().headers["x-oauth-scopes"]


def test_the_last_event_of_a_person_is_delivered_again_under_its_id(
    workspace: LocalWorkspace, client: WebClient
) -> None:
    person = workspace.person("Camille")

    async def scene(bot: RawBot) -> None:
        workspace.say(person, "Un brouillon")
        first = await bot.frame()
        await bot.acknowledge(first)
        await asyncio.to_thread(client.chat_postMessage, channel=person.channel, text="Lu")
        assert (await bot.event())["text"] == "Lu"
        await asyncio.to_thread(workspace.faults.redeliver)
        again = await bot.frame()
        await bot.acknowledge(again)
        assert again["payload"] == first["payload"]
        assert (first["retry_attempt"], again["retry_attempt"]) == (0, 1)
        assert again["retry_reason"] == "timeout"

    play(workspace, scene)
    workspace.wait_for(lambda: not workspace.on_the_way())


def test_what_was_never_sent_is_not_delivered_again(workspace: LocalWorkspace) -> None:
    with pytest.raises(Refused, match=r"page\.faults\.nothing-sent"):
        workspace.faults.redeliver()


def test_everything_is_put_right_at_once(workspace: LocalWorkspace, client: WebClient) -> None:
    person = workspace.person("Élise")

    async def scene(bot: RawBot) -> None:
        faults = workspace.faults
        faults.next_calls(ANY, Fault(status=500), times=3)
        faults.withdraw_scope("users:read")
        faults.revoke("bot")
        for trouble in (faults.hold_deliveries, faults.freeze_sockets, faults.deafen_sockets):
            await asyncio.to_thread(trouble)
        await asyncio.to_thread(faults.expire_triggers)

        await asyncio.to_thread(faults.put_everything_right)
        workspace.say(person, "Un brouillon")
        assert (await bot.event())["text"] == "Un brouillon"

    play(workspace, scene)
    assert client.users_info(user=person.id)["ok"]
    assert client.views_open(trigger_id=workspace.new_trigger(person), view=form())["ok"]
