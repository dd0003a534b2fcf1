"""A person's own page with the bot (App Home), by role; the door draws it. One section is shown at a time."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

from bot.domain.balance import Balance
from bot.domain.draft import Platform, Role
from bot.domain.findings import Verdict
from bot.domain.matters import Matter
from bot.domain.maturity import Standing
from bot.usecases.coaching_views import FiguresShown
from bot.usecases.good_post_views import GoodPostItem
from bot.usecases.line_views import NoticeBoard
from bot.usecases.policy_views import PolicyHistory, PolicyList
from bot.usecases.quiz_views import LearningHome

Section = Literal[
    "mine", "examples", "policies", "library", "disagreements", "offers", "queue", "sample", "incidents",
    "figures", "maturity", "learning",
]  # fmt: skip
"""mine: my reviews and requests; examples: good posts to read; learning: exercises and the certificate;
policies: the documents in force. Owners, in its place: library (drafts and history too), disagreements,
offers (of good posts). Officers: queue, sample, incidents. Both: figures, maturity (where the firm
stands)."""
SECTIONS: tuple[Section, ...] = get_args(Section)
QueueFilter = Literal["waiting", "mine", "free", "soon", "decided"]
"""Of the queue: all that wait, those I look after, those nobody looks after, those that go out within a day,
those that were decided."""
FILTERS: tuple[QueueFilter, ...] = get_args(QueueFilter)


@dataclass(frozen=True, slots=True)
class HomeWanted:
    """Which part of the page a person asks for; `page` counts from 0."""

    section: Section = "mine"
    filter: QueueFilter = "waiting"
    page: int = 0


NotShown = Literal["erased", "removed", "protected"]
"""Why a text is not there: it was erased; its author removed it; it holds what must not be spread."""


@dataclass(frozen=True, slots=True)
class MineItem:
    """One of the person's own reviews: the beginning of its text, or why it is not shown, and what came of
    it."""

    card: str
    at: datetime
    verdict: Verdict
    platform: Platform
    beginning: str = field(repr=False)
    matters: tuple[Matter, ...] = ()
    link: str = ""
    not_shown: NotShown | None = None


@dataclass(frozen=True, slots=True)
class MatterItem:
    """A matter with the names of its people, and the titles of its rules."""

    matter: Matter
    author: str
    titles: tuple[str, ...] = ()
    taken_by: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class SpeakerKnown:
    """As whom the person posts; `role` is None where they never said."""

    role: Role | None
    place: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """What is shown: the sections that the person has, and the one that is open."""

    sections: tuple[Section, ...]
    wanted: HomeWanted
    counts: tuple[tuple[Section, int], ...] = ()
    """How much waits in a section, where that is worth saying."""
    mine: tuple[MineItem, ...] = ()
    matters: tuple[MatterItem, ...] = ()
    examples: tuple[GoodPostItem, ...] = ()
    policies: PolicyList | None = None
    history: PolicyHistory | None = None
    standing: Standing | None = None
    figures: FiguresShown | None = None
    learning: LearningHome | None = None
    balance: Balance | None = None
    """Of the person's own posts, where the firm has an aim."""
    more: bool = False
    """Whether there is a next page."""
    firm: str = ""
    refused: bool = False
    """Whether the person is none of the firm's: nothing else is shown then."""
    trial: bool = False
    """Whether Vigie is being tried out, and the person's own reviews are not shown yet."""
    speaker: SpeakerKnown | None = None
    """As whom they post, beside their own reviews."""
    notices: NoticeBoard | None = None
    """What holds for a while, for owners."""
