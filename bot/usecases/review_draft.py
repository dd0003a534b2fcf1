"""Review a draft in its card: the card is opened, the review archived, and the card filled in place."""

import json
from dataclasses import replace
from typing import Any

from bot.domain.draft import Author, Draft, DraftRefused, accept_draft
from bot.domain.library import PublishedPolicies
from bot.domain.review import Review
from bot.usecases.chat_ports import Card, CardState, Job, Person, Steps
from bot.usecases.ports import ReviewNotFound
from bot.usecases.post_once import show_in_place
from bot.usecases.replay import archived_draft
from bot.usecases.review import keep_review
from bot.usecases.talk import TalkPorts, card_id, kept_text
from bot.usecases.views import NotReviewed, Reading, Reviewed, View


def card_for(job: Job, person: Person, ports: TalkPorts) -> Card:
    """The card of the job's message, made when there is none yet."""
    said = job.received
    known = ports.cards.of_message(said.place.team, said.place.channel, said.message)
    return known or Card(
        card_id(job), said.place, said.message, person.id, said.event, "linkedin", person.language
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
        view, state, review = _answer(card, text, person, ports)
        show_in_place(card.id, card.place, view, card.language, ports)
        shown = review or card.review
        ports.cards.keep(replace(card, state=state, review=shown, event=job.received.event))
        return review

    steps.run("open the card", open_card)
    steps.run("review and fill the card", fill_card)


def draft_text(card: Card, ports: TalkPorts) -> str:
    """The draft of a card as it was given last: as it was received, else from the archive; "" if erased."""
    received = kept_text(card.event, ports)
    if received or not card.review:
        return received
    try:
        body = ports.archive.review(card.review).body
    except ReviewNotFound:
        return ""
    return archived_draft(json.loads(body)).text if body else ""


def _answer(card: Card, text: str, person: Person, ports: TalkPorts) -> tuple[View, CardState, str]:
    if not text.strip() and card.attachments:
        return NotReviewed("only-files"), "refused", ""
    try:
        draft = accept_draft(text, card.platform, Author(person.name or None), attachments=card.attachments)
    except DraftRefused as refused:
        return NotReviewed(refused.code, refused.detail), "refused", ""
    review_id = f"{card.id}.{card.revision}.{card.turn}"
    review, policies = _archived(review_id, draft, card, ports)
    return Reviewed(card.id, review, policies, bool(card.revision)), "shown", review_id


def _archived(review_id: str, draft: Draft, card: Card, ports: TalkPorts) -> tuple[Review, PublishedPolicies]:
    """The review, archived; one that was archived before a crash is made again as it was."""
    try:
        body = ports.archive.review(review_id).body
    except ReviewNotFound:
        body = None
        review, policies = ports.desk.review(draft, card.language, card.turn)
        stream = f"{card.place.team}:{card.author}"
        keep_review(review, review_id, stream, ports.desk.ports, card.turn)
        return review, policies
    library = json.loads(body)["review"]["versions"]["library"] if body else None
    return ports.desk.review(draft, card.language, card.turn, library)
