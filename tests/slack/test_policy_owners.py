"""How Slack tells who owns the policies, and how long it is remembered; the rest is in `tests/contracts`."""

import pytest

from bot.slack.calls import open_client
from bot.slack.policy_owners import SlackPolicyOwners
from bot.usecases.chat_ports import TryLater
from bot.workspace.faults import Fault
from bot.workspace.people import POLICY_OWNERS
from bot.workspace.server import LocalWorkspace
from tests.slack.test_directory import Hours


@pytest.fixture
def hours() -> Hours:
    return Hours()


def owners(workspace: LocalWorkspace, *named: str, hours: Hours | None = None) -> SlackPolicyOwners:
    """Those that are named."""
    client = open_client(workspace.bot_token, workspace.api_url)
    return SlackPolicyOwners(client, named, now=hours or Hours())


def test_who_is_in_a_group_is_remembered_for_a_minute(workspace: LocalWorkspace, hours: Hours) -> None:
    roles, elise = owners(workspace, POLICY_OWNERS.id, hours=hours), workspace.person("Élise").id
    assert roles.is_policy_owner(elise)
    workspace.faults.next_calls("usergroups.users.list", Fault(status=500))
    hours.seconds = 59
    assert roles.is_policy_owner(elise)

    hours.seconds = 61
    with pytest.raises(TryLater, match="http_500"):
        roles.is_policy_owner(elise)
    assert roles.is_policy_owner(elise)


def test_who_is_named_is_known_without_asking(workspace: LocalWorkspace) -> None:
    elise = workspace.person("Élise").id
    roles = owners(workspace, elise, POLICY_OWNERS.id)
    workspace.faults.next_calls("usergroups.users.list", Fault(status=500))

    assert roles.is_policy_owner(elise)


def test_who_is_in_the_group_that_can_be_asked_owns_them(workspace: LocalWorkspace) -> None:
    roles = owners(workspace, "S0NOSUCH00", POLICY_OWNERS.id)

    assert roles.is_policy_owner(workspace.person("Élise").id)
    with pytest.raises(TryLater, match="no_such_subteam"):
        roles.is_policy_owner(workspace.person("James").id)


def test_nobody_becomes_an_owner_because_a_scope_is_missing(workspace: LocalWorkspace) -> None:
    workspace.faults.withdraw_scope("usergroups:read")
    with pytest.raises(TryLater, match="missing_scope"):
        owners(workspace, POLICY_OWNERS.id).is_policy_owner(workspace.person("Élise").id)


def test_where_nobody_is_named_nobody_owns_them(workspace: LocalWorkspace) -> None:
    assert not owners(workspace).is_policy_owner(workspace.person("Élise").id)
