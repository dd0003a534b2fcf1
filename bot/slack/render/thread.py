"""What is answered under a review: what changed, why something is a problem, what an addition would do."""

from collections.abc import Iterator

from bot.domain.draft import Language
from bot.domain.showing import one_line
from bot.domain.statements import Stated
from bot.slack.ids import REVIEW_AGAIN
from bot.slack.render.card import changes_list, problems
from bot.slack.render.fitting import Room, fit
from bot.slack.render.quoting import clause_quotation, contact
from bot.slack.render.rich_text import (
    Block,
    Element,
    Message,
    buttons,
    data,
    paragraph,
    rich_text,
    said,
    section,
)
from bot.texts import say
from bot.usecases.views import ApprovesNothing, AskWhatToAdd, Changed, Explained, NotChanged, WouldBe


def draw_changed(view: Changed, language: Language) -> Message:
    """That another version is in the card, and what changed from the one before."""
    text = say("thread.changed", language)
    return Message(text, fit(lambda room: [rich_text(*_changed(view, text, language, room))]))


def _changed(view: Changed, text: str, language: Language, room: Room) -> Iterator[Element]:
    yield section(said(text, "bold"))
    if view.no_answer:
        why = say(f"model.why.{view.no_answer}", language)
        yield section(said(say("thread.edits.no-answer", language, why=why)))
    elif view.not_passed:
        yield section(said(say("thread.edits.not-passed", language)))
    if view.changes:
        yield section(said(say("changes", language)))
        yield changes_list(view.changes, language, room)
    if view.verdict == "approval":
        yield section(said(say("rewrite.needs-approval", language), "italic"))


def draw_not_changed(view: NotChanged, language: Language) -> Message:
    """Why there is no other version."""
    room = Room()
    why = say(f"model.why.{view.no_answer}", language) if view.no_answer else ""
    ask = contact(view.ask, language, room.words)
    rules = ", ".join(map(one_line, view.rules))
    text = say(f"thread.not.{view.why}", language, why=why, ask=ask, rules=rules)
    return Message(say("thread.not", language), [rich_text(section(data(text, room.words * 2)))])


def draw_explained(view: Explained, language: Language) -> Message:
    """What was found, what the rules teach and the clauses, to the letter; then a model's words, if any."""
    text = say("thread.answer" if view.statements and not view.findings else "thread.why", language)
    return Message(text, fit(lambda room: list(_explained(view, text, language, room))))


def _explained(view: Explained, text: str, language: Language, room: Room) -> Iterator[Block]:
    if view.findings or view.statements:
        yield paragraph(text, "bold")
    yield from problems(view.findings, view.policies, language, room, taught=True)
    for stated in view.statements[: room.problems]:
        yield rich_text(*_statement(stated, language, room))
    ask = contact(view.ask, language, room.words)
    if view.no_answer:
        why = say(f"model.why.{view.no_answer}", language)
        yield paragraph(say("model.left-out.judgement", language, why=why), "italic")
    found = view.findings or view.statements
    more = say("thread.why.more" if found else "thread.why.nothing", language, ask=ask)
    yield rich_text(section(data(more, room.words * 2)))


def _statement(stated: Stated, language: Language, room: Room) -> Iterator[Element]:
    words = say("model.explains", language, why=one_line(stated.text))
    yield section(data(words, room.words, "italic"))
    yield clause_quotation(stated.clause, language, room)


def draw_would_be(view: WouldBe, language: Language) -> Message:
    """The verdict on the text with the addition, and what is found in it."""
    verdict = say(f"verdict.{view.review.verdict}", language)
    same = view.review.verdict == view.before
    text = say("thread.if.same" if same else "thread.if", language, verdict=verdict)
    return Message(
        text,
        fit(
            lambda room: [
                paragraph(text, "bold"),
                *problems(view.review.findings, view.policies, language, room),
            ]
        ),
    )


def draw_what_to_add(view: AskWhatToAdd, language: Language) -> Message:
    """Which words the author would add."""
    text = say("thread.what-to-add", language)
    return Message(text, [paragraph(text)])


def draw_under_earlier(answer: Message, card: str, language: Language) -> Message:
    """An answer, and that the review it is about was made under earlier policies."""
    earlier = say("policy.under-earlier", language)
    again = buttons(card, (REVIEW_AGAIN, say("policy.button.review-again", language)))
    return Message(answer.text, [*answer.blocks, paragraph(earlier, "italic"), again])


def draw_approves_nothing(view: ApprovesNothing, language: Language) -> Message:
    """Who approves: nobody here."""
    room = Room()
    ask = contact(view.ask, language, room.words)
    text = say("thread.approves-nothing", language, ask=ask)
    return Message(say("thread.not-approved", language), [rich_text(section(data(text, room.words * 2)))])
