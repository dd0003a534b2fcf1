"""What is read of incidents, samples, postings and disagreements, a golden file a state and language."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.draft import Draft, Language
from bot.slack.ids import HANDLE_INCIDENT, READ_INCIDENT
from bot.slack.parse.forms import parse_form
from bot.slack.render import draw
from bot.slack.render.forms import draw_form, form_errors
from bot.texts import LANGUAGES
from bot.usecases.chat_ports import Place, Received
from bot.usecases.form_views import (
    DisagreementForm,
    FormName,
    OutcomeForm,
    PostingForm,
    SettleForm,
    TextRead,
)
from bot.usecases.matter_views import DisagreementKept, DisagreementSettled, IncidentAlert, Step
from tests.slack.legal_payloads import assert_legal, assert_legal_view, objects_in, seen
from tests.slack.sample_policies import BAD
from tests.slack.sample_reviews import CARD, a_review, shipped
from tests.slack.sample_watch import AT, a_matter, watch_forms, watch_messages

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", watch_messages("fr"))
def test_what_is_told_reads_as_it_did(
    state: str, language: Language, golden: Callable[[str, str], None]
) -> None:
    message = draw(watch_messages(language)[state], language)

    assert_legal(message)
    golden(f"slack/watch-{state}.{language}.json", _json({"text": message.text, "blocks": message.blocks}))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", watch_forms("fr"))
def test_what_opens_reads_as_it_did(
    state: str, language: Language, golden: Callable[[str, str], None]
) -> None:
    view = draw_form(watch_forms(language)[state], language)

    assert_legal_view(view)
    golden(f"slack/watch-form-{state}.{language}.json", _json(view))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_alert_has_buttons_that_carry_its_id_alone(language: Language) -> None:
    shown = {
        state: draw(watch_messages(language)[state], language) for state in ("incident", "incident-handled")
    }
    buttons = {
        state: [each["action_id"] for each in objects_in(message.blocks) if "action_id" in each]
        for state, message in shown.items()
    }

    assert buttons == {"incident": [READ_INCIDENT, HANDLE_INCIDENT], "incident-handled": [READ_INCIDENT]}
    values = {each["value"] for each in objects_in(shown["incident"].blocks) if "value" in each}
    assert values == {"I0123456789"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_somebody_wrote_is_a_link_a_mention_or_a_format(language: Language) -> None:
    matter = a_matter(state="handled")
    review = a_review(draft=Draft(BAD))
    messages = [
        draw(IncidentAlert(matter, BAD, (BAD,), (Step("handled", AT, BAD, BAD),)), language),
        draw(DisagreementKept(BAD), language),
        draw(DisagreementSettled(matter, BAD, BAD, BAD), language),
    ]
    for message in messages:
        assert_legal(message)
        assert not set("<>*&_`") & set(message.text)
    views = [
        draw_form(TextRead(matter, BAD, BAD, (BAD,)), language),
        draw_form(SettleForm(matter, BAD, BAD, BAD), language),
        draw_form(OutcomeForm(matter, review, shipped()[0], BAD), language),
        draw_form(DisagreementForm(CARD, (("a-rule", BAD),)), language),
        draw_form(PostingForm(CARD, BAD, "2026-11-22"), language),
    ]
    for view in views:
        assert_legal_view(view)
    for blocks in [*(each.blocks for each in messages), *(each["blocks"] for each in views)]:
        assert "mrkdwn" not in json.dumps(blocks)
        kinds = {each["type"] for each in objects_in(blocks) if "type" in each}
        assert kinds.isdisjoint({"user", "broadcast", "channel", "link", "usergroup"})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["é" * 40_000, "🙂" * 1_501, "a\u202e\ud800b", "mot " * 9_000])
def test_any_draft_can_be_read_and_told_as_posted(text: str, language: Language) -> None:
    matter, review = a_matter(), a_review(draft=Draft(text))
    for view in (
        TextRead(matter, text, "Amélie", ("Client",) * 45),
        OutcomeForm(matter, review, shipped()[0], "Amélie"),
        SettleForm(matter, "Titre", text, text),
        PostingForm(CARD, text, "2026-11-22"),
    ):
        assert_legal_view(draw_form(view, language))


def test_a_text_that_no_field_holds_is_not_begun_in_it() -> None:
    whole, long = (draw_form(PostingForm(CARD, "é" * size, "2026-11-22"), "fr") for size in (3_000, 3_001))

    assert whole["blocks"][0]["element"]["initial_value"] == "é" * 3_000
    assert "initial_value" not in long["blocks"][0]["element"]
    assert [each["blocks"][0]["optional"] for each in (whole, long)] == [False, True]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_great_many_words_fit_in_an_alert(language: Language) -> None:
    many = IncidentAlert(
        a_matter(state="handled"), "é" * 900, ("Règle " * 90,) * 60, (Step("handled", AT, "N", "ü" * 2_000),)
    )
    message = draw(many, language)

    assert_legal(message)
    assert "ü" in seen(message)


@pytest.mark.parametrize(
    ("name", "form", "wrong"),
    [
        ("posting", {"link": "", "day": "2026-11-22"}, []),
        ("posting", {"link": "https://x.example/1?a=b", "day": "2026-11-23"}, []),
        ("posting", {"link": "http://x.example/1", "day": "2026-11-22"}, ["link"]),
        ("posting", {"link": "https://x.example/ 1", "day": "2026-11-24"}, ["link", "day"]),
        ("posting", {"link": "https://me@x.example/", "day": ""}, ["link", "day"]),
        ("draw", {"share": "10", "days": "30"}, []),
        ("draw", {"share": "100 %", "days": "30"}, []),
        ("draw", {"share": "0", "days": "30"}, ["share"]),
        ("draw", {"share": "101", "days": "30"}, ["share"]),
        ("draw", {"share": "dix", "days": "30"}, ["share"]),
        ("reading", {"why": " "}, ["why"]),
        ("reading", {"why": "Appeler la cliente"}, []),
        ("handling", {"done": "\n"}, ["done"]),
        ("disagreement", {"rule": "a-rule", "why": "", "share": ""}, ["why"]),
        ("settle", {"outcome": "kept", "note": ""}, []),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_can_be_seen_to_be_wrong_is_said_beside_its_field(
    name: FormName, form: dict[str, str], wrong: list[str], language: Language
) -> None:
    sent = Received("e", "e", "form", Place("T", "U", "e"), "e", "U", choice=name, form=form)

    assert list(form_errors(sent, language, NOW)) == wrong


@pytest.mark.parametrize("state", [each for each in watch_forms("fr") if each != "text"])
def test_what_is_sent_comes_back_by_the_names_that_the_answers_read(state: str) -> None:
    view = draw_form(watch_forms("fr")[state], "fr")
    values = {
        each["block_id"]: {each["block_id"]: {"type": each["element"]["type"], "value": "x"}}
        for each in view["blocks"]
        if each["type"] == "input"
    }
    body = {"team": {"id": "T1"}, "user": {"id": "U1"}}
    received = parse_form(body | {"view": view | {"id": "V1", "state": {"values": values}}})

    assert received is not None
    name = state.partition("-")[0]
    assert received.choice == name
    assert received.form.keys() - {"view", "revision"} == FIELDS[name]
    assert (received.text != "") == (name == "posting")


FIELDS = {
    "posting": {"link", "day"},
    "disagreement": {"rule", "why", "share"},
    "reading": {"why"},
    "handling": {"done"},
    "draw": {"days", "share"},
    "outcome": {"outcome", "rule", "note"},
    "settle": {"outcome", "note"},
}


def test_a_handled_incident_says_no_more_what_to_do() -> None:
    matter = a_matter()
    done = replace(matter, state="handled")
    shown = [seen(draw(IncidentAlert(each, "Amélie", ("Client",)), "fr")) for each in (matter, done)]

    assert ["dans l'heure" in each for each in shown] == [True, False]


def _json(shown: object) -> str:
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"
