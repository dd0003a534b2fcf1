"""Time before words: what stands on the card of a draft written in anger, and what reminds of it later."""

from collections.abc import Iterator

from bot.domain.draft import Language
from bot.domain.findings import Problem, problems_of
from bot.domain.showing import one_line
from bot.slack.ids import ANOTHER_VERSION, COPY, DROP_DRAFT, REMIND_IN_AN_HOUR, REMIND_TOMORROW, SHOW_REWRITE
from bot.slack.render.card_replies import draw_words_to_copy
from bot.slack.render.card_rewrite import offered
from bot.slack.render.fitting import Room, fit
from bot.slack.render.rich_text import (
    Block,
    Element,
    Message,
    bullets,
    buttons,
    data,
    paragraph,
    rich_text,
    said,
    section,
    when,
)
from bot.texts import say
from bot.usecases.cool_off_views import CoolOff, DraftDropped, DraftStillHere
from bot.usecases.views import Reviewed

_NAMED = 5


def draw_cool_off(remark: CoolOff, view: Reviewed, language: Language, room: Room) -> Iterator[Block]:
    """What to do first, and when its author is reminded; where nothing can be pressed, where it can be."""
    yield rich_text(section(said(say("cool-off.title", language), "bold")))
    lines = [said(_what_to_do(remark, view, language))]
    if view.aside:
        lines.append(said(f"\n{say('cool-off.aside', language)}"))
    if remark.due:
        lines += [said(f"\n{say('cool-off.due', language)} "), when(remark.due), said(".")]
    yield rich_text(section(*lines))
    if not view.aside:
        offered = [(REMIND_IN_AN_HOUR, say("cool-off.hour", language))]
        offered.append((REMIND_TOMORROW, say("cool-off.tomorrow", language)))
        if view.waits_with_rewrite:
            offered.append((SHOW_REWRITE, say("cool-off.show", language)))
        yield buttons(view.card, *offered)


def _what_to_do(remark: CoolOff, view: Reviewed, language: Language) -> str:
    """In a sentence or two; where nothing could be written instead, no version is promised."""
    promised = say("cool-off.version" if not remark.dropped else "cool-off.version.ready", language)
    text = say("cool-off.dropped" if remark.dropped else "cool-off.text", language)
    return f"{text} {promised}" if view.waits_with_rewrite else text


def draw_still_here(view: DraftStillHere, language: Language) -> Message:
    """That the draft is still there, what was found in it, and what to post instead."""
    return Message(say("cool-off.here", language), fit(lambda room: list(_still_here(view, language, room))))


def _still_here(view: DraftStillHere, language: Language, room: Room) -> Iterator[Block]:
    yield rich_text(section(said(say("cool-off.here", language), "bold")))
    titles = {rule.id: one_line(rule.title.in_language(language)) for rule in view.policies.rules}
    found = problems_of(view.review.findings)[:_NAMED]
    listed = bullets(_problem(each, titles, language, room) for each in found)
    yield rich_text(section(said(say("cool-off.here.angry", language))), listed)
    if view.words_instead:
        yield from draw_words_to_copy(view.words_instead, language, room)
    else:
        yield from offered(view.review, view.policies, language, room)
    actions = [(DROP_DRAFT, say("cool-off.drop", language))]
    if view.review.rewrite and not view.words_instead:
        copied = COPY, say("card.button.copy", language)
        actions = [copied, (ANOTHER_VERSION, say("slack.button.another", language)), *actions]
    yield buttons(view.card, *actions)


def _problem(problem: Problem, titles: dict[str, str], language: Language, room: Room) -> Element:
    worst = problem.worst
    parts = [data(titles.get(worst.rule, worst.rule), room.words, "bold")]
    if worst.quote:
        parts += [said(f" {say('slack.quote-begins', language)}"), data(worst.quote, room.words // 3)]
        parts.append(said(say("slack.quote-ends", language)))
    return section(*parts)


def draw_dropped(view: DraftDropped, language: Language) -> Message:
    """That it was dropped, and the way back."""
    text = say("cool-off.here.dropped", language)
    back = buttons(view.card, (SHOW_REWRITE, say("cool-off.show", language)))
    return Message(text, [paragraph(text), back])
