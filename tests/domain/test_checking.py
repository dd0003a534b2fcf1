"""The floor: findings, their severity by the table that decides, their order and their places."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.checking import apply_rules
from bot.domain.draft import Draft
from bot.domain.findings import verdict_of
from bot.domain.rules import Rule
from tests.domain.small_packs import a_rule, findings_in, pack_of, pattern, phrase, quotes

PROMISE = a_rule(
    "promise",
    phrase("rendement(s)? garanti*", "guaranteed return(s)?"),
    cases=[{"severity": "block", "core": True}],
)


def severity_of(text: str, *rules: Rule) -> str | None:
    """The severity of the first rule's finding in a text, None for no finding."""
    found = [each.severity.word for each in findings_in(text, *rules) if each.rule == rules[0].id]
    return found[0] if found else None


# overlapping hits, order, verdict


def test_overlapping_hits_of_a_rule_become_one_with_the_higher_severity() -> None:
    for first, second in (("revise", "block"), ("block", "revise")):
        rule = a_rule(
            "pump", phrase("achetez ce titre", severity=first), phrase("titre maintenant", severity=second)
        )
        (finding,) = findings_in("Vite, achetez ce titre maintenant!", rule)

        assert (finding.quote, finding.severity.word) == ("achetez ce titre maintenant", "block")


def test_words_found_as_written_and_as_folded_are_marked_together() -> None:
    rule = a_rule("pump", pattern("ACHETEZ", case="exact"), phrase("achetez ce titre"))

    assert quotes("É\u200b: ACHETEZ ce titre!", rule) == ["ACHETEZ ce titre"]


def test_hits_that_only_touch_or_belong_to_two_rules_stay_apart() -> None:
    one = a_rule("one", pattern("ach", "etez"))
    two = a_rule("two", phrase("achetez ce"))

    assert quotes("achetez ce titre", one) == ["ach", "etez"]
    assert sorted(quotes("achetez ce titre", one, two)) == ["ach", "achetez ce", "etez"]


def test_two_omissions_of_a_rule_become_one_with_the_higher_severity() -> None:
    def absence(severity: str) -> dict[str, Any]:
        return {
            "kind": "absence",
            "when": {"any": ["<firm>"]},
            "needs": {"any": ["je travaille"]},
            "severity": severity,
        }

    for order in (("suggestion", "block"), ("block", "suggestion")):
        rule = a_rule("undisclosed", *map(absence, order))
        assert [each.severity.word for each in findings_in("Vive Rivière-Nord.", rule)] == ["block"]


def test_findings_come_most_severe_first_then_by_place_an_omission_before_words() -> None:
    rules = [
        a_rule("a-suggestion", phrase("un"), severity="suggestion"),
        a_rule("b-approval", phrase("deux"), severity="approval"),
        a_rule("c-block", phrase("cinq"), severity="block"),
        a_rule("d-revise", phrase("quatre", "trois")),
        a_rule("e-revise", {"kind": "absence", "when": {"any": ["cinq"]}, "needs": {"any": ["six"]}}),
    ]
    found = findings_in("Un deux trois quatre cinq.", *rules)

    assert [(each.rule, each.quote) for each in found] == [
        ("c-block", "cinq"),
        ("e-revise", ""),
        ("d-revise", "trois"),
        ("d-revise", "quatre"),
        ("b-approval", "deux"),
        ("a-suggestion", "Un"),
    ]


@pytest.mark.parametrize(
    ("severities", "verdict"),
    [
        ([], "ok"),
        (["suggestion"], "ok"),
        (["suggestion", "approval"], "approval"),
        (["approval", "revise"], "revise"),
        (["revise", "block", "suggestion"], "block"),
    ],
)
def test_the_verdict_is_the_highest_finding_and_a_suggestion_never_decides(
    severities: list[str], verdict: str
) -> None:
    rules = [a_rule(f"rule-{each}", phrase("gain"), severity=each) for each in severities]

    assert verdict_of(findings_in("Un gain.", *rules)) == verdict


def test_messages_are_in_the_language_asked_for() -> None:
    assert findings_in("Rendement garanti", PROMISE)[0].message == "promise: message"
    assert (
        findings_in("Rendement garanti", PROMISE, language="en")[0].message == "promise: message in English"
    )


# guards and exceptions


def test_a_hit_inside_a_guard_is_none() -> None:
    guarded = a_rule("promise", phrase("garanti"), guards=["negation", "warning"])

    assert quotes("Rien n'est garanti.", guarded) == []
    assert quotes("Garanti? Une arnaque.", guarded) == []
    assert quotes("C'est garanti.", guarded) == ["garanti"]
    assert quotes("Rien n'est garanti.", a_rule("promise", phrase("garanti"))) == ["garanti"]


def test_one_use_inside_a_guard_does_not_excuse_another() -> None:
    guarded = a_rule("promise", phrase("garanti"), guards=["negation"])

    assert len(quotes("Rien n'est garanti. Sauf ici: garanti!", guarded)) == 1


def test_a_detector_may_have_guards_of_its_own_instead_of_the_rule_s() -> None:
    rule = a_rule("promise", phrase("garanti", guards=[]), phrase("assuré"), guards=["negation"])

    assert quotes("Rien n'est garanti, rien n'est assuré.", rule) == ["garanti"]


def test_a_guarded_hit_counts_for_nothing_else() -> None:
    """Neither for the core of the post nor for the words a finding marks."""
    guarded = a_rule("rate", phrase("taux fixé"), guards=["negation"])

    assert (
        severity_of("Rendement garanti! Aucun taux fixé n'est plus bas que la moyenne.", PROMISE, guarded)
        == "revise"
    )


# places


MARKING = pack_of(
    a_rule("phrases", phrase("rendement* garanti*", "sans risque", "œuf*", "garanti*")),
    a_rule("patterns", pattern(r"\w+ !", r"(?P<quote>\d+) ?%", "€", r"#\w+ ?\w*")),
    a_rule("written", pattern("[A-ZÉ]{3,}", "ﬁ", "\U0001f680", case="exact")),
    a_rule("exact", phrase("marché", accents="exact")),
    a_rule(
        "counts",
        {"kind": "count", "measure": "hashtags", "above": 1},
        {"kind": "count", "measure": "emoji", "above": 1},
    ),
    a_rule("shouts", {"kind": "count", "measure": "capitals", "above": 0.2}),
    a_rule("absent", {"kind": "absence", "when": {"any": ["garanti*"]}, "needs": {"any": ["source"]}}),
    a_rule("mixed", phrase("sans risque pour tous"), pattern("RISQUE", case="exact"), pattern("s.ns")),
)
PIECES = (
    "Rendement g@ranti garantie SANS risque pour tous ŒUF marché marche\u0301 12 % 5% € #SansRisque "
    "#Épargne 🚀 ✅ ﬁ ACHETEZ MAINTENANT DONC source 𝐬𝐚𝐧𝐬 𝐫𝐢𝐬𝐪𝐮𝐞 r.i.s.q.u.e İstanbul I\u0307ci ｓａｎｓ "
    "s\u200bans g\u00adaranti !"
)
GLUE = [" ", "", "\n", "\u00a0", "\u200b", "\u202e", ". ", "\u0301", "\ud83d", "« ", " »"]


@given(st.lists(st.tuples(st.sampled_from(PIECES.split()), st.sampled_from(GLUE)), max_size=14))
@example([("I\u0307ci", " "), ("g@ranti", "")])
@example([("#SansRisque", "\u200b"), ("\u200b", "")])
def test_every_quote_is_the_text_at_its_place(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + glue for word, glue in pieces)
    for finding in apply_rules(Draft(text), MARKING, "fr"):
        if finding.is_omission:
            assert (finding.quote, finding.start, finding.end) == ("", None, None)
            assert finding.about is not None
            assert text[slice(*finding.about)]
        else:
            assert finding.quote
            assert finding.quote == text[finding.start : finding.end]


@given(st.text(st.characters(codec=None), max_size=80))
def test_any_text_can_be_checked(text: str) -> None:
    for finding in apply_rules(Draft(text), MARKING, "en"):
        assert finding.is_omission or finding.quote == text[finding.start : finding.end]
