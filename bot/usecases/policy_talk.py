"""Telling an owner what comes of what they did: one message a deed, changed in place while it is done."""

from contextlib import suppress
from datetime import timedelta

from bot.usecases.chat_ports import CannotShow, Job, Person, Place, TryLater
from bot.usecases.policy_views import PolicyAtWork
from bot.usecases.ports import Step
from bot.usecases.post_once import show_in_place
from bot.usecases.talk import TalkPorts
from bot.usecases.views import View

_AT_MOST_EVERY = timedelta(seconds=2)


def place_of_answer(job: Job, person: Person, ports: TalkPorts) -> Place:
    """The thread of a message or of a card; for a form, the person's conversation. Raises `TryLater`."""
    said = job.received
    if said.kind != "form":
        return said.place
    return Place(said.place.team, ports.messenger.conversation_with(person.id), "")


def tell(job: Job, place: Place, view: View, person: Person, ports: TalkPorts, part: int = 0) -> None:
    """Show it in the one message that answers this, or in the one for that part of it.

    Under the event's own key: where a fault of ours ends the job, it is told in the same message.
    """
    key = job.received.event if part == 0 else f"{job.received.event}.{part}"
    show_in_place(key, place, view, person.language, ports)


class Telling:
    """The port `Progress`: what is being done, in that message, at most every two seconds."""

    def __init__(self, job: Job, place: Place, person: Person, ports: TalkPorts, cancel: str = "") -> None:
        """`cancel` is what the button *Cancel* carries, "" for none."""
        self._told = job, place, person, ports
        self._cancel = cancel
        self._last = ports.clock.now() - _AT_MOST_EVERY

    def __call__(self, step: Step, done: int = 0, of: int = 0) -> None:
        """Show it, unless something was shown just now; what cannot be shown now is not needed."""
        job, place, person, ports = self._told
        now = ports.clock.now()
        if now - self._last < _AT_MOST_EVERY:
            return
        self._last = now
        with suppress(TryLater, CannotShow):
            tell(job, place, PolicyAtWork(step, done, of, self._cancel), person, ports)
