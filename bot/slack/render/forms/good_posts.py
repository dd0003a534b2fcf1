"""The forms in which a good post is offered and accepted, and the page on which it is read."""

from bot.domain.draft import Language
from bot.domain.showing import one_line, showable
from bot.slack.render.forms.parts import View, field, form, page, radio, ticks, words
from bot.slack.render.rich_text import (
    Element,
    bullets,
    data,
    paragraph,
    quotation,
    rich_text,
    said,
    section,
    small,
    to_copy,
    when,
)
from bot.texts import say
from bot.usecases.chat_ports import Received
from bot.usecases.good_post_views import GoodPostForm, GoodPostPage, GoodPostSettleForm

_WHOLE = 60_000
"""More than any draft costs, unless somebody means harm: it is read whole."""
_NAME = 100
_NOTE = 1_000
_WORDS = 300


def draw_good_post_form(view: GoodPostForm, language: Language) -> View:
    """The text, who would read it, and the author's agreement to exactly that."""
    firm = one_line(view.firm)[:_NAME]
    names = {each: say(f"good-post.form.named.{each}", language) for each in ("no", "yes")}
    return form(
        "good-post",
        say("good-post.form", language),
        say("good-post.form.submit", language),
        [
            rich_text(quotation(data(view.text, _WHOLE))),
            paragraph(say("good-post.form.about", language, firm=firm)),
            field("named", say("good-post.form.named", language), radio(names, "no")),
            field(
                "agree",
                say("good-post.form.agree", language),
                ticks({view.seen_as: say("good-post.form.agree.yes", language)}),
                hint=say("good-post.form.agree.hint", language),
            ),
        ],
        language,
        view.card,
    )


def offer_errors(sent: Received, language: Language) -> dict[str, str]:
    """An agreement that was not given."""
    agreed = sent.form.get("agree", "").strip()
    return {} if agreed else {"agree": say("good-post.form.agree.missing", language)}


def draw_good_post_settle_form(view: GoodPostSettleForm, language: Language) -> View:
    """The text, what is found in it by now, and what the owner makes of it."""
    outcomes = {each: say(f"good-post.settle.{each}", language) for each in ("accepted", "declined")}
    if not view.passes:
        del outcomes["accepted"]
    named = say("good-post.settle.named" if view.named else "good-post.settle.unnamed", language)
    about = section(data(one_line(view.author), _NAME, "bold"), said(" · "), when(view.matter.opened_at))
    note = words(most=_NOTE)
    return form(
        "good-post-settle",
        say("good-post.settle", language),
        say("good-post.settle.submit", language),
        [
            rich_text(about, quotation(data(view.text, _WHOLE))),
            *_found(view, language),
            small(named),
            field("outcome", say("good-post.settle.outcome", language), radio(outcomes)),
            field(
                "note",
                say("good-post.settle.note", language),
                note,
                hint=say("good-post.settle.note.hint", language),
                optional=True,
            ),
        ],
        language,
        view.matter,
    )


def _found(view: GoodPostSettleForm, language: Language) -> list[Element]:
    if not view.found:
        return []
    what = say("good-post.settle.found" if view.passes else "good-post.settle.fails", language)
    titles = bullets(section(data(one_line(each), _WORDS)) for each in view.found)
    return [rich_text(section(said(what, "bold")), titles)]


def settle_errors(sent: Received, language: Language) -> dict[str, str]:
    """A refusal without a reason."""
    declined = sent.form.get("outcome") == "declined"
    without = declined and not sent.form.get("note", "").strip()
    return {"note": say("good-post.settle.note.missing", language)} if without else {}


def draw_good_post_page(view: GoodPostPage, language: Language) -> View:
    """The text whole, and whose it is where they would be named."""
    parts = [said(say(f"slack.platform.{view.platform}", language))]
    if view.author:
        parts = [data(one_line(view.author), _NAME, "bold"), said(" · "), *parts]
    if view.at:
        parts += [said(" · "), when(view.at)]
    blocks = [
        rich_text(section(*parts), to_copy(data(showable(view.text), _WHOLE))),
        small(say("good-post.page.about", language)),
    ]
    return page(say("good-post.page", language), blocks, language)
