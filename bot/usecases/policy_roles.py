"""Who may do what with the policy library, asked at every action; a refusal is told, and recorded."""

from contextlib import suppress

from bot.domain.policy_commands import FOR_EVERYBODY, PolicyDeed
from bot.domain.versions import VersionRef
from bot.usecases.chat_ports import Person, TryLater
from bot.usecases.matter_ports import Role
from bot.usecases.policy_ports import PolicyPorts
from bot.usecases.policy_views import OwnersOnly
from bot.usecases.ports import NothingPublished
from bot.usecases.talk import TalkPorts


def refused(
    deed: PolicyDeed, person: Person, ports: TalkPorts, version: VersionRef | None = None
) -> OwnersOnly | None:
    """What somebody is told who may not do that, after it was recorded; None for whoever may.

    Raises `TryLater` where nobody can say who they are.
    """
    policy = policy_of(ports)
    if deed in FOR_EVERYBODY or ports.roles.has(person.id, "policy-owner"):
        return None
    policy.life.versions.refused(on_record(person), ports.clock.now(), deed, version)
    with suppress(NothingPublished):
        return OwnersOnly(deed, ports.firm.ask)
    return OwnersOnly(deed)


def surely_has(person: Person, role: Role, ports: TalkPorts) -> bool:
    """Whether they have it, for what may be shown a little less of: where nobody can say, they do not."""
    try:
        return ports.roles.has(person.id, role)
    except TryLater:
        return False


def on_record(person: Person) -> str:
    """Who they are, as the history of the library says it for ever."""
    return f"{person.name} ({person.id})" if person.name else person.id


def policy_of(ports: TalkPorts) -> PolicyPorts:
    """What owning the policies needs, where it is set up."""
    assert ports.policy is not None
    return ports.policy
