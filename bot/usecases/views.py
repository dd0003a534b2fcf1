"""What a person is to be shown; the door (Slack) draws it. Texts in a view are data, never markup."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.domain.draft import Language
from bot.domain.findings import Citation, Finding, Verdict
from bot.domain.firm import Contact
from bot.domain.library import PublishedPolicies
from bot.domain.matters import Matter
from bot.domain.model_part import WhyNot as NoAnswerWhy
from bot.domain.review import Review
from bot.domain.rewriting import Change
from bot.domain.statements import Stated
from bot.usecases.coaching_views import CoachView, Remark
from bot.usecases.cool_off_views import CoolOffView
from bot.usecases.exercise_views import CertificateEnds
from bot.usecases.good_post_views import GoodPostView
from bot.usecases.library_ports import RefusedFor
from bot.usecases.matter_views import IncidentNotice, MatterView
from bot.usecases.policy_views import PolicyView


@dataclass(frozen=True, slots=True)
class Reading:
    """The card's first state; `again` when a review was there already (an edit, another platform).

    `doing` is what a language model is at; never a word of what it says, which nobody has verified yet.
    """

    again: bool = False
    doing: Literal["", "judging", "writing"] = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The review. `card` is what its buttons carry; `again` when it is not the first of this draft.

    `matters` are those about this draft, newest first; `aside` where the author alone sees it for a moment;
    `can_ask` where compliance can be asked from here.
    """

    card: str
    review: Review
    policies: PublishedPolicies
    again: bool = False
    matters: tuple[Matter, ...] = ()
    incident: IncidentNotice | None = None
    aside: bool = False
    can_ask: bool = False
    from_file: str = field(default="", repr=False)
    """The name of the file that the draft was read from."""
    translate_to: Language | None = None
    """The language into which the text shown can be put; None where nobody here can."""
    people: Mapping[str, str] = field(default_factory=dict)
    """Names of those who had to do with the matters, by id."""
    has_message: bool = True
    """Whether the draft is a message of its author's there, which they can edit or delete."""
    remarks: tuple[Remark, ...] = ()
    """What the coach says beside it."""
    can_offer: bool = False
    """Whether its author may offer the text for colleagues to learn from."""

    @property
    def offers_example(self) -> bool:
        """Whether the card lets its author offer the text: not what a remark would have changed first."""
        return self.can_offer and not any(each.is_no_example for each in self.remarks)

    @property
    def goes_against_line(self) -> bool:
        """Whether something is to be read before anything is posted."""
        return any(each.asks_to_wait for each in self.remarks)

    @property
    def is_held_back(self) -> bool:
        """Whether the rewrite is not shown yet: it is archived, and its author may ask for it."""
        return self.review.rewrite is not None and any(each.holds_rewrite_back for each in self.remarks)

    @property
    def words_instead(self) -> str:
        """What a remark has to copy in the place of another post, "" for nothing."""
        return next(filter(None, (each.words_instead for each in self.remarks)), "")

    @property
    def shows_rewrite(self) -> bool:
        """Whether the card has a rewrite to show now: not while it is held back, nor another post where
        other words stand for it."""
        return self.review.rewrite is not None and not self.is_held_back and not self.is_replaced

    @property
    def waits_with_rewrite(self) -> bool:
        """Whether the rewrite is there for when its author asks for it."""
        return self.is_held_back and not self.is_replaced

    @property
    def is_replaced(self) -> bool:
        """Whether the rewrite is another post, in whose place there are words."""
        return bool(self.review.rewrite and self.review.rewrite.proposal and self.words_instead)


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
class FileNotRead:
    """Why the file that should be the draft cannot be read; `detail` as of `FileRefused`."""

    code: RefusedFor | Literal["gone"]
    """gone: the chat service does not have it any more, or keeps it to itself."""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class NotShownYet:
    """While Vigie is tried out, instead of the review: the draft was read and recorded, and that approves
    nothing. `card` is what the button *That was a question* carries, "" where there is none."""

    ask: Contact
    card: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """Something went wrong on our side. `card` is what the button *Try again* carries: its text is not lost;
    without one ("") the person is asked to write again."""

    card: str
    reference: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The person removed the draft: its review is no longer shown; the archive keeps its record.

    What is to be done about client data that was in it stays.
    """

    archived: bool
    incident: IncidentNotice | None = None


@dataclass(frozen=True, slots=True)
class AnsweredByClauses:
    """The firm's clauses that answer a question, best first: none where its documents do not cover it.

    `card` is of the draft that it was taken for ("" when it was asked as a question), for the button *That
    was a draft*; `language` that of the question, in which it is answered (None: the reader's).
    """

    clauses: tuple[Citation, ...]
    ask: Contact
    card: str = ""
    language: Language | None = None
    text: str = field(default="", repr=False)
    """What a language model says of them in plain words, once verified; "" where nobody but they speak."""


@dataclass(frozen=True, slots=True)
class Help:
    """What the bot does and how to talk to it."""

    firm: str
    in_thread: bool = False
    library: bool = False
    """Whether the policies can be read in chat."""
    owner: bool = False
    """Whether the reader owns them."""


@dataclass(frozen=True, slots=True)
class AskWhatItIs:
    """A reply in a thread that may be a new version of the draft or something else: the person says."""

    card: str


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A word back to a word (*thanks*); `above` when what a reply asked for is done in the card."""

    above: bool = False


@dataclass(frozen=True, slots=True)
class YourDraft:
    """The draft that a person gave by a command, in their own conversation: its review hangs from it."""

    text: str = field(repr=False)
    protected: bool = False
    """Whether it is not shown, because it tells what is to be protected."""


@dataclass(frozen=True, slots=True)
class AnsweredInConversation:
    """What is seen where a command was typed whose answer is elsewhere: that it is, and nothing of either."""

    what: Literal["draft", "policies"] = "draft"


@dataclass(frozen=True, slots=True)
class Changed:
    """What another version of the text, made as its author wished, has changed from the one shown before.

    `no_answer` is why the language model did not write it, where it was asked; `not_passed` when it did and
    nothing of it passed, so that edits had to do.
    """

    changes: tuple[Change, ...]
    verdict: Verdict
    source: Literal["edits", "model"]
    no_answer: NoAnswerWhy | None = None
    not_passed: bool = False


@dataclass(frozen=True, slots=True)
class NotChanged:
    """Why there is no other version: what is shown stands.

    needs-model: only a language model could write it, and none is set up; no-shorter: edits make none;
    not-passed: what the model wrote did not pass; no-answer: it wrote nothing; kept: it is there already;
    against-rules: what was to be kept is the problem, `rules` are the titles; confidential: nothing may be
    proposed.
    """

    why: Literal[
        "needs-model", "no-shorter", "not-passed", "no-answer", "kept", "against-rules", "confidential"
    ]
    ask: Contact
    no_answer: NoAnswerWhy | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """Why something is a problem: what was found, with the clauses; and a model's words that rest on them.

    Without either the firm's documents do not say. `no_answer` is why the model was not heard.
    """

    findings: tuple[Finding, ...]
    policies: PublishedPolicies
    ask: Contact
    statements: tuple[Stated, ...] = ()
    no_answer: NoAnswerWhy | None = None


@dataclass(frozen=True, slots=True)
class WouldBe:
    """What a review says of the text with an addition: its verdict and findings, and the verdict without."""

    review: Review
    before: Verdict
    policies: PublishedPolicies


@dataclass(frozen=True, slots=True)
class AskWhatToAdd:
    """The author asks about an addition and does not say which words."""


@dataclass(frozen=True, slots=True)
class ApprovesNothing:
    """The author asks for an approval: only `ask` gives one."""

    ask: Contact


@dataclass(frozen=True, slots=True)
class UnderEarlier:
    """An answer about a review that was made under other policies than those in force: it may be made again.

    `card` is what the button *Review again* carries.
    """

    answer: "View"
    card: str


View = (
    Reading | Reviewed | NotReviewed | NotShownYet | Failed | Withdrawn | AnsweredByClauses | Help
    | AskWhatItIs | Acknowledged | YourDraft | AnsweredInConversation | Changed | NotChanged | Explained
    | WouldBe | AskWhatToAdd | ApprovesNothing | UnderEarlier | FileNotRead | PolicyView | MatterView
    | CoachView | CoolOffView | GoodPostView | CertificateEnds
)  # fmt: skip
