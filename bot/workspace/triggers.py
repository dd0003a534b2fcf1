"""Trigger ids: what lets the app open a form for whoever just pressed or typed something."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.workspace import limits
from bot.workspace.people import Person


@dataclass
class _Trigger:
    person: Person
    issued_at: datetime
    used: bool = False


class TriggerRefused(Exception):
    """It opens nothing; `error` is Slack's own word."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


class Triggers:
    """Each is good once, for three seconds."""

    def __init__(self) -> None:
        self._triggers: dict[str, _Trigger] = {}
        self.too_late = 0
        """How many of the next ones are too old when they are issued: trouble on purpose."""

    def issue(self, person: Person, at: datetime) -> str:
        """A new one, in the form that Slack's have."""
        trigger = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        if self.too_late:
            self.too_late -= 1
            at -= timedelta(seconds=2 * limits.TRIGGER_SECONDS)
        self._triggers[trigger] = _Trigger(person, at)
        return trigger

    def use(self, trigger: str, at: datetime) -> Person:
        """Whom it opens something for. Raises TriggerRefused."""
        issued = self._triggers.get(trigger)
        if issued is None:
            raise TriggerRefused("invalid_trigger_id")
        if issued.used:
            raise TriggerRefused("exchanged_trigger_id")
        if (at - issued.issued_at).total_seconds() > limits.TRIGGER_SECONDS:
            raise TriggerRefused("expired_trigger_id")
        issued.used = True
        return issued.person
