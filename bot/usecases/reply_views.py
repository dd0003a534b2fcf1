"""What is said of a draft that answers somebody in public."""

from dataclasses import dataclass, field

from bot.domain.firm import BothLanguages
from bot.domain.public_replies import Need, ReplyTo
from bot.usecases.coaching_views import Remark


@dataclass(frozen=True, slots=True)
class ReplyNeeds(Remark):
    """What it answers, what such a reply needs and has not, and has; the firm's own delay."""

    to: ReplyTo
    missing: tuple[Need, ...]
    met: tuple[Need, ...]
    hours: int
    team: BothLanguages | None = None
    """Who takes a complaint over, where the firm says it."""
    example: str = field(default="", repr=False)
    """Words of the firm's that may be copied, "" where there are none, or none are needed."""

    @property
    def words_instead(self) -> str:
        """Another post answers nobody: the firm's own words do."""
        return self.example
