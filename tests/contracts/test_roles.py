"""What `Roles` promises: an owner is one who is named, by themselves or by their group, and nobody else."""

from collections.abc import Iterator

import pytest

from bot.slack.calls import open_client
from bot.slack.ids import SCOPES
from bot.slack.roles import SlackRoles
from bot.usecases.chat_ports import TryLater
from bot.usecases.matter_ports import Role, Roles
from bot.workspace.people import PEOPLE, POLICY_OWNERS
from tests.fakes_policy import InMemoryRoles
from tests.workspaces import local_workspace

IDS = {person.first_name: person.id for person in PEOPLE}


@pytest.fixture(scope="module", params=["in memory", "in Slack"])
def roles(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Roles]:
    """The roles under test: Priya is named, Élise is in the group."""
    if request.param == "in memory":
        yield InMemoryRoles(IDS["Priya"], IDS["Élise"], pilot=(IDS["Amélie"],))
        return
    with local_workspace(tmp_path_factory.mktemp("workspace"), scopes=SCOPES) as workspace:
        client = open_client(workspace.bot_token, workspace.api_url)
        people: dict[Role, list[str]] = {
            "policy-owner": [IDS["Priya"], POLICY_OWNERS.id],
            "pilot": [IDS["Amélie"]],
        }
        yield SlackRoles(client, people)


@pytest.mark.parametrize(
    ("name", "owner"), [("Priya", True), ("Élise", True), ("Amélie", False), ("Alex", False)]
)
def test_who_is_named_or_in_a_group_that_is_owns_the_policies(roles: Roles, name: str, owner: bool) -> None:
    assert roles.has(IDS[name], "policy-owner") is owner
    assert roles.has(IDS[name], "policy-owner") is owner


def test_all_who_have_a_role_are_known_and_nobody_else(roles: Roles) -> None:
    assert roles.members("policy-owner") == {IDS["Priya"], IDS["Élise"]}
    assert roles.members("compliance-officer") == frozenset()


def test_nobody_and_an_id_of_no_person_own_nothing(roles: Roles) -> None:
    for person in ("", "U0NOBODY00", POLICY_OWNERS.id):
        assert roles.has(person, "policy-owner") is False


def test_whoever_has_one_role_has_no_other_for_it(roles: Roles) -> None:
    assert roles.has(IDS["Amélie"], "pilot") is True
    assert roles.has(IDS["Priya"], "pilot") is False
    assert roles.has(IDS["Amélie"], "compliance-officer") is False


def test_where_nobody_can_say_it_is_never_a_yes() -> None:
    fake = InMemoryRoles(IDS["Élise"])
    fake.faults = [TryLater("unreachable")]
    away = SlackRoles(open_client("xoxb-1", "http://127.0.0.1:9/api/"), {"policy-owner": [POLICY_OWNERS.id]})
    for roles in (fake, away):
        with pytest.raises(TryLater):
            roles.has(IDS["Élise"], "policy-owner")
    fake.faults = [TryLater("unreachable")]
    for roles in (fake, away):
        with pytest.raises(TryLater):
            roles.members("policy-owner")
