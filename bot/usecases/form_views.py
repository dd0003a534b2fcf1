"""The forms that open before a person, and the pages that only show something; the door (Slack) draws them.

What is sent comes back as `Received` of kind `form`: `choice` is the name of the form, `card` what it is
about, `form` the fields by name (and `revision`, `view`: the open page, where an answer may be shown).
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.domain.draft import Language, Platform, Role
from bot.domain.findings import Citation, Verdict
from bot.domain.library import PublishedPolicies
from bot.domain.matters import Matter
from bot.domain.polls import Poll
from bot.domain.review import Review
from bot.domain.rewriting import Change
from bot.usecases.good_post_views import GoodPostForm, GoodPostPage, GoodPostSettleForm
from bot.usecases.people_ports import Speaker
from bot.usecases.quiz_views import QuizView

FormName = Literal[
    "policy", "review", "request", "decision", "answer", "posting", "disagreement", "reading", "draw",
    "outcome", "handling", "settle", "alt-text", "speaker", "good-post", "good-post-settle",
    "exercise", "certification", "notice",
]  # fmt: skip
Decision = Literal["approve", "change", "reject", "ask"]


@dataclass(frozen=True, slots=True)
class PolicyForm:
    """A file, and what its owner says of it. `documents`: name (`PMS/fr`) and title of those in force."""

    documents: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """A draft with all that is asked of it. Fields: text, file, platform, language (auto, fr, en), audience,
    purpose, account (own, firm), paid (yes or empty), planned (seconds since 1970), genre (post, reply,
    profile)."""

    text: str = field(default="", repr=False)
    role: Role = "employee"
    """As which they post unless they say otherwise here."""


@dataclass(frozen=True, slots=True)
class NoticeForm:
    """An owner posts a notice. Fields: kind (silence, position), title, text, words (with commas between),
    since, until (days, both included)."""

    today: str


@dataclass(frozen=True, slots=True)
class SpeakerForm:
    """As whom a person posts. Fields: role, shows (yes or empty), territory, unit, address, tone, purpose,
    audience.

    `places`, `units`: id and name of those that the firm has.
    """

    card: str
    speaker: Speaker
    places: tuple[tuple[str, str], ...] = ()
    units: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RequestForm:
    """An author asks compliance. Fields: text_of (draft, rewrite: with the beginning of its fingerprint, as
    `seen_as` makes it; own), text (where own), why, planned, file.

    `rewrite` is "" where none is offered.
    """

    card: str
    draft: str = field(repr=False)
    rewrite: str = field(repr=False)
    verdict: Verdict = "ok"
    planned: datetime | None = None
    """When the author said that it should go out, where that is still to come."""


@dataclass(frozen=True, slots=True)
class DecisionForm:
    """An officer decides. Fields: why, days (an approval's life), text (of `change`); the decision comes with
    them."""

    matter: Matter
    decision: Decision
    text: str = field(default="", repr=False)
    """The text it is about, whole; to be changed, for `change`."""
    days: int = 30
    """How long an approval counts unless the officer says otherwise."""


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """The author answers what an officer asked. Fields: answer."""

    matter: Matter
    question: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class PostingForm:
    """What was posted in the end. Fields: text, link, day (YYYY-MM-DD)."""

    card: str
    text: str = field(repr=False)
    today: str = ""


@dataclass(frozen=True, slots=True)
class DisagreementForm:
    """A finding is wrong. Fields: rule, why, share (yes: the owner may see the words that were marked).

    `rules`: id and title of those that found something.
    """

    card: str
    rules: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReadingForm:
    """Whoever would read the text of an incident says why; that is kept. Fields: why."""

    matter: Matter


@dataclass(frozen=True, slots=True)
class DrawForm:
    """An officer draws a share of the reviews that found nothing. Fields: share (percent), days.

    `found`: days back → how many such reviews there are.
    """

    found: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class OutcomeForm:
    """An officer reads a review of the sample and says what it is. Fields: outcome (fine, missed, unclear),
    rule (of a miss, may be empty), note."""

    matter: Matter
    review: Review
    policies: PublishedPolicies
    author: str = ""


@dataclass(frozen=True, slots=True)
class HandlingForm:
    """An officer closes an incident. Fields: done."""

    matter: Matter


@dataclass(frozen=True, slots=True)
class SettleForm:
    """An owner settles a disagreement. Fields: outcome (agreed, kept), note."""

    matter: Matter
    title: str
    """Of the rule."""
    why: str = field(default="", repr=False)
    quote: str = field(default="", repr=False)
    """The words that were marked, where the author shares them."""


@dataclass(frozen=True, slots=True)
class ClauseWhole:
    """A clause of the firm's documents, whole, to the letter."""

    citation: Citation


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """Word by word, what the rewrite changes of the draft."""

    before: str = field(repr=False)
    after: str = field(repr=False)
    changes: tuple[Change, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class TextToCopy:
    """A text, where it can be selected whole and copied."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PollToCopy:
    """A poll for that platform: as a poll where it takes them, else as a question in a post."""

    poll: Poll
    platform: Platform


@dataclass(frozen=True, slots=True)
class AltTextForm:
    """What the author of a draft says of its image. Fields: kind (`domain/alt_texts.ImageKind`), shows,
    reads (the words in it)."""

    card: str


@dataclass(frozen=True, slots=True)
class TextRead:
    """The text of a draft, opened by somebody who said why."""

    matter: Matter
    text: str = field(repr=False)
    author: str
    titles: tuple[str, ...]
    """Of the rules."""


@dataclass(frozen=True, slots=True)
class AtWork:
    """What is seen for the moment it takes."""


@dataclass(frozen=True, slots=True)
class CannotOpen:
    """Why there is nothing to fill in.

    gone: what it was about is there no more; decided: somebody has decided meanwhile; own: nobody decides
    about their own draft; role: it is not for this person (the refusal is recorded); trial: Vigie is being
    tried out, and they see no reviews yet; not-offered: the card shows no text that passed, or it was
    offered; own-text: nobody accepts their own text; taken-back: a good post that may be read no more.
    """

    why: Literal["gone", "decided", "own", "role", "trial", "not-offered", "own-text", "taken-back"]


FormView = (
    PolicyForm | ReviewForm | RequestForm | DecisionForm | AnswerForm | PostingForm | DisagreementForm
    | ReadingForm | DrawForm | OutcomeForm | HandlingForm | SettleForm | ClauseWhole | WhatChanged
    | TextToCopy | PollToCopy | AltTextForm | SpeakerForm | NoticeForm | TextRead | AtWork | CannotOpen
    | GoodPostForm | GoodPostSettleForm | GoodPostPage
    | QuizView
)  # fmt: skip

__all__ = ["Decision", "FormName", "FormView", "Language", "Platform"]
