"""What people read while Vigie is tried out: honest, legal, and nothing of a review."""

import json

import pytest

from bot.slack.ids import WAS_A_QUESTION
from bot.slack.render import draw
from bot.slack.render.forms import draw_form
from bot.slack.render.home import draw_home
from bot.texts import LANGUAGES, Language
from bot.usecases.form_views import CannotOpen
from bot.usecases.home_views import Home, HomeWanted
from bot.usecases.matter_views import NotDone
from bot.usecases.views import NotShownYet
from tests.domain.small_packs import FIRM
from tests.slack.legal_payloads import assert_legal, seen

NOT_AN_APPROVAL = {"fr": "Ce n'est pas une approbation", "en": "This is not an approval"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_says_what_it_is_and_whom_to_ask_and_offers_only_that_it_was_a_question(
    language: Language,
) -> None:
    message = draw(NotShownYet(FIRM.ask, "c1"), language)

    assert_legal(message)
    said = seen(message)
    assert NOT_AN_APPROVAL[language] in said
    assert FIRM.ask.name.in_language(language) in said
    actions = [each["action_id"] for block in message.blocks for each in block.get("elements", ())
               if "action_id" in each]  # fmt: skip
    assert actions == [WAS_A_QUESTION]


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_it_is_seen_for_a_moment_it_has_no_button(language: Language) -> None:
    message = draw(NotShownYet(FIRM.ask), language)

    assert_legal(message)
    assert "action_id" not in json.dumps(message.blocks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_button_a_page_and_the_home_tab_say_the_same(language: Language) -> None:
    message = draw(NotDone("trial", ask=FIRM.ask), language)
    assert_legal(message)
    vigie = {"fr": "Vigie est à l'essai", "en": "Vigie is being tried out"}[language]
    home = draw_home(Home(("mine",), HomeWanted("mine"), trial=True), language)
    page = draw_form(CannotOpen("trial"), language)
    for drawn in (seen(message), _text(home), _text(page)):
        assert vigie in drawn


def _text(view: object) -> str:
    return json.dumps(view, ensure_ascii=False)
