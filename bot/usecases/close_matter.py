"""Close a matter, once: whoever is first decides, the others are told who was."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain.matters import Matter, MatterKind, MatterState
from bot.usecases.asked_role import refused_role
from bot.usecases.chat_ports import Job, Person
from bot.usecases.matter_ports import Role
from bot.usecases.matter_views import ComplianceDeed, NotDone
from bot.usecases.move_matter import NotMoved, move_matter, must_wait, not_done
from bot.usecases.names_shown import whom_to_ask
from bot.usecases.talk import TalkPorts
from bot.usecases.tell_sender import tell_sender


def matter_to_close(
    role: Role, deed: ComplianceDeed, kind: MatterKind, job: Job, person: Person, ports: TalkPorts
) -> Matter | None:
    """The matter that a form is about, for whoever has the role.

    None where they have not, or there is none of that kind; its sender is told. Raises `TryLater`.
    """
    if refused_role(role, deed, job, person, ports):
        return None
    sent = job.received
    matter = known_matter(sent.card, kind, sent.place.team, ports)
    if matter is None:
        tell_sender(NotDone("gone", ask=whom_to_ask(ports)), job, person, ports)
    return matter


def known_matter(matter_id: str, kind: MatterKind, team: str, ports: TalkPorts) -> Matter | None:
    """The matter of that kind in that workspace."""
    matter = ports.matters.matter(matter_id)
    return matter if matter and (matter.kind, matter.team) == (kind, team) else None


def close_matter(
    matter: Matter,
    state: MatterState,
    words: Mapping[str, str],
    job: Job,
    person: Person,
    ports: TalkPorts,
    **changes: Any,
) -> Matter | None:
    """The matter as this closes it, what they wrote of it archived; safe to repeat for one event.

    None where somebody else was first, or it is about their own draft: its sender is told.
    """

    def closed(stands: Matter) -> Matter:
        if stands.kind != "disagreement" and stands.author == person.id:
            raise NotMoved("own", stands)
        now = ports.clock.now()
        return replace(must_wait(stands), state=state, closed_by=person.id, closed_at=now, **changes)

    try:
        return move_matter(matter.id, closed, words, person, job.received.event, ports)
    except NotMoved as refusal:
        tell_sender(not_done(refusal, ports), job, person, ports)
        return None
