"""What is remembered of the people who post: as whom they speak, and for whom. Asked once."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.domain.draft import Address, Role, Tone


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks when a person posts, as they said themselves: it gives nobody a right."""

    team: str
    """The workspace."""
    person: str
    role: Role = "employee"
    shows_affiliation: bool = False
    """Whether their profile shows where they work."""
    territory: str = ""
    """Where they and most of their readers are: an id of the firm profile's places, "" where unsaid."""
    unit: str = ""
    """Their team within the firm: an id of the firm's `units`, "" where they did not say."""
    address: Address = ""
    tone: Tone = ""
    purpose: str = field(default="", repr=False)
    """What their posts are for, in their words: `MAX_CONTEXT` characters at most."""
    audience: str = field(default="", repr=False)
    """Whom they write for, in their words: as long."""
    answered_at: datetime | None = None
    """When they said all this."""
    declined: bool = False
    """Whether they would rather not say: then they are not asked again, and nothing above is known."""


class People(Protocol):
    """Who speaks, one answer a person of a workspace."""

    def speaker(self, team: str, person: str) -> Speaker | None:
        """What they said last; None where they were not asked, or have not answered. Raises
        `StorageError`."""

    def keep(self, speaker: Speaker) -> None:
        """Keep it, in the place of what they said before. Raises `StorageError`."""

    def of_team(self, team: str) -> list[Speaker]:
        """Everybody's of one workspace, without their words. Raises `StorageError`."""
