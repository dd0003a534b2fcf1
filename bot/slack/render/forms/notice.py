"""The form in which an owner posts a notice, and what may be wrong in it."""

from datetime import datetime, timedelta

from bot.domain.draft import Language
from bot.domain.notices import MOST_TEXT, MOST_TITLE, NOTICE_KINDS, words_in
from bot.slack.render.forms.parts import View, day, field, form, line, radio, words
from bot.texts import say
from bot.usecases.chat_ports import Received
from bot.usecases.form_views import NoticeForm
from bot.usecases.post_notice import days_of

_WORDS = 300


def draw_notice_form(view: NoticeForm, language: Language) -> View:
    """What it asks, in which words its subject is recognised, and until when."""
    kinds: dict[str, str] = {each: say(f"line.form.kind.{each}", language) for each in NOTICE_KINDS}
    hint = say("line.form.words.hint", language)
    return form(
        "notice",
        say("line.form", language),
        say("line.form.submit", language),
        [
            field("kind", say("line.form.kind", language), radio(kinds, NOTICE_KINDS[0])),
            field("title", say("line.form.title", language), line(MOST_TITLE)),
            field("text", say("line.form.text", language), words(most=MOST_TEXT)),
            field("words", say("line.form.words", language), line(_WORDS), hint=hint),
            field("since", say("line.form.since", language), day(view.today)),
            field("until", say("line.form.until", language), day()),
        ],
        language,
    )


def notice_errors(sent: Received, language: Language, now: datetime) -> dict[str, str]:
    """Words too short to mean anything, days in the wrong order or over."""
    errors: dict[str, str] = {}
    for name, given in (("title", sent.form.get("title", "")), ("text", sent.text)):
        if not given.strip():
            errors[name] = say("line.form.empty", language)
    if not words_in(sent.form.get("words", "")):
        errors["words"] = say("line.form.no-words", language)
    days = days_of(sent)
    # Somewhere it is still yesterday.
    if days is None or days[1] < (now - timedelta(hours=12)).date():
        errors["until"] = say("line.form.bad-days", language)
    return errors
