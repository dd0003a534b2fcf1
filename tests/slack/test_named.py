"""What `vigie doctor` says of whom and where the settings name: are they to be found in Slack?"""

import pytest

from bot.bootstrap.slack_checks import slack_checks
from bot.cli.wiring import Check
from bot.config import read_settings
from bot.slack.named import check_compliance, check_owners, check_pilot
from bot.workspace.faults import Fault
from bot.workspace.people import COMPLIANCE_CHANNEL, COMPLIANCE_OFFICERS, POLICY_CHANNEL, POLICY_OWNERS
from bot.workspace.server import LocalWorkspace

CHANNEL, OFFICERS = COMPLIANCE_CHANNEL.id, (COMPLIANCE_OFFICERS.id, "U0NADIA001")


@pytest.mark.parametrize(
    ("channel", "officers", "what", "state"),
    [
        (CHANNEL, OFFICERS, "compliance-works", "ok"),
        ("", (), "compliance-unset", "ok"),
        (CHANNEL, (), "no-officers", "problem"),
        ("", OFFICERS, "no-channel", "warning"),
        ("C0NOWHERE1", OFFICERS, "not-there", "problem"),
        (CHANNEL, ("S0NOSUCH01",), "empty-group", "warning"),
    ],
)
def test_what_is_set_is_looked_at_where_it_is(
    workspace: LocalWorkspace, channel: str, officers: tuple[str, ...], what: str, state: str
) -> None:
    found = check_compliance(channel, officers, workspace.bot_token, workspace.api_url)

    assert (found.what, found.state) == (what, state)
    assert found.says("fr") != found.says("en") or what == "compliance-works"


def test_looking_posts_nothing(workspace: LocalWorkspace) -> None:
    check_compliance(CHANNEL, OFFICERS, workspace.bot_token, workspace.api_url)

    assert workspace.messages_in(COMPLIANCE_CHANNEL) == []


def test_where_slack_does_not_say_it_is_said_so(workspace: LocalWorkspace) -> None:
    workspace.faults.next_calls("chat.getPermalink", Fault(status=500))
    found = check_compliance(CHANNEL, OFFICERS, workspace.bot_token, workspace.api_url)

    assert (found.what, found.state, found.values["why"]) == ("unknown", "warning", "http_500")


@pytest.mark.parametrize(
    ("channel", "owners", "what", "state"),
    [
        (POLICY_CHANNEL.id, (POLICY_OWNERS.id,), "owners-work", "ok"),
        ("", ("U0NADIA001",), "owners-alone", "ok"),
        (POLICY_CHANNEL.id, (), "channel-alone", "ok"),
        ("", (), "owners-unset", "ok"),
        ("C0NOWHERE1", (), "not-there", "problem"),
        (POLICY_CHANNEL.id, ("S0NOSUCH01",), "empty-group", "warning"),
    ],
)
def test_owners_and_the_channel_that_is_told_are_looked_at_each_by_itself(
    workspace: LocalWorkspace, channel: str, owners: tuple[str, ...], what: str, state: str
) -> None:
    found = check_owners(channel, owners, workspace.bot_token, workspace.api_url)

    assert (found.what, found.state) == (what, state)
    assert "VIGIE_POLICY" in found.says("fr") + found.says("en") or state == "ok"


def test_a_trial_that_nobody_would_see_is_a_problem(workspace: LocalWorkspace) -> None:
    def pilot(*named: str) -> tuple[str, str]:
        found = check_pilot(named, workspace.bot_token, workspace.api_url)
        return (found.what, found.state) if found else ("", "")

    assert pilot("U0NADIA001", "S0NOSUCH01") == ("empty-group", "problem")
    assert pilot(POLICY_OWNERS.id) == ("pilot-works", "ok")
    assert pilot("U0NADIA001") == ("", "")
    workspace.faults.next_calls("usergroups.users.list", Fault(status=500))
    assert pilot(POLICY_OWNERS.id) == ("unknown-group", "warning")


def doctor_says(workspace: LocalWorkspace, **given: str) -> dict[str, Check]:
    """What is said of these settings, by name."""
    api = {"SLACK_API_URL": workspace.api_url, "SLACK_BOT_TOKEN": workspace.bot_token}
    settings = read_settings(api | {"SLACK_APP_TOKEN": workspace.app_token, "VIGIE_LANG": "en"} | given)
    return {each.name: each for each in slack_checks(settings)}


def test_the_doctor_says_how_to_mend_each(workspace: LocalWorkspace) -> None:
    wrong = {
        "VIGIE_POLICY_CHANNEL": "C0NOWHERE1",
        "VIGIE_COMPLIANCE_OFFICERS": "S0NOSUCH01",
        "VIGIE_PILOT": "S0NOSUCH01",
    }
    found = doctor_says(workspace, VIGIE_SHADOW="on", **wrong)

    assert (found["owners"].state, found["pilot"].state) == ("problem", "problem")
    assert "VIGIE_POLICY_CHANNEL" in found["owners"].mend
    assert "VIGIE_SHADOW=off" in found["pilot"].mend
    assert "pilot" not in doctor_says(workspace, **wrong), "no trial, no pilot"
