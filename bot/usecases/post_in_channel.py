"""Post one of the bot's messages in a channel: once where that can be known.

A channel cannot always be searched for what was posted there (the bot reads no channels): where it was cut
off in the middle of posting, the same message may come twice, and is never lost.
"""

from contextlib import suppress
from typing import Protocol

from bot.domain.draft import Language
from bot.usecases.chat_ports import CannotShow, Messenger, Outbox, Place, TryLater
from bot.usecases.ports import Clock
from bot.usecases.views import View


class ChannelPorts(Protocol):
    """What posting in a channel needs."""

    @property
    def outbox(self) -> Outbox:
        """What was posted."""

    @property
    def messenger(self) -> Messenger:
        """Who posts."""

    @property
    def clock(self) -> Clock:
        """When."""


def post_in_channel(key: str, place: Place, view: View, language: Language, ports: ChannelPorts) -> str:
    """The `ts` of the message `key`, posted now unless it is there. Raises `TryLater`, `CannotShow`."""
    ts, _ = _there(key, place, view, language, ports)
    return ts


def show_in_channel(key: str, place: Place, view: View, language: Language, ports: ChannelPorts) -> None:
    """The message `key` shows this view from now on; it is posted when it is not there yet.

    Raises `TryLater`, `CannotShow`.
    """
    ts, was_there = _there(key, place, view, language, ports)
    if was_there:
        ports.messenger.edit(place, ts, view, language)


def is_posted(key: str, ports: ChannelPorts) -> bool:
    """Whether the message `key` is known to be there."""
    posted = ports.outbox.find(key)
    return posted is not None and posted.ts is not None


def _there(key: str, place: Place, view: View, language: Language, ports: ChannelPorts) -> tuple[str, bool]:
    """The `ts`, and whether it was there before, perhaps with the view of that time."""
    known = ports.outbox.intend(key, place, ports.clock.now())
    if known.ts:
        return known.ts, True
    found = _found(key, place, ports) if known.intended_before else None
    ts = found or ports.messenger.post(place, key, view, language)
    ports.outbox.posted(key, ts, ports.clock.now())
    return ts, found is not None


def _found(key: str, place: Place, ports: ChannelPorts) -> str | None:
    """The message, where the bot may read the channel after all."""
    with suppress(TryLater, CannotShow):
        return ports.messenger.find(place, key)
    return None
