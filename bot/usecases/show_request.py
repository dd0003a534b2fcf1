"""Show a request where it is looked at: in the compliance channel, in the author's thread, in their card.

What the chat service will not show is noted: the queue has it.
"""

from contextlib import suppress
from dataclasses import replace

from bot.domain.matters import Matter
from bot.usecases.chat_ports import CannotShow, Place
from bot.usecases.matter_views import MatterView, RequestReminder, RequestSent
from bot.usecases.post_in_channel import is_posted, post_in_channel, show_in_channel
from bot.usecases.request_card import request_card
from bot.usecases.show_card import refresh_card
from bot.usecases.talk import TalkPorts
from bot.usecases.tell_author import tell_author

_AGAIN = 3
"""How often it is drawn again because it has moved on meanwhile."""


def show_request(matter_id: str, ports: TalkPorts) -> None:
    """The channel's message shows the request as it stands now, and is posted where it is not there yet.

    Raises `TryLater`.
    """
    for _ in range(_AGAIN):
        matter = ports.matters.matter(matter_id)
        if matter is None or ports.compliance is None:
            return
        _show(f"matter:{matter.id}", ports.compliance.channel, request_card(matter, ports), ports)
        stands = ports.matters.matter(matter_id)
        if stands is None or stands.revision == matter.revision:
            return


def tell_under_request(matter: Matter, key: str, view: RequestReminder, ports: TalkPorts) -> bool:
    """Whether officers are told that now, once, in the thread of the request; in the channel while there is
    none. Raises `TryLater`."""
    compliance = ports.compliance
    if compliance is None or is_posted(key, ports):
        return False
    posted = ports.outbox.find(f"matter:{matter.id}")
    thread = posted.ts if posted and posted.ts else compliance.channel.thread
    return _show(key, replace(compliance.channel, thread=thread), view, ports, once=True)


def tell_of_request(matter: Matter, key: str, view: MatterView, ports: TalkPorts) -> None:
    """The author has that message once, in the thread of their card; what was sent before says how it stands.

    Raises `TryLater`.
    """
    card = ports.cards.card(matter.card)
    if card is None:
        return
    sent = sent_key(matter)
    if key != sent and is_posted(sent, ports):
        stands = ports.matters.matter(matter.id) or matter
        tell_author(sent, card, RequestSent(stands), ports)
    tell_author(key, card, view, ports)
    with suppress(CannotShow):
        refresh_card(card.id, ports)


def show_author(matter_id: str, ports: TalkPorts) -> None:
    """The author's card says who looks after the request now. Raises `TryLater`."""
    matter = ports.matters.matter(matter_id)
    if matter is not None:
        with suppress(CannotShow):
            refresh_card(matter.card, ports)


def sent_key(matter: Matter) -> str:
    """The key of the message that says to the author that compliance has it."""
    return f"matter:{matter.id}:sent"


def answer_key(matter: Matter, revision: int) -> str:
    """The key of the message that says to the author what was decided, or asked, at that revision."""
    return f"matter:{matter.id}:{revision}"


def _show(key: str, place: Place, view: MatterView, ports: TalkPorts, *, once: bool = False) -> bool:
    """Whether it is there now. Raises `TryLater`."""
    assert ports.compliance is not None
    show = post_in_channel if once else show_in_channel
    try:
        show(key, place, view, ports.compliance.language, ports)
    except CannotShow as refused:
        ports.note("compliance.not-told", message=key, why=refused.why)
        return False
    return True
