"""What a language model had to do with a review: which one, how often, what was dropped or left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.domain.findings import Citation

WhyNot = Literal[
    "timeout", "busy", "unavailable", "malformed", "truncated", "refused", "context-too-long",
    "wrong-key", "unknown-model", "over-budget", "identifies",
]  # fmt: skip
"""Why there is no answer.

timeout: not in the seconds given; busy: 429; unavailable: no connection, a reset, a 5xx; malformed: not the
shape asked for; truncated: cut, or no `finish_reason`; refused: the model declined; context-too-long;
wrong-key: 401 or 403; unknown-model: 404, or a request the server does not understand;
over-budget: no tokens left for the review, the person or the day; identifies: a checked identifier would have
gone out, so nothing was sent.
"""
LATER: frozenset[WhyNot] = frozenset(
    {"timeout", "busy", "unavailable", "malformed", "truncated", "over-budget"}
)
"""What another time may answer: the others need an operator, another model or another draft."""

LeftOut = Literal["judgement", "rewriting"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """One answer as it came, still masked, or why there was none: what a replay takes instead of asking."""

    prompt: str
    answer: Mapping[str, Any] | None = field(repr=False)
    why_not: WhyNot | None = None


@dataclass(frozen=True, slots=True)
class ModelPart:
    """The model's part in a review. Tokens are those of all calls, failed ones too."""

    name: str
    """`provider:model`."""
    prompts: str
    """The version of the prompts (`domain/prompts.version_of`)."""
    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    dropped: Mapping[str, int] = field(default_factory=dict)
    """What it said and nobody was shown, by why."""
    left_out: LeftOut | None = None
    """What the review had to do without."""
    why: WhyNot | None = None
    """Why it was left out."""
    clauses: tuple[Citation, ...] = ()
    """Those it was given."""
    record: tuple[Recorded, ...] = ()

    @property
    def can_be_completed(self) -> bool:
        """Whether asking again may give what was left out."""
        return self.why in LATER
