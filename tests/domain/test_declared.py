"""Rules about what an author declares of a post, whatever its words (kind `declared`)."""

from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from bot.domain.briefing import rules_text
from bot.domain.checking import apply_rules
from bot.domain.draft import Author, Draft
from bot.domain.findings import Finding, Severity, verdict_of
from bot.domain.judging import verify_judgement
from bot.domain.model_answers import JudgedFinding, Judgement
from bot.domain.pack_check import check_pack
from bot.domain.posts import lay_out
from bot.domain.rewrite_checks import read_again
from bot.domain.rules import Rule
from tests.domain.small_packs import a_rule, pack_of, phrase

HEADLINE = "Conseillère en sécurité financière à Sherbrooke."
PROFILE = a_rule("profile", {"kind": "declared", "genre": "profile"}, severity="approval")


def found(draft: Draft, *rules: Rule) -> list[Finding]:
    return apply_rules(draft, pack_of(*rules), "fr")


def test_a_declared_profile_is_found_whatever_its_words() -> None:
    [finding] = found(Draft(HEADLINE, genre="profile"), PROFILE)

    assert (finding.rule, finding.severity) == ("profile", Severity.APPROVAL)
    assert (finding.quote, finding.start, finding.is_omission) == ("", None, True)
    assert verdict_of([finding]) == "approval"


def test_the_same_words_as_a_post_are_not() -> None:
    assert found(Draft(HEADLINE), PROFILE) == []


def test_a_role_is_declared_beside_words_that_find_the_same() -> None:
    rule = a_rule("paid", phrase("mon code"), {"kind": "declared", "role": "paid"})

    assert [each.quote for each in found(Draft("Prenez mon code."), rule)] == ["mon code"]
    assert found(Draft("Un café."), rule) == []
    assert [each.quote for each in found(Draft("Un café.", author=Author(role="paid")), rule)] == [""]


def test_everything_given_must_be_declared() -> None:
    rule = a_rule("both", {"kind": "declared", "genre": "profile", "role": "firm"})
    firm = Author(role="firm")

    assert found(Draft(HEADLINE, genre="profile"), rule) == []
    assert found(Draft(HEADLINE, author=firm), rule) == []
    assert len(found(Draft(HEADLINE, author=firm, genre="profile"), rule)) == 1


@pytest.mark.parametrize(
    "more",
    [{}, {"genre": "poem"}, {"role": "paid", "guards": ["negation"]}, {"genre": "profile", "sure": True}],
)
def test_a_declaration_of_nothing_or_with_conditions_is_an_error(more: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        a_rule("wrong", {"kind": "declared", **more})


def test_its_bad_examples_are_tried_as_declared_and_the_good_ones_as_posts() -> None:
    texts = [HEADLINE, "Un relevé se lit.", "Un café, puis on parle."]
    both = {"fr": texts, "en": texts}
    sound = a_rule("profile", {"kind": "declared", "genre": "profile"}, examples={"bad": both, "good": both})
    silent = replace_detect(sound, {"kind": "phrase", "any": ["jamais dit"]})

    assert check_pack(pack_of(sound)) == []
    assert {each.code for each in check_pack(pack_of(silent))} == {"missed"}


def replace_detect(rule: Rule, detector: dict[str, Any]) -> Rule:
    return Rule.model_validate({**rule.model_dump(), "detect": [detector]})


def test_no_model_is_asked_about_it_nor_believed() -> None:
    other = a_rule("promise", phrase("garanti"))
    pack = pack_of(PROFILE, other)
    judged = Judgement(findings=(JudgedFinding(
        rule="profile", severity="approval", quote=HEADLINE, clause="A", why="",
    ),))  # fmt: skip

    assert "profile" not in rules_text([PROFILE, other])
    verified = verify_judgement(judged, lay_out(Draft(HEADLINE)), [], {}, pack, "fr")
    assert verified.findings == ()
    assert dict(verified.dropped) == {"rule": 1}


def test_another_version_of_a_profile_still_is_one() -> None:
    reading = read_again("Un autre titre.", Draft(HEADLINE, genre="profile"), pack_of(PROFILE), "fr", None)

    assert [each.rule for each in reading.findings] == ["profile"]
    assert replace(reading.draft, genre="post") == Draft("Un autre titre.")
