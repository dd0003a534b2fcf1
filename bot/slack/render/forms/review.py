"""The form for a draft: the text or a file, and what its author says of it."""

from datetime import datetime

from bot.domain.draft import MAX_CONTEXT, PLATFORMS, Language
from bot.domain.draft_files import READABLE_DRAFTS, may_be_draft
from bot.slack.render.forms.parts import View, field, file, form, line, menu, moment, radio, ticks, words
from bot.slack.render.rich_text import Block
from bot.texts import say
from bot.usecases.answer_review_form import planned_of
from bot.usecases.chat_ports import Received
from bot.usecases.form_views import ReviewForm


def draw_review_form(view: ReviewForm, language: Language) -> View:
    """What is asked first stands first; nothing but the text, or a file, has to be given."""
    return form(
        "review",
        say("review.form", language),
        say("review.form.submit", language),
        [*_text(view, language), *_where(view, language), *_more(view, language)],
        language,
    )


def _text(view: ReviewForm, language: Language) -> list[Block]:
    types = [each.removeprefix(".") for each in READABLE_DRAFTS]
    genres = {each: say(f"review.form.genre.{each}", language) for each in ("post", "reply", "profile")}
    return [
        field(
            "text",
            say("review.form.text", language),
            words(view.text),
            hint=say("review.form.text.hint", language),
            optional=True,
        ),
        field(
            "file",
            say("review.form.file", language),
            file(types),
            hint=say("review.form.file.hint", language),
            optional=True,
        ),
        field(
            "genre",
            say("review.form.genre", language),
            radio(genres, "post"),
            hint=say("review.form.genre.hint", language),
        ),
    ]


def _where(view: ReviewForm, language: Language) -> list[Block]:
    platforms: dict[str, str] = {each: say(f"slack.platform.{each}", language) for each in PLATFORMS}
    languages = {each: say(f"review.form.language.{each}", language) for each in ("auto", "fr", "en")}
    accounts = {each: say(f"review.form.account.{each}", language) for each in ("own", "firm")}
    return [
        field("platform", say("review.form.platform", language), menu(platforms, "linkedin")),
        field("language", say("review.form.language", language), menu(languages, "auto")),
        field(
            "account",
            say("review.form.account", language),
            radio(accounts, "firm" if view.role == "firm" else "own"),
        ),
    ]


def _more(view: ReviewForm, language: Language) -> list[Block]:
    paid = ticks({"yes": say("review.form.paid.yes", language)}, ticked=view.role == "paid")
    return [
        field("paid", say("review.form.paid", language), paid, optional=True),
        field("planned", say("review.form.planned", language), moment(), optional=True),
        field("audience", say("review.form.audience", language), line(MAX_CONTEXT), optional=True),
        field("purpose", say("review.form.purpose", language), line(MAX_CONTEXT), optional=True),
    ]


def review_errors(sent: Received, language: Language, now: datetime) -> dict[str, str]:
    """What is wrong with a form that was sent, by field; {} where it can be kept."""
    errors: dict[str, str] = {}
    if not sent.text.strip() and not sent.files:
        errors["text"] = say("review.form.no-text", language)
    if sent.files and not may_be_draft(sent.files[0].name):
        errors["file"] = say("review.form.bad-file", language)
    planned = planned_of(sent)
    if planned and planned < now:
        errors["planned"] = say("review.form.past", language)
    return errors
