"""Whether Slack finds whom and what the settings name: for `vigie doctor`. Nothing is posted to find out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bot.domain.draft import Language
from bot.slack.calls import SLACK_API, Client, call, open_client
from bot.texts import say
from bot.usecases.chat_ports import CannotShow, TryLater

State = Literal["ok", "warning", "problem"]

_NO_MESSAGE = "1000000000.000000"
"""The `ts` of no message: asking for its address changes nothing, and tells a channel from none."""
_GROUP = "S"
"""Begins the id of a user group."""
_NOT_THERE = ("channel_not_found", "not_in_channel", "is_archived")


@dataclass(frozen=True, slots=True)
class Named:
    """What was seen; its values are ids, variables and Slack's own words."""

    what: Literal[
        "compliance-unset", "no-officers", "no-channel", "compliance-works",
        "owners-unset", "owners-work", "owners-alone", "channel-alone", "pilot-works",
        "not-there", "unknown", "empty-group", "unknown-group",
    ]  # fmt: skip
    state: State
    values: Mapping[str, str] = field(default_factory=dict)

    def says(self, language: Language) -> str:
        """One sentence, for the operator."""
        return say(f"doctor.named.{self.what}", language, **self.values)


def check_compliance(
    channel: str, officers: Sequence[str], bot_token: str, api_url: str = SLACK_API
) -> Named:
    """Whether officers are named and the bot finds their channel. Never raises."""
    if not officers:
        return Named("no-officers", "problem") if channel else Named("compliance-unset", "ok")
    if not channel:
        return Named("no-channel", "warning")
    client = open_client(bot_token, api_url)
    works = Named("compliance-works", "ok", {"channel": channel, "officers": ", ".join(officers)})
    return (
        _channel_trouble(client, channel, "VIGIE_COMPLIANCE_CHANNEL")
        or _group_trouble(client, officers, "VIGIE_COMPLIANCE_OFFICERS", "warning")
        or works
    )


def check_owners(channel: str, owners: Sequence[str], bot_token: str, api_url: str = SLACK_API) -> Named:
    """Whether the owners of the policies, and the channel that is told of changes, are found: each may be
    named without the other. Never raises."""
    if not owners and not channel:
        return Named("owners-unset", "ok")
    client = open_client(bot_token, api_url)
    trouble = _channel_trouble(client, channel, "VIGIE_POLICY_CHANNEL") if channel else None
    trouble = trouble or _group_trouble(client, owners, "VIGIE_POLICY_OWNERS", "warning")
    if trouble:
        return trouble
    if not owners:
        return Named("channel-alone", "ok", {"channel": channel})
    named = {"owners": ", ".join(owners)}
    return (
        Named("owners-work", "ok", named | {"channel": channel})
        if channel
        else Named("owners-alone", "ok", named)
    )


def check_pilot(pilot: Sequence[str], bot_token: str, api_url: str = SLACK_API) -> Named | None:
    """Whether the groups that see reviews during a trial have anybody in them; None where none is named.
    Never raises."""
    groups = [each for each in pilot if each.startswith(_GROUP)]
    if not groups:
        return None
    trouble = _group_trouble(open_client(bot_token, api_url), groups, "VIGIE_PILOT", "problem")
    return trouble or Named("pilot-works", "ok", {"groups": ", ".join(groups)})


def _channel_trouble(client: Client, channel: str, variable: str) -> Named | None:
    try:
        call(client.chat_getPermalink, channel=channel, message_ts=_NO_MESSAGE)
    except (CannotShow, TryLater) as trouble:
        if trouble.why in _NOT_THERE:
            return Named("not-there", "problem", {"channel": channel, "variable": variable})
        if trouble.why != "message_not_found":
            return Named("unknown", "warning", {"channel": channel, "why": trouble.why})
    return None


def _group_trouble(client: Client, named: Sequence[str], variable: str, empty: State) -> Named | None:
    """`empty`: how bad it is where there is nobody in one of the groups, or no such group."""
    for group in (each for each in named if each.startswith(_GROUP)):
        values = {"group": group, "variable": variable}
        try:
            people, why = call(client.usergroups_users_list, usergroup=group)["users"], "0"
        except CannotShow as refused:
            people, why = None, refused.why
        except TryLater as later:
            return Named("unknown-group", "warning", values | {"why": later.why})
        if not people:
            return Named("empty-group", empty, values | {"why": why})
    return None
