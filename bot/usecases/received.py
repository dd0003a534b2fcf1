"""What a person did, as it is kept from before the acknowledgement until it was answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.domain.draft import Attachment
from bot.usecases.failures import Unreadable


@dataclass(frozen=True, slots=True)
class Place:
    """A thread: what is answered there stays together, and is done in the order it came."""

    team: str
    channel: str
    thread: str
    """The `ts` of the message that the thread hangs from; "" for the conversation itself, outside threads."""

    @property
    def lane(self) -> str:
        """What stays together, by name (`Received.lane`)."""
        return f"{self.team}:{self.channel}:{self.thread}"


Kind = Literal["message", "edit", "deletion", "button", "command", "form", "mention", "shortcut"]
"""What a person did: wrote, changed what was written, removed it, pressed a button of a card, typed a command
(`/policy …`) somewhere in the workspace, sent a form, mentioned the bot in a channel, asked for a review of a
message of a channel from its menu."""

Button = Literal[
    "", "again", "another", "complete", "platform", "question", "retry", "review", "shorter", "why",
    "translate", "share", "to-dm",
    "copy", "changes", "clause", "wrong", "ask", "posted", "poll", "alt-text",
    "request-approve", "request-change", "request-reject", "request-ask", "request-take", "request-answer",
    "request-withdraw", "incident-read", "incident-handle", "sample-draw", "sample-read",
    "disagreement-settle",
    "good-post-offer", "good-post-settle", "good-post-back", "good-post-read",
    "exercise", "certify", "learn",
    "speaker", "speaker-later", "account-own", "account-firm", "notice-post", "notice-end",
    "figures-send", "cool-hour", "cool-tomorrow", "cool-show", "cool-drop",
    "policy-cancel", "policy-compare", "policy-preview", "policy-publish", "policy-rollback", "policy-upload",
    "policy-withdraw",
]  # fmt: skip
"""What a button asks for.

again: the same draft under the policies in force; another: another version of the rewrite; complete: ask the
language model that was not heard; platform: the same draft for another platform (`choice`); question: that
was a question, not a draft; review: that was a draft; retry: do what failed again; shorter: a shorter text;
why: what the problem is; translate: in the other language. Where only the author sees the card, for a
moment: share (show it to the channel), to-dm (go on in their conversation with the bot).

Those that open a form or a page (`usecases/form_views`) come here only when it could not be opened: copy,
changes, clause (`choice`: which citation, from 0), wrong, ask, posted, poll, alt-text; request-… but take and
withdraw, incident-…, sample-…, disagreement-…, good-post-…, whose `card` is the matter's id (of
good-post-offer the card's). good-post-back takes an offer back, and opens nothing.

speaker, speaker-later: as whom they post, said or not; `card` is that of the review beside which they were
asked, "home" on their own page.

exercise (`choice`: the rule), certify, learn: questions to answer, or what the rules teach; forms and a page
as above.

account-…: for which account the draft is. notice-…: of the owners' notices; `card` is that of the notice.
figures-send: the figures of the page as files; `card` is "figures".

cool-…: of a draft written in anger: a reminder in an hour or tomorrow, the rewrite now, or nothing at all.

policy-…: of a message about the library; `choice` names versions (`PMS/fr@4|PMS/fr@3`: the draft and what it
was compared with) or libraries, and for cancel the preview.
"""


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file that somebody gave to the chat service: where its bytes are asked for."""

    id: str
    name: str = field(repr=False)
    size: int
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """What a person did, as it is kept before the chat service hears that it arrived."""

    event: str
    """The event's own id: the same when it is delivered again."""
    subject: str
    """What it is about, unique too: one thing a person did may come as two events."""
    kind: Kind
    place: Place
    message: str
    """The `ts` of the person's message; of the bot's own message for a button. A command is no message: here,
    and as the thread of its place, stands an id of its own."""
    person: str
    text: str = field(default="", repr=False)
    attachments: tuple[Attachment, ...] = ()
    card: str = ""
    button: Button = ""
    choice: str = ""
    """What was chosen in a list; of a command, which one (`policy`, `review`); of a form, its name
    (`form_views.FormName`); of a button of a message about the library, what it names."""
    reply_to: str = field(default="", repr=False)
    """The address at which a command, a shortcut, or a button of a message that one person alone sees, is
    answered where that happened. Whoever has it can write there: it is told to nobody, and forgotten as soon
    as the answer is over."""
    files: tuple[FileRef, ...] = ()
    """What came with a message, or with the form."""
    form: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What was filled in: a name of ours → what the person chose or wrote."""

    @property
    def lane(self) -> str:
        """Jobs of one lane run one after the other, in the order in which they were received. What one person
        of a channel is answered alone waits for nobody else's."""
        alone = self.kind == "mention" or self.reply_to
        return f"{self.place.lane}:{self.person}" if alone else self.place.lane


ENDS_PROCESS = "ends-process"
"""Why a job was put back that was under way each time when its process died."""
TRIES = 3
"""How often a job may end in a fault of ours."""


@dataclass(frozen=True, slots=True)
class Job:
    """Something received, to be answered; `attempt` counts from 0."""

    received: Received
    attempt: int
    received_at: datetime
    faults: int = 0
    """How many of the attempts ended in a fault of ours, since it was received or asked for again."""
    asked_again_at: datetime | None = None
    """When the operator asked for it again, after it had failed."""
    why: str = ""
    """What it was put back for, in a word; "" at first."""

    @property
    def since(self) -> datetime:
        """From when on it counts how long it has been tried."""
        return self.asked_again_at or self.received_at

    @property
    def ends_process(self) -> bool:
        """Whether its process died under it so often, after pauses too, that it is why."""
        return self.why == ENDS_PROCESS and self.faults >= TRIES

    @property
    def id(self) -> str:
        """The durable job's id: another for each attempt, the same whoever begins it."""
        return f"{self.received.event}.{self.attempt}"


class WordsClosed(Unreadable):
    """The words of something received cannot be opened; `job` is the rest of it, `why` a word of ours."""

    def __init__(self, job: Job, closed: Unreadable) -> None:
        super().__init__(str(closed))
        self.job = job
        self.why = type(closed).__name__


def split_job_id(job_id: str) -> tuple[str, int]:
    """The event and the attempt of `Job.id`."""
    event, _, attempt = job_id.rpartition(".")
    return event, int(attempt)
