"""What a person is to be shown; the door (Slack) draws it. Texts in a view are data, never markup."""

from dataclasses import dataclass
from typing import Literal

from bot.domain.findings import Citation
from bot.domain.firm import Contact
from bot.domain.library import PublishedPolicies
from bot.domain.review import Review


@dataclass(frozen=True, slots=True)
class Reading:
    """The card's first state; `again` when a review was there already (an edit, another platform)."""

    again: bool = False


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The review. `card` is what its buttons carry; `again` when it is not the first of this draft."""

    card: str
    review: Review
    policies: PublishedPolicies
    again: bool = False


WhyNot = Literal[
    "empty", "too-long", "not-text", "unknown-platform", "unknown-role",
    "guest", "only-files", "nothing-published", "erased",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class NotReviewed:
    """Why there is no review; `detail` goes into the sentence (a number of characters)."""

    why: WhyNot
    detail: str = ""
    ask: Contact | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """Something went wrong on our side. `card` is what the button *Try again* carries: its text is not lost;
    without one ("") the person is asked to write again."""

    card: str
    reference: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The person removed the draft: its review is no longer shown; the archive keeps its record."""

    archived: bool


@dataclass(frozen=True, slots=True)
class ClosestClauses:
    """The firm's clauses closest to a question, best first; `card` is of the draft that it was taken
    for ("" when it was asked as a question), for the button *That was a draft*."""

    clauses: tuple[Citation, ...]
    ask: Contact
    card: str = ""


@dataclass(frozen=True, slots=True)
class Help:
    """What the bot does and how to talk to it."""

    firm: str
    in_thread: bool = False


@dataclass(frozen=True, slots=True)
class AskWhatItIs:
    """A reply in a thread that may be a new version of the draft or something else: the person says."""

    card: str


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A word back to a word (*thanks*); `above` when what a reply asked for is done in the card."""

    above: bool = False


View = (
    Reading | Reviewed | NotReviewed | Failed | Withdrawn | ClosestClauses | Help | AskWhatItIs | Acknowledged
)
