"""What an author says was posted, beside what was approved and what was reviewed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import count

from bot.domain.clauses import text_fingerprint
from bot.domain.matters import Matter, MatterState, approves
from bot.domain.showing import showable
from bot.usecases.advise_reply import shows_no_proposal
from bot.usecases.chat_ports import Card
from bot.usecases.cool_off import holds_rewrite_back
from bot.usecases.ports import ReviewNotFound
from bot.usecases.request_text import approved_text
from bot.usecases.talk import TalkPorts, archived_body_of


def text_to_post(card: Card, ports: TalkPorts) -> str:
    """What the author most likely posts: what is approved, else the rewrite that is shown, else the draft.

    "" where there is no review, or its text was erased.
    """
    body = archived_body_of(card.review, ports) if card.review else None
    if body is None:
        return ""
    for matter in _approvals(card, ports.clock.now(), ports):
        if text := approved_text(matter, ports):
            return text
    hidden = holds_rewrite_back(card, body, ports) or shows_no_proposal(body, ports)
    rewrite = None if hidden else body["review"]["rewrite"]
    return str(rewrite["text"] if rewrite else body["draft"]["text"])


def how_posted(card: Card, text: str, at: datetime, ports: TalkPorts) -> MatterState:
    """as-approved: to the letter, and the approval still counts; as-reviewed: a text of this card in which
    nothing was found that stands in its way, but for spaces at the ends of lines; else differs."""
    fingerprint = text_fingerprint(text)
    for each in _approvals(card, at, ports):
        # Of characters that no form shows, what was approved has others than what comes back from one.
        if approves(each, fingerprint, at) or text == showable(approved_text(each, ports)):
            return "as-approved"
    posted = _settled(text)
    return "as-reviewed" if any(_settled(each) == posted for each in _fine_texts(card, ports)) else "differs"


def _approvals(card: Card, at: datetime, ports: TalkPorts) -> Iterator[Matter]:
    return (each for each in ports.matters.of_card(card.id) if approves(each, each.fingerprint, at))


def _fine_texts(card: Card, ports: TalkPorts) -> Iterator[str]:
    """Every draft and every rewrite that this card showed and whose verdict is ok."""
    for review_id in _reviews_of(card, ports):
        body = archived_body_of(review_id, ports)
        if body is None:
            continue
        review = body["review"]
        if review["verdict"] == "ok":
            yield body["draft"]["text"]
        if review["rewrite"] and review["rewrite"]["verdict"] == "ok":
            yield review["rewrite"]["text"]


def _reviews_of(card: Card, ports: TalkPorts) -> Iterator[str]:
    """The ids of its archived reviews: the one that is shown, then every version of every revision."""
    yield card.review
    for revision in range(card.revision + 1):
        for turn in count():
            review_id = replace(card, revision=revision).review_id(turn)
            try:
                ports.archive.record(review_id)
            except ReviewNotFound:
                break
            yield review_id


def _settled(text: str) -> str:
    return "\n".join(line.rstrip() for line in showable(text).strip().splitlines())
