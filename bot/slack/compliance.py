"""Whether compliance can be reached in Slack: for `vigie doctor`. Nothing is posted to find out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bot.domain.draft import Language
from bot.slack.calls import SLACK_API, Client, call, open_client
from bot.texts import say
from bot.usecases.chat_ports import CannotShow, TryLater

_NO_MESSAGE = "1000000000.000000"
"""The `ts` of no message: asking for its address changes nothing, and tells a channel from none."""
_NOT_THERE = ("channel_not_found", "not_in_channel", "is_archived")


@dataclass(frozen=True, slots=True)
class ComplianceFound:
    """What was seen; its values are ids and Slack's own words."""

    what: Literal["unset", "no-officers", "no-channel", "not-there", "unknown", "empty-group", "works"]
    state: Literal["ok", "warning", "problem"]
    values: Mapping[str, str] = field(default_factory=dict)

    def says(self, language: Language) -> str:
        """One sentence, for the operator."""
        return say(f"doctor.compliance.{self.what}", language, **self.values)


def check_compliance(
    channel: str, officers: Sequence[str], bot_token: str, api_url: str = SLACK_API
) -> ComplianceFound:
    """Whether officers are named and the bot finds their channel. Never raises."""
    if not officers:
        return ComplianceFound("no-officers", "problem") if channel else ComplianceFound("unset", "ok")
    if not channel:
        return ComplianceFound("no-channel", "warning")
    client = open_client(bot_token, api_url)
    works = ComplianceFound("works", "ok", {"channel": channel, "officers": ", ".join(officers)})
    return _trouble_with_channel(client, channel) or _trouble_with_groups(client, officers) or works


def _trouble_with_channel(client: Client, channel: str) -> ComplianceFound | None:
    try:
        call(client.chat_getPermalink, channel=channel, message_ts=_NO_MESSAGE)
    except (CannotShow, TryLater) as trouble:
        if trouble.why in _NOT_THERE:
            return ComplianceFound("not-there", "problem", {"channel": channel})
        if trouble.why != "message_not_found":
            return ComplianceFound("unknown", "warning", {"channel": channel, "why": trouble.why})
    return None


def _trouble_with_groups(client: Client, officers: Sequence[str]) -> ComplianceFound | None:
    for group in (each for each in officers if each.startswith("S")):
        try:
            people, why = call(client.usergroups_users_list, usergroup=group)["users"], "0"
        except (CannotShow, TryLater) as trouble:
            people, why = None, trouble.why
        if not people:
            return ComplianceFound("empty-group", "warning", {"group": group, "why": why})
    return None
