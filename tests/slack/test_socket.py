"""The socket comes back by itself, whatever happened to it, and nothing that people wrote is lost."""

import time
from collections.abc import Iterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.socket import TokenRefused, _pause
from bot.workspace.faults import Fault
from bot.workspace.server import LocalWorkspace
from tests.slack.open_door import OpenDoor


@pytest.fixture
def door(workspace: LocalWorkspace) -> Iterator[OpenDoor]:
    """Watched closely, so that a test does not wait."""
    with OpenDoor(workspace, ping_seconds=0.2) as door:
        workspace.wait_for(lambda: door.connections)
        yield door


def still_hears(workspace: LocalWorkspace, door: OpenDoor, seconds: float = 10) -> bool:
    """Whether what somebody writes now arrives."""
    before = len(door.received)
    workspace.say(workspace.person("Amélie"), f"Brouillon {before}")
    return workspace.wait_for(lambda: len(door.received) > before, seconds)


def test_a_dropped_socket_is_replaced(workspace: LocalWorkspace, door: OpenDoor) -> None:
    workspace.faults.drop_sockets()
    workspace.wait_for(lambda: door.connections == 2)

    assert still_hears(workspace, door)
    assert door.noted("socket.lost")[0]["why"] == "dropped"


def test_a_half_open_socket_is_noticed_and_replaced(workspace: LocalWorkspace, door: OpenDoor) -> None:
    workspace.faults.freeze_sockets()
    workspace.wait_for(lambda: door.connections == 2, 10)

    assert still_hears(workspace, door)


def test_a_socket_that_answers_and_brings_nothing_is_replaced(
    workspace: LocalWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(AsyncWebClient, "auth_test", lambda client: _asked(asked))
    with OpenDoor(workspace, ping_seconds=0.1, silence=0.8) as door:
        workspace.wait_for(lambda: door.connections >= 1)
        make_deaf(workspace)
        workspace.say(workspace.person("Amélie"), "Vous m’entendez?")

        assert workspace.wait_for(lambda: door.received, 10)
        assert door.noted("socket.lost")[0]["why"] == "silent"
        assert asked, "Slack was asked for a sign of life meanwhile"


def test_a_socket_over_which_people_write_is_left_alone(workspace: LocalWorkspace) -> None:
    with OpenDoor(workspace, ping_seconds=0.5, silence=2.0) as door:
        workspace.wait_for(lambda: door.connections == 1)
        for _ in range(6):
            assert still_hears(workspace, door)
            time.sleep(0.4)

        assert door.connections == 1
        assert not door.noted("socket.lost")


def make_deaf(workspace: LocalWorkspace) -> None:
    """The connections of now answer pings; what people do is sent and lost, and nobody says so."""

    async def deafen() -> None:
        for socket in workspace.faults._state().sockets._sockets:
            socket.ws.send_json = _lost  # type: ignore[method-assign]

    workspace.faults._run(deafen())


async def _lost(frame: object) -> None:
    """Nothing is sent."""


async def _asked(asked: list[int]) -> None:
    asked.append(1)


def test_the_address_is_changed_when_slack_asks(workspace: LocalWorkspace, door: OpenDoor) -> None:
    workspace.faults.ask_to_reconnect()
    workspace.wait_for(lambda: workspace.connected)

    assert still_hears(workspace, door)
    assert not door.noted("socket.lost")


def test_a_change_of_address_that_fails_does_not_leave_it_deaf(
    workspace: LocalWorkspace, door: OpenDoor
) -> None:
    workspace.faults.next_calls("apps.connections.open", Fault(status=503))
    workspace.faults.ask_to_reconnect("link_disabled")
    workspace.faults.drop_sockets()

    assert still_hears(workspace, door)


def test_trouble_at_slack_is_waited_out(workspace: LocalWorkspace, door: OpenDoor) -> None:
    workspace.faults.next_calls("apps.connections.open", Fault(drop="before"))
    workspace.faults.drop_sockets()

    assert still_hears(workspace, door)
    assert [ids["why"] for ids in door.noted("socket.lost")] == ["dropped", "unreachable"]


def test_slack_is_not_asked_again_before_it_wishes(workspace: LocalWorkspace, door: OpenDoor) -> None:
    workspace.faults.next_calls("apps.connections.open", Fault(status=429, retry_after=2))
    workspace.faults.drop_sockets()
    workspace.wait_for(lambda: len(door.noted("socket.lost")) == 2)

    assert door.noted("socket.lost")[1]["seconds"] == 2
    assert still_hears(workspace, door)


def test_a_token_refused_at_the_start_is_an_error(workspace: LocalWorkspace) -> None:
    workspace.faults.revoke("app", "invalid_auth")
    with OpenDoor(workspace) as door:
        workspace.wait_for(lambda: door.error)

    assert isinstance(door.error, TokenRefused)
    assert (door.error.which, door.error.code) == ("app", "invalid_auth")
    assert workspace.app_token not in f"{door.error!r} {door.notes}"


def test_a_token_revoked_later_is_noted_and_tried_again(workspace: LocalWorkspace, door: OpenDoor) -> None:
    workspace.faults.revoke("app")
    workspace.faults.drop_sockets()
    workspace.wait_for(lambda: len(door.noted("socket.lost")) == 2)
    assert door.noted("socket.lost")[1]["why"] == "token_revoked"

    workspace.faults.restore("app")
    assert still_hears(workspace, door)
    assert door.error is None


def test_slack_out_of_reach_at_the_start_is_waited_out(workspace: LocalWorkspace) -> None:
    workspace.faults.next_calls("apps.connections.open", Fault(status=500))
    with OpenDoor(workspace) as door:
        assert still_hears(workspace, door)
        assert door.noted("socket.lost")[0]["why"] == "http_500"


def test_a_revoked_bot_token_does_not_lose_what_people_write(
    workspace: LocalWorkspace, door: OpenDoor
) -> None:
    workspace.faults.revoke("bot")

    assert still_hears(workspace, door)


def test_what_was_written_while_nobody_listened_arrives(workspace: LocalWorkspace) -> None:
    workspace.say(workspace.person("Amélie"), "Personne?")
    with OpenDoor(workspace) as door:
        workspace.wait_for(lambda: door.received)


def test_a_pause_grows_to_a_minute_and_no_further() -> None:
    assert [_pause(failures) for failures in (0, 1, 2, 3, 6, 7, 8, 5000)] == [0, 1, 2, 4, 32, 60, 60, 60]


def test_it_stops_at_once_even_while_slack_keeps_it_waiting(workspace: LocalWorkspace) -> None:
    workspace.faults.next_calls("apps.connections.open", Fault(delay=5))
    begun = time.monotonic()
    with OpenDoor(workspace):
        pass

    assert time.monotonic() - begun < 2


def test_it_stops_at_once_when_the_other_side_does_not_say_goodbye(
    workspace: LocalWorkspace, door: OpenDoor
) -> None:
    workspace.faults.freeze_sockets()
    begun = time.monotonic()
    door.stop()

    assert time.monotonic() - begun < 5
