"""Tell an author what became of their draft: in the thread of its card, in their language, once."""

from dataclasses import replace

from bot.usecases.chat_ports import CannotShow, Card, Place
from bot.usecases.post_once import show_in_place
from bot.usecases.talk import TalkPorts
from bot.usecases.views import View


def tell_author(key: str, card: Card, view: View, ports: TalkPorts) -> None:
    """Show it as the message `key`; where that thread is gone with its message, and for a card that its
    author alone saw for a moment, in their conversation. What cannot be shown there either is noted.

    Raises `TryLater`.
    """
    try:
        try:
            _show(key, card, card.aside, view, ports)
        except CannotShow:
            _show(key, card, True, view, ports)
    except CannotShow as refused:
        ports.note("author.not-told", card=card.id, why=refused.why)


def _show(key: str, card: Card, outside: bool, view: View, ports: TalkPorts) -> None:
    """In the conversation itself where it is `outside` the thread. Raises `TryLater`, `CannotShow`."""
    place = card.place
    if card.aside:
        place = Place(place.team, ports.messenger.conversation_with(card.author), "")
    show_in_place(key, replace(place, thread="") if outside else place, view, card.language, ports)
