"""From the inbox to durable jobs: one after the other in a thread, a few at once in all."""

from datetime import timedelta
from threading import Lock

from bot.usecases.chat_ports import Inbox, Jobs, split_job_id
from bot.usecases.ports import Clock

AT_ONCE = 4
"""Jobs of one process at a time: each spends most of its time waiting for Slack."""
_LOST_AFTER = timedelta(seconds=30)
"""A job begun longer ago than this may have ended without saying so (a database that was away)."""


class Dispatcher:
    """Begins what waits, and sees to it that nothing that was begun is forgotten. Any thread may call it."""

    def __init__(self, inbox: Inbox, jobs: Jobs, clock: Clock) -> None:
        self._inbox = inbox
        self._jobs = jobs
        self._clock = clock
        self._under_way: set[str] = set()
        self._lock = Lock()

    def begin_again(self) -> None:
        """At a start: begin what a process that died had marked and may not have begun."""
        for job in self._inbox.begun(self._clock.now()):
            self._jobs.begin(job.id)

    def begin_waiting(self) -> None:
        """Begin what waits, as far as there is room."""
        with self._lock:
            room = AT_ONCE - len(self._under_way)
        if room <= 0:
            return
        for job in self._inbox.begin(self._clock.now(), room):
            with self._lock:
                self._under_way.add(job.id)
            self._jobs.begin(job.id)

    def ended(self, job_id: str) -> None:
        """A job is over: there is room for another."""
        with self._lock:
            self._under_way.discard(job_id)

    def rescue(self) -> None:
        """Put back what was begun a while ago and whose job ended without finishing it."""
        for job in self._inbox.begun(self._clock.now() - _LOST_AFTER):
            if self._jobs.has_ended(job.id):
                self.ended(job.id)
                event, _ = split_job_id(job.id)
                self._inbox.postpone(event, self._clock.now())
