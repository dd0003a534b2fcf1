"""How Slack tells who owns the policies, and how long it is remembered; the rest is in `tests/contracts`."""

import pytest

from bot.slack.calls import open_client
from bot.slack.directory import SlackDirectory
from bot.slack.roles import SlackRoles
from bot.usecases.chat_ports import TryLater
from bot.workspace.faults import Fault
from bot.workspace.people import POLICY_OWNERS
from bot.workspace.server import LocalWorkspace
from tests.slack.test_directory import Hours


@pytest.fixture
def hours() -> Hours:
    return Hours()


def owners(workspace: LocalWorkspace, *named: str, hours: Hours | None = None) -> SlackRoles:
    """Those that are named."""
    client = open_client(workspace.bot_token, workspace.api_url)
    return SlackRoles(client, {"policy-owner": named}, now=hours or Hours())


def test_who_is_in_a_group_is_remembered_for_a_minute(workspace: LocalWorkspace, hours: Hours) -> None:
    roles, elise = owners(workspace, POLICY_OWNERS.id, hours=hours), workspace.person("Élise").id
    assert roles.has(elise, "policy-owner")
    workspace.faults.next_calls("usergroups.users.list", Fault(status=500))
    hours.seconds = 59
    assert roles.has(elise, "policy-owner")

    hours.seconds = 61
    with pytest.raises(TryLater, match="http_500"):
        roles.has(elise, "policy-owner")
    assert roles.has(elise, "policy-owner")


def test_who_leaves_the_group_has_no_role_within_a_minute(
    workspace: LocalWorkspace, hours: Hours, monkeypatch: pytest.MonkeyPatch
) -> None:
    roles, elise = owners(workspace, POLICY_OWNERS.id, hours=hours), workspace.person("Élise").id
    assert roles.has(elise, "policy-owner")

    monkeypatch.setattr(roles._client, "usergroups_users_list", lambda **how: {"users": []})
    hours.seconds = 60
    assert not roles.has(elise, "policy-owner")


def test_who_is_named_is_known_without_asking(workspace: LocalWorkspace) -> None:
    elise = workspace.person("Élise").id
    roles = owners(workspace, elise, POLICY_OWNERS.id)
    workspace.faults.next_calls("usergroups.users.list", Fault(status=500))

    assert roles.has(elise, "policy-owner")


def test_who_left_the_firm_or_became_a_guest_has_no_role_though_they_are_named(
    workspace: LocalWorkspace, hours: Hours
) -> None:
    client = open_client(workspace.bot_token, workspace.api_url)
    elise, priya = workspace.person("Élise"), workspace.person("Priya")
    directory = SlackDirectory(client, now=hours)
    roles = SlackRoles(client, {"policy-owner": [elise.id, priya.id]}, now=hours, directory=directory)
    assert roles.has(elise.id, "policy-owner")
    assert roles.has(priya.id, "policy-owner")

    workspace.leave(elise)
    workspace.become_guest(priya)
    hours.seconds = 60
    assert not roles.has(elise.id, "policy-owner")
    assert not roles.has(priya.id, "policy-owner")
    assert roles.members("policy-owner") == frozenset()


def test_where_one_group_is_not_known_nobody_says_who_all_of_them_are(workspace: LocalWorkspace) -> None:
    with pytest.raises(TryLater, match="no_such_subteam"):
        owners(workspace, "S0NOSUCH00", POLICY_OWNERS.id).members("policy-owner")


def test_who_is_in_the_group_that_can_be_asked_owns_them(workspace: LocalWorkspace) -> None:
    roles = owners(workspace, "S0NOSUCH00", POLICY_OWNERS.id)

    assert roles.has(workspace.person("Élise").id, "policy-owner")
    with pytest.raises(TryLater, match="no_such_subteam"):
        roles.has(workspace.person("James").id, "policy-owner")


def test_nobody_becomes_an_owner_because_a_scope_is_missing(workspace: LocalWorkspace) -> None:
    workspace.faults.withdraw_scope("usergroups:read")
    with pytest.raises(TryLater, match="missing_scope"):
        owners(workspace, POLICY_OWNERS.id).has(workspace.person("Élise").id, "policy-owner")


def test_where_nobody_is_named_nobody_owns_them(workspace: LocalWorkspace) -> None:
    assert not owners(workspace).has(workspace.person("Élise").id, "policy-owner")
