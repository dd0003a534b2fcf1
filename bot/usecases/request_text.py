"""The text that a request is about, to the letter: as it was asked for, and as it was approved in the end."""

from bot.domain.clauses import text_fingerprint
from bot.domain.matters import Matter, TextOf
from bot.domain.review import Review
from bot.usecases.matter_history import words_at
from bot.usecases.matter_records import words_of
from bot.usecases.replay import archived_day, made_again
from bot.usecases.talk import TalkPorts, archived_body_of

_SEEN = 12
"""Letters of a fingerprint that tell one text of a card from another."""


def text_asked(matter: Matter, ports: TalkPorts) -> str:
    """The text that the author asked about; "" once erased."""
    if matter.text_of == "own":
        return words_of(matter, ports, 0).get("text", "")
    review = review_again(matter.review, ports)
    return text_in(review, matter.text_of) if review else ""


def approved_text(matter: Matter, ports: TalkPorts) -> str:
    """The text that is approved, the officer's own where they changed it; "" where there is none."""
    if matter.state == "changed":
        return words_at(matter, "changed", ports).get("text", "")
    return text_asked(matter, ports) if matter.state == "approved" else ""


def text_in(review: Review, text_of: TextOf) -> str:
    """The draft, or the rewrite that was offered; "" where none was."""
    if text_of == "draft":
        return review.draft.text
    return review.rewrite.text if text_of == "rewrite" and review.rewrite else ""


def review_again(review_id: str, ports: TalkPorts) -> Review | None:
    """The archived review, made again as it was; None once erased. Raises `NothingPublished`."""
    body = archived_body_of(review_id, ports) if review_id else None
    if body is None:
        return None
    desk = ports.desk.under(body["review"]["versions"]["library"], archived_day(body))
    return made_again(body, desk, ports.prompts)


def seen_as(text_of: TextOf, text: str) -> str:
    """How a form names a text of a card, so that it is known when the card shows another by now."""
    return f"{text_of}:{text_fingerprint(text)[:_SEEN]}"


def is_seen_as(name: str, text: str) -> bool:
    """Whether that is the text which the form named; a bare name is of whatever the card shows."""
    _, _, fingerprint = name.partition(":")
    return text_fingerprint(text).startswith(fingerprint)
