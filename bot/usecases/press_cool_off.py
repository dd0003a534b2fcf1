"""Do what the author of a draft written in anger chose: a reminder, the rewrite now, or to post nothing."""

from dataclasses import replace
from datetime import datetime

from bot.domain.cooling import AN_HOUR, next_morning
from bot.usecases.chat_ports import Button, Card, Job, Person, Steps
from bot.usecases.cool_off_ports import Reminder, ReminderState
from bot.usecases.cool_off_views import DraftDropped
from bot.usecases.matter_views import NotDone
from bot.usecases.show_card import refresh_card
from bot.usecases.talk import TalkPorts, archived_body_of
from bot.usecases.tell_author import tell_author
from bot.usecases.tell_there import tell_presser

_TRIES = 5
"""Whoever presses twice at once, or while the reminder is sent, is a try away from what stands then."""
_REMINDED: tuple[Button, ...] = ("cool-hour", "cool-tomorrow")
COOL_OFF: tuple[Button, ...] = (*_REMINDED, "cool-show", "cool-drop")


def press_cool_off(card: Card, person: Person, job: Job, steps: Steps, ports: TalkPorts) -> None:
    """Keep it, one reminder a draft; the card, and the reminder where it was sent, show how it stands.

    Nothing where the draft is there no more, which is said.
    """

    def choose() -> bool:
        if card.state != "shown" or archived_body_of(card.review, ports) is None:
            tell_presser(job, NotDone("gone"), person, ports)
            return False
        return _keep(card, person, job, ports)

    if steps.run("keep the choice", choose):
        steps.run("show it on the card", lambda: refresh_card(card.id, ports))
        if job.received.button == "cool-drop":
            steps.run("show it on the reminder", lambda: _drop(card, ports))


def reminder_key(reminder: Reminder) -> str:
    """The key of the message that reminds its author."""
    due = int(reminder.due.timestamp()) if reminder.due else 0
    return f"reminder:{reminder.card}:{due}"


def _keep(card: Card, person: Person, job: Job, ports: TalkPorts) -> bool:
    """Whether it stands as chosen. The same press, done again after a crash, moves nothing."""
    for _ in range(_TRIES):
        stands = ports.reminders.of_card(card.id)
        chosen = _chosen(stands, card, person, job, ports.clock.now())
        if stands and (stands.state, stands.due) == (chosen.state, chosen.due):
            return True
        if ports.reminders.move(chosen):
            return True
    ports.note("reminder.not-kept", card=card.id)
    return False


def _chosen(stands: Reminder | None, card: Card, person: Person, job: Job, now: datetime) -> Reminder:
    """What stands, or the first one, with what the button changes in it."""
    known = stands or Reminder(card.id, card.place.team, card.author, "opened", None, now)
    button = job.received.button
    if button in _REMINDED:
        # Counted from the press, however late it is done: the same press always means the same moment.
        pressed = job.received_at
        due = pressed + AN_HOUR if button == "cool-hour" else next_morning(pressed, person.utc_offset)
        return replace(known, state="waiting", due=due, moved_at=now)
    state: ReminderState = "dropped" if button == "cool-drop" else "opened"
    return replace(known, state=state, moved_at=now)


def _drop(card: Card, ports: TalkPorts) -> bool:
    """Say so where the reminder stood."""
    reminder = ports.reminders.of_card(card.id)
    if reminder and reminder.state == "dropped":
        tell_author(reminder_key(reminder), card, DraftDropped(card.id), ports)
    return True
