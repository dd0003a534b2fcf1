"""What may be asked of a card by a press: rows that a phone shows whole, and a menu for what is rare."""

from collections.abc import Iterator, Mapping

from bot.domain.draft import Language
from bot.domain.matters import Matter
from bot.slack.ids import (
    ANOTHER_VERSION,
    ANSWER_OFFICER,
    ASK_COMPLIANCE,
    CHANGES,
    COMPLETE,
    COPY,
    LEARN,
    MORE,
    OFFER_GOOD_POST,
    POSTED,
    SHARE,
    SHORTER,
    TO_DM,
    TRANSLATE,
    WAS_A_QUESTION,
    WHY,
    WITHDRAW_REQUEST,
    WRONG,
)
from bot.slack.render.rich_text import Block, Element, actions, button, overflow
from bot.texts import say
from bot.usecases.views import Reviewed

_SAID_SHORT = {COPY: "copy", CHANGES: "changes", SHORTER: "shorter", ANOTHER_VERSION: "another"}
"""Buttons whose label alone does not say of what: what a screen reader says."""


def action_rows(view: Reviewed, language: Language) -> Iterator[Block]:
    """About the text that is offered, and then about what to do with the review: five a row at most."""
    if view.aside:
        yield actions(*_aside(view, language))
        return
    about_text = [_button(action, label, view.card, language) for action, label in _of_text(view, language)]
    if about_text:
        yield actions(*about_text)
    yield actions(*_of_review(view, language))


def _aside(view: Reviewed, language: Language) -> Iterator[Element]:
    # Of a draft that must not go out the channel sees no word.
    is_withheld = view.review.verdict == "block"
    text = say("card.share.text.withheld", language) if is_withheld else say("card.share.text", language)
    asked = {
        "title": say("card.share.title", language),
        "text": text,
        "confirm": say("card.button.share", language),
        "deny": say("card.share.deny", language),
    }
    yield button(TO_DM, say("card.button.to-dm", language), view.card)
    # What must not be passed on is not offered to a whole channel.
    if view.incident is None:
        yield button(SHARE, say("card.button.share", language), view.card, confirm=asked)


def _of_text(view: Reviewed, language: Language) -> Iterator[tuple[str, str]]:
    rewrite = view.review.rewrite
    if rewrite is None or not view.shows_rewrite:
        return
    yield COPY, say("card.button.copy", language)
    if not rewrite.proposal:  # of a post of its own everything is new
        yield CHANGES, say("card.button.changes", language)
    yield ANOTHER_VERSION, say("slack.button.another", language)
    yield SHORTER, say("slack.button.shorter", language)
    if view.translate_to:
        yield TRANSLATE, say(f"card.button.in.{view.translate_to}", language)


def _button(action: str, label: str, card: str, language: Language) -> Element:
    name = _SAID_SHORT.get(action)
    return button(action, label, card, aloud=say(f"card.aloud.{name}", language) if name else "")


def _of_review(view: Reviewed, language: Language) -> Iterator[Element]:
    """Answer, ask, post, contradict; the rest in a menu, unless it is one thing alone."""
    asked = next((each for each in view.matters if each.kind == "request" and each.is_waiting), None)
    if asked and asked.state == "asked":
        yield button(ANSWER_OFFICER, say("card.button.answer", language), asked.id, "primary")
    elif view.can_ask:
        style = "primary" if view.review.verdict == "approval" else ""
        yield button(ASK_COMPLIANCE, say("card.button.ask", language), view.card, style)
    yield button(POSTED, say("card.button.posted", language), view.card)
    if view.offers_example:
        yield button(OFFER_GOOD_POST, say("good-post.button.offer", language), view.card)
    if view.review.findings:
        yield button(WRONG, say("card.button.wrong", language), view.card)
    if view.review.model and view.review.model.can_be_completed:
        yield button(COMPLETE, say("slack.button.complete", language), view.card)
    rare = _rare(view, asked, language)
    if len(rare) > 1:
        yield overflow(MORE, rare)
    else:
        yield button(WAS_A_QUESTION, say("slack.button.question", language), view.card)


def _rare(view: Reviewed, asked: Matter | None, language: Language) -> Mapping[str, str]:
    """Labels by value: the action and what it is about."""
    rare: dict[str, str] = {}
    if view.review.findings:
        rare[f"{WHY}|{view.card}"] = say("slack.button.why", language)
        rare[f"{LEARN}|{view.card}"] = say("quiz.lessons.button", language)
    rare[f"{WAS_A_QUESTION}|{view.card}"] = say("slack.button.question", language)
    if asked:
        rare[f"{WITHDRAW_REQUEST}|{asked.id}"] = say("card.button.withdraw", language)
    return rare
