"""What is said beside a review and is no finding: what one draft alone cannot show its author.

A remark changes no verdict and is not archived with the review: it is made when the card is shown, out of
what is known then, so that what was erased meanwhile is in none. It never holds a text or a name of somebody
else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from bot.domain.balance import Balance
from bot.domain.figures import Figures
from bot.domain.findings import Citation, Finding
from bot.domain.library import PublishedPolicies


@dataclass(frozen=True, slots=True)
class Remark:
    """One of them; each kind is a class of its own, which `slack/render/card_coaching` draws."""

    asks_to_wait: ClassVar[bool] = False
    """Whether nothing is to be posted before it was read: the next step says so, whatever the verdict."""
    holds_rewrite_back: ClassVar[bool] = False
    """Whether the card shows no rewrite while this is said."""

    is_no_example: ClassVar[bool] = False
    """Whether the text is not offered for others to learn from while this is said."""

    @property
    def words_instead(self) -> str:
        """Words to copy in the place of another post on the same subject, "" for none."""
        return ""


@dataclass(frozen=True, slots=True)
class BalanceRemark(Remark):
    """What the author's balance would be with this text: the firm's aim is left, or came nearer."""

    after: Balance
    is_tipped: bool
    clause: Citation | None = None
    """That says so, where it is in force."""


@dataclass(frozen=True, slots=True)
class CoachMessage:
    """Base of what the coach says in a message of its own, by itself or after a press."""


@dataclass(frozen=True, slots=True)
class MediaOffer(Remark):
    """What the text may go out with: a poll on its subject, a text that stands for its image."""

    poll: bool
    alt_text: bool


@dataclass(frozen=True, slots=True)
class AddsNothing(Remark):
    """What readers have read already: what a colleague submitted, or the title of what is shared."""

    is_no_example: ClassVar[bool] = True

    to: Literal["colleague", "title"]


@dataclass(frozen=True, slots=True)
class AltText:
    """The text that stands for an image, ready to copy, with what is found in it."""

    text: str = field(repr=False)
    findings: tuple[Finding, ...]
    policies: PublishedPolicies


@dataclass(frozen=True, slots=True)
class FiguresShown:
    """Figures with the titles of rules and the names of teams, by id."""

    figures: Figures
    titles: Mapping[str, str]
    units: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WeeklyFigures:
    """Last week's figures, for the compliance channel."""

    shown: FiguresShown


CoachView = AltText | WeeklyFigures
"""What the coach answers in the thread of a review."""
