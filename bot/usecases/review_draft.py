"""Review a draft in its card: the card is opened, the review archived, and the card filled in place."""

from contextlib import suppress
from dataclasses import replace
from typing import Any, Literal

from bot.domain.clauses import text_fingerprint
from bot.domain.draft import Draft, DraftRefused
from bot.domain.library import PublishedPolicies
from bot.domain.review import Review
from bot.usecases.ask_model import Told, told_nobody
from bot.usecases.chat_ports import CannotShow, Card, CardState, Job, Person, Steps, TryLater
from bot.usecases.draft_of_card import draft_of, is_given
from bot.usecases.keep_meaning import keep_meaning
from bot.usecases.library_ports import FileRefused
from bot.usecases.model_review import Reviewer
from bot.usecases.post_once import show_in_place
from bot.usecases.replay import archived_day, archived_draft, made_again
from bot.usecases.report_incident import alert_compliance, open_incident
from bot.usecases.review import Desk, keep_review
from bot.usecases.show_card import refresh_card, reviewed_view
from bot.usecases.talk import (
    TalkPorts,
    archived_body_of,
    card_id,
    draft_key,
    kept_text,
    note_review,
    tell_made,
)
from bot.usecases.trial import sees_reviews
from bot.usecases.views import (
    FileNotRead,
    NotReviewed,
    NotShownYet,
    Reading,
    Reviewed,
    View,
    YourDraft,
)
from bot.usecases.who_speaks import role_of


def card_for(job: Job, person: Person, ports: TalkPorts) -> Card:
    """The card of the job's message, made when there is none yet."""
    said = job.received
    known = ports.cards.of_message(said.place.team, said.place.channel, said.message)
    return known or Card(
        card_id(job),
        said.place,
        said.message,
        person.id,
        said.event,
        "linkedin",
        person.language,
        role=role_of(said.place.team, person.id, ports),
    )


def changed_by(job: Job, card: Card, **changes: Any) -> Card:
    """The card with what a job changes in it: once, however often the job is begun again."""
    return card if card.event == job.received.event else replace(card, **changes)


def review_draft(card: Card, text: str, person: Person, job: Job, steps: Steps, ports: TalkPorts) -> None:
    """Show the review of this text in its card: opened at once, filled when it is done.

    An edit or a deletion that was received meanwhile is left to its own job: what is shown is never the
    review of a text that is there no more. What changes in a card is kept when it is shown, not before: until
    then the job can be done again from the beginning.
    """
    again = bool(card.revision or card.turn)

    def open_card() -> str:
        if ports.cards.card(card.id) is None:
            ports.cards.keep(card)
        show_in_place(card.id, card.place, Reading(again), card.language, ports)
        return card.id

    def fill_card() -> str:
        if ports.inbox.superseded(job.received.event):
            return "superseded"
        view, state, review = answer_to(card, text, person, job, ports)
        if ports.inbox.superseded(job.received.event):  # a model takes its time
            return "superseded"
        show_in_place(card.id, card.place, view, card.language, ports)
        shown = review or card.review
        ports.cards.keep(replace(card, state=state, review=shown, event=job.received.event))
        if isinstance(view, Reviewed) and view.incident:
            _take_the_draft_away(card, ports)
        if isinstance(view, Reviewed) and view.matters != tuple(ports.matters.of_card(card.id)):
            refresh_card(card.id, ports)  # somebody decided while it was drawn
        return review

    steps.run("open the card", open_card)
    steps.run("review and fill the card", fill_card)
    alert_compliance(card, steps, ports)


def _take_the_draft_away(card: Card, ports: TalkPorts) -> None:
    """Where the bot itself shows the draft, nobody else can remove what is to be protected."""
    shown = ports.outbox.find(draft_key(card.id))
    if shown and shown.ts:
        with suppress(CannotShow):
            ports.messenger.edit(card.place, shown.ts, YourDraft("", protected=True), card.language)


def draft_text(card: Card, ports: TalkPorts) -> str:
    """The draft of a card as it was given last: from the archive once its review is shown, until then as it
    was received; "" if erased."""
    # What changed a card last may be a reply in its thread, whose text is no draft.
    received = "" if card.state == "shown" else kept_text(card.event, ports)
    if received or not card.review:
        return received
    archived = archived_body_of(card.review, ports)
    return archived_draft(archived).text if archived else ""


def answer_to(
    card: Card, text: str, person: Person, job: Job, ports: TalkPorts
) -> tuple[View, CardState, str]:
    """The review of that text, archived, or why there is none; what the card is then; the review's id."""
    if not is_given(card, text, job, ports) and card.attachments:
        return NotReviewed("only-files"), "refused", ""
    try:
        draft = draft_of(card, text, person, job, ports)
    except DraftRefused as refused:
        return NotReviewed(refused.code, refused.detail), "refused", ""
    except FileRefused as refused:
        return FileNotRead(refused.code, refused.detail), "refused", ""
    except CannotShow:  # it was removed meanwhile, or the chat service keeps it to itself
        return FileNotRead("gone"), "refused", ""
    shown = sees_reviews(card.author, ports)
    # That a text is being written says that one is needed.
    told = _telling(card, ports) if shown else told_nobody
    review, policies, review_id = _archived(draft, card, job.received.event, told, ports)
    note_review(review, card, review_id, ports, shown=shown)
    if not shown:
        return _not_shown(card, policies, ports), "refused", review_id
    open_incident(review, policies, card, review_id, person, ports)
    keep_meaning(card, review, policies, ports)
    return reviewed_view(card, review, policies, ports), "shown", review_id


def _not_shown(card: Card, policies: PublishedPolicies, ports: TalkPorts) -> NotShownYet:
    """What stands in the card while Vigie is tried out; as after any review, the text is forgotten here."""
    ports.inbox.erase_text(card.place.channel, card.message)
    return NotShownYet(policies.firm.ask, "" if card.aside else card.id)


def _reviewed(review_id: str, draft: Draft, desk: Desk, card: Card, told: Told, ports: TalkPorts) -> Review:
    began = ports.clock.now()
    review = Reviewer(desk, ports.model).review(
        draft, card.language, card.turn, person=card.author, review=review_id, told=told
    )
    tell_made(review, review_id, began, ports)
    return review


def _telling(card: Card, ports: TalkPorts) -> Told:
    """Shows in the card what the model is at, when that changes; what cannot be shown now is not needed."""
    shown = [""]

    def tell(prompt: str, characters: int) -> None:
        if prompt == "repair":  # of the answer to another: what was shown goes on
            return
        doing: Literal["judging", "writing"] = "judging" if prompt == "judge" else "writing"
        if shown[0] != doing:
            shown[0] = doing
            with suppress(TryLater, CannotShow):
                view = Reading(bool(card.revision or card.turn), doing)
                show_in_place(card.id, card.place, view, card.language, ports)

    return tell


def _archived(
    draft: Draft, card: Card, event: str, told: Told, ports: TalkPorts
) -> tuple[Review, PublishedPolicies, str]:
    """The review, archived, and its id; one that was archived before a crash is made again as it was."""
    review_id = card.review_id(card.turn)
    known = archived_body_of(review_id, ports)
    if known and archived_draft(known).text != draft.text:
        # An edit that failed, and was tried again, is of the revision that the card still shows.
        review_id = f"{review_id}.{text_fingerprint(event)[:8]}"
        known = archived_body_of(review_id, ports)
    if known:
        desk = ports.desk.under(known["review"]["versions"]["library"], archived_day(known))
        return made_again(known, desk, ports.prompts), desk.policies, review_id
    desk = ports.desk()
    review = _reviewed(review_id, draft, desk, card, told, ports)
    keep_review(review, review_id, card.stream, ports.desk.ports, card.turn)
    return review, desk.policies, review_id
