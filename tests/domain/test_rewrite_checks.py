"""A rewrite is reviewed like a draft before anyone sees it; one that fails is not shown (promise 4)."""

import pytest

from bot.domain.checking import find_problems
from bot.domain.draft import Author, Draft, Platform
from bot.domain.posts import lay_out
from bot.domain.rewriting import Candidate, Rewrite, verify_rewrite
from bot.domain.rules import Rule
from tests.domain.small_packs import a_rule, pack_of, phrase, sentences

CALL = a_rule("call", phrase("écrivez-moi"))
PRODUCT = a_rule("product", phrase("<product>"), severity="approval")
HYPE = a_rule("hype", phrase("incroyable*"), severity="suggestion")
ABSENCE = {"kind": "absence", "when": {"any": ["vive <firm>"]}, "needs": {"any": ["je travaille chez"]}}


def verified(
    text: str,
    *rules: Rule,
    draft: str = "Écrivez-moi! Un gain de 3 %.",
    platform: Platform = "linkedin",
    author: Author | None = None,
) -> Rewrite | None:
    """A candidate for a draft, after every check."""
    pack = pack_of(CALL, *rules)
    given_draft = Draft(draft, platform, author or Author())
    findings = find_problems(lay_out(given_draft), pack, "fr")
    return verify_rewrite(Candidate(text, (), proposal=False), given_draft, findings, pack, "fr")


def test_a_candidate_that_passes_every_check_is_the_rewrite() -> None:
    assert verified(" Un gain de 3 %. ") == Rewrite("Un gain de 3 %.", "ok", (), fits=True, proposal=False)


def test_never_shown_while_a_rule_finds_something_above_approval() -> None:
    assert verified("Un gain de 3 %. Écrivez-moi!") is None
    assert verified("Un gain de 3 %. Ｅcrivez-moi!") is None


def test_shown_as_needing_approval_while_a_rule_asks_for_that_only() -> None:
    rewrite = verified("Le Fonds Revenu Plus.", PRODUCT, draft="Écrivez-moi! Le Fonds Revenu Plus.")

    assert rewrite is not None
    assert rewrite.verdict == "approval"


@pytest.mark.parametrize("rule", [PRODUCT, HYPE])
def test_never_shown_when_a_finding_is_new_however_weak(rule: Rule) -> None:
    assert verified("Le Fonds Revenu Plus est incroyable.", rule) is None


@pytest.mark.parametrize(
    "text",
    [
        "Un gain de 4 %.",
        "Un gain de 3 %, selon l'OCRI.",
        "Un gain de 3 % en mars.",
        "Un gain de 3 %, dit Marie.",
        "Un gain de 3 %: https://exemple.ca/a.",
        "Un gain de 3 %, « selon nous ».",
    ],
)
def test_never_shown_when_a_fact_is_invented(text: str) -> None:
    assert verified(text) is None


def test_a_placeholder_is_no_invention() -> None:
    assert verified("Un gain de 3 % [source, date].") is not None


def test_facts_may_come_from_the_author_the_firm_s_profile_and_a_published_fix_or_topic() -> None:
    fixing = a_rule(
        "fixing", phrase("zzz"), fix={"instead": sentences("Comptez 90 jours.", "Allow 90 days.")}
    )

    assert verified("Un gain, signé Ana Roy.", author=Author("Ana Roy")) is not None
    assert verified("Un gain, signé Ana Roy.") is None
    assert verified("Un gain chez Rivière-Nord.") is not None
    assert verified("Un gain en 90 jours.", fixing) is not None
    assert verified("Un gain en 90 jours.") is None


@pytest.mark.parametrize(
    "text", ["", "  ", "Un gain (de 3 %.", "Écrivez-moi! Un gain de 3 %.", "Un gain, , de 3 %."]
)
def test_never_shown_when_it_is_empty_unchanged_or_broken(text: str) -> None:
    assert verified(text) is None


def test_never_shown_when_it_does_not_fit_the_platform() -> None:
    assert verified("gain " * 57) is not None
    assert verified("gain " * 57, platform="x") is None


def test_the_review_of_a_rewrite_knows_its_author() -> None:
    disclose = a_rule("undisclosed", {**ABSENCE, "waived_by": "visible-affiliation"})

    assert verified("Vive Rivière-Nord.", disclose) is None
    assert verified("Vive Rivière-Nord.", disclose, author=Author(profile_shows_affiliation=True)) is not None
