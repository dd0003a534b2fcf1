"""Trouble on purpose as the page asks for it: what is set, what is left of it, and what makes no sense."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk import WebClient

from bot.workspace.server import LocalWorkspace
from tests.workspace.http_bot import HttpBot, play_over_http
from tests.workspace.page_client import AMELIE
from tests.workspace.panel import ask, post_faults, read_faults
from tests.workspace.raw_bot import RawBot, play
from tests.workspace.refusals import refusal

NOTHING: dict[str, Any] = {
    "calls": [],
    "held": False,
    "triggers": 0,
    "withdrawn": [],
    "tokens": {},
    "frozen": 0,
    "deaf": 0,
}


def wrong_now(workspace: LocalWorkspace) -> dict[str, Any]:
    """What is set, but for what is as it should be."""
    found = read_faults(workspace)["faults"]
    return {name: value for name, value in found.items() if value != NOTHING[name]}


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"fault": "rate_limited", "seconds": 7}, "ratelimited"),
        ({"fault": "error", "error": "hash_conflict"}, "hash_conflict"),
        ({"fault": "error"}, "internal_error"),
    ],
)
@pytest.mark.parametrize("method", ["users.info", "*"])
def test_the_next_calls_of_one_method_or_of_any_meet_it(
    workspace: LocalWorkspace, client: WebClient, method: str, given: dict[str, Any], error: str
) -> None:
    answer = ask(workspace, "calls", method=method, times=2, **given)
    assert (answer["faults"]["calls"][0]["method"], answer["faults"]["calls"][0]["left"]) == (method, 2)

    assert refusal(client.users_info, user=AMELIE)["error"] == error
    assert wrong_now(workspace)["calls"][0]["left"] == 1
    ask(workspace, "spare_calls", method=method)
    assert wrong_now(workspace) == {}
    assert client.users_info(user=AMELIE)["ok"]


@pytest.mark.parametrize("fault", ["delay", "server_error", "drop_before", "drop_after"])
def test_each_kind_is_listed_until_it_is_met(
    workspace: LocalWorkspace, client: WebClient, fault: str
) -> None:
    ask(workspace, "calls", method="users.info", fault=fault, seconds=0, times=3)
    ask(workspace, "calls", method="auth.test", fault="error", times=1)

    found = [(each["method"], each["left"]) for each in wrong_now(workspace)["calls"]]
    assert found == [("users.info", 3), ("auth.test", 1)]


@pytest.mark.parametrize(
    ("wrong", "right", "shown"),
    [
        ({"kind": "hold"}, {"kind": "release"}, {"held": True}),
        ({"kind": "triggers", "times": 3}, {"kind": "triggers", "times": 0}, {"triggers": 3}),
        (
            {"kind": "withdraw_scope", "scope": "chat:write"},
            {"kind": "restore_scope", "scope": "chat:write"},
            {"withdrawn": ["chat:write"]},
        ),
        (
            {"kind": "revoke", "trouble": "token_expired"},
            {"kind": "restore"},
            {"tokens": {"bot": "token_expired"}},
        ),
    ],
)
def test_what_goes_wrong_is_listed_until_it_is_put_right(
    workspace: LocalWorkspace, wrong: dict[str, Any], right: dict[str, Any], shown: dict[str, Any]
) -> None:
    for by in (right, {"kind": "put_right"}):
        assert ask(workspace, **wrong)["ok"]
        assert wrong_now(workspace) == shown
        assert ask(workspace, **by)["faults"] == NOTHING


@pytest.mark.parametrize("kind", ["freeze", "deafen"])
def test_a_connection_that_ails_is_counted_until_it_is_gone(workspace: LocalWorkspace, kind: str) -> None:
    async def scene(bot: RawBot) -> None:
        answer = await asyncio.to_thread(ask, workspace, kind)
        assert answer["faults"] == NOTHING | {"frozen" if kind == "freeze" else "deaf": 1}

    play(workspace, scene)
    workspace.wait_for(lambda: wrong_now(workspace) == {})


def test_the_bot_is_asked_to_reconnect_or_loses_its_line(workspace: LocalWorkspace) -> None:
    async def scene(bot: RawBot) -> None:
        await asyncio.to_thread(ask, workspace, "reconnect")
        assert (await bot.frame())["reason"] == "refresh_requested"
        assert (await asyncio.to_thread(ask, workspace, "drop"))["ok"]
        with pytest.raises((TypeError, aiohttp.ClientError)):
            await bot.frame()

    play(workspace, scene)


def test_over_http_there_are_no_sockets_and_an_event_comes_again(workspace: LocalWorkspace) -> None:
    async def scene(bot: HttpBot) -> None:
        for kind in ("drop", "reconnect", "freeze", "deafen"):
            refused = await asyncio.to_thread(ask, workspace, kind)
            assert refused == {"ok": False, "error": "page.faults.no-sockets"}
        workspace.say(workspace.person("Camille"), "Un brouillon")
        await bot.has(1)
        assert (await asyncio.to_thread(ask, workspace, "redeliver"))["ok"]
        first, again = await bot.has(2)
        assert first.body == again.body
        assert (again.headers["X-Slack-Retry-Num"], again.headers["X-Slack-Retry-Reason"]) == (
            "1",
            "http_timeout",
        )

    play_over_http(workspace, scene)


def test_an_event_is_chosen_by_its_id(workspace: LocalWorkspace) -> None:
    async def scene(bot: RawBot) -> None:
        for text in ("un", "deux"):
            workspace.say(workspace.person("Camille"), text)
        chosen, other = [await bot.frame() for _ in range(2)]
        for frame in (chosen, other):
            await bot.acknowledge(frame)
        event_id = chosen["payload"]["event_id"]
        assert (await asyncio.to_thread(ask, workspace, "redeliver", event_id=event_id))["ok"]
        again = await bot.frame()
        assert again["payload"] == chosen["payload"]
        nothing = await asyncio.to_thread(ask, workspace, "redeliver", event_id="Ev0")
        assert nothing == {"ok": False, "error": "page.faults.nothing-sent"}

    play(workspace, scene)


def test_what_can_be_chosen_is_named(workspace: LocalWorkspace) -> None:
    ask(workspace, "withdraw_scope", scope="chat:write")
    offers = read_faults(workspace)["offers"]

    assert {"chat.postMessage", "views.open", "response_url", "files-pri"} <= set(offers["methods"])
    assert {"chat:write", "users:read"} <= set(offers["scopes"])
    assert offers["tokens"][0] == "token_revoked"


@pytest.mark.parametrize(
    "nonsense",
    [
        {},
        [],
        {"kind": "no"},
        {"kind": ["hold"]},
        {"kind": "calls", "method": "no.such", "fault": "delay", "times": 1},
        {"kind": "calls", "method": "*", "fault": "no", "times": 1},
        {"kind": "calls", "method": "*", "fault": "delay", "times": 0},
        {"kind": "calls", "method": "*", "fault": "delay", "times": 101},
        {"kind": "calls", "method": "*", "fault": "delay", "times": 1, "seconds": 601},
        {"kind": "calls", "method": "*", "fault": "delay", "times": "many"},
        {"kind": "triggers", "times": -1},
        {"kind": "revoke", "trouble": "no"},
    ],
)
def test_what_makes_no_sense_is_refused_and_sets_nothing(workspace: LocalWorkspace, nonsense: Any) -> None:
    assert post_faults(workspace, nonsense) == (400, {})
    assert wrong_now(workspace) == {}
