"""Forms and the page about incidents, samples, postings and disagreements, and what may be wrong in them."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from bot.domain.draft import Language
from bot.domain.folding import fold_words
from bot.domain.posting import day_posted, is_link
from bot.domain.showing import one_line, showable
from bot.slack.render.forms.parts import (
    LONGEST,
    View,
    address,
    day,
    field,
    form,
    line,
    menu,
    page,
    radio,
    ticks,
    words,
)
from bot.slack.render.rich_text import (
    Block,
    bullets,
    data,
    paragraph,
    quotation,
    rich_text,
    said,
    section,
    small,
    when,
)
from bot.texts import say
from bot.usecases.chat_ports import Received
from bot.usecases.form_views import (
    DisagreementForm,
    DrawForm,
    HandlingForm,
    OutcomeForm,
    PostingForm,
    ReadingForm,
    SettleForm,
    TextRead,
)
from bot.usecases.sample_reviews import share_of

_WHOLE = 60_000
"""More than any draft costs, unless somebody means harm: it is read whole."""
_WORDS = 2_000
_NAME = 100
_MOST_CHOICES = 99
_NO_RULE = "-"
_SHARE = "10"


def draw_posting_form(view: PostingForm, language: Language) -> View:
    """The text that was posted, where, and when. One that no field holds is left out, and meant when it is
    left empty."""
    text = showable(view.text)
    fits = len(text.encode("utf-16-le", "replace")) // 2 <= LONGEST
    hint = say("watch.form.posting.text.hint" if fits else "watch.form.posting.text.long", language)
    posted = words(text if fits else "")
    return form(
        "posting",
        say("watch.form.posting", language),
        say("watch.form.posting.submit", language),
        [
            field("text", say("watch.form.posting.text", language), posted, hint=hint, optional=not fits),
            field("link", say("watch.form.posting.link", language), address(), optional=True),
            field("day", say("watch.form.posting.day", language), day(view.today)),
        ],
        language,
        view.card,
    )


def posting_errors(sent: Received, language: Language, now: datetime) -> dict[str, str]:
    """A link that is none, and a day that is to come."""
    errors: dict[str, str] = {}
    link = sent.form.get("link", "").strip()
    if link and not is_link(link):
        errors["link"] = say("watch.form.posting.bad-link", language)
    if day_posted(sent.form.get("day", ""), now) is None:
        errors["day"] = say("watch.form.posting.bad-day", language)
    return errors


def draw_disagreement_form(view: DisagreementForm, language: Language) -> View:
    """Which finding is wrong, why, and whether the owners may see the words."""
    rules = {rule: one_line(title) or rule for rule, title in view.rules[:_MOST_CHOICES]}
    share = ticks({"yes": say("watch.form.disagreement.share.yes", language)})
    hint = say("watch.form.disagreement.share.hint", language)
    return form(
        "disagreement",
        say("watch.form.disagreement", language),
        say("watch.form.disagreement.submit", language),
        [
            field("rule", say("watch.form.disagreement.rule", language), menu(rules)),
            _why(say("watch.form.disagreement.why", language)),
            field("share", say("watch.form.disagreement.share", language), share, hint=hint, optional=True),
        ],
        language,
        view.card,
    )


def draw_reading_form(view: ReadingForm, language: Language) -> View:
    """Why an officer would read the text; it says that this is kept."""
    return form(
        "reading",
        say("watch.form.reading", language),
        say("watch.form.reading.submit", language),
        [paragraph(say("watch.form.reading.about", language)), _why(say("watch.form.reading.why", language))],
        language,
        view.matter,
    )


def draw_text_read(view: TextRead, language: Language) -> View:
    """The text, whose it is and what was found in it."""
    about = section(data(one_line(view.author), _NAME, "bold"), said(" · "), when(view.matter.opened_at))
    titles = bullets(section(data(one_line(each), _WORDS)) for each in view.titles)
    blocks = [
        rich_text(about, titles),
        rich_text(quotation(data(view.text, _WHOLE))),
        small(say("watch.page.text.kept", language)),
    ]
    return page(say("watch.page.text", language), blocks, language)


def draw_handling_form(view: HandlingForm, language: Language) -> View:
    """What an officer did about an incident."""
    done = words(most=_WORDS, least=1)
    hint = say("watch.form.handling.done.hint", language)
    return form(
        "handling",
        say("watch.form.handling", language),
        say("watch.form.handling.submit", language),
        [field("done", say("watch.form.handling.done", language), done, hint=hint)],
        language,
        view.matter,
    )


def draw_draw_form(view: DrawForm, language: Language) -> View:
    """What share of the reviews of how many days."""
    periods = {
        str(days): say("watch.form.draw.period", language, count=count, days=days)
        for days, count in view.found
    }
    hint = say("watch.form.draw.share.hint", language)
    return form(
        "draw",
        say("watch.form.draw", language),
        say("watch.form.draw.submit", language),
        [
            paragraph(say("watch.form.draw.about", language)),
            field("days", say("watch.form.draw.days", language), radio(periods, "30")),
            field("share", say("watch.form.draw.share", language), line(5, _SHARE), hint=hint),
        ],
        language,
    )


def draw_errors(sent: Received, language: Language, now: datetime) -> dict[str, str]:
    """A share that is none."""
    bad = share_of(sent.form.get("share", "")) is None
    return {"share": say("watch.form.draw.bad-share", language)} if bad else {}


def draw_outcome_form(view: OutcomeForm, language: Language) -> View:
    """The draft as it was given, what its review says, and what the officer makes of it."""
    outcomes = {each: say(f"watch.form.outcome.{each}", language) for each in ("fine", "missed", "unclear")}
    rules = {each.id: one_line(each.title.in_language(language)) for each in view.policies.rules}
    titles = sorted(rules.items(), key=lambda each: fold_words(each[1]))[: _MOST_CHOICES - 1]
    choices = {_NO_RULE: say("watch.form.outcome.no-rule", language)} | dict(titles)
    note = words(most=_WORDS)
    return form(
        "outcome",
        say("watch.form.outcome", language),
        say("watch.form.outcome.submit", language),
        [
            *_reviewed(view, rules, language),
            field("outcome", say("watch.form.outcome.outcome", language), radio(outcomes)),
            field("rule", say("watch.form.outcome.rule", language), menu(choices), optional=True),
            field("note", say("watch.form.outcome.note", language), note, optional=True),
        ],
        language,
        view.matter,
    )


def _reviewed(view: OutcomeForm, titles: dict[str, str], language: Language) -> Iterator[Block]:
    review = view.review
    platform = say(f"slack.platform.{review.draft.platform}", language)
    author = data(one_line(view.author), _NAME, "bold")
    yield rich_text(section(author, said(f" · {platform}")), quotation(data(review.draft.text, _WHOLE)))
    yield paragraph(say(f"verdict.{review.verdict}", language), "bold")
    found = list(dict.fromkeys(titles.get(each.rule, each.rule) for each in review.findings))
    if found:
        suggested = said(say("watch.form.outcome.suggested", language))
        yield rich_text(section(suggested), bullets(section(data(each, _WORDS)) for each in found))
    if review.not_reviewed:
        parts = ", ".join(say(f"part.{part}", language) for part in review.not_reviewed)
        yield paragraph(say("not-reviewed", language, parts=parts), "italic")


def draw_settle_form(view: SettleForm, language: Language) -> View:
    """What the author says is wrong, the words where they share them, and what the owner makes of it."""
    outcomes = {each: say(f"watch.form.settle.{each}", language) for each in ("agreed", "kept")}
    note = field(
        "note",
        say("watch.form.settle.note", language),
        words(most=_WORDS),
        hint=say("watch.form.settle.note.hint", language),
        optional=True,
    )
    return form(
        "settle",
        say("watch.form.settle", language),
        say("watch.form.settle.submit", language),
        [
            rich_text(section(data(one_line(view.title), _WORDS, "bold"))),
            *_said_by_author("why", view.why, language),
            *_said_by_author("quote", view.quote, language),
            field("outcome", say("watch.form.settle.outcome", language), radio(outcomes)),
            note,
        ],
        language,
        view.matter,
    )


def _said_by_author(what: str, text: str, language: Language) -> Iterator[Block]:
    if text:
        yield rich_text(
            section(said(say(f"watch.form.settle.{what}", language))), quotation(data(text, _WHOLE))
        )
    else:
        yield paragraph(say(f"watch.form.settle.no-{what}", language), "italic")


def _why(label: str) -> Block:
    return field("why", label, words(most=_WORDS, least=1))


def reason_errors(sent: Received, language: Language, now: datetime) -> dict[str, str]:
    """Nothing but spaces where a reason is asked for, or what was done."""
    return {
        name: say("watch.form.unsaid", language)
        for name in ("why", "done")
        if name in sent.form and not sent.form[name].strip()
    }


WATCH_FORMS: Mapping[type[Any], Callable[[Any, Language], View]] = {
    PostingForm: draw_posting_form,
    DisagreementForm: draw_disagreement_form,
    ReadingForm: draw_reading_form,
    TextRead: draw_text_read,
    HandlingForm: draw_handling_form,
    DrawForm: draw_draw_form,
    OutcomeForm: draw_outcome_form,
    SettleForm: draw_settle_form,
}
WATCH_CHECKS: Mapping[str, Callable[[Received, Language, datetime], dict[str, str]]] = {
    "posting": posting_errors,
    "draw": draw_errors,
    "reading": reason_errors,
    "handling": reason_errors,
    "disagreement": reason_errors,
}
