"""What people see alone in a channel, and press there."""

from bot.usecases.chat_ports import Button, Card, Person, Place, Received
from bot.usecases.submit import submit_event
from bot.usecases.views import Reviewed, View
from tests.usecases.conversation import AMELIE, Conversation

THERE = "https://hooks.slack.com/pressed"


def whispered(talk: Conversation) -> list[View]:
    """What was answered where people typed or pressed, to them alone."""
    return [view for _, view, _ in talk.messenger.private]


def seen_alone(talk: Conversation) -> Reviewed:
    """The last review that was shown to its author alone."""
    view = whispered(talk)[-1]
    assert isinstance(view, Reviewed)
    return view


def card_of(talk: Conversation, view: Reviewed) -> Card:
    """The card of that review, as it is kept."""
    card = talk.cards.card(view.card)
    assert card is not None
    return card


def press_alone(
    talk: Conversation,
    button: Button,
    card: str,
    person: Person = AMELIE,
    thread: str = "",
    address: str = THERE,
) -> None:
    """A button of what one person alone sees in the channel, answered."""
    event = f"T1:press:{next(talk.numbers)}"
    place = Place("T1", "CTEAM", thread)
    received = Received(
        event, event, "button", place, "1900000000.000001", person.id,
        card=card, button=button, reply_to=address,
    )  # fmt: skip
    assert submit_event(received, talk.inbox, talk.clock)
    talk.answer()


def reviews_archived(talk: Conversation) -> int:
    """How many reviews the archive has."""
    return len(talk.archive.recent(100))
