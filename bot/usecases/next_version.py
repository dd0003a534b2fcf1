"""Another version of a text, as its author wishes: made, put in the card, and told in the thread.

It is the next version in the same card, reviewed again and archived, so that it can be replayed.
"""

from dataclasses import replace

from bot.domain.replies import Reply
from bot.domain.review import Review
from bot.domain.rewriting import is_confidential
from bot.domain.wishes import Wish, changes_between, holds
from bot.usecases.adjust import Adjusted, adjust
from bot.usecases.post_once import show_in_place
from bot.usecases.record import archived_wish
from bot.usecases.replay import archived_day, made_again
from bot.usecases.review import Desk, keep_review
from bot.usecases.show_card import reviewed_view
from bot.usecases.talk import archived_body_of, note_review, tell_made
from bot.usecases.thread import Thread, asking_about
from bot.usecases.views import Changed, Explained, NotChanged, View


def other_text(thread: Thread, reply: Reply, said: str) -> View:
    """The version that a plain wish asks for, or why there is none."""
    assert reply.wants != "approve"
    wish = Wish(reply.wants, said, thread.text, reply.language, reply.parts, thread.is_proposal)
    view = next_version(thread, wish)
    assert view is not None
    return view


def next_version(thread: Thread, wish: Wish) -> View | None:
    """The next version, in the card, and what changed; None where nobody knows what is wished for."""
    made = _made_before(thread)
    if made:
        return _shown(*made, thread)
    desk = thread.ports.desk()
    ask = desk.policies.firm.ask
    if is_confidential((each.rule for each in thread.shown.findings), desk.pack):
        return NotChanged("confidential", ask)
    if wish.parts and all(holds(wish.shown, each) for each in wish.parts):
        return NotChanged("kept", ask)
    card = thread.card
    asking = asking_about(thread, desk)
    began = thread.ports.clock.now()
    adjusted = adjust(thread.shown.draft, desk, wish, asking, card.language, card.turn + 1)
    tell_made(adjusted.review, thread.next_review, began, thread.ports)
    if adjusted.text:
        keep_review(
            adjusted.review, thread.next_review, card.stream, thread.ports.desk.ports, card.turn + 1, wish
        )
        return _shown(adjusted.review, wish, thread)
    if adjusted.statements:
        return Explained((), desk.policies, ask, adjusted.statements)
    if wish.wants == "other" and not _said_something(adjusted):
        return None
    return _not_changed(adjusted, wish, desk)


def _made_before(thread: Thread) -> tuple[Review, Wish] | None:
    """What this very job made before it was cut off: it is not made twice."""
    card, ports = thread.card, thread.ports
    done = card.event == thread.job.received.event
    archived = archived_body_of(card.review if done else thread.next_review, ports) or {}
    wish = archived_wish(archived.get("wish"))
    if wish is None:
        return None
    desk = ports.desk.under(archived["review"]["versions"]["library"], archived_day(archived))
    return made_again(archived, desk, ports.prompts), wish


def _shown(review: Review, wish: Wish, thread: Thread) -> View:
    """The next version put in the card, and what it changes."""
    card, ports, text = thread.card, thread.ports, review.rewrite
    assert text is not None
    if card.event != thread.job.received.event:
        note_review(review, card, thread.next_review, ports)
        view = reviewed_view(card, review, ports.desk().policies, ports)
        show_in_place(card.id, card.place, view, card.language, ports)
        event, turn = thread.job.received.event, card.turn + 1
        ports.cards.keep(replace(card, turn=turn, review=thread.next_review, event=event, state="shown"))
    no_answer = review.model.why if review.model else None
    not_passed = bool(review.model and review.model.dropped.get("rewrite")) and text.source == "edits"
    changes = changes_between(wish.shown, text.text)
    return Changed(changes, text.verdict, text.source, no_answer, not_passed)


def _said_something(adjusted: Adjusted) -> bool:
    """Whether a model took it for a wish or a question, even if nothing that it said can be shown."""
    dropped = adjusted.review.model.dropped if adjusted.review.model else {}
    return bool(dropped.get("rewrite") or dropped.get("statement"))


def _not_changed(adjusted: Adjusted, wish: Wish, desk: Desk) -> NotChanged:
    ask, part = desk.policies.firm.ask, adjusted.review.model
    if adjusted.against:
        titles = {each.id: each.title for each in desk.policies.rules}
        spoken = adjusted.review.spoken
        rules = tuple(titles[each].in_language(spoken) for each in adjusted.against)
        return NotChanged("against-rules", ask, adjusted.no_answer, rules)
    if adjusted.no_answer:
        return NotChanged("no-answer", ask, adjusted.no_answer)
    if part is None:
        shorter = wish.wants == "shorter" and adjusted.review.rewrite is not None
        return NotChanged("no-shorter" if shorter else "needs-model", ask)
    return NotChanged("not-passed", ask)
