"""What is read of good posts, by their authors, the owners and everybody: one golden file a language."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.draft import Language
from bot.domain.matters import Matter, MatterState
from bot.slack.ids import OFFER_GOOD_POST, READ_GOOD_POST, TAKE_BACK_GOOD_POST
from bot.slack.parse.forms import parse_form
from bot.slack.render import draw
from bot.slack.render.forms import draw_form, form_errors
from bot.texts import LANGUAGES, say
from bot.usecases.chat_ports import Place, Received
from bot.usecases.form_views import FormView
from bot.usecases.good_post_views import (
    GoodPostForm,
    GoodPostItem,
    GoodPostNews,
    GoodPostPage,
    GoodPostSettleForm,
    GoodPostsFound,
    GoodPostTold,
    NearExample,
)
from bot.usecases.request_text import seen_as
from bot.usecases.views import Reviewed, View
from tests.publications import MONDAY
from tests.slack.legal_payloads import assert_legal, assert_legal_view, objects_in, seen
from tests.slack.sample_policies import BAD
from tests.slack.sample_reviews import CARD, a_review, a_rewrite, shipped

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
TEXT: dict[Language, str] = {
    "fr": "Trois questions à poser sur les frais d'un fonds avant de signer.\n\nÉcrivez les réponses.",
    "en": "Three questions to ask about a fund's fees before you sign.\n\nWrite the answers down.",
}
NOTE: dict[Language, str] = {"fr": "Concret, rien à vendre.", "en": "Concrete, nothing to sell."}
NAME = "Amélie Tremblay"


def a_matter(state: MatterState = "open") -> Matter:
    return Matter("G1", "good-post", "T1", "U1", CARD, "r1", state, MONDAY, "U1", "fr")


def messages(language: Language) -> dict[str, View]:
    """Every message, by name."""
    items = (
        GoodPostItem("G1", MONDAY, TEXT[language], "linkedin", NAME),
        GoodPostItem("G2", MONDAY, TEXT[language], "x", "", mine=True),
        GoodPostItem("G3", MONDAY, TEXT[language], "x"),
    )
    states: tuple[MatterState, ...] = ("open", "accepted", "declined", "taken-back")
    told = {f"told-{each}": GoodPostTold(a_matter(each)) for each in states}
    news = {f"news-{each}": GoodPostNews(a_matter(each), NAME) for each in states}
    return {
        "found": GoodPostsFound("frais", items),
        "found-one": GoodPostsFound("frais", items[:1]),
        "newest": GoodPostsFound("", items),
        "nothing-found": GoodPostsFound("frais", ()),
        "none-yet": GoodPostsFound("", ()),
        **told,
        "told-accepted-by": GoodPostTold(a_matter("accepted"), "Élise Gagnon"),
        "told-declined-by": GoodPostTold(a_matter("declined"), "Élise Gagnon", NOTE[language]),
        **news,
    }


def forms(language: Language) -> dict[str, FormView]:
    """Every form and page, by name."""
    text = TEXT[language]
    asked = GoodPostSettleForm(a_matter(), text, NAME, named=True)
    return {
        "offer": GoodPostForm(CARD, text, seen_as("own", text), "Rivière-Nord"),
        "settle": asked,
        "settle-unnamed-suggested": replace(asked, named=False, found=("Appel à l'action",)),
        "settle-fails": replace(asked, found=("Rendement garanti",), passes=False),
        "page": GoodPostPage(text, "linkedin", NAME, MONDAY),
        "page-unnamed": GoodPostPage(text, "x", "", MONDAY),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_told_and_opened_reads_as_it_did(
    language: Language, golden: Callable[[str, str], None]
) -> None:
    told = {name: draw(view, language) for name, view in messages(language).items()}
    opened = {name: draw_form(view, language) for name, view in forms(language).items()}

    for message in told.values():
        assert_legal(message)
    for view in opened.values():
        assert_legal_view(view)
    shown = {name: {"text": each.text, "blocks": each.blocks} for name, each in told.items()}
    drawn = json.dumps(shown | opened, ensure_ascii=False, indent=2)
    golden(f"slack/good-posts.{language}.json", drawn + "\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_somebody_wrote_is_a_link_a_mention_or_a_format(language: Language) -> None:
    bad = GoodPostItem("G1", MONDAY, BAD, "x", BAD)
    for view in (
        GoodPostsFound(BAD, (bad,)),
        GoodPostNews(a_matter(), BAD),
        GoodPostTold(a_matter("declined"), BAD, BAD),
    ):
        assert_legal(draw(view, language))
    for form in (
        GoodPostForm(CARD, BAD, "own:0", BAD),
        GoodPostSettleForm(a_matter(), BAD, BAD, named=True, found=(BAD,)),
        GoodPostPage(BAD, "x", BAD, MONDAY),
    ):
        assert_legal_view(draw_form(form, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_offers_where_it_may_and_says_how_an_offer_stands(language: Language) -> None:
    view = Reviewed(CARD, a_review(), shipped()[0])
    offering, offered = replace(view, can_offer=True), replace(view, matters=(a_matter(),))

    assert OFFER_GOOD_POST in actions(offering, language)
    assert OFFER_GOOD_POST not in actions(view, language)
    assert say("good-post.card.open", language) in seen(draw(offered, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_with_a_rewrite_leads_to_the_nearest_example_but_not_where_it_is_seen_aside(
    language: Language,
) -> None:
    review = a_review(rewrite=a_rewrite(TEXT[language]))
    view = Reviewed(CARD, review, shipped()[0], remarks=(NearExample("G1"),))

    buttons = {
        each["action_id"]: each["value"]
        for each in objects_in(draw(view, language).blocks)
        if "action_id" in each and "value" in each
    }
    assert buttons[READ_GOOD_POST] == "G1"
    assert READ_GOOD_POST not in actions(replace(view, aside=True), language)


def test_only_what_still_stands_can_be_taken_back() -> None:
    for state in ("open", "accepted", "declined", "taken-back"):
        told = GoodPostTold(a_matter(state), "" if state in ("open", "taken-back") else "Élise Gagnon")
        assert (TAKE_BACK_GOOD_POST in actions(told, "fr")) == (state in ("open", "accepted"))


def test_an_agreement_and_a_reason_are_asked_for() -> None:
    assert list(form_errors(sent("good-post", agree="", named="no"), "fr", NOW)) == ["agree"]
    assert form_errors(sent("good-post", agree="own:0", named="no"), "fr", NOW) == {}
    assert list(form_errors(sent("good-post-settle", outcome="declined", note=" "), "fr", NOW)) == ["note"]
    assert form_errors(sent("good-post-settle", outcome="accepted", note=""), "fr", NOW) == {}


def test_what_is_agreed_to_comes_back_as_the_form_had_it() -> None:
    form = GoodPostForm(CARD, TEXT["fr"], seen_as("own", TEXT["fr"]), "Rivière-Nord")
    view = draw_form(form, "fr")
    ticked = {"type": "checkboxes", "selected_options": [{"value": form.seen_as}]}
    chosen = {"type": "radio_buttons", "selected_option": {"value": "yes"}}
    values = {"agree": {"agree": ticked}, "named": {"named": chosen}}
    body = {
        "view": view | {"id": "V1", "state": {"values": values}}, "user": {"id": "U1"}, "team": {"id": "T1"},
    }  # fmt: skip
    received = parse_form(body)

    assert received is not None
    assert (received.choice, received.card) == ("good-post", CARD)
    assert (received.form["agree"], received.form["named"]) == (form.seen_as, "yes")


def actions(view: View, language: Language) -> set[str]:
    return {each["action_id"] for each in objects_in(draw(view, language).blocks) if "action_id" in each}


def sent(name: str, **fields: str) -> Received:
    return Received("e", "e", "form", Place("T1", "U1", "e"), "e", "U1", card="G1", choice=name, form=fields)
