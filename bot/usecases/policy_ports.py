"""What the people who own the policies need of the chat service, and of the library."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.draft import Language
from bot.domain.findings import Citation
from bot.domain.impact import Impact
from bot.domain.library import PublishedPolicies
from bot.usecases.compose_library import LifePorts
from bot.usecases.library_ports import GivenFile
from bot.usecases.ports import Progress
from bot.usecases.received import FileRef, Place


class Files(Protocol):
    """The files that people gave to the chat service."""

    def fetch(self, file: FileRef) -> GivenFile:
        """Its bytes. Raises `FileRefused` for one that is too large, `TryLater`, `CannotShow`."""


class Preview(Protocol):
    """Tries a library that is not in force on the golden cases and the drafts of late."""

    def __call__(
        self, candidate: PublishedPolicies, progress: Progress, cancelled: Callable[[], bool]
    ) -> Impact:
        """What it would change; what was done until then once `cancelled` says so."""


@dataclass(frozen=True)
class PolicyPorts:
    """Everything that owning the policies in chat needs."""

    files: Files
    life: LifePorts
    preview: Preview
    nearest: Callable[[str, Language, int], Sequence[Citation]]
    """The clauses in force nearest to some words, best first, that many at most."""
    channel: Place | None = None
    """The channel that is told of what concerns the policies, None for none."""
    language: Language = "fr"
    """What is written there is in."""
    told: Callable[[], None] = lambda: None
    """Called when another library is in force than before: somebody is waiting to tell others."""
