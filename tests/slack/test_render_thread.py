"""What people read under a review, a golden file a state and language: rewritten by `make golden`."""

import json
from collections.abc import Callable
from typing import get_args, get_type_hints

import pytest

from bot.domain.draft import Language
from bot.domain.findings import Citation
from bot.domain.rewriting import Change
from bot.domain.statements import Stated
from bot.slack.render import draw
from bot.texts import LANGUAGES, say
from bot.usecases.views import (
    ApprovesNothing,
    AskWhatToAdd,
    Changed,
    Explained,
    NotChanged,
    View,
    WouldBe,
)
from tests.slack.legal_payloads import assert_legal, seen
from tests.slack.sample_reviews import a_clause, real_review, shipped
from tests.slack.test_render import DRAFTS

CHANGES = (
    Change("Comparez les offres, toutes.", "", ""),
    Change("", "#hypotheque", ""),
    Change("Le taux affiché n'est pas le vôtre.", "Le taux affiché est rarement le vôtre.", ""),
)
CLAUSE: dict[Language, Citation] = {
    "fr": a_clause("Un appel à l'action mène à une ressource."),
    "en": a_clause("A call to action leads to a resource.", document="Policy", title="Calls", language="en"),
}
SAID: dict[Language, str] = {
    "fr": "L'appel à l'action devrait mener à une ressource.",
    "en": "The call to action should lead to a resource.",
}


def _states(language: Language) -> dict[str, View]:
    policies, review = shipped()[0], real_review(DRAFTS["revise"][language], language)
    ask, stated = policies.firm.ask, (Stated(SAID[language], CLAUSE[language]),)
    promise = real_review(DRAFTS["block"][language], language)
    return {
        "changed": Changed(CHANGES, "ok", "model"),
        "changed-by-edits": Changed(CHANGES[:1], "approval", "edits", not_passed=True),
        "changed-without-answer": Changed(CHANGES[:1], "ok", "edits", "timeout"),
        "explained": Explained(review.findings, policies, ask),
        "explained-by-model": Explained(review.findings[:1], policies, ask, stated),
        "explained-without-answer": Explained(review.findings[:1], policies, ask, no_answer="unavailable"),
        "answered": Explained((), policies, ask, stated),
        "nothing-to-explain": Explained((), policies, ask),
        "would-be": WouldBe(promise, "ok", policies),
        "would-be-the-same": WouldBe(real_review(DRAFTS["ok"][language], language), "ok", policies),
        "what-to-add": AskWhatToAdd(),
        "approves-nothing": ApprovesNothing(ask),
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", _states("fr"))
def test_what_is_answered_under_a_review_reads_as_it_did(
    state: str, language: Language, golden: Callable[[str, str], None]
) -> None:
    message = draw(_states(language)[state], language)

    assert_legal(message)
    golden(f"slack/thread-{state}.{language}.json", _json({"text": message.text, "blocks": message.blocks}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_for_no_other_version_reads_as_it_did(
    language: Language, golden: Callable[[str, str], None]
) -> None:
    ask = shipped()[0].firm.ask
    shown = {}
    for why in get_args(get_type_hints(NotChanged)["why"]):
        message = draw(NotChanged(why, ask, "busy", ("Promesses", "Urgence")), language)
        assert_legal(message)
        shown[why] = {"text": message.text, "blocks": message.blocks}

    golden(f"slack/thread-not-changed.{language}.json", _json(shown))


def _json(shown: object) -> str:
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_person_wrote_is_never_a_link_a_mention_or_a_format(language: Language) -> None:
    bad = "<!channel> *a* <https://example.com|b> @here"
    told = Changed((Change(bad, bad, ""),), "ok", "model")
    stated = Explained((), shipped()[0], shipped()[0].firm.ask, (Stated(bad, a_clause(bad)),))
    for view in (told, stated, NotChanged("against-rules", shipped()[0].firm.ask, rules=(bad,))):
        message = draw(view, language)
        assert_legal(message)
        assert "mrkdwn" not in json.dumps(message.blocks)
        assert bad not in message.text


def test_a_very_long_list_of_changes_fits_in_a_message() -> None:
    changes = tuple(Change("é" * 900, "ü" * 900, "") for _ in range(40))

    assert_legal(draw(Changed(changes, "ok", "model"), "fr"))


def test_what_changed_says_what_was_replaced_added_and_removed() -> None:
    changes = Change("vieux", "neuf", "r"), Change("", "mention", "r"), Change("cri", "", "r")

    shown = seen(draw(Changed(changes, "ok", "edits"), "fr"))

    assert "remplacé: vieux → neuf" in shown
    assert "ajouté: mention" in shown
    assert "retiré: cri" in shown


def test_more_changes_than_a_handful_are_counted() -> None:
    changes = tuple(Change(f"avant {n}.", "", "r") for n in range(9))

    shown = seen(draw(Changed(changes, "ok", "edits"), "fr"))

    assert shown.count("retiré: avant ") == 5
    assert say("slack.changes-more", "fr", count=4) in shown
