"""What answering people needs, and the few things every answer shares."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from bot.domain.draft import Language
from bot.domain.findings import Citation
from bot.domain.firm import FirmProfile
from bot.usecases.chat_ports import Cards, Directory, Inbox, Job, Messenger, NoSuchJob, Note, Outbox
from bot.usecases.desk import DeskInForce
from bot.usecases.ports import Archive, Clock

CLOSEST = 3
"""How many clauses answer a question."""


@dataclass(frozen=True)
class TalkPorts:
    """Everything that answering a person needs."""

    inbox: Inbox
    outbox: Outbox
    cards: Cards
    archive: Archive
    messenger: Messenger
    directory: Directory
    clock: Clock
    note: Note
    desk: DeskInForce
    search: Callable[[str, Language], Sequence[Citation]]
    """The clauses closest to a question, best first."""

    @property
    def firm(self) -> FirmProfile:
        """The firm as the policies in force know it. Raises `NothingPublished`."""
        return self.desk().policies.firm


def card_id(job: Job) -> str:
    """The opaque id of the card that answers an event: the same whenever it is asked for."""
    return sha256(job.received.event.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def kept_text(event: str, ports: TalkPorts) -> str:
    """The text received under that event, "" once it was erased."""
    try:
        return ports.inbox.job(event).received.text
    except NoSuchJob:
        return ""
