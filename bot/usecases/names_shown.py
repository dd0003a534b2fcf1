"""What people and rules are called in what is shown; archives and tables have their ids."""

from collections.abc import Iterable
from contextlib import suppress

from bot.domain.draft import Language
from bot.domain.firm import Contact
from bot.usecases.ports import NothingPublished
from bot.usecases.talk import TalkPorts


def name_of(person_id: str, ports: TalkPorts) -> str:
    """Their name; the id where the workspace knows none. Raises `TryLater`."""
    return ports.directory.person(person_id).name or person_id


def titles_of(rules: Iterable[str], language: Language, ports: TalkPorts) -> tuple[str, ...]:
    """The titles of those rules; the id of one that is in force no more."""
    known: dict[str, str] = {}
    with suppress(NothingPublished):
        known = {each.id: each.title.in_language(language) for each in ports.desk().policies.rules}
    return tuple(known.get(each, each) for each in rules)


def whom_to_ask(ports: TalkPorts) -> Contact | None:
    """The firm's contact; None while no policies are in force."""
    with suppress(NothingPublished):
        return ports.firm.ask
    return None
