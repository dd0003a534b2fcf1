"""The addresses at which the app answers what a person typed or pressed: Slack's `response_url`."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from bot.workspace import limits

PATH = "commands/"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is answered: of whom, where, and the message whose button was pressed."""

    person_id: str
    channel: str
    thread_ts: str = ""
    ts: str = ""
    """Of the message; "" for a command and for a shortcut: they have nothing that could be replaced."""
    is_ephemeral: bool = False


@dataclass
class _Address:
    asked: Asked
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

    def open(self, asked: Asked, at: datetime) -> str:
        """A new address, as a path of this server."""
        secret = secrets.token_hex(16)
        self._addresses[secret] = _Address(asked, at)
        return f"{PATH}{secret}"

    def use(self, secret: str, at: datetime) -> Asked:
        """What is answered there; one use less. Raises AddressRefused."""
        address = self._addresses.get(secret)
        if address is None:
            raise AddressRefused("no_service")
        if (at - address.opened_at).total_seconds() > limits.ANSWER_SECONDS:
            raise AddressRefused("expired_url")
        if address.uses == limits.ANSWERS:
            raise AddressRefused("used_url")
        address.uses += 1
        return address.asked
