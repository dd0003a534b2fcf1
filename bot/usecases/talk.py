"""What answering people needs, and the few things every answer shares."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from bot.domain.clauses import text_fingerprint
from bot.domain.draft import Language
from bot.domain.findings import Citation
from bot.domain.firm import FirmProfile
from bot.domain.prompts import Prompt
from bot.domain.review import Review
from bot.usecases.ask_model import ModelPorts
from bot.usecases.balance_ports import PostedTexts
from bot.usecases.chat_ports import Card, Cards, Directory, Inbox, Job, Messenger, NoSuchJob, Note, Outbox
from bot.usecases.cool_off_ports import AuthorReminders
from bot.usecases.desk import DeskInForce
from bot.usecases.figures_ports import FigureDrawings
from bot.usecases.learning_ports import Learning
from bot.usecases.matter_ports import Compliance, Matters, ReviewNote, Reviews, Roles
from bot.usecases.meanings_ports import MeaningPorts
from bot.usecases.metrics import Metrics, NoMetrics
from bot.usecases.people_ports import People
from bot.usecases.policy_ports import PolicyPorts
from bot.usecases.ports import Archive, Clock, ReviewNotFound


@dataclass(frozen=True)
class TalkPorts:
    """Everything that answering a person needs."""

    inbox: Inbox
    outbox: Outbox
    cards: Cards
    archive: Archive
    messenger: Messenger
    directory: Directory
    clock: Clock
    note: Note
    desk: DeskInForce
    roles: Roles
    matters: Matters
    reviews: Reviews
    reminders: AuthorReminders
    learning: Learning
    people: People
    posted: PostedTexts
    meanings: MeaningPorts
    figures: FigureDrawings
    search: Callable[[str, Language], Sequence[Citation]]
    """The clauses that answer a question, best first; none where the documents do not cover it."""
    prompts: Mapping[str, Prompt] = field(default_factory=dict)
    """What a language model is asked, also by the reviews that are made again from the archive."""
    model: ModelPorts | None = None
    """None where no language model is configured."""
    metrics: Metrics = field(default_factory=NoMetrics)
    """What is counted, for whoever watches."""
    compliance: Compliance | None = None
    """Where compliance is reached; None where it is not set up, and a person is named instead."""
    policy: PolicyPorts | None = None
    """What owning the policies needs; None where it is not set up, and `/policy` answers questions only."""
    trial: bool = False
    """Whether Vigie is being tried out: then only the pilot group sees reviews (`trial`)."""

    @property
    def firm(self) -> FirmProfile:
        """The firm as the policies in force know it. Raises `NothingPublished`."""
        return self.desk().policies.firm


def card_id(job: Job) -> str:
    """The opaque id of the card that answers an event: the same whenever it is asked for."""
    return card_id_of(job.received.event)


def card_id_of(event: str) -> str:
    """The same, by the event alone."""
    return sha256(event.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def reply_key(channel: str, message: str) -> str:
    """The key of the bot's answer to a message that is no draft."""
    return f"answer:{channel}:{message}"


def draft_key(card: str) -> str:
    """The key of the message in which the bot shows that card's draft, where its author wrote none."""
    return f"draft:{card}"


def kept_text(event: str, ports: TalkPorts) -> str:
    """The text received under that event, "" once it was erased."""
    try:
        return ports.inbox.job(event).received.text
    except NoSuchJob:
        return ""


def archived_body_of(review_id: str, ports: TalkPorts) -> dict[str, Any] | None:
    """The archived body of a review; None where there is none, or its text was erased."""
    try:
        body = ports.archive.record(review_id).body
    except ReviewNotFound:
        return None
    known: dict[str, Any] | None = json.loads(body) if body else None
    return known


def tell_made(review: Review, review_id: str, began: datetime, ports: TalkPorts) -> None:
    """Tell the operator of a review that was made, and count it: its findings, what was dropped of what a
    model said, how long it took since `began`."""
    took = (ports.clock.now() - began).total_seconds()
    ports.note(
        "review.made", review=review_id, verdict=review.verdict, engine=review.engine,
        findings=len(review.findings), seconds=round(took, 3),
    )  # fmt: skip
    ports.metrics.reviewed(review.verdict, review.engine)
    in_force = {each.id for each in ports.desk().policies.rules}
    for finding in review.findings:
        ports.metrics.found(finding.rule if finding.rule in in_force else "other", finding.source)
    for why, count in review.model.dropped.items() if review.model else ():
        ports.metrics.dropped(why, count)


def note_review(review: Review, card: Card, review_id: str, ports: TalkPorts, *, shown: bool = True) -> None:
    """Note an archived review of a card in the list of reviews; safe to repeat."""
    worst_first = sorted(review.findings, key=lambda each: -each.severity)
    ports.reviews.note(
        ReviewNote(
            review_id, card.id, card.place.team, card.author, ports.clock.now(), review.verdict,
            review.draft.platform, review.language, text_fingerprint(review.draft.text),
            tuple(dict.fromkeys(each.rule for each in worst_first)), shown,
        )
    )  # fmt: skip
