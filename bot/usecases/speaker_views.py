"""What is asked, shown and said of who speaks."""

from dataclasses import dataclass

from bot.domain.firm import BothLanguages
from bot.usecases.coaching_views import Remark


@dataclass(frozen=True, slots=True)
class WhoSpeaks(Remark):
    """Beside the first review of a person: as whom they post is not known, and may be said."""


@dataclass(frozen=True, slots=True)
class InTheirPlace(Remark):
    """What public texts ask where the author is, under the firm's own clauses: each with its source."""

    place: BothLanguages
    lines: tuple[tuple[BothLanguages, BothLanguages], ...]
