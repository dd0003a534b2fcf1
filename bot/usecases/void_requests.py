"""What compliance is asked about, or approved, is one exact text: with another text in its place it counts no
more."""

from dataclasses import replace
from typing import Literal

from bot.domain.clauses import text_fingerprint
from bot.domain.matters import Matter
from bot.usecases.chat_ports import Card, Job, Person
from bot.usecases.matter_views import RequestVoid
from bot.usecases.move_matter import NotMoved, move_matter
from bot.usecases.replay import archived_draft
from bot.usecases.show_request import show_request, tell_of_request
from bot.usecases.talk import TalkPorts, archived_body_of


def void_requests(card: Card, text: str | None, job: Job, ports: TalkPorts) -> int:
    """Requests that wait, and approvals that count, of another text than this are void (None: the draft was
    removed); officers and the author see it. How many.

    An edit that changes nothing voids nothing; nor does one that makes the draft the text that is approved.
    Raises `TryLater`.
    """
    event = job.received.event
    of_card = [each for each in ports.matters.of_card(card.id) if each.kind == "request"]
    begun = [each for each in of_card if each.state == "void" and each.event == event]
    others = [each for each in of_card if _counts(each, ports) and not _is_about(each, text, ports)]
    if not (begun or others):
        return 0
    author = ports.directory.person(card.author)
    why: Literal["edited", "removed"] = "removed" if text is None else "edited"
    moved = [_voided(each, why, author, event, ports) for each in (*begun, *others)]
    for matter in filter(None, moved):
        show_request(matter.id, ports)
        view = RequestVoid(matter, matter.good_until is not None, why)
        tell_of_request(matter, void_key(matter), view, ports)
    return len(moved)


def void_all_but_shown(card_id: str, job: Job, ports: TalkPorts) -> int:
    """As `void_requests`, of any other draft than the one whose review the card shows."""
    card = ports.cards.card(card_id)
    text = _draft_of(card.review, ports) if card and card.state == "shown" else None
    return void_requests(card, text, job, ports) if card and text is not None else 0


def void_key(matter: Matter) -> str:
    """The key of the message that says to the author that it counts no more."""
    return f"matter:{matter.id}:void"


def _counts(matter: Matter, ports: TalkPorts) -> bool:
    """Whether it waits, or is an approval that has not run out."""
    if matter.state in ("approved", "changed"):
        return matter.good_until is not None and ports.clock.now() < matter.good_until
    return matter.is_waiting


def _is_about(matter: Matter, text: str | None, ports: TalkPorts) -> bool:
    """Whether it is about that very text, or was asked for while that was the draft."""
    if text is None:
        return False
    return matter.fingerprint == text_fingerprint(text) or _draft_of(matter.review, ports) == text


def _draft_of(review_id: str, ports: TalkPorts) -> str | None:
    body = archived_body_of(review_id, ports) if review_id else None
    return archived_draft(body).text if body else None


def _voided(matter: Matter, why: str, author: Person, event: str, ports: TalkPorts) -> Matter | None:
    """The matter, void; None where it was rejected, or taken back, in this very moment."""

    def change(stands: Matter) -> Matter:
        if not _counts(stands, ports):
            raise NotMoved("decided", stands)
        return replace(stands, state="void", closed_by=author.id, closed_at=ports.clock.now())

    try:
        return move_matter(matter.id, change, {"why": why}, author, event, ports)
    except NotMoved:
        return None
