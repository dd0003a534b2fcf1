"""What is said on a card of an exercise, and in a conversation of a certificate that runs out."""

from dataclasses import dataclass
from datetime import datetime

from bot.usecases.coaching_views import CoachMessage, Remark


@dataclass(frozen=True, slots=True)
class ExerciseOffer(Remark):
    """Two minutes on a rule that found something in so many of the author's drafts lately."""

    rule: str
    times: int


@dataclass(frozen=True, slots=True)
class CertificateEnds(CoachMessage):
    """To whom it certifies: it runs out then, and may be renewed."""

    until: datetime
