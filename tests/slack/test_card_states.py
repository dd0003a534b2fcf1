"""A card with its matters, its incident and its marks, a golden file a state and language."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.clauses import text_fingerprint
from bot.domain.draft import Draft, Language
from bot.domain.findings import Finding, Severity
from bot.domain.matters import Matter, MatterKind, MatterState
from bot.domain.model_part import ModelPart
from bot.domain.review import Review
from bot.slack.render import draw
from bot.texts import LANGUAGES, say
from bot.usecases.matter_views import IncidentNotice
from bot.usecases.views import Reviewed
from tests.domain.small_packs import FIRM
from tests.publications import MONDAY
from tests.slack.legal_payloads import assert_legal, objects_in, seen
from tests.slack.sample_reviews import (
    CARD,
    a_finding,
    a_review,
    a_rewrite,
    an_omission,
    drawn,
    real_review,
    shipped,
)
from tests.slack.test_render import DRAFTS

SOON = MONDAY + timedelta(days=1)
PEOPLE = {"UNADIA": "Nadia Benali"}
FILLING: dict[Language, str] = {
    "fr": "Ce paragraphe raconte simplement une belle rencontre. ",
    "en": "This paragraph simply tells of a good meeting. ",
}


def a_matter(kind: MatterKind, state: MatterState, **more: Any) -> Matter:
    """A matter of the card."""
    said = {"opened_at": MONDAY, "opened_by": "U1", "language": "fr"} | more
    return Matter(f"{kind[0].upper()}1", kind, "T1", "U1", CARD, "r1", state, **said)


def _request(state: MatterState, **more: Any) -> Matter:
    given = {"text_of": "rewrite", "due": SOON} | more
    return a_matter("request", state, **given)


CLIENT: dict[Language, str] = {
    "fr": "Bravo à ma cliente Mme Louise Tremblay, 62 ans, de Laval, qui transfère chez nous son REER!",
    "en": "Congratulations to my client Mrs. Louise Tremblay, 62, of Laval, who is moving her RRSP to us!",
}
MATTERS: dict[str, Matter] = {
    "request-open": _request("open"),
    "request-taken": _request("open", taken_by="UNADIA"),
    "request-asked": _request("asked", taken_by="UNADIA"),
    "request-approved": _request("approved", closed_by="UNADIA", closed_at=MONDAY, good_until=SOON),
    "request-changed": _request("changed", closed_by="UNADIA", closed_at=MONDAY, good_until=SOON),
    "request-rejected": _request("rejected", closed_by="UNADIA", closed_at=MONDAY, text_of="own"),
    "request-void": _request("void", closed_by="U1", closed_at=MONDAY, text_of="draft"),
    "posted-as-approved": a_matter("posting", "as-approved"),
    "posted-as-reviewed": a_matter("posting", "as-reviewed"),
    "posted-differs": a_matter("posting", "differs"),
    "disagreement-open": a_matter("disagreement", "open", rules=("direct-solicitation-cta",)),
    "disagreement-agreed": a_matter("disagreement", "agreed", rules=("direct-solicitation-cta",)),
    "disagreement-kept": a_matter("disagreement", "kept", rules=("direct-solicitation-cta",)),
}
INCIDENTS: dict[str, IncidentNotice] = {
    "client": IncidentNotice("client", FIRM.ask, alerted=True),
    "inside": IncidentNotice("inside", FIRM.ask),
}


def _view(state: str, language: Language) -> Reviewed:
    """Each state of a card that is not one of the drafts of `test_render`."""
    policies = shipped()[0]
    revised = real_review(DRAFTS["revise"][language], language)
    base = Reviewed(CARD, revised, policies, can_ask=True)
    if state in MATTERS:
        assert revised.rewrite is not None
        matter = replace(MATTERS[state], fingerprint=text_fingerprint(revised.rewrite.text))
        return replace(
            base,
            matters=(matter,),
            people=PEOPLE,
            can_ask=not (matter.kind == "request" and matter.is_waiting),
        )
    if state.startswith("incident-"):
        kind = state.removeprefix("incident-").removesuffix("-aside")
        draft = CLIENT if kind == "client" else DRAFTS["confidential"]
        review = real_review(draft[language], language)
        aside = state.endswith("-aside")
        return replace(base, review=review, incident=INCIDENTS[kind], can_ask=False, aside=aside)
    return {
        "ask-compliance": replace(base, review=real_review(DRAFTS["approval"][language], language)),
        "aside": replace(base, aside=True, can_ask=False),
        "aside-ok": replace(
            base, aside=True, can_ask=False, review=real_review(DRAFTS["ok"][language], language)
        ),
        "from-file": replace(base, from_file="billet <final> *v2*.docx"),
        "long-draft": replace(base, review=_long(language)),
        "too-long": replace(base, review=_too_long(language)),
        "with-model": replace(
            base, review=_with_model(revised), translate_to="en" if language == "fr" else "fr"
        ),
        "model-not-heard": replace(base, review=_not_heard(revised)),
    }[state]


STATES = (
    *MATTERS, "incident-client", "incident-inside", "incident-client-aside", "ask-compliance", "aside",
    "aside-ok", "from-file", "long-draft", "too-long", "with-model", "model-not-heard",
)  # fmt: skip


def _long(language: Language) -> Review:
    text = FILLING[language] * 40 + DRAFTS["many"][language] + " " + FILLING[language] * 40
    return real_review(text, language)


def _too_long(language: Language) -> Review:
    text = DRAFTS["ok"][language] + " " + FILLING[language] * 6
    review = real_review(text, language)
    return replace(review, draft=replace(review.draft, platform="x"), rewrite=None)


def _with_model(review: Review) -> Review:
    part = ModelPart("openai:gpt-5-mini", "3f2a", calls=2)
    assert review.rewrite
    return replace(review, engine="rules+model", model=part, rewrite=replace(review.rewrite, source="model"))


def _not_heard(review: Review) -> Review:
    return replace(review, model=ModelPart("openai:gpt-5-mini", "3f2a", left_out="judgement", why="timeout"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", STATES)
def test_the_card_in_every_state_reads_as_it_did(
    state: str, language: Language, golden: Callable[[str, str], None]
) -> None:
    view = _view(state, language)
    message = draw(view, language)

    assert_legal(message)
    shown = {"text": message.text, "blocks": message.blocks}
    golden(f"slack/card-{state}.{language}.json", json.dumps(shown, ensure_ascii=False, indent=2) + "\n")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", STATES)
def test_a_notification_says_the_verdict_how_many_problems_and_what_is_next_and_no_word_of_the_draft(
    state: str, language: Language
) -> None:
    view = _view(state, language)
    text = draw(view, language).text

    assert say(f"verdict.{view.review.verdict}", language) in text
    assert text.endswith(".")
    for word in ("Tremblay", "hypothèque", "mortgage", "jeudi", "Thursday", "REER", "RRSP"):
        assert word not in text


def test_a_notification_counts_problems_and_begins_with_what_cannot_wait() -> None:
    found = [a_finding("a"), a_finding("b", "assuré"), an_omission()]

    assert "3 problèmes." in drawn(a_review(found)).text
    assert drawn(a_review()).text.startswith(f"{say('verdict.ok', 'fr')}. {say('slack.next.ok', 'fr')}")
    first = drawn(a_review(found), incident=INCIDENTS["client"]).text
    assert first.startswith(say("card.incident.short", "fr"))


def _quote(review: Review, **more: Any) -> str:
    """The draft as the card shows it: marked words between stars."""
    message = drawn(review, **more)
    quotes = [each for each in objects_in(message.blocks) if each.get("type") == "rich_text_quote"]
    return "".join(f"*{each['text']}*" if "style" in each else each["text"] for each in quotes[0]["elements"])


def _findings(text: str, *words: str) -> list[Finding]:
    return [
        Finding(f"rule-{place}", Severity.REVISE, each, text.index(each), text.index(each) + len(each), "m")
        for place, each in enumerate(words)
    ]


def _reviewed(text: str, *findings: Finding) -> Review:
    return replace(a_review(draft=Draft(text)), findings=findings, verdict="revise")


def test_the_words_that_are_a_problem_are_marked_in_the_draft_with_the_number_of_the_problem() -> None:
    text = "Un 👀 rendement garanti, sans risque!"
    review = _reviewed(text, *_findings(text, "rendement garanti", "sans risque"))

    assert _quote(review) == "Un 👀 *rendement garanti* [1], *sans risque* [2]!"
    shown = seen(drawn(review))
    assert shown.index("[1] rule-0") < shown.index("[2] rule-1")


def test_an_omission_has_no_number_and_takes_none_from_the_others() -> None:
    text = "Un rendement garanti."
    review = _reviewed(text, an_omission(), *_findings(text, "rendement garanti"))

    assert _quote(review) == "Un *rendement garanti* [1]."
    assert "[2]" not in seen(drawn(review))


def test_where_no_word_is_marked_the_draft_is_not_repeated() -> None:
    assert say("card.draft.whole", "fr") not in seen(drawn(_reviewed("Un texte.", an_omission())))
    assert say("card.draft.whole", "fr") not in seen(drawn(a_review()))


def test_what_is_not_to_be_seen_elsewhere_is_shown_with_its_review() -> None:
    assert _quote(a_review(), aside=True) == "Un brouillon. "
    assert _quote(a_review(), from_file="a.docx") == "Un brouillon. "


def test_what_must_be_deleted_is_not_written_out_once_more() -> None:
    text = "Bravo à ma cliente Zyx pour son REER."
    review = _reviewed(text, *_findings(text, "cliente Zyx"))

    assert text not in seen(drawn(review, incident=INCIDENTS["client"])).replace("*", "")
    assert say("card.draft.whole.marked", "fr") not in seen(drawn(review, incident=INCIDENTS["client"]))


def test_what_cannot_wait_stands_above_the_verdict() -> None:
    shown = seen(drawn(a_review([a_finding(severity=Severity.BLOCK)]), incident=INCIDENTS["client"]))

    assert shown.index(say("card.incident.delete", "fr")) < shown.index(say("verdict.block", "fr"))
    assert "l'équipe de conformité" in shown


def test_samples_and_incidents_are_no_line_of_their_authors_card() -> None:
    other = (a_matter("sample", "open"), a_matter("incident", "open"))

    assert seen(drawn(a_review(), matters=other)) == seen(drawn(a_review()))


def test_an_earlier_request_gives_way_to_a_newer_one_unless_it_waits() -> None:
    newer, older = _request("approved", closed_by="UNADIA", good_until=SOON), _request("rejected")
    shown = seen(drawn(a_review(), matters=(newer, older), people=PEOPLE))

    assert "Approuvé par Nadia Benali" in shown
    assert "Refusé" not in shown


def test_an_officer_whom_nobody_can_name_is_compliance() -> None:
    shown = seen(drawn(a_review(), matters=(MATTERS["request-approved"],)))

    assert "Approuvé par la conformité" in shown


def test_a_long_rewrite_says_where_the_whole_is() -> None:
    shown = seen(drawn(a_review([a_finding()], a_rewrite("Une phrase entière. " * 2_000))))

    assert say("card.only-the-beginning", "fr") in shown


def test_an_approved_version_that_the_card_shows_no_more_is_said_to_be_an_earlier_one() -> None:
    shown = _view("request-approved", "en")
    other = replace(shown.matters[0], fingerprint=text_fingerprint("Another version."))

    assert "the suggested version, to the letter" in seen(draw(shown, "en"))
    assert "an earlier suggested version, to the letter" in seen(draw(replace(shown, matters=(other,)), "en"))
