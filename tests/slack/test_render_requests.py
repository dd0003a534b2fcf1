"""What officers and authors read of a request, a golden file a state and language (`make golden`)."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.draft import Draft, Language
from bot.slack.ids import (
    ANSWER_OFFICER,
    APPROVE,
    APPROVE_CHANGED,
    ASK_AUTHOR,
    REJECT,
    TAKE_REQUEST,
    WITHDRAW_REQUEST,
)
from bot.slack.parse.forms import parse_form
from bot.slack.render import draw
from bot.slack.render.forms import draw_form, form_errors
from bot.texts import LANGUAGES
from bot.usecases.chat_ports import Place, Received
from bot.usecases.form_views import AnswerForm, DecisionForm, RequestForm
from bot.usecases.matter_views import RequestCard, RequestDecided, Step
from bot.usecases.request_text import seen_as
from tests.slack.legal_payloads import assert_legal, assert_legal_view, objects_in, seen
from tests.slack.sample_requests import (
    DRAFTS,
    MONDAY,
    card_of,
    matter_of,
    refusals,
    request_forms,
    request_states,
    told_states,
)
from tests.slack.sample_reviews import CARD, a_clause, a_finding, a_review, a_rewrite
from tests.slack.test_render_fitting import findings, long_texts

NOW = datetime(2026, 11, 16, 15, tzinfo=UTC)
DECIDE = {APPROVE, APPROVE_CHANGED, REJECT, ASK_AUTHOR, TAKE_REQUEST}


def _json(shown: object) -> str:
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def _actions(blocks: object) -> set[str]:
    return {each["action_id"] for each in objects_in(blocks) if each.get("type") == "button"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", request_states("fr"))
def test_a_request_reads_as_it_did(
    state: str, language: Language, golden: Callable[[str, str], None]
) -> None:
    message = draw(request_states(language)[state], language)

    assert_legal(message)
    golden(f"slack/request-{state}.{language}.json", _json({"text": message.text, "blocks": message.blocks}))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", told_states("fr"))
def test_what_is_told_of_a_request_reads_as_it_did(
    state: str, language: Language, golden: Callable[[str, str], None]
) -> None:
    message = draw(told_states(language)[state], language)

    assert_legal(message)
    golden(f"slack/request-{state}.{language}.json", _json({"text": message.text, "blocks": message.blocks}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_reads_as_it_did(language: Language, golden: Callable[[str, str], None]) -> None:
    shown = {}
    for why, view in refusals().items():
        message = draw(view, language)
        assert_legal(message)
        shown[why] = [message.text, seen(message)]

    golden(f"slack/request-refused.{language}.json", _json(shown))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", request_forms("fr"))
def test_a_form_reads_as_it_did(state: str, language: Language, golden: Callable[[str, str], None]) -> None:
    view = draw_form(request_forms(language)[state], language)

    assert_legal_view(view)
    golden(f"slack/form-{state}.{language}.json", _json(view))


@pytest.mark.parametrize("state", request_states("fr"))
def test_buttons_are_there_while_it_waits_and_gone_once_it_does_not(state: str) -> None:
    view = request_states("fr")[state]
    assert isinstance(view, RequestCard)

    assert _actions(draw(view, "fr").blocks) == (DECIDE if view.matter.is_waiting else set())


def test_what_the_author_can_do_is_there_as_long_as_they_can() -> None:
    there = {state: _actions(draw(view, "fr").blocks) for state, view in told_states("fr").items()}

    assert {state: acts for state, acts in there.items() if acts} == {
        "sent": {WITHDRAW_REQUEST},
        "decided-ask": {ANSWER_OFFICER},
    }


def test_buttons_carry_the_id_of_the_request_alone() -> None:
    blocks = draw(request_states("fr")["open"], "fr").blocks

    values = {each["value"] for each in objects_in(blocks) if each.get("type") == "button"}
    assert values == {matter_of("fr").id}


def test_a_text_that_no_field_holds_is_not_changed_in_a_form() -> None:
    long = card_of(matter_of("fr"), text="mot " * 751)

    assert APPROVE_CHANGED not in _actions(draw(long, "fr").blocks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_of_the_longest_kind_is_whole_in_the_form(language: Language) -> None:
    text = "Une épargne régulière aide. " * 1_428
    view = draw_form(DecisionForm(matter_of(language), "approve", text), language)

    assert_legal_view(view)
    assert "".join(each["text"] for each in objects_in(view["blocks"][1]) if "text" in each) == text


def test_a_linkedin_post_is_whole_in_the_channel() -> None:
    text = ("Une épargne régulière aide à y voir clair. " * 80)[:3_000]
    many = [a_finding(f"rule-{n}", citations=(a_clause("c" * 900),)) for n in range(9)]
    review = a_review(many, a_rewrite(text), draft=Draft(text))

    assert seen(draw(card_of(matter_of("fr"), text=text, review=review), "fr")).count(text) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_somebody_wrote_is_a_link_a_mention_or_a_format(language: Language) -> None:
    bad = "<!channel> *gras* <https://example.com|ici> @ici"
    wrote = tuple(Step(state, MONDAY, bad, bad) for state in ("open", "asked", "answered"))
    review = a_review([a_finding(quote=bad, message=bad)], a_rewrite(bad), draft=Draft(bad))
    view = RequestCard(
        matter_of(language), bad, bad, review, card_of(matter_of(language)).policies, wrote, (bad,),
        taken_by=bad, changed_to=bad,
    )  # fmt: skip
    decided = RequestDecided(matter_of(language, "changed"), "change", bad, bad, bad)
    for message in (draw(view, language), draw(decided, language)):
        assert_legal(message)
        assert "mrkdwn" not in json.dumps(message.blocks)
        assert "example.com" not in message.text
        kinds = {each["type"] for each in objects_in(message.blocks) if "type" in each}
        assert kinds.isdisjoint({"user", "broadcast", "channel", "link", "usergroup"})


def test_an_approved_text_that_does_not_fit_says_that_there_is_more_of_it() -> None:
    approved = RequestDecided(matter_of("fr", "changed"), "change", "Nadia", "Bien.", "Le texte. ")
    more = "Seul le début tient ici"

    assert more not in seen(draw(approved, "fr"))
    assert more in seen(draw(replace(approved, text="Le texte. " * 2_000), "fr"))


@settings(max_examples=15)
@given(
    text=long_texts.filter(bool),
    written=long_texts,
    found=st.lists(findings, max_size=20),
    count=st.integers(1, 40),
    state=st.sampled_from(["open", "asked", "approved", "changed", "rejected", "void"]),
)
def test_whatever_is_in_it_slack_takes_it(text, written, found, count, state) -> None:  # type: ignore[no-untyped-def]
    review = a_review(found, a_rewrite(text), ("image", "link"), draft=Draft(text))
    wrote = tuple(Step("asked", MONDAY, written, written) for _ in range(count))
    view = RequestCard(
        matter_of("fr", state), written, text, review, card_of(matter_of("fr")).policies,
        (Step("open", MONDAY, written, written), *wrote), (written,) * 5,
        (("approved", 1_000),), written, text if state == "changed" else "",
    )  # fmt: skip
    assert_legal(draw(view, "fr"))
    assert_legal(draw(RequestDecided(matter_of("fr", state), "change", written, written, text), "fr"))
    assert_legal_view(draw_form(RequestForm(CARD, text, text, "revise"), "fr"))
    assert_legal_view(draw_form(DecisionForm(matter_of("fr"), "approve", text), "fr"))
    assert_legal_view(draw_form(DecisionForm(matter_of("fr"), "change", text), "fr"))
    assert_legal_view(draw_form(AnswerForm(matter_of("fr"), written), "fr"))


class TestWhatIsSent:
    """A form comes back as the use cases take it, and what is wrong is said beside the field."""

    def sent(self, name: str, text: str = "", **fields: str) -> Received:
        place = Place("T1", "UAMELIE", "e")
        return Received("e", "e", "form", place, "e", "UAMELIE", text, choice=name, form=fields)

    def test_an_officer_s_form_names_the_request_the_revision_and_the_decision(self) -> None:
        drawn = draw_form(DecisionForm(matter_of("fr"), "reject", DRAFTS["fr"]), "fr")
        values = {"why": {"why": {"type": "plain_text_input", "value": "Non."}}}
        body = {
            "team": {"id": "T1"}, "user": {"id": "UNADIA"},
            "view": {**drawn, "id": "V1", "state": {"values": values}},
        }  # fmt: skip
        received = parse_form(body)

        assert received is not None
        assert (received.choice, received.card) == ("decision", matter_of("fr").id)
        assert received.form == {"decision": "reject", "why": "Non.", "view": "V1", "revision": "2"}

    def test_the_author_s_form_names_the_texts_as_they_were_shown(self) -> None:
        view = request_forms("fr")["request"]
        assert isinstance(view, RequestForm)
        drawn = draw_form(view, "fr")
        [radio] = [each for each in objects_in(drawn) if each.get("type") == "radio_buttons"]

        values = [each["value"] for each in radio["options"]]
        assert values == [seen_as("draft", view.draft), seen_as("rewrite", view.rewrite), "own"]
        assert radio["initial_option"]["value"] == values[1]

    def test_when_it_should_go_out_is_not_asked_twice(self) -> None:
        drawn = draw_form(RequestForm(CARD, "Un.", "", planned=MONDAY), "fr")
        [picker] = [each for each in objects_in(drawn) if each.get("type") == "datetimepicker"]

        assert picker["initial_date_time"] == MONDAY.timestamp()

    @pytest.mark.parametrize(
        ("text", "fields", "wrong"),
        [
            ("", {"text_of": "draft:0", "why": "x"}, set()),
            ("Mien.", {"text_of": "own", "why": "x"}, set()),
            (" ", {"text_of": "own", "why": "x"}, {"text"}),
            ("Mien.", {"text_of": "draft:0", "why": "x"}, {"text"}),
            ("", {"text_of": "draft:0", "why": "  "}, {"why"}),
            ("", {"text_of": "draft:0", "why": "x", "planned": str(int(NOW.timestamp()))}, {"planned"}),
            ("", {"text_of": "draft:0", "why": "x", "planned": str(int(NOW.timestamp()) + 60)}, set()),
        ],
    )
    def test_a_request(self, text: str, fields: dict[str, str], wrong: set[str]) -> None:
        for language in LANGUAGES:
            assert set(form_errors(self.sent("request", text, **fields), language, NOW)) == wrong

    @pytest.mark.parametrize(
        ("text", "fields", "wrong"),
        [
            ("", {"decision": "approve", "why": "x"}, set()),
            ("", {"decision": "approve", "why": " "}, {"why"}),
            (" ", {"decision": "change", "why": "x"}, {"text"}),
            ("Autre.", {"decision": "change", "why": "x"}, set()),
        ],
    )
    def test_a_decision(self, text: str, fields: dict[str, str], wrong: set[str]) -> None:
        assert set(form_errors(self.sent("decision", text, **fields), "fr", NOW)) == wrong

    def test_an_answer(self) -> None:
        assert set(form_errors(self.sent("answer", answer=" "), "en", NOW)) == {"answer"}
        assert form_errors(self.sent("answer", answer="Voilà."), "en", NOW) == {}


def test_of_many_steps_the_last_are_shown() -> None:
    steps = tuple(Step("taken", MONDAY, f"Officer {n}") for n in range(40))
    shown = seen(draw(replace(card_of(matter_of("en")), steps=steps), "en"))

    assert "Officer 39" in shown
    assert "Officer 1 " not in shown
