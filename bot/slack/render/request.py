"""What is told of a request: to its author in the thread, to officers under it, to whoever came too late."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.domain.draft import Language
from bot.domain.showing import one_line
from bot.slack.ids import ANSWER_OFFICER, WITHDRAW_REQUEST
from bot.slack.render.fitting import Room, fit
from bot.slack.render.matter_words import matter_line
from bot.slack.render.quoting import contact
from bot.slack.render.request_card import draw_request_card, text_or_beginning
from bot.slack.render.rich_text import (
    Block,
    Message,
    actions,
    button,
    data,
    paragraph,
    quotation,
    rich_text,
    said,
    section,
    when,
)
from bot.texts import say
from bot.usecases.matter_views import (
    NotDone,
    OfficersOnly,
    RequestCard,
    RequestDecided,
    RequestReminder,
    RequestSent,
    RequestVoid,
)

RequestView = (
    RequestCard | RequestSent | RequestDecided | RequestVoid | RequestReminder | NotDone | OfficersOnly
)
_SYMBOLS = {"approve": "✅", "change": "✅", "reject": "⛔", "ask": "💬"}


def draw_request(view: RequestView, language: Language) -> Message:
    """The message that shows it."""
    return _DRAWN[type(view)](view, language)


def _sent(view: RequestSent, language: Language) -> Message:
    """That compliance has it, with the way to take it back; later only how it stands."""
    matter = view.matter
    if not matter.is_waiting:
        line = matter_line(matter, language)
        return Message(say(f"matter.request.{matter.state}", language), [rich_text(section(line))])
    text = say("request.sent", language)
    details = say("request.sent.details", language, what=_what(view.matter.text_of, language))
    lines = [said(text, "bold"), said(f"\n{details}")]
    if matter.due:
        lines += [said(f"\n{say('request.due', language)} "), when(matter.due)]
    asked = {part: say(f"request.withdraw.{part}", language) for part in ("title", "text", "confirm", "deny")}
    label = say("card.button.withdraw", language)
    take_back = button(WITHDRAW_REQUEST, label, matter.id, confirm=asked)
    return Message(text, [rich_text(section(*lines)), actions(take_back)])


def _what(text_of: str, language: Language) -> str:
    return say(f"request.what.{text_of or 'draft'}", language)


def _decided(view: RequestDecided, language: Language) -> Message:
    """What was decided, by whom, why, and what follows from it; a question with the way to answer."""
    text = say(f"request.decided.{view.decision}", language, what=_what(view.matter.text_of, language))
    title = f"{_SYMBOLS[view.decision]} {text}"
    return Message(f"{text}.", fit(lambda room: list(_decision(view, title, language, room))))


def _decision(view: RequestDecided, title: str, language: Language, room: Room) -> Iterator[Block]:
    by = say("request.decided.by", language, by=one_line(view.by))
    parts = [section(said(title, "bold"), said("\n"), data(by, room.words // 3))]
    parts.append(quotation(data(view.why, room.words * 5)))
    if view.text:
        parts += text_or_beginning(view.text, room.rewrite, say("request.decided.cut", language))
    yield rich_text(*parts, section(*_what_follows(view, language)))
    if view.decision == "ask" and view.matter.state == "asked":
        yield actions(button(ANSWER_OFFICER, say("card.button.answer", language), view.matter.id, "primary"))


def _what_follows(view: RequestDecided, language: Language) -> Iterator[list[Any]]:
    if view.decision == "reject":
        yield said(say("request.decided.again", language))
    elif view.decision == "ask":
        waits = view.matter.state == "asked"
        yield said(say("request.decided.waits" if waits else "request.decided.answered", language))
    else:
        if view.matter.good_until:
            yield said(f"{say('request.until', language)} ")
            yield when(view.matter.good_until)
            yield said(". ")
        yield said(say("request.decided.exact", language))


def _void(view: RequestVoid, language: Language) -> Message:
    approval = "-approval" if view.was_approved and view.why != "withdrawn" else ""
    text = say(f"request.void.{view.why}{approval}", language)
    return Message(text, [paragraph(text)])


def _reminder(view: RequestReminder, language: Language) -> Message:
    """Which request it is: whose, and when it goes out or since when it waits."""
    most = Room().words // 3
    text = say(f"request.remind.{view.why}", language)
    author = say("request.remind.author", language, author=one_line(view.author))
    lines = [said(text, "bold"), said("\n"), data(author, most)]
    if view.officer:
        officer = say("request.remind.officer", language, officer=one_line(view.officer))
        lines += [said("\n"), data(officer, most)]
    due = view.matter.due
    label = say("request.due" if due else "request.remind.since", language)
    lines += [said(f"\n{label} "), when(due or view.matter.opened_at)]
    return Message(text, [rich_text(section(*lines))])


def _not_done(view: NotDone, language: Language) -> Message:
    """Why nothing came of it, and whom to ask."""
    why = "decided-already" if view.why == "decided" and not view.by else view.why
    text = say(f"not-done.{why}", language, by=one_line(view.by))
    fallback = say("not-done.decided-already", language) if view.why == "decided" else text
    return _alone(text, fallback, view, language)


def _officers_only(view: OfficersOnly, language: Language) -> Message:
    text = say(f"officers-only.{view.deed}", language)
    return _alone(text, text, view, language)


def _alone(text: str, fallback: str, view: NotDone | OfficersOnly, language: Language) -> Message:
    most = Room().words
    parts = [data(text, most)]
    if view.ask:
        parts += [said("\n"), data(say("slack.ask", language, ask=contact(view.ask, language, most)), most)]
    return Message(fallback, [rich_text(section(*parts))])


_DRAWN: Mapping[type[Any], Callable[[Any, Language], Message]] = {
    RequestCard: draw_request_card,
    RequestSent: _sent,
    RequestDecided: _decided,
    RequestVoid: _void,
    RequestReminder: _reminder,
    NotDone: _not_done,
    OfficersOnly: _officers_only,
}
