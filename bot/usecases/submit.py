"""Keep what a person did before anybody is told that it arrived."""

from bot.usecases.chat_ports import Inbox, Received
from bot.usecases.ports import Clock


def submit_event(received: Received, inbox: Inbox, clock: Clock) -> bool:
    """Keep it, committed; False when it was known already. Raises `StorageError`: then it is not kept."""
    return inbox.accept(received, clock.now())
