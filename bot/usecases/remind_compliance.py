"""Remind officers of requests that wait: before the text goes out, or when nobody has decided for a day.

And free those that somebody looked after who has the role no more; and post what could not be posted when it
was opened: a request, the alert of an incident. What was told is known from the outbox: a
reminder moves no matter, so that a form that is open before an officer stays good.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.matters import WAITING, Matter, MatterKind
from bot.usecases.chat_ports import CannotShow, Person, TryLater
from bot.usecases.matter_ports import Wanted
from bot.usecases.matter_views import RequestReminder
from bot.usecases.move_matter import NotMoved, move_matter, must_wait
from bot.usecases.names_shown import name_of
from bot.usecases.post_in_channel import is_posted
from bot.usecases.report_incident import post_alert
from bot.usecases.show_request import show_author, show_request, tell_under_request
from bot.usecases.talk import TalkPorts

BEFORE_DUE = (timedelta(hours=2), timedelta(hours=24))
WAITED = timedelta(hours=24)
LATE = timedelta(minutes=5)
"""After that, what is not posted yet is posted here: until then the job that opened it may be at it."""
_PAGE = 50
_ITSELF = Person("vigie", "", "en", guest=False)
"""Stands in the archive where nobody did it."""


class Reminders:
    """Call it now and then; it never raises what the chat service answers. Raises `StorageError`."""

    def __init__(self, ports: TalkPorts) -> None:
        self._ports = ports

    def __call__(self) -> None:
        """Look at every incident and every request that waits, those that go out first before the others."""
        for matter in (*self._waiting("incident"), *self._waiting("request")):
            try:
                self._look_at(matter)
            except (TryLater, CannotShow) as trouble:
                self._ports.note("compliance.not-reminded", matter=matter.id, why=trouble.why)

    def _waiting(self, kind: MatterKind) -> list[Matter]:
        """All of that kind, read before anything is changed: what changes would move the pages."""
        compliance, found = self._ports.compliance, list[Matter]()
        if compliance is None:
            return found
        wanted = Wanted(compliance.channel.team, (kind,), WAITING, by_due=True)
        while page := self._ports.matters.page(wanted, _PAGE, len(found)):
            found += page
        return found

    def _look_at(self, matter: Matter) -> None:
        late = self._ports.clock.now() - matter.opened_at >= LATE
        if late and not is_posted(f"matter:{matter.id}", self._ports):
            self._post(matter)
        if matter.kind == "incident":
            return
        if matter.taken_by and not self._ports.roles.has(matter.taken_by, "compliance-officer"):
            self._hand_over(matter)
        for why_key, view in self._reminders(matter):
            tell_under_request(matter, f"matter:{matter.id}:{why_key}", view, self._ports)

    def _post(self, matter: Matter) -> None:
        if matter.kind == "incident":
            post_alert(matter, self._ports)
        else:
            show_request(matter.id, self._ports)

    def _reminders(self, matter: Matter) -> Iterator[tuple[str, RequestReminder]]:
        """What is to be said by now; of two moments before it goes out that have both come, the later."""
        ports, now = self._ports, self._ports.clock.now()
        author = name_of(matter.author, ports)
        come = moment_come(matter, now)
        if come is not None:
            hours = int(come.total_seconds() // 3600)
            yield f"due-{hours}", RequestReminder(matter, author, "due")
        elif matter.state == "open" and now - matter.opened_at >= WAITED:
            yield "waiting", RequestReminder(matter, author, "waiting")

    def _hand_over(self, matter: Matter) -> None:
        """Nobody looks after it from now on; the channel is told."""
        ports = self._ports
        officer = name_of(matter.taken_by, ports)
        event = f"handed-over:{matter.id}:{matter.revision}"
        view = RequestReminder(matter, name_of(matter.author, ports), "handed-over", officer)
        # Told first: cut off here it is told, and freed the next time.
        tell_under_request(matter, f"matter:{event}", view, ports)

        def free(stands: Matter) -> Matter:
            if must_wait(stands).taken_by != matter.taken_by:
                raise NotMoved("changed", stands)
            return replace(stands, taken_by="")

        try:
            freed = move_matter(matter.id, free, {"officer": officer}, _ITSELF, event, ports)
        except NotMoved:
            return  # decided, let go or taken over in this very moment
        show_request(freed.id, ports)
        show_author(freed.id, ports)


def moment_come(matter: Matter, now: datetime) -> timedelta | None:
    """The moment before the text goes out that has come last; None before the first, and once it is out.

    A moment that was over when the request was opened does not come.
    """
    if matter.due is None or now >= matter.due:
        return None
    come = (before for before in BEFORE_DUE if matter.opened_at < matter.due - before <= now)
    return next(come, None)
