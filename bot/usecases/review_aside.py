"""Review a draft that was given outside the conversation, and show the review to its author alone, there.

The review is the same wherever it is shown: archived first, under the same card, so that it is made once even
where it has to come in the conversation instead.
"""

from dataclasses import replace

from bot.usecases.chat_ports import CannotShow, Card, Job, Person, Place, Steps, TryLater
from bot.usecases.post_once import post_once
from bot.usecases.report_incident import alert_compliance, notice_that_stays
from bot.usecases.review_draft import answer_to, draft_text, review_draft
from bot.usecases.talk import TalkPorts, card_id, draft_key
from bot.usecases.tell_there import show_at_work, shown_there
from bot.usecases.views import AnsweredInConversation, Reviewed, View, YourDraft
from bot.usecases.who_speaks import role_of


def review_aside(job: Job, text: str, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """Show the review where the draft was given; where that cannot be done, in the conversation.

    Nothing stands aside in the conversation itself: a draft given there by a command is one like any other.
    """
    said = job.received
    card = ports.cards.card(said.card or card_id(job)) or Card(
        card_id(job), said.place, said.message, person.id, said.event, "linkedin", person.language,
        attachments=said.attachments, aside=True, role=role_of(said.place.team, person.id, ports),
    )  # fmt: skip

    def review() -> bool:
        if not card.aside or _is_in_conversation(card.place, person, ports):
            return False
        ports.cards.keep(card)
        show_at_work(job, person, ports)
        view, state, review_id = answer_to(card, text, person, job, ports)
        # Kept first: whoever sees the buttons may press one at once.
        ports.cards.keep(replace(card, state=state, review=review_id or card.review, event=said.event))
        return shown_there(job, as_aside(view), person, ports)

    if steps.run("review aside", review):
        alert_compliance(card, steps, ports)
    else:
        _review_in_conversation(card, text, person, job, steps, ports)


def _is_in_conversation(place: Place, person: Person, ports: TalkPorts) -> bool:
    try:
        return ports.messenger.conversation_with(person.id) == place.channel
    except (TryLater, CannotShow):  # it may be shown there all the same
        return False


def as_aside(view: View) -> View:
    """The review with what may be done with it where its author alone sees it."""
    return replace(view, aside=True) if isinstance(view, Reviewed) else view


def move_to_conversation(card: Card, text: str, person: Person, ports: TalkPorts) -> Card:
    """The same card in the author's conversation, under the draft, not kept yet. Raises `TryLater`,
    `CannotShow`."""
    channel = ports.messenger.conversation_with(person.id)
    place = Place(card.place.team, channel, "")
    protected = notice_that_stays(card, ports) is not None
    shown = YourDraft("" if protected else text, protected)
    draft = post_once(draft_key(card.id), place, shown, person.language, ports)
    return replace(card, place=replace(place, thread=draft), message=draft, aside=False)


def _review_in_conversation(
    card: Card, text: str, person: Person, job: Job, steps: Steps, ports: TalkPorts
) -> None:
    """The draft is shown in the conversation first: its review hangs from it, and so do the replies."""

    def move() -> str:
        known = ports.cards.card(card.id) or card
        moved = move_to_conversation(known, text or draft_text(known, ports), person, ports)
        ports.cards.keep(moved)
        return moved.id

    moved = ports.cards.card(steps.run("show the draft", move))
    assert moved is not None
    if moved.place.channel != job.received.place.channel:
        steps.run("say where", lambda: shown_there(job, AnsweredInConversation(), person, ports, "where"))
    review_draft(moved, text, person, job, steps, ports)
