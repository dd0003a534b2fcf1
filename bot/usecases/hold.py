"""Put something on hold, so that it cannot be erased, and release it."""

import re

from bot.domain.keeping import Hold
from bot.usecases.keeping_ports import Held, KeepingPorts

_PERSON = re.compile(r"[UW][A-Z0-9]+")


class NothingToHold(Exception):
    """No record of the archive has that id, or is numbered under it."""


class NoSuchHold(Exception):
    """No hold with that id stands."""


def is_person(name: str) -> bool:
    """Whether that is the id of a person in Slack, rather than of something of the archive."""
    return bool(_PERSON.fullmatch(name))


def hold(what: str, reason: str, by: str, ports: KeepingPorts) -> Held:
    """Hold all that a person wrote and will write, or a card, matter or review. Raises `NothingToHold`."""
    person, record = (what, "") if is_person(what) else ("", what)
    held = ports.holds.place(person, record, reason, by, ports.clock.now())
    if held is None:
        raise NothingToHold
    return held


def release(hold_id: str, reason: str, by: str, ports: KeepingPorts) -> Hold:
    """The hold stands no more: what it covered may be erased. Raises `NoSuchHold`."""
    released = ports.holds.release(hold_id, reason, by, ports.clock.now())
    if released is None:
        raise NoSuchHold
    return released
