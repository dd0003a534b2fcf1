"""One review from beginning to end: language, what was not read, citations, versions, rewrite."""

from typing import Any, NoReturn

import pytest

from bot.domain.draft import Draft, Language
from bot.domain.library import LinkedClause, Versions
from bot.domain.pack import compile_pack
from bot.domain.platforms import Length
from bot.domain.review import Review, not_reviewed, review_post
from tests.domain.small_packs import FIRM, a_clause, a_rule, a_topic, laid_out, phrase, policies_of

CALL = a_rule("call", phrase("écrivez-moi", "call me", "reer"))
FRENCH = "Écrivez-moi! Le taux d'un CPG est fixé à l'achat pour toute la durée."
ENGLISH = "Call me! The rate of a GIC is set for the whole term when you buy it."
MIXED = (
    f"{FRENCH} Vous avez des questions sur les frais? Nous y répondons ici pour vous et les autres. "
    f"{ENGLISH} Do you have any questions about the fees?"
)


def never_asked(text: str) -> NoReturn:
    """The detector of a test in which words tell the language."""
    raise AssertionError(f"asked about {text!r}")


def reviewed(
    text: str,
    *,
    links: dict[str, list[LinkedClause]] | None = None,
    language: Language | None = None,
    **more: Any,
) -> Review:
    """A review under one rule and one topic."""
    policies = policies_of(CALL, topics=(a_topic(),), links=links or {})
    pack = compile_pack(policies.rules, policies.topics, FIRM)
    detect = more.pop("detect", never_asked)
    draft = Draft(text, more.pop("platform", "linkedin"), language=language)
    return review_post(draft, policies, pack, "0.2.0", detect, **more)


# language


@pytest.mark.parametrize(
    ("text", "language", "spoken"), [(FRENCH, "fr", "fr"), (ENGLISH, "en", "en"), (MIXED, "mixed", "fr")]
)
def test_a_draft_is_answered_in_its_own_language_a_mixed_one_in_that_of_its_greater_part(
    text: str, language: str, spoken: str
) -> None:
    review = reviewed(text)

    assert (review.language, review.spoken) == (language, spoken)


def test_the_detector_is_asked_only_where_words_do_not_tell() -> None:
    asked: list[str] = []

    def detect(text: str) -> Language:
        asked.append(text)
        return "en"

    assert reviewed("REER \ud83d", detect=detect).language == "en"
    assert asked == ["REER \ud83d"]


SPANISH = "Invierta hoy con nosotros y gane un diez por ciento garantizado cada año. Llámeme ahora mismo."


def test_a_draft_that_is_surely_in_neither_language_says_so_and_the_rules_still_run() -> None:
    review = reviewed(f"{SPANISH} REER!", detect=lambda text: None)

    assert review.not_reviewed == ("language",)
    assert (review.language, [each.rule for each in review.findings]) == ("fr", ["call"])


def test_a_draft_of_which_half_is_in_another_language_says_so_and_keeps_its_own() -> None:
    asked: list[str] = []

    def detect(text: str) -> None:
        asked.append(text)

    review = reviewed(f"{FRENCH} {SPANISH} https://exemple.example/a", detect=detect)

    assert (review.language, review.not_reviewed) == ("fr", ("language", "link"))
    assert "CPG" not in asked[0]


def test_what_only_looks_foreign_is_reviewed() -> None:
    assert reviewed(SPANISH, detect=lambda text: "fr").not_reviewed == ()


def test_a_language_that_is_given_is_taken() -> None:
    assert reviewed(FRENCH, language="en").language == "en"


def test_messages_may_be_asked_for_in_the_other_language_and_the_rewrite_stays_in_the_draft_s() -> None:
    review = reviewed(FRENCH, spoken="en")

    assert (review.language, review.spoken) == ("fr", "en")
    assert review.findings[0].message == "call: message in English"
    assert review.rewrite is not None
    assert "Le taux d'un CPG" in review.rewrite.text


# citations


LINKS = {
    "call": [
        a_clause("FR-2", "fr", rank=2),
        a_clause("FR-1", "fr", rank=1),
        a_clause("EN-1", "en", rank=1),
        a_clause("FR-3", "fr", rank=3),
    ],
    "other": [a_clause("FR-9", "fr")],
}


def cited(text: str, links: dict[str, list[LinkedClause]] = LINKS, **more: Any) -> list[str]:
    """The clauses cited for the first finding."""
    return [each.clause for each in reviewed(text, links=links, **more).findings[0].citations]


def test_at_most_two_clauses_of_the_rule_are_cited_the_best_first() -> None:
    assert cited(FRENCH) == ["FR-1", "FR-2"]


def test_clauses_are_cited_in_the_language_of_the_messages() -> None:
    assert cited(ENGLISH) == ["EN-1"]
    assert cited(FRENCH, spoken="en") == ["EN-1"]
    assert cited(ENGLISH, spoken="fr") == ["FR-1", "FR-2"]


def test_a_clause_that_exists_in_one_language_only_is_cited_in_that_one() -> None:
    assert cited(ENGLISH, {"call": [a_clause("FR-1", "fr")]}) == ["FR-1"]


def test_a_finding_without_a_clause_stays() -> None:
    assert cited(FRENCH, {}) == []


def test_a_citation_is_the_clause_to_the_letter() -> None:
    (citation,) = reviewed(ENGLISH, links=LINKS).findings[0].citations

    assert citation == LINKS["call"][2].citation


# verdict, versions


def test_a_review_records_the_versions_it_was_made_with() -> None:
    assert reviewed(FRENCH).versions == Versions("3-9f2c1ab0", "7d1e", "0.2.0", "tiny-2")


def test_nothing_found_is_ok_and_has_no_rewrite() -> None:
    review = reviewed("Le taux d'un CPG est fixé à l'achat pour toute la durée.")

    assert (review.verdict, review.findings, review.rewrite, review.engine) == ("ok", (), None, "rules")


def test_the_same_draft_gives_the_same_review_and_another_turn_only_another_rewrite() -> None:
    assert reviewed(FRENCH) == reviewed(FRENCH)
    assert reviewed(FRENCH, turn=1).findings == reviewed(FRENCH).findings


def test_a_draft_longer_than_its_platform_takes_says_so_where_no_shorter_text_is_offered() -> None:
    long = "Le taux d'un CPG est fixé à l'achat pour toute la durée. " * 6

    assert reviewed(long).too_long is None
    assert reviewed(long, platform="x").too_long == Length(len(long), 280)
    assert reviewed(f"{long} Écrivez-moi!", platform="x").too_long is None


def test_another_post_is_explained_by_the_verdict_or_by_the_length() -> None:
    long = "Le taux d'un CPG est fixé à l'achat pour toute la durée. " * 6

    assert reviewed("Écrivez-moi!").why_proposal == "revise"
    assert reviewed(f"{long} Écrivez-moi!", platform="x").why_proposal == "too-long"


# what was not read


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Voir la photo ci-dessous.", ["image"]),
        ("Mon équipe (photo de groupe) hier.", ["image"]),
        ("See the chart.", ["image"]),
        ("📸 Hier soir", ["image"]),
        ("Regardez notre vidéo!", ["video"]),
        ("Watch this reel.", ["video"]),
        ("https://youtu.be/abc", ["video", "link"]),
        ("Lisez https://exemple.example/a", ["link"]),
        ("Lisez www.exemple.example", ["link"]),
        ("Lisez lautorite.qc.ca/fraude", ["link"]),
        ("Le guide: [lien]", ["link"]),
        ("Voir l'infographie 🎥 https://a.ca", ["image", "video", "link"]),
        ("Une image vaut mille mots, dit-on.", []),
        ("Écrivez à info@exemple.ca.", []),
        ("Un texte seul.", []),
    ],
)
def test_what_a_reader_of_the_text_cannot_see_is_listed(text: str, parts: list[str]) -> None:
    assert list(not_reviewed(laid_out(text).folded.plain)) == parts


def test_what_was_not_read_is_part_of_the_review() -> None:
    assert reviewed(f"{FRENCH} Voir la photo: https://exemple.example/a").not_reviewed == ("image", "link")
