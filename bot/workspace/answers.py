"""The addresses at which the app answers commands: Slack's `response_url`."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from bot.workspace import limits
from bot.workspace.people import Person

PATH = "commands/"


@dataclass
class _Address:
    person: Person
    opened_at: datetime
    uses: int = 0


class AddressRefused(Exception):
    """Nothing is answered there (any more); `error` is Slack's own word."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


class Answers:
    """Whoever knows an address can answer there: a few times, for half an hour, to one person."""

    def __init__(self) -> None:
        self._addresses: dict[str, _Address] = {}

    def open(self, person: Person, at: datetime) -> str:
        """A new address, as a path of this server."""
        secret = secrets.token_hex(16)
        self._addresses[secret] = _Address(person, at)
        return f"{PATH}{secret}"

    def use(self, secret: str, at: datetime) -> Person:
        """Who is answered there; one use less. Raises AddressRefused."""
        address = self._addresses.get(secret)
        if address is None:
            raise AddressRefused("no_service")
        if (at - address.opened_at).total_seconds() > limits.ANSWER_SECONDS:
            raise AddressRefused("expired_url")
        if address.uses == limits.ANSWERS:
            raise AddressRefused("used_url")
        address.uses += 1
        return address.person
