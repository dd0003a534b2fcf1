"""The workspace's people, as Slack knows them."""

import time
from collections.abc import Callable
from typing import Any

from slack_sdk import WebClient

from bot.domain.draft import Language
from bot.slack.calls import call
from bot.slack.remembered import A_MINUTE, Remembered
from bot.usecases.chat_ports import CannotShow, Person, TryLater

_A_DAY = 86_400
_UNKNOWN = ("user_not_found", "user_not_visible", "users_not_found")
_NOT_EMPLOYED = ("is_bot", "deleted", "is_restricted", "is_ultra_restricted", "is_stranger")


class SlackDirectory:
    """Asks Slack who somebody is, and remembers it for a minute: who leaves then has nothing more."""

    def __init__(
        self, client: WebClient, seconds: float = A_MINUTE, now: Callable[[], float] = time.monotonic
    ) -> None:
        """`client` as `calls.open_client` makes it; `now` in seconds, from any origin."""
        self._client = client
        self._people = Remembered(self._ask, seconds, now)
        self._team = ""

    def person(self, person_id: str) -> Person:
        """Who that is. Raises `TryLater`; somebody unknown to the workspace is a guest."""
        return self._people(person_id)

    def _ask(self, person_id: str) -> Person:
        try:
            self._team = self._team or str(call(self._client.auth_test)["team_id"])
            user = call(self._client.users_info, user=person_id, include_locale=True)["user"]
        except CannotShow as refused:
            if refused.why in _UNKNOWN:
                return Person(person_id, "", "en", guest=True)
            # A token or a scope is wrong: who the person is will be known once it is mended.
            why = refused.why
        else:
            return _person(user, person_id, self._team)
        raise TryLater(why)


def _person(user: dict[str, Any], person_id: str, team: str) -> Person:
    profile = user.get("profile") or {}
    names = (profile.get("real_name"), user.get("real_name"), profile.get("display_name"), user.get("name"))
    language: Language = "fr" if str(user.get("locale") or "").lower().startswith("fr") else "en"
    employed = _works_here(user, team) and not any(user.get(mark) for mark in _NOT_EMPLOYED)
    offset = user.get("tz_offset")
    ahead = offset if isinstance(offset, int) and abs(offset) <= _A_DAY else None
    name = next((name for name in names if name), "")
    return Person(person_id, name, language, guest=not employed, utc_offset=ahead)


def _works_here(user: dict[str, Any], team: str) -> bool:
    """Of this workspace, or of one of the same organisation that shares it."""
    teams = (user.get("enterprise_user") or {}).get("teams") or []
    return user.get("team_id", team) == team or team in teams
