"""Post one of the bot's messages effectively once, whatever crashes in between.

Slack has no idempotency key: the intention is committed first, the message carries its key unseen, and where
an earlier attempt may have succeeded the thread is searched for that key before anything is posted.
"""

from bot.domain.draft import Language
from bot.usecases.chat_ports import CannotShow, Place, TryLater
from bot.usecases.talk import TalkPorts
from bot.usecases.views import View


def post_once(key: str, place: Place, view: View, language: Language, ports: TalkPorts) -> str:
    """The `ts` of the message `key`, posted now unless it is there. Raises `TryLater`, `CannotShow`."""
    ts, _ = _there(key, place, view, language, ports)
    return ts


def _there(key: str, place: Place, view: View, language: Language, ports: TalkPorts) -> tuple[str, bool]:
    """The `ts`, and whether it was there before, perhaps with the view of that time."""
    known = ports.outbox.intend(key, place, ports.clock.now())
    if known.ts:
        return known.ts, True
    ts = ports.messenger.find(place, key) if known.intended_before else None
    was_there = ts is not None
    if ts is None:
        ports.messenger.show_status(place, language)
        try:
            ts = ports.messenger.post(place, key, view, language)
        except (TryLater, CannotShow):
            ports.messenger.clear_status(place)
            raise
    ports.outbox.posted(key, ts, ports.clock.now())
    return ts, was_there


def show_in_place(key: str, place: Place, view: View, language: Language, ports: TalkPorts) -> None:
    """The message `key` shows this view from now on; it is posted when it is not there yet."""
    known = ports.outbox.find(key)
    if known and known.ts:
        ports.messenger.edit(place, known.ts, view, language)
    else:
        ts, was_there = _there(key, place, view, language, ports)
        if was_there:
            ports.messenger.edit(place, ts, view, language)
