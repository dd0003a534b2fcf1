"""Do what a button asks for under a review that its author alone sees, where the draft was given."""

from dataclasses import replace

from bot.usecases.chat_ports import CannotShow, Card, Job, Person, Steps
from bot.usecases.cool_off import is_heated
from bot.usecases.matter_views import InviteMe, NotDone, Shared, SharedReview
from bot.usecases.post_once import show_in_place
from bot.usecases.report_incident import notice_for
from bot.usecases.review_aside import move_to_conversation, review_aside
from bot.usecases.review_draft import draft_text
from bot.usecases.show_card import reviewed_view
from bot.usecases.talk import TalkPorts
from bot.usecases.tell_there import tell_presser
from bot.usecases.thread import Thread, open_thread
from bot.usecases.views import AnsweredInConversation

_NOT_THERE = ("not_in_channel", "channel_not_found")
"""What the chat service says where the bot is no member."""


def press_aside(card: Card, person: Person, job: Job, steps: Steps, ports: TalkPorts) -> None:
    """share, to-dm, and trying again what failed; any other button belongs to a card in a conversation."""
    match job.received.button:
        case "share":
            steps.run("share", lambda: _share(card, person, job, ports))
        case "to-dm":
            steps.run("go on in the conversation", lambda: _to_conversation(card, person, job, ports))
        case "retry" if card.state == "failed":
            review_aside(job, draft_text(card, ports), person, steps, ports)
            ports.inbox.finish(card.event, "done", ports.clock.now())
        case _:
            ports.note("button.refused", received=job.received.event)
            steps.run("refuse", lambda: _told(job, person, ports))


def _share(card: Card, person: Person, job: Job, ports: TalkPorts) -> str:
    """Post the review in the channel where it was pressed, once a card; then its author is told."""
    thread = open_thread(card, person, job, ports)
    if thread is None or notice_for(thread.shown, thread.desk.policies, ports):
        return _told(job, person, ports)  # what leaked is not spread, and offers no such button
    try:
        shared = _posted(thread, ports)
    except CannotShow as refused:
        ports.note("share.refused", received=job.received.event, why=refused.why)
        # What may be pressed again stays: they invite the bot, and press again.
        why = InviteMe() if refused.why in _NOT_THERE else NotDone("gone")
        tell_presser(job, why, person, ports)
        return "refused"
    if shared:
        tell_presser(job, Shared(card.id if card.aside else ""), person, ports, instead=True)
    return card.id


def _posted(thread: Thread, ports: TalkPorts) -> bool:
    """Whether it is there. Whoever was cut off while posting does not post again: the bot may not look in a
    channel for it, but its author may, and press again. Raises `TryLater`, `CannotShow`."""
    place, card, now = thread.job.received.place, thread.card, ports.clock.now()
    shared = f"shared:{card.id}:{place.channel}"
    if (there := ports.outbox.find(shared)) and there.ts:
        return True
    attempt = f"{shared}:{thread.job.id}"
    if ports.outbox.intend(attempt, place, now).intended_before:
        return False
    policies = thread.desk.policies
    # A rewrite that waits for its author to calm down is not shown to a channel first.
    review = replace(thread.shown, rewrite=None) if is_heated(thread.shown, policies) else thread.shown
    view = SharedReview(thread.person.name, review, policies)
    ts = ports.messenger.post(place, shared, view, thread.person.language)
    ports.outbox.intend(shared, place, now)
    ports.outbox.posted(shared, ts, now)
    return True


def _to_conversation(card: Card, person: Person, job: Job, ports: TalkPorts) -> str:
    """The same card and the same review, under the draft in the author's conversation."""
    thread = open_thread(card, person, job, ports)
    if thread is None:
        return _told(job, person, ports)
    if card.aside:
        moved = move_to_conversation(card, thread.shown.draft.text, person, ports)
        view = reviewed_view(moved, thread.shown, thread.desk.policies, ports)
        show_in_place(moved.id, moved.place, view, moved.language, ports)
        ports.cards.keep(moved)
    tell_presser(job, AnsweredInConversation(), person, ports, instead=True)
    return card.id


def _told(job: Job, person: Person, ports: TalkPorts) -> str:
    tell_presser(job, NotDone("gone"), person, ports)
    return "refused"
