"""The forms of a request: the author asks, an officer decides about the whole text, the author answers."""

from collections.abc import Iterator
from datetime import datetime

from bot.domain.draft import Language
from bot.domain.showing import showable
from bot.slack.render.fitting import beginning, cost
from bot.slack.render.forms.parts import View, field, file, form, menu, moment, page, radio, words
from bot.slack.render.request_card import fits_a_field
from bot.slack.render.rich_text import Block, data, paragraph, quotation, rich_text, said, section, to_copy
from bot.texts import say
from bot.usecases.ask_compliance import due_in
from bot.usecases.chat_ports import Received
from bot.usecases.decide_request import DAYS
from bot.usecases.form_views import AnswerForm, DecisionForm, RequestForm
from bot.usecases.request_text import seen_as

_WHOLE = 100_000
"""More than a draft costs, unless somebody means harm; a view may have 250 KB."""
_BEGINNING = 600
_REASON = 2_000
_FILES = ("pdf", "docx", "xlsx", "pptx", "txt", "png", "jpg", "jpeg", "gif", "mp4")
_MOST_FILES = 5


def draw_request_form(view: RequestForm, language: Language) -> View:
    """The texts that may be asked about, which one it is, why, and when it goes out."""
    texts = {seen_as("draft", view.draft): say("request.form.text-of.draft", language)}
    shown = [*_shown(say("request.form.draft", language), view.draft)]
    if view.rewrite:
        texts |= {seen_as("rewrite", view.rewrite): say("request.form.text-of.rewrite", language)}
        shown += _shown(say("request.form.rewrite", language), view.rewrite)
    texts |= {"own": say("request.form.text-of.own", language)}
    better = view.rewrite and view.verdict in ("revise", "block")
    chosen = seen_as("rewrite", view.rewrite) if better else seen_as("draft", view.draft)
    return form(
        "request",
        say("request.form", language),
        say("request.form.submit", language),
        [
            *shown,
            field("text_of", say("request.form.text-of", language), radio(texts, chosen)),
            field("text", say("request.form.text", language), words(), optional=True),
            field(
                "why", say("request.form.why", language), words(most=_REASON),
                hint=say("request.form.why.hint", language),
            ),
            field("planned", say("request.form.planned", language), moment(view.planned), optional=True),
            field(
                "file", say("request.form.file", language), file(_FILES, _MOST_FILES),
                hint=say("request.form.file.hint", language), optional=True,
            ),
        ],
        language,
        view.card,
    )  # fmt: skip


def request_errors(sent: Received, language: Language, now: datetime) -> dict[str, str]:
    """What is wrong with it, by field: no text or no reason, a moment that is over."""
    errors: dict[str, str] = {}
    own, written = sent.form.get("text_of") == "own", bool(sent.text.strip())
    if own != written:
        errors["text"] = say("request.form.text.missing" if own else "request.form.text.not-chosen", language)
    if not sent.form.get("why", "").strip():
        errors["why"] = say("request.form.why.missing", language)
    due = due_in(sent.form)
    if due and due <= now:
        errors["planned"] = say("request.form.planned.past", language)
    return errors


def draw_decision_form(view: DecisionForm, language: Language) -> View:
    """The whole text, the decision that this form is for, and the reason; no field holds a text too long."""
    title = say(f"request.decision.title.{view.decision}", language)
    if view.decision == "change" and not fits_a_field(view.text):
        return page(title, [paragraph(say("request.decision.too-long", language))], language)
    if view.decision == "approve" and cost(view.text) > _WHOLE:  # nobody approves what they cannot read
        return page(title, [paragraph(say("request.decision.not-whole", language))], language)
    submit = say(f"request.decision.submit.{view.decision}", language)
    return form(
        "decision", title, submit, list(_decision(view, language)), language, view.matter, view.decision
    )


def _decision(view: DecisionForm, language: Language) -> Iterator[Block]:
    if view.decision == "change":
        yield field("text", say("request.decision.text", language), words(view.text))
    elif view.text:
        yield paragraph(say(f"request.decision.{view.decision}", language), "bold")
        yield rich_text(to_copy(data(view.text, _WHOLE)))
    asks, hint = view.decision == "ask", say("request.decision.why.hint", language)
    reason = say("request.decision.question" if asks else "request.decision.why", language)
    yield field("why", reason, words(most=_REASON), hint=hint)
    if view.decision in ("approve", "change"):
        lives = {
            str(each): say("request.decision.days.count", language, count=each)
            for each in sorted({*DAYS, view.days})
        }
        yield field("days", say("request.decision.days", language), menu(lives, str(view.days)))


def decision_errors(sent: Received, language: Language, now: datetime) -> dict[str, str]:
    """What is wrong with it, by field: no reason, or no text."""
    errors: dict[str, str] = {}
    if not sent.form.get("why", "").strip():
        errors["why"] = say("request.decision.why.missing", language)
    if sent.form.get("decision") == "change" and not sent.text.strip():
        errors["text"] = say("request.decision.text.missing", language)
    return errors


def draw_answer_form(view: AnswerForm, language: Language) -> View:
    """The officer's question, and the author's answer."""
    label = said(say("request.answer.question", language), "bold")
    return form(
        "answer",
        say("request.answer", language),
        say("request.form.submit", language),
        [
            *([rich_text(section(label), quotation(data(view.question, _WHOLE)))] if view.question else []),
            field("answer", say("request.answer.words", language), words(most=_REASON)),
        ],
        language,
        view.matter,
    )


def answer_errors(sent: Received, language: Language, now: datetime) -> dict[str, str]:
    """What is wrong with it: nothing was written."""
    written = sent.form.get("answer", "").strip()
    return {} if written else {"answer": say("request.answer.missing", language)}


def _shown(label: str, text: str) -> Iterator[Block]:
    """The beginning of a text: enough to know it by."""
    shown = beginning(showable(text), _BEGINNING)
    if shown:
        yield rich_text(section(said(label, "bold")), quotation(data(shown, _BEGINNING)))
