"""Tell an author what became of their draft: in the thread of its card, in their language, once."""

from bot.usecases.chat_ports import Card, Place
from bot.usecases.post_once import show_in_place
from bot.usecases.talk import TalkPorts
from bot.usecases.views import View


def tell_author(key: str, card: Card, view: View, ports: TalkPorts) -> None:
    """Show it as the message `key`; for a card that its author alone saw for a moment, in their conversation.

    Raises `TryLater`, `CannotShow`.
    """
    place = card.place
    if card.aside:
        place = Place(place.team, ports.messenger.conversation_with(card.author), "")
    show_in_place(key, place, view, card.language, ports)
