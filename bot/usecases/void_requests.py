"""What compliance is asked about, or approved, is one exact text: with another text in its place it counts no
more."""

from contextlib import suppress
from dataclasses import replace
from typing import Literal

from bot.domain.clauses import text_fingerprint
from bot.domain.matters import Matter
from bot.usecases.chat_ports import Card, Job, Person
from bot.usecases.matter_records import words_of
from bot.usecases.matter_views import RequestVoid
from bot.usecases.move_matter import NotMoved, move_matter
from bot.usecases.post_in_channel import is_posted
from bot.usecases.replay import archived_draft
from bot.usecases.show_request import show_request, tell_of_request
from bot.usecases.talk import TalkPorts, archived_body_of

_Why = Literal["edited", "removed", "withdrawn"]


def void_requests(card: Card, text: str | None, job: Job, ports: TalkPorts) -> int:
    """Requests that wait, and approvals that count, of another text than this are void (None: the draft was
    removed); officers and the author see it. How many.

    An edit that changes nothing voids nothing; nor does one that makes the draft the text that is approved.
    Raises `TryLater`.
    """
    counting = [each for each in _requests(card, ports) if _counts(each, ports)]
    why: _Why = "removed" if text is None else "edited"
    for matter in (each for each in counting if not _is_about(each, text, ports)):
        author = ports.directory.person(card.author)
        _void(matter, why, author, job.received.event, ports)
    untold = [each for each in _requests(card, ports) if _is_to_be_told(each, job, ports)]
    for matter in untold:
        show_request(matter.id, ports)
        view = RequestVoid(matter, matter.good_until is not None, _why(matter, ports))
        tell_of_request(matter, void_key(matter), view, ports)
    return len(untold)


def void_all_but_shown(card_id: str, job: Job, ports: TalkPorts) -> int:
    """As `void_requests`, of any other draft than the one whose review the card shows; of all where the draft
    was removed."""
    card = ports.cards.card(card_id)
    if card is None or card.state not in ("shown", "withdrawn"):
        return 0
    text = _draft_of(card.review, ports) if card.state == "shown" else None
    return void_requests(card, text, job, ports) if text is not None or card.state == "withdrawn" else 0


def void_key(matter: Matter) -> str:
    """The key of the message that says to the author that it counts no more."""
    return f"matter:{matter.id}:void"


def _requests(card: Card, ports: TalkPorts) -> list[Matter]:
    return [each for each in ports.matters.of_card(card.id) if each.kind == "request"]


def _is_to_be_told(matter: Matter, job: Job, ports: TalkPorts) -> bool:
    """Whether this job made it void, or another did that was dropped before it told anybody: what supersedes
    an edit takes over from it."""
    untold = matter.event == job.received.event or not is_posted(void_key(matter), ports)
    return matter.state == "void" and untold


def _why(matter: Matter, ports: TalkPorts) -> _Why:
    kept = words_of(matter, ports).get("why", "")
    return "removed" if kept == "removed" else "withdrawn" if kept == "withdrawn" else "edited"


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


def _void(matter: Matter, why: _Why, author: Person, event: str, ports: TalkPorts) -> None:
    """Make it void, unless it was rejected, or taken back, in this very moment."""

    def change(stands: Matter) -> Matter:
        if not _counts(stands, ports):
            raise NotMoved("decided", stands)
        return replace(stands, state="void", closed_by=author.id, closed_at=ports.clock.now())

    with suppress(NotMoved):
        move_matter(matter.id, change, {"why": why}, author, event, ports)
