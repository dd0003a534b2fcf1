"""Who owns the policies: people and user groups that the operator names, as Slack knows them."""

import time
from collections.abc import Callable, Sequence

from slack_sdk import WebClient

from bot.slack.calls import call
from bot.usecases.chat_ports import CannotShow, TryLater

_GROUP = "S"
"""Begins the id of a user group."""


class SlackPolicyOwners:
    """The port `Roles`. Who is in a group is remembered for a minute: whoever leaves it soon owns nothing."""

    def __init__(
        self,
        client: WebClient,
        owners: Sequence[str],
        seconds: float = 60,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """`client` as `calls.open_client` makes it; `owners` are ids, `U…` of people and `S…` of groups."""
        self._client = client
        self._groups = [each for each in owners if each.startswith(_GROUP)]
        self._people = frozenset(owners) - frozenset(self._groups)
        self._seconds = seconds
        self._now = now
        self._members: dict[str, tuple[float, frozenset[str]]] = {}

    def is_policy_owner(self, person_id: str) -> bool:
        """Whether they are named, or in a group that is. Raises `TryLater` where Slack does not say."""
        if person_id in self._people:
            return True
        trouble: TryLater | None = None
        for group in self._groups:
            try:
                if person_id in self._of(group):
                    return True
            except TryLater as later:
                trouble = later
        if trouble:
            raise trouble
        return False

    def _of(self, group: str) -> frozenset[str]:
        asked_at, members = self._members.get(group, (0.0, None))
        if members is None or self._now() - asked_at >= self._seconds:
            members = self._ask(group)
            self._members[group] = (self._now(), members)
        return members

    def _ask(self, group: str) -> frozenset[str]:
        try:
            users = call(self._client.usergroups_users_list, usergroup=group)["users"]
        except CannotShow as refused:
            # A group that is not there, a scope that is missing: known once the operator has mended it.
            why = refused.why
        else:
            return frozenset(str(each) for each in users or ())
        raise TryLater(why)
