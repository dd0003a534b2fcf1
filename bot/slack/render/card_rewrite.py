"""What an author may post instead, and what changed from one text to another."""

from collections.abc import Iterable, Iterator, Sequence

from bot.domain.draft import Language
from bot.domain.library import PublishedPolicies
from bot.domain.review import Review
from bot.domain.rewriting import Change, Rewrite
from bot.domain.showing import one_line, showable
from bot.slack.render.fitting import Room, beginning
from bot.slack.render.quoting import contact
from bot.slack.render.rich_text import (
    Block,
    Element,
    bullets,
    data,
    divider,
    rich_text,
    said,
    section,
    to_copy,
)
from bot.texts import say


def offered(review: Review, policies: PublishedPolicies, language: Language, room: Room) -> Iterator[Block]:
    """What the author may post instead, or whom to ask when there is nothing."""
    if review.rewrite:
        yield divider()
        yield rich_text(*_rewrite(review.rewrite, review, language, room))
    elif review.verdict in ("revise", "block"):
        ask = contact(policies.firm.ask, language, room.words)
        yield rich_text(section(data(say("no-rewrite", language, ask=ask), room.words * 3)))


def _rewrite(rewrite: Rewrite, review: Review, language: Language, room: Room) -> Iterator[Element]:
    if rewrite.proposal:
        yield section(said(say(f"why-proposal.{review.why_proposal}", language)))
    yield section(said(say("proposal" if rewrite.proposal else "rewrite", language), "bold"))
    text = showable(rewrite.text)
    shown = beginning(text, room.rewrite)
    yield to_copy(data(shown, room.rewrite))
    if shown != text:
        yield section(said(say("card.only-the-beginning", language), "italic"))
    if rewrite.verdict == "approval":
        yield section(said(say("rewrite.needs-approval", language), "italic"))


def changes_list(changes: Sequence[Change], language: Language, room: Room) -> Element:
    """What was added, removed and replaced, a line each."""
    listed = [section(*_change(each, language, room)) for each in changes[: room.changes]]
    left = len(changes) - len(listed)
    if left:
        listed.append(section(said(say("slack.changes-more", language, count=left))))
    return bullets(listed)


def _change(change: Change, language: Language, room: Room) -> Iterable[list[Element]]:
    was, now = data(one_line(change.was), room.words // 3), data(one_line(change.now), room.words // 3)
    if not was:
        return said(f"{say('added', language)}: "), now
    if not now:
        return said(f"{say('removed', language)}: "), was
    return said(f"{say('slack.replaced', language)}: "), was, said(" → "), now
