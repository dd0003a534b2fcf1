"""The table that decides: core of the post, proper framing, words that are there or not, none."""

from typing import Any

import pytest

from bot.domain.findings import verdict_of
from bot.domain.rules import Rule
from tests.domain.small_packs import a_rule, findings_in, phrase

PROMISE = a_rule(
    "promise",
    phrase("rendement(s)? garanti*", "guaranteed return(s)?"),
    cases=[{"severity": "block", "core": True}],
)


def severity_of(text: str, *rules: Rule) -> str | None:
    """The severity of the first rule's finding in a text, None for no finding."""
    found = [each.severity.word for each in findings_in(text, *rules) if each.rule == rules[0].id]
    return found[0] if found else None


# core of the post


@pytest.mark.parametrize(
    "rest",
    [
        "Le taux d'un CPG est fixé à l'achat, pour toute la durée.",
        "Vérifiez les frais avant de signer.",
        "Quelle ligne de votre relevé lisez-vous en premier?",
        "The term and the rate are both printed on your contract.",
        "Check the fees before you sign anything.",
    ],
)
def test_a_promise_beside_a_fact_a_step_or_a_real_question_can_be_revised(rest: str) -> None:
    assert severity_of(f"Rendement garanti! {rest}", PROMISE) == "revise"


@pytest.mark.parametrize(
    "rest", ["", "On s'appelle?", "Fiers de notre équipe!", "#épargne https://exemple.example", "Thoughts?"]
)
def test_a_promise_that_is_all_there_is_blocks(rest: str) -> None:
    assert severity_of(f"Rendement garanti! {rest}", PROMISE) == "block"


def test_a_sentence_with_another_finding_is_nothing_that_remains() -> None:
    other = a_rule("rate", phrase("taux fixé"))
    text = "Rendement garanti! Le CPG est offert à un taux fixé à l'achat."

    assert severity_of(text, PROMISE) == "revise"
    assert severity_of(text, PROMISE, other) == "block"


def test_a_sentence_with_a_mere_suggestion_remains() -> None:
    other = a_rule("rate", phrase("taux fixé"), severity="suggestion")

    assert (
        severity_of("Rendement garanti! Le CPG est offert à un taux fixé à l'achat.", PROMISE, other)
        == "revise"
    )


@pytest.mark.parametrize("severity", ["none", "suggestion"])
def test_a_sentence_whose_hit_a_case_makes_harmless_remains(severity: str) -> None:
    other = a_rule("rate", phrase("taux fixé"), cases=[{"severity": severity, "present": [{"any": ["cpg"]}]}])

    assert (
        severity_of("Rendement garanti! Le CPG est offert à un taux fixé à l'achat.", PROMISE, other)
        == "revise"
    )
    assert (
        severity_of("Rendement garanti! Le dépôt est offert à un taux fixé à l'achat.", PROMISE, other)
        == "block"
    )


# framing and the other cases


FRAMED = a_rule(
    "past-performance",
    phrase("gagné <percent>"),
    framing=[
        {"element": "période", "any": ["depuis <number>"]},
        {"element": "source", "any": ["source"]},
        {"element": "limite", "any": ["ne garanti* pas"]},
    ],
    cases=[{"severity": "approval", "framed": True}],
)


def test_what_is_properly_framed_needs_approval_only_when_nothing_of_the_frame_is_missing() -> None:
    claim, period, source, limit = (
        "Le fonds a gagné 5 %",
        "depuis 2015",
        "Source: relevé public.",
        "Le passé ne garantit pas.",
    )

    assert severity_of(f"{claim} {period}. {source} {limit}", FRAMED) == "approval"
    assert severity_of(f"{claim}. {source} {limit}", FRAMED) == "revise"
    assert severity_of(f"{claim} {period}. {limit}", FRAMED) == "revise"
    assert severity_of(f"{claim} {period}. {source}", FRAMED) == "revise"
    assert verdict_of(findings_in(f"{claim} {period}. {source} {limit}", FRAMED)) == "approval"


def test_a_case_may_ask_that_the_frame_is_missing() -> None:
    rule = FRAMED.model_copy(
        update={"cases": (FRAMED.cases[0].model_copy(update={"framed": False, "severity": "block"}),)}
    )

    assert severity_of("Le fonds a gagné 5 %.", rule) == "block"


def with_cases(*cases: dict[str, Any]) -> Rule:
    """A rule about solicitation with these cases."""
    return a_rule("solicitation", phrase("écrivez-moi"), cases=cases)


def test_present_words_change_the_severity_and_absent_ones_too() -> None:
    harsher = with_cases({"severity": "block", "present": [{"any": ["entre nous"]}]})
    milder = with_cases({"severity": "suggestion", "absent": [{"any": ["rendement"], "within": "post"}]})

    assert severity_of("Écrivez-moi, ça reste entre nous.", harsher) == "block"
    assert severity_of("Écrivez-moi. Ça reste entre nous.", harsher) == "revise"
    assert severity_of("Écrivez-moi.", milder) == "suggestion"
    assert severity_of("Écrivez-moi. Beau rendement.", milder) == "revise"


def test_every_condition_of_a_case_must_hold() -> None:
    rule = with_cases(
        {
            "severity": "block",
            "present": [{"any": ["vite"]}, {"any": ["secret"]}],
            "absent": [{"any": ["blague"]}],
        }
    )

    assert severity_of("Écrivez-moi vite, c'est secret.", rule) == "block"
    assert severity_of("Écrivez-moi vite.", rule) == "revise"
    assert severity_of("Écrivez-moi vite, c'est secret, sans blague.", rule) == "revise"


def test_a_case_of_none_cancels_the_finding() -> None:
    rule = with_cases({"severity": "none", "present": [{"any": ["poste à pourvoir"], "within": "post"}]})

    assert findings_in("Poste à pourvoir. Écrivez-moi.", rule) == []
    assert len(findings_in("Écrivez-moi.", rule)) == 1


def test_the_first_case_that_holds_decides() -> None:
    job = {"severity": "none", "present": [{"any": ["poste"]}]}
    secret = {"severity": "block", "present": [{"any": ["secret"]}]}

    assert severity_of("Écrivez-moi pour ce poste secret.", with_cases(job, secret)) is None
    assert severity_of("Écrivez-moi pour ce poste secret.", with_cases(secret, job)) == "block"


def test_an_omission_has_its_cases_too() -> None:
    absence = {"kind": "absence", "when": {"any": ["<firm>"]}, "needs": {"any": ["je travaille"]}}
    rule = a_rule(
        "undisclosed",
        absence,
        cases=[{"severity": "none", "present": [{"any": ["on recrute"], "within": "post"}]}],
    )

    assert severity_of("Vive Rivière-Nord.", rule) == "revise"
    assert severity_of("Vive Rivière-Nord. On recrute.", rule) is None
