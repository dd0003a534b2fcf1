"""From the inbox to durable jobs: one after the other in a thread, a few at once in all."""

from datetime import timedelta
from threading import Lock

from bot.usecases.chat_ports import ENDS_PROCESS, Inbox, Job, Jobs, TryLater
from bot.usecases.ports import Clock, StorageError

_LOST_AFTER = timedelta(seconds=30)
"""A job begun longer ago than this may have ended without saying so (a database that was away)."""

_PAUSE = timedelta(seconds=30)


class Dispatcher:
    """Begins what waits, and sees to it that nothing that was begun is forgotten. Any thread may call it."""

    def __init__(self, inbox: Inbox, jobs: Jobs, clock: Clock, at_once: int) -> None:
        """`at_once`: jobs of this process at a time; each spends most of its time waiting for others."""
        self._at_once = at_once
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
            room = self._at_once - len(self._under_way)
        if room <= 0:
            return
        for job in self._inbox.begin(self._clock.now(), room):
            with self._lock:
                self._under_way.add(job.id)
            try:
                self._jobs.begin(job.id)
            except (StorageError, TryLater):
                self.ended(job.id)  # it stays marked as begun, and `rescue` begins it

    def ended(self, job_id: str) -> None:
        """A job is over: there is room for another."""
        with self._lock:
            self._under_way.discard(job_id)

    def rescue(self) -> None:
        """Begin what was marked a while ago and has no job; put back what ended without being finished."""
        self._make_room()
        for job in self._inbox.begun(self._clock.now() - _LOST_AFTER):
            if self._jobs.has_ended(job.id):
                self.ended(job.id)
                self._put_back(job)
            else:
                self._jobs.begin(job.id)  # changes nothing where it is under way

    def _make_room(self) -> None:
        """Whatever another process began and finished is not under way here, though it was marked here."""
        with self._lock:
            counted = set(self._under_way)
        begun = {job.id for job in self._inbox.begun(self._clock.now() + _LOST_AFTER)}
        with self._lock:
            self._under_way -= counted - begun

    def _put_back(self, job: Job) -> None:
        """As another attempt. One whose process died each time waits: of those that were under way together,
        the others are done meanwhile. After the third time its attempt tells the person, and does nothing
        else; where telling ends the process too, nobody is told."""
        event, now = job.received.event, self._clock.now()
        if not self._jobs.ends_process(job.id):
            self._inbox.postpone(event, now)
        elif job.ends_process:
            self._inbox.finish(event, "failed", now, ENDS_PROCESS)
        else:
            self._inbox.postpone(event, now + _PAUSE * (job.faults + 1), ENDS_PROCESS, fault=True)
