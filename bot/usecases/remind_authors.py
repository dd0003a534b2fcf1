"""Remind authors of a draft that was written in anger, when the time has come that they chose.

What was told is known from the outbox: whoever is cut off in the middle tells nobody twice, and nothing is
lost by a restart.
"""

from dataclasses import replace

from bot.domain.library import PublishedPolicies
from bot.domain.review import Review
from bot.usecases.chat_ports import CannotShow, Card, TryLater
from bot.usecases.cool_off import is_heated
from bot.usecases.cool_off_ports import Reminder, ReminderState
from bot.usecases.cool_off_views import DraftStillHere
from bot.usecases.press_cool_off import reminder_key
from bot.usecases.replay import archived_day, made_again
from bot.usecases.show_card import refresh_card, reviewed_view
from bot.usecases.talk import TalkPorts, archived_body_of
from bot.usecases.tell_author import tell_author
from bot.usecases.trial import sees_reviews

_AT_ONCE = 20


class AuthorsReminded:
    """Call it now and then; it never raises what the chat service answers. Raises `StorageError`."""

    def __init__(self, team: str, ports: TalkPorts) -> None:
        self._team = team
        self._ports = ports

    def __call__(self) -> None:
        """Remind of everything that is due; what cannot be told now is tried again the next time."""
        for reminder in self._ports.reminders.due(self._team, self._ports.clock.now(), _AT_ONCE):
            try:
                _remind(reminder, self._ports)
            except (TryLater, CannotShow) as trouble:
                self._ports.note("reminder.not-sent", card=reminder.card, why=trouble.why)


def _remind(reminder: Reminder, ports: TalkPorts) -> None:
    """Told first: cut off here it is there, and not told again. Who moved it meanwhile is told once more,
    at the moment that they chose then."""
    card = ports.cards.card(reminder.card)
    found = _still_angry(card, ports) if card else None
    if card is None or found is None:
        _move(reminder, "over", ports)
        return
    view = reviewed_view(card, *found, ports)
    instead = view.words_instead if view.is_replaced else ""
    tell_author(reminder_key(reminder), card, DraftStillHere(card.id, *found, instead), ports)
    if _move(reminder, "told", ports):
        ports.note("reminder.sent", card=card.id)
    refresh_card(card.id, ports)


def _move(reminder: Reminder, state: ReminderState, ports: TalkPorts) -> bool:
    return ports.reminders.move(replace(reminder, state=state, moved_at=ports.clock.now()))


def _still_angry(card: Card, ports: TalkPorts) -> tuple[Review, PublishedPolicies] | None:
    """The review that the card shows; None where there is nothing to be reminded of: the draft was removed,
    erased or calmed, or its author may see no reviews any more. Raises `TryLater`."""
    body = archived_body_of(card.review, ports) if card.state == "shown" else None
    if body is None or ports.directory.person(card.author).guest or not sees_reviews(card.author, ports):
        return None
    desk = ports.desk.under(body["review"]["versions"]["library"], archived_day(body))
    review = made_again(body, desk, ports.prompts)
    return (review, desk.policies) if is_heated(review, desk.policies) else None
