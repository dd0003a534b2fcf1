"""The pages that a card opens: legal whatever is in them, to the letter, and readable without any style."""

import json
from collections.abc import Callable
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.draft import Language
from bot.domain.polls import Polls
from bot.domain.showing import showable
from bot.slack.parse import parse_form
from bot.slack.render.forms import draw_form
from bot.slack.render.forms.pages import parts_to_copy
from bot.texts import LANGUAGES, say
from bot.usecases.form_views import (
    AltTextForm,
    AtWork,
    CannotOpen,
    ClauseWhole,
    FormView,
    PollToCopy,
    TextToCopy,
    WhatChanged,
)
from tests.slack.legal_payloads import assert_legal_view, objects_in
from tests.slack.sample_reviews import a_clause
from tests.slack.test_render_data import HOSTILE, MARK

BEFORE: dict[Language, str] = {
    "fr": "Un rendement garanti, sans risque! Écrivez-moi.",
    "en": "A guaranteed return, with no risk! Write to me.",
}
AFTER: dict[Language, str] = {
    "fr": "Un rendement visé, avec des risques! Comparez.",
    "en": "A return we aim for, with risks! Compare.",
}
POLLS = Polls.model_validate(
    {
        "fr": {"question": "Que lire?", "options": ["Un", "Deux", "Trois", "Quatre"], "answer": "Trois."},
        "en": {"question": "What to read?", "options": ["One", "Two", "Three", "Four"], "answer": "Three."},
    }
)
CLAUSES = {
    "fr": a_clause("Nous ne promettons ni rendement, ni résultat.\n\nJamais.", title="Aucune garantie"),
    "en": a_clause("We promise neither return\nnor result.", document="Policy", language="en"),
}


def _pages(language: Language) -> dict[str, FormView]:
    cannot = {f"cannot-{why}": CannotOpen(why) for why in get_args(get_type_hints(CannotOpen)["why"])}
    return {
        "clause": ClauseWhole(CLAUSES[language]),
        "clause-in-the-other-language": ClauseWhole(CLAUSES["en" if language == "fr" else "fr"]),
        "what-changed": WhatChanged(BEFORE[language], AFTER[language]),
        "nothing-changed": WhatChanged(BEFORE[language], BEFORE[language]),
        "copy": TextToCopy(AFTER[language]),
        "copy-in-parts": TextToCopy(f"{BEFORE[language]}\n\n" * 80),
        "poll": PollToCopy(POLLS.in_language(language), "linkedin"),
        "poll-where-there-are-none": PollToCopy(POLLS.in_language(language), "facebook"),
        "alt-text": AltTextForm("c1"),
        "at-work": AtWork(),
        **cannot,
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_reads_as_it_did(language: Language, golden: Callable[[str, str], None]) -> None:
    drawn = {name: draw_form(view, language) for name, view in _pages(language).items()}
    for view in drawn.values():
        assert_legal_view(view)

    golden(f"slack/pages.{language}.json", json.dumps(drawn, ensure_ascii=False, indent=2) + "\n")


def _read(view: dict[str, Any]) -> str:
    return "".join(each["text"] for each in objects_in(view["blocks"]) if isinstance(each.get("text"), str))


def _styled(view: dict[str, Any], style: str) -> list[str]:
    return [each["text"] for each in objects_in(view["blocks"]) if style in each.get("style", {})]


def test_what_changed_is_said_in_words_and_not_by_a_style_alone() -> None:
    view = draw_form(WhatChanged("Un rendement garanti, toujours.", "Un rendement visé, toujours."), "fr")

    assert _styled(view, "strike") == ["garanti"]
    assert _styled(view, "bold") == ["visé"]
    assert "Un rendement [retiré: garanti] [ajouté: visé], toujours." in _read(view)


def test_a_text_that_is_another_altogether_is_marked_whole() -> None:
    view = draw_form(WhatChanged("Achetez maintenant!", "Comment lire un relevé de compte?"), "fr")

    assert _styled(view, "strike") == ["Achetez maintenant!"]
    assert _styled(view, "bold") == ["Comment lire un relevé de compte?"]


def test_a_text_to_copy_is_in_the_box_to_the_letter() -> None:
    text = "Une  question?\n\n• un pas: https://exemple.com/a_b_c\n• *deux* :tada: <!channel>"
    view = draw_form(TextToCopy(text), "fr")

    assert [each["element"]["initial_value"] for each in view["blocks"]] == [text]


def test_a_longer_text_is_in_several_boxes_cut_between_paragraphs() -> None:
    text = ("Un paragraphe d'une longueur ordinaire. " * 20 + "\n\n") * 12
    parts = parts_to_copy(text)

    assert "".join(parts) == text
    assert len(parts) > 3
    assert all(each.endswith("\n\n") for each in parts)
    [first, *_] = draw_form(TextToCopy(text), "en")["blocks"]
    assert first["label"]["text"] == say("card.page.copy.part", "en", number=1, count=len(parts))


def test_what_is_sent_from_the_page_with_a_text_is_no_form_and_is_not_kept() -> None:
    view = draw_form(TextToCopy("Un texte."), "fr") | {"id": "V1"}
    body = {"type": "view_submission", "view": view, "user": {"id": "U1"}, "team": {"id": "T1"}}

    assert parse_form(body) is None


@pytest.mark.parametrize("said", HOSTILE)
def test_what_was_written_is_shown_and_obeyed_by_nothing(said: str) -> None:
    clause = a_clause(said, document=said, clause=said, title=said)
    for view in (ClauseWhole(clause), WhatChanged(said, f"{said} et plus"), TextToCopy(said)):
        drawn = draw_form(view, "fr")

        assert_legal_view(drawn)
        assert "mrkdwn" not in json.dumps(drawn)
        kinds = {each.get("type") for each in objects_in(drawn["blocks"])} - {None}
        assert not kinds & {"link", "user", "usergroup", "broadcast", "channel", "emoji"}
        assert MARK in json.dumps(drawn)


ANY = st.builds(
    lambda piece, count: (piece * count)[:20_000],
    st.sampled_from(["mot ", "é", "👩🏽‍🚀", "\n", "Une phrase. ", "\u202e", "x" * 99]),
    st.integers(0, 90).map(lambda number: number * number),
)


@settings(max_examples=20)
@given(ANY, ANY)
def test_any_text_gives_pages_that_slack_opens(before: str, after: str) -> None:
    for view in (WhatChanged(before, after), TextToCopy(before), ClauseWhole(a_clause(before, title=after))):
        if before or not isinstance(view, ClauseWhole):
            assert_legal_view(draw_form(view, "fr"))
    assert "".join(parts_to_copy(before)) == showable(before)


def test_nobody_has_to_know_a_language_to_wait() -> None:
    shown = _read(draw_form(AtWork(), "fr"))

    assert say("card.page.at-work", "fr") in shown
    assert say("card.page.at-work", "en") in shown
