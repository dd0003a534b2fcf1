"""What people are shown in messages about requests, samples, incidents and postings; the door draws it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.domain.balance import Balance
from bot.domain.findings import Verdict
from bot.domain.firm import Contact
from bot.domain.library import PublishedPolicies
from bot.domain.matters import Matter
from bot.domain.review import Review
from bot.usecases.form_views import Decision

ComplianceDeed = Literal[
    "decide", "take", "read", "sample", "handle", "settle", "judge-example", "notice", "figures"
]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a matter's history: what it became, when, by whom, and what they wrote."""

    state: str
    """A `MatterState`, or `taken`, `answered`, `handed-over`."""
    at: datetime
    by: str
    """A name."""
    words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class RequestCard:
    """A request in the compliance channel: the text, what the review says, its history; once it is decided no
    buttons, and who, when, why. `before`: how many requests of this author were decided, by state."""

    matter: Matter
    author: str
    """A name."""
    text: str = field(repr=False)
    """What is to be decided, to the letter; "" once erased."""
    review: Review | None
    """Of the draft; where the text is another of the author's own, of that. None once erased."""
    policies: PublishedPolicies
    steps: tuple[Step, ...]
    files: tuple[str, ...] = ()
    """Names of what was attached."""
    before: tuple[tuple[str, int], ...] = ()
    taken_by: str = ""
    """A name."""
    changed_to: str = field(default="", repr=False)
    """The officer's own text, where that is what is approved."""


@dataclass(frozen=True, slots=True)
class RequestSent:
    """To the author: compliance has it; once it is decided or void, how it stands."""

    matter: Matter


@dataclass(frozen=True, slots=True)
class RequestDecided:
    """To the author: what was decided, by whom, why; `text`: what is approved, where it is not the draft."""

    matter: Matter
    decision: Decision
    by: str
    why: str = field(repr=False)
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class RequestVoid:
    """To the author: a request or an approval counts no more, since its text was changed or removed."""

    matter: Matter
    was_approved: bool
    why: Literal["edited", "removed", "withdrawn"] = "edited"


@dataclass(frozen=True, slots=True)
class RequestReminder:
    """To the officers, under the request: it waits, and goes out soon or has waited long."""

    matter: Matter
    author: str
    why: Literal["due", "waiting", "handed-over"]
    officer: str = ""
    """Who looked after it until now (of handed-over)."""


@dataclass(frozen=True, slots=True)
class NotDone:
    """To the one who pressed, alone: why nothing came of it.

    decided: somebody was first; void: the text was changed or removed; own: nobody decides about their own
    draft; gone: what it was about is there no more; expired: a form could not be opened in time; not-asked:
    there is no question to answer; changed: it is not as they saw it any more; no-channel: compliance is not
    reached from here; trial: Vigie is being tried out, and they see no reviews yet; fails: under the rules in
    force the text passes no more; no-files: Slack does not let Vigie give files.
    """

    why: Literal[
        "decided",
        "void",
        "own",
        "gone",
        "expired",
        "not-asked",
        "changed",
        "no-channel",
        "trial",
        "fails",
        "no-files",
    ]
    by: str = ""
    """Who was first (of decided)."""
    ask: Contact | None = None


@dataclass(frozen=True, slots=True)
class OfficersOnly:
    """To the one who pressed, alone: it is for compliance officers (for policy owners: `settle`,
    `judge-example`; for both: `figures`)."""

    deed: ComplianceDeed
    ask: Contact | None = None


@dataclass(frozen=True, slots=True)
class IncidentAlert:
    """To compliance: an incident, by rule and author, without a word of the text."""

    matter: Matter
    author: str
    titles: tuple[str, ...]
    """Of the rules."""
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class IncidentNotice:
    """To the author, above everything else: what to delete, and whom to tell within the hour."""

    kind: Literal["client", "inside"]
    ask: Contact
    alerted: bool = False
    """Whether compliance was told by this program."""


@dataclass(frozen=True, slots=True)
class SampleDrawn:
    """To the officer who drew: how many reviews, of how many that found nothing in that time."""

    drawn: int
    of: int
    days: int


@dataclass(frozen=True, slots=True)
class PostingKept:
    """To the author: what was posted is kept, and how it compares with what was reviewed or approved."""

    matter: Matter
    verdict: Verdict | None = None
    """Of the posted text, where it is another than those."""
    balance: Balance | None = None
    """Of what they posted, with it; None where the firm has no aim."""


@dataclass(frozen=True, slots=True)
class DisagreementKept:
    """To the author: the policy owners have it."""

    title: str


@dataclass(frozen=True, slots=True)
class DisagreementNews:
    """To the policy owners: somebody says that a rule was wrong; no word of the draft."""

    matter: Matter
    title: str


@dataclass(frozen=True, slots=True)
class DisagreementSettled:
    """To the author: what the owners made of it."""

    matter: Matter
    title: str
    by: str
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SharedReview:
    """In a channel, because its author shares it: the verdict, the draft and the rewrite."""

    author: str
    review: Review
    policies: PublishedPolicies


@dataclass(frozen=True, slots=True)
class InviteMe:
    """To the one who would share: the bot is not in that channel."""


@dataclass(frozen=True, slots=True)
class Shared:
    """To the one who shared: it is there. `card`: that which may still go on in their conversation, or ""."""

    card: str = ""


@dataclass(frozen=True, slots=True)
class HowToMention:
    """To the one who mentioned the bot without a draft."""


@dataclass(frozen=True, slots=True)
class Welcome:
    """The first time a person opens the conversation."""

    firm: str


MatterView = (
    RequestCard | RequestSent | RequestDecided | RequestVoid | RequestReminder | NotDone | OfficersOnly
    | IncidentAlert | SampleDrawn | PostingKept | DisagreementKept | DisagreementNews | DisagreementSettled
    | SharedReview | InviteMe | Shared | HowToMention | Welcome
)  # fmt: skip
