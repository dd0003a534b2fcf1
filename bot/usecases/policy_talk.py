"""Telling an owner how far something is that takes time, in the one message that answers it."""

from contextlib import suppress
from datetime import timedelta

from bot.usecases.chat_ports import CannotShow, Job, Person, Place, TryLater
from bot.usecases.policy_views import PolicyAtWork
from bot.usecases.ports import Step
from bot.usecases.talk import TalkPorts
from bot.usecases.tell_sender import tell

_AT_MOST_EVERY = timedelta(seconds=2)


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
