"""Who has which role: people and user groups that the operator names, as Slack knows them."""

import time
from collections.abc import Callable, Mapping, Sequence

from slack_sdk import WebClient

from bot.slack.calls import call
from bot.slack.remembered import A_MINUTE, Remembered
from bot.usecases.chat_ports import CannotShow, Directory, TryLater
from bot.usecases.matter_ports import Role

_GROUP = "S"
"""Begins the id of a user group."""


class SlackRoles:
    """The port `Roles`. Who is in a group is remembered for a minute: whoever leaves it soon has no role."""

    def __init__(
        self,
        client: WebClient,
        people: Mapping[Role, Sequence[str]],
        seconds: float = A_MINUTE,
        now: Callable[[], float] = time.monotonic,
        directory: Directory | None = None,
    ) -> None:
        """`client` as `calls.open_client` makes it; `people` gives ids, `U…` of people, `S…` of groups. Whom
        the `directory` knows as a guest has no role, named or not: so it is with those who left."""
        self._client = client
        self._people = {role: frozenset(ids) for role, ids in people.items()}
        self._directory = directory
        self._members = Remembered(self._ask, seconds, now)

    def has(self, person_id: str, role: Role) -> bool:
        """Whether they are named, or in a group that is. Raises `TryLater` where Slack does not say."""
        return self._is_named(person_id, role) and self._works_here(person_id)

    def members(self, role: Role) -> frozenset[str]:
        """All who are named, or in a group that is. Raises `TryLater` where Slack does not say of one."""
        named = self._people.get(role, frozenset())
        groups = [self._members(each) for each in sorted(named) if each.startswith(_GROUP)]
        people = frozenset(each for each in named if not each.startswith(_GROUP)).union(*groups)
        return frozenset(each for each in people if self._works_here(each))

    def _works_here(self, person_id: str) -> bool:
        return self._directory is None or not self._directory.person(person_id).guest

    def _is_named(self, person_id: str, role: Role) -> bool:
        named = self._people.get(role, frozenset())
        if person_id in named and not person_id.startswith(_GROUP):
            return True
        trouble: TryLater | None = None
        for group in sorted(each for each in named if each.startswith(_GROUP)):
            try:
                if person_id in self._members(group):
                    return True
            except TryLater as later:
                trouble = later
        if trouble:
            raise trouble
        return False

    def _ask(self, group: str) -> frozenset[str]:
        try:
            users = call(self._client.usergroups_users_list, usergroup=group)["users"]
        except CannotShow as refused:
            # A group that is not there, a scope that is missing: known once the operator has mended it.
            why = refused.why
        else:
            return frozenset(str(each) for each in users or ())
        raise TryLater(why)
