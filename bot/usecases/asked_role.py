"""Asking at every action whether somebody has the role that it takes; whoever has not is recorded."""

from bot.usecases.chat_ports import Job, Person, Received
from bot.usecases.matter_ports import Role
from bot.usecases.matter_records import keep_refusal
from bot.usecases.matter_views import ComplianceDeed, OfficersOnly
from bot.usecases.names_shown import whom_to_ask
from bot.usecases.talk import TalkPorts
from bot.usecases.tell_sender import tell_sender


def lacks_role(
    role: Role, deed: ComplianceDeed, received: Received, person: Person, ports: TalkPorts
) -> bool:
    """Whether they may not do that, which is recorded then. Raises `TryLater` where nobody can say."""
    if ports.roles.has(person.id, role):
        return False
    keep_refusal(received.card or deed, received.place.team, person, deed, received.event, ports)
    return True


def refused_role(role: Role, deed: ComplianceDeed, job: Job, person: Person, ports: TalkPorts) -> bool:
    """As `lacks_role`, for whoever sent a form: they are told in their own conversation."""
    if not lacks_role(role, deed, job.received, person, ports):
        return False
    tell_sender(OfficersOnly(deed, whom_to_ask(ports)), job, person, ports)
    return True


def is_not_author(author: str, deed: str, received: Received, person: Person, ports: TalkPorts) -> bool:
    """Whether the draft that they would act on is somebody else's, which is recorded then."""
    if author == person.id:
        return False
    keep_refusal(received.card, received.place.team, person, deed, received.event, ports)
    return True
