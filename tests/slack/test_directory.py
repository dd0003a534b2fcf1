"""How Slack tells whom the firm employs, and how long it is remembered; the rest is in `tests/contracts`."""

from typing import Any

import pytest

from bot.slack.calls import open_client
from bot.slack.directory import SlackDirectory
from bot.usecases.chat_ports import TryLater
from bot.workspace.faults import Fault
from bot.workspace.server import LocalWorkspace


class Hours:
    """A clock that is turned by hand, in seconds."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def directory(workspace: LocalWorkspace, hours: Hours) -> SlackDirectory:
    return SlackDirectory(open_client(workspace.bot_token, workspace.api_url), now=hours)


@pytest.mark.parametrize(
    ("user", "guest"),
    [
        ({}, False),
        ({"team_id": "T1"}, False),
        ({"team_id": "T2"}, True),
        ({"team_id": "T2", "enterprise_user": {"teams": ["T1", "T2"]}}, False),
        ({"team_id": "T1", "deleted": True}, True),
        ({"team_id": "T1", "is_bot": True}, True),
        ({"team_id": "T1", "is_restricted": True}, True),
        ({"team_id": "T1", "is_ultra_restricted": True}, True),
        ({"team_id": "T1", "is_stranger": True}, True),
    ],
)
def test_only_those_whom_the_firm_employs_are_not_guests(user: dict[str, Any], guest: bool) -> None:
    from bot.slack.directory import _person

    assert _person(user, "U1", "T1").guest is guest


def test_an_answer_is_remembered_for_a_minute(
    workspace: LocalWorkspace, directory: SlackDirectory, hours: Hours
) -> None:
    person_id = workspace.person("Amélie").id
    directory.person(person_id)
    workspace.faults.next_calls("users.info", Fault(status=500), times=1)
    hours.seconds = 59
    assert directory.person(person_id).name == "Amélie Tremblay"

    hours.seconds = 61
    with pytest.raises(TryLater, match="http_500"):
        directory.person(person_id)
    assert directory.person(person_id).name == "Amélie Tremblay"


def test_who_leaves_or_becomes_a_guest_is_one_within_a_minute(
    directory: SlackDirectory, hours: Hours, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: dict[str, Any] = {"team_id": "T1", "real_name": "Amélie Tremblay"}
    client = directory._client
    monkeypatch.setattr(client, "auth_test", lambda: {"team_id": "T1"})
    monkeypatch.setattr(client, "users_info", lambda **how: {"user": said})
    assert not directory.person("U1").guest

    for mark in ("deleted", "is_restricted", "is_ultra_restricted", "is_stranger"):
        said[mark] = True
        hours.seconds += 60
        assert directory.person("U1").guest
        del said[mark]
        hours.seconds += 60
        assert not directory.person("U1").guest


@pytest.mark.parametrize("trouble", ["token_revoked", "invalid_auth"])
def test_nobody_becomes_a_guest_because_a_token_is_wrong(
    workspace: LocalWorkspace, directory: SlackDirectory, trouble: Any
) -> None:
    workspace.faults.revoke("bot", trouble)
    with pytest.raises(TryLater, match=trouble):
        directory.person(workspace.person("Amélie").id)


def test_nobody_becomes_a_guest_because_a_scope_is_missing(
    workspace: LocalWorkspace, directory: SlackDirectory
) -> None:
    workspace.faults.withdraw_scope("users:read")
    with pytest.raises(TryLater, match="missing_scope"):
        directory.person(workspace.person("Amélie").id)
