"""What `vigie doctor` says of compliance: are officers named, and does the bot find their channel?"""

import pytest

from bot.slack.compliance import check_compliance
from bot.workspace.faults import Fault
from bot.workspace.people import COMPLIANCE_CHANNEL, COMPLIANCE_OFFICERS
from bot.workspace.server import LocalWorkspace

CHANNEL, OFFICERS = COMPLIANCE_CHANNEL.id, (COMPLIANCE_OFFICERS.id, "U0NADIA001")


@pytest.mark.parametrize(
    ("channel", "officers", "what", "state"),
    [
        (CHANNEL, OFFICERS, "works", "ok"),
        ("", (), "unset", "ok"),
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
    assert found.says("fr") != found.says("en") or what == "works"


def test_looking_posts_nothing(workspace: LocalWorkspace) -> None:
    check_compliance(CHANNEL, OFFICERS, workspace.bot_token, workspace.api_url)

    assert workspace.messages_in(COMPLIANCE_CHANNEL) == []


def test_where_slack_does_not_say_it_is_said_so(workspace: LocalWorkspace) -> None:
    workspace.faults.next_calls("chat.getPermalink", Fault(status=500))
    found = check_compliance(CHANNEL, OFFICERS, workspace.bot_token, workspace.api_url)

    assert (found.what, found.state, found.values["why"]) == ("unknown", "warning", "http_500")
