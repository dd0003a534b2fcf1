"""What is shown at the ways in: a review that its author shares, a welcome, and what cannot be done there."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.domain.draft import Language
from bot.domain.findings import problems_of
from bot.domain.showing import one_line, showable
from bot.slack.ids import TO_DM
from bot.slack.render.card import VERDICT_SYMBOLS
from bot.slack.render.fitting import Room, beginning, fit
from bot.slack.render.rich_text import (
    Block,
    Element,
    Message,
    actions,
    bullets,
    button,
    data,
    header,
    paragraph,
    rich_text,
    said,
    section,
    small,
    to_copy,
)
from bot.texts import say
from bot.usecases.matter_views import HowToMention, InviteMe, Shared, SharedReview, Welcome
from bot.usecases.views import FileNotRead

DoorView = FileNotRead | SharedReview | InviteMe | Shared | HowToMention | Welcome

_FOR_DRAFTS = ("type", "gone", "empty")
"""Refusals that say another thing of a draft than of a policy."""
_WAYS = ("paste", "file", "anywhere", "question")


def draw_door(view: DoorView, language: Language) -> Message:
    """The message that shows it."""
    return _DRAWN[type(view)](view, language)


def _shared(view: SharedReview, language: Language) -> Message:
    """The verdict, the draft and the version offered, under the author's name; nothing to press.

    Of a draft that must not go out its text is not shown to a channel either.
    """
    name = one_line(view.author) or say("door.shared.somebody", language)
    text = say("door.shared", language, name=name, verdict=say(f"verdict.{view.review.verdict}", language))
    return Message(text, fit(lambda room: list(_shared_blocks(view, name, language, room))))


def _shared_blocks(view: SharedReview, name: str, language: Language, room: Room) -> Iterator[Block]:
    review = view.review
    yield header(f"{VERDICT_SYMBOLS[review.verdict]} {say(f'verdict.{review.verdict}', language)}")
    yield rich_text(section(data(say("door.shared.by", language, name=name), room.words)))
    if review.verdict == "block":
        yield paragraph(say("door.shared.withheld", language), "italic")
    else:
        yield rich_text(*_text("draft", review.draft.text, language, room))
    titles = {each.id: each.title.in_language(language) for each in view.policies.rules}
    problems = problems_of(review.findings)[: room.headings]
    if problems:
        named = [section(data(_problem(each.worst.rule, titles), room.words)) for each in problems]
        yield rich_text(section(said(say("door.shared.problems", language), "bold")), bullets(named))
    if review.rewrite:
        yield rich_text(*_text("rewrite", review.rewrite.text, language, room))
    yield small(say("door.shared.no-approval", language))


def _problem(rule: str, titles: Mapping[str, str]) -> str:
    return one_line(titles.get(rule, rule))


def _text(part: str, text: str, language: Language, room: Room) -> Iterator[Element]:
    whole = showable(text)
    shown = beginning(whole, room.rewrite)
    yield section(said(say(f"door.shared.{part}", language), "bold"))
    yield to_copy(data(shown, room.rewrite))
    if shown != whole:
        yield section(said(say("door.shared.cut", language), "italic"))


def _welcome(view: Welcome, language: Language) -> Message:
    """What the bot is for, and the ways in: the first thing a person sees of it."""
    title = say("door.welcome.title", language)
    about = data(say("door.welcome.about", language, firm=one_line(view.firm)), Room().words)
    ways = [section(said(say(f"door.welcome.{each}", language))) for each in _WAYS]
    private = section(said(say("door.welcome.private", language), "italic"))
    return Message(title, [header(title), rich_text(section(about), bullets(ways), private)])


def _file_not_read(view: FileNotRead, language: Language) -> Message:
    """Why the file that should be the draft cannot be read, and what to do instead."""
    if view.code in _FOR_DRAFTS:
        why = say(f"door.file.{view.code}", language)
    else:
        why = say(f"file.refused.{view.code}", language, detail=one_line(view.detail))
    paste = said(f"\n{say('door.file.instead', language)}")
    return Message(say("slack.not-reviewed", language), [rich_text(section(data(why, Room().words), paste))])


def _is_shared(view: Shared, language: Language) -> Message:
    """What stands where the review stood, and the way to it that is left."""
    text = say("door.is-shared", language)
    go_on = [actions(button(TO_DM, say("card.button.to-dm", language), view.card))] if view.card else []
    return Message(text, [paragraph(text), *go_on])


def _plainly(key: Callable[[Language], str]) -> Callable[[Any, Language], Message]:
    return lambda view, language: Message(key(language), [paragraph(key(language))])


_DRAWN: Mapping[type[Any], Callable[[Any, Language], Message]] = {
    SharedReview: _shared,
    Welcome: _welcome,
    FileNotRead: _file_not_read,
    InviteMe: _plainly(lambda language: say("door.invite-me", language)),
    Shared: _is_shared,
    HowToMention: _plainly(lambda language: say("door.how-to-mention", language)),
}
