"""What talking with people needs of the outside, and the errors that the outside may answer with.

TryLater          the chat service cannot take it now: the same again later is right
CannotShow        the chat service will not take it, now or later: a conversation that is gone
NoSuchJob         nothing was received under that id
WordsClosed       what was received cannot be opened: its key is missing, or it was changed
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, TypeVar, get_args

from bot.domain.draft import Attachment, Genre, Language, Platform, Role
from bot.usecases.figures_ports import FigureFiles
from bot.usecases.form_views import FormView
from bot.usecases.home_views import Home
from bot.usecases.received import ENDS_PROCESS as ENDS_PROCESS
from bot.usecases.received import TRIES as TRIES
from bot.usecases.received import Button as Button
from bot.usecases.received import FileRef as FileRef
from bot.usecases.received import Job as Job
from bot.usecases.received import Kind as Kind
from bot.usecases.received import Place as Place
from bot.usecases.received import Received as Received
from bot.usecases.received import WordsClosed as WordsClosed
from bot.usecases.received import split_job_id as split_job_id
from bot.usecases.views import View

Result = TypeVar("Result")


class TryLater(Exception):
    """It cannot be done now; `after` is how many seconds to wait, None when nobody said."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.after = after


class CannotShow(Exception):
    """The chat service refuses, and will refuse again; `why` is its own word (`channel_not_found`)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class NoSuchJob(Exception):
    """Nothing was received under that id."""


OF_ONE_PERSON = 2
"""Jobs of one person at a time, in all processes together: a hundred drafts of one delay nobody else's."""

Outcome = Literal["done", "dropped", "open", "failed"]
State = Literal["waiting", "begun", "done", "dropped", "open", "failed"]
STATES: tuple[State, ...] = get_args(State)


class Inbox(Protocol):
    """Everything the people of a workspace sent, from before the acknowledgement until it was answered.

    A row is *waiting* (until `due`), then *begun*, then *done*, *dropped*, *open* (answered by a question of
    ours: its text is kept until the person has chosen) or *failed* (its text is kept, to be tried again when
    the person asks). The texts of what is done or dropped are erased; so is the address at which to answer,
    of whatever is over in any way.
    """

    def accept(self, received: Received, at: datetime) -> bool:
        """Keep it, committed; False when its event or its subject was known, and nothing is changed."""

    def begin(self, at: datetime, most: int) -> list[Job]:
        """Mark as begun, and return, what may begin: due, oldest first, one a lane at most, and only
        where nothing earlier of the lane is waiting or begun, and where fewer than `OF_ONE_PERSON` of the
        same person are begun, or due, earlier and the first of their lane. No other process gets the same."""

    def begun(self, before: datetime) -> list[Job]:
        """What was begun before that moment and is neither finished nor postponed, oldest first."""

    def job(self, event: str) -> Job:
        """As it stands. Raises `NoSuchJob`, `WordsClosed`."""

    def superseded(self, event: str) -> bool:
        """Whether an edit or a deletion of the same message makes this one old, in whatever order they came.

        A message is older than its edits, an edit than those received after it, both than a deletion.
        """

    def finish(self, event: str, outcome: Outcome, at: datetime, why: str = "") -> None:
        """It is over; safe to repeat. `why`: a word of ours or of the chat service's, never a text."""

    def postpone(self, event: str, due: datetime, why: str = "", *, fault: bool = False) -> None:
        """Waiting again, as another attempt; `why` as above. `fault`: it counts as one of `Job.faults`."""

    def erase_text(self, channel: str, message: str) -> None:
        """Forget the text of a message and of its edits; what is still to be done keeps it."""

    def counts(self, states: Sequence[State] = STATES) -> dict[str, int]:
        """How many rows are in each of those states: every one is a key. What is over is most of them."""

    def oldest(self, at: datetime) -> float:
        """Seconds since the first of those that wait, or are begun, came or was asked for again; 0 where
        none is."""


CardState = Literal["reading", "shown", "refused", "failed", "withdrawn", "question"]


@dataclass(frozen=True, slots=True)
class Card:
    """The one message in which a draft is answered; its id is what buttons carry."""

    id: str
    place: Place
    message: str
    """The `ts` of the person's message that holds the draft."""
    author: str
    event: str
    """Under which the draft's text was received last: of the message, or of its newest edit."""
    platform: Platform
    language: Language
    """What the author reads: messages and clauses are in it, the rewrite is in the draft's."""
    attachments: tuple[Attachment, ...] = ()
    revision: int = 0
    """How many times it was reviewed again: after an edit, or for another platform."""
    turn: int = 0
    """Which version of the rewrite is shown."""
    review: str = ""
    """The archived review that is shown, "" before the first."""
    state: CardState = "reading"
    role: Role = "employee"
    """As which the author would post."""
    genre: Genre = "post"
    draft_language: Language | None = None
    """What the author says that the draft is written in, None where it is found out."""
    aside: bool = False
    """Whether the author alone sees it for a moment, where a command was typed: it cannot be changed."""
    planned: datetime | None = None
    """When the author means to post it."""

    @property
    def stream(self) -> str:
        """The chain of the archive that holds its author's reviews."""
        return f"{self.place.team}:{self.author}"

    def review_id(self, turn: int) -> str:
        """The id under which that version of its rewrite is archived with its review."""
        return f"{self.id}.{self.revision}.{turn}"


class Cards(Protocol):
    """Where every card stands. There is one card for each message of a person, at most."""

    def keep(self, card: Card) -> None:
        """Keep it as it is now; safe to repeat."""

    def card(self, card_id: str) -> Card | None:
        """The card with that id."""

    def of_message(self, team: str, channel: str, message: str) -> Card | None:
        """The card that answers that message."""

    def newest_in(self, place: Place) -> Card | None:
        """The card of a thread that was begun last, of those for a draft that is still there."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What is known of one of the bot's messages: `ts` is None until it is known to be there."""

    ts: str | None
    intended_before: bool
    """Whether it may be there without our knowing: a first attempt may have succeeded, or the machine
    that was lost had posted it before a backup was restored."""


class Outbox(Protocol):
    """The messages the bot meant to post and those it did: what makes posting effectively once."""

    def intend(self, key: str, place: Place, at: datetime) -> Posted:
        """Note, committed, that the message `key` is about to be posted; what was known until now."""

    def posted(self, key: str, ts: str, at: datetime) -> None:
        """It is there, under that `ts`; safe to repeat."""

    def find(self, key: str) -> Posted | None:
        """What is known of it, None when it was never meant to be posted."""


class Messenger(Protocol):
    """Shows views to people. Every method but the status may raise `TryLater` or `CannotShow`."""

    def show_status(self, place: Place, language: Language) -> None:
        """Say that the bot is at work, until a message is posted there or it is cleared; never raises."""

    def clear_status(self, place: Place) -> None:
        """Stop saying so; never raises."""

    def post(self, place: Place, key: str, view: View, language: Language) -> str:
        """Post a message that carries `key` unseen; its `ts`."""

    def find(self, place: Place, key: str) -> str | None:
        """The `ts` of the bot's message in that thread that carries `key`."""

    def edit(self, place: Place, ts: str, view: View, language: Language) -> None:
        """Put this view in the place of the one shown."""

    def answer_command(self, reply_to: str, view: View, language: Language, *, instead: bool = False) -> None:
        """Show this view where a command was typed, to the person who typed it alone. It cannot be found,
        changed or taken back there, and the address is good for half an hour and five times.

        `instead`: in the place of the message whose button was pressed (the address came with the press).
        """

    def tell_alone(self, place: Place, person_id: str, view: View, language: Language) -> None:
        """Show this view to one person of a channel alone, in that thread; nobody can change it."""

    def fill_form(self, view_id: str, form: FormView, language: Language) -> None:
        """Put this page in the place of the one that is open before somebody; a closed one stays closed."""

    def show_home(self, person_id: str, home: Home, language: Language) -> None:
        """Show this as the person's own page with the bot."""

    def link_to(self, place: Place, ts: str) -> str:
        """The address at which a message is found; "" where there is none to be had."""

    def share_figures(self, place: Place, files: FigureFiles, language: Language) -> str:
        """Give both files there in one message; the picture's id."""

    def conversation_with(self, person_id: str) -> str:
        """The channel of the conversation between that person and the bot, opened if need be."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who writes: `guest` is whoever the firm does not employ (guests, bots, people of other firms)."""

    id: str
    name: str
    language: Language
    guest: bool
    utc_offset: int | None = None
    """Seconds that their clocks are ahead of UTC now; None where nobody knows."""


class Directory(Protocol):
    """The workspace's people."""

    def person(self, person_id: str) -> Person:
        """Who that is. Raises `TryLater`; somebody unknown to the workspace is a guest."""


class Steps(Protocol):
    """The steps of one durable job: a step that was done is not done again after a crash."""

    def run(self, name: str, step: Callable[[], Result]) -> Result:
        """The step's result: ids and numbers, never text, because it is stored. What it raises is raised
        here and nothing of it is stored."""


class Jobs(Protocol):
    """Durable jobs: begun once, taken up again after a crash."""

    def begin(self, job_id: str) -> None:
        """Begin the job with that id, unless it was; returns at once."""

    def has_ended(self, job_id: str) -> bool:
        """Whether it was begun and is over, well or badly."""

    def ends_process(self, job_id: str) -> bool:
        """Whether it is no longer taken up, having been under way each time when its process died."""


class Note(Protocol):
    """Tells the operator what happened: a name and ids, never text."""

    def __call__(self, what: str, /, **ids: str | int | float) -> None:
        """One line."""
