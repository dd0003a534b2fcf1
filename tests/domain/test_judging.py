"""A model that lies in every way: what it invents is dropped and counted, what the rules found stays."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.checking import apply_rules
from bot.domain.clause_labels import label_clauses
from bot.domain.draft import Draft, Language
from bot.domain.findings import Citation, Finding, verdict_of
from bot.domain.judging import Verified, verify_judgement
from bot.domain.model_answers import JudgedFinding, Judgement
from bot.domain.posts import lay_out
from tests.domain.small_packs import a_rule, both, pack_of, phrase

PROMISE = a_rule(
    "promise",
    phrase("rendement garanti", "guaranteed return"),
    cases=[{"severity": "block", "core": True}, {"severity": "none", "framed": True}],
    framing=[{"element": "risk", "any": ["risque de perte"]}],
    message=both("Un rendement ne se promet pas.", "A return cannot be promised."),
)
BOAST = a_rule("boast", phrase("le meilleur"))
UNDISCLOSED = a_rule(
    "undisclosed",
    {"kind": "absence", "when": {"any": ["vive <firm>"]}, "needs": {"any": ["je travaille chez"]}},
)
BALANCE = a_rule(
    "balance",
    {"kind": "conditional", "when": {"any": ["zzz"]}, "needs": [{"any": ["risque"]}]},
    severity="approval",
)
PACK = pack_of(PROMISE, BOAST, UNDISCLOSED, BALANCE)
CLAUSE = Citation(
    "Politique", "PMS-5.2", "Données de rendement", "Aucun rendement n'est promis au public.", 3, "fr"
)
OTHER = Citation("Code d'éthique", "CE-2.5", "Pas de promesse", "Nous ne promettons rien.", 1, "fr")
CLAUSES = label_clauses([CLAUSE, OTHER])
DRAFT = (
    "Mon équipe vous aide à dormir tranquille. Votre épargne grimpe toujours avec nous, c’est écrit.\n"
    "On en parle lundi? Le meilleur service en ville."
)


def judged(quote: str, **more: Any) -> JudgedFinding:
    """What a model says of these words; without more, all true but the words."""
    said = {"rule": "promise", "severity": "revise", "clause": "PMS-5.2", "why": "", **more}
    return JudgedFinding.model_validate({"quote": quote, **said})


def verified(*said: JudgedFinding, draft: str = DRAFT, language: Language = "fr", **more: Any) -> Verified:
    """What is left of a judgement on a draft."""
    given_draft = Draft(draft, **more)
    floor = apply_rules(given_draft, PACK, language)
    return verify_judgement(Judgement(findings=said), lay_out(given_draft), floor, CLAUSES, PACK, language)


def models(found: Verified) -> list[Finding]:
    """The findings that only the model made."""
    return [each for each in found.findings if each.source == "model"]


def dropped(*said: JudgedFinding, **more: Any) -> dict[str, int]:
    """What was dropped, and for what; nothing of the model's may be left."""
    found = verified(*said, **more)
    assert not models(found)
    return dict(found.dropped)


# a finding that holds


def test_a_true_finding_is_shown_in_the_rule_s_words_with_the_clause_it_names() -> None:
    found = verified(judged("Votre épargne grimpe toujours avec nous"))
    (finding,) = models(found)

    assert (finding.rule, finding.severity.word, finding.source) == ("promise", "revise", "model")
    assert finding.quote == "Votre épargne grimpe toujours avec nous" == DRAFT[finding.start : finding.end]
    assert finding.message == "Un rendement ne se promet pas."
    assert finding.citations == (CLAUSE,)
    assert not found.dropped


def test_its_message_is_in_the_reader_s_language() -> None:
    (finding,) = models(verified(judged("grimpe toujours"), language="en"))

    assert finding.message == "A return cannot be promised."


def test_a_severity_that_only_a_case_of_the_table_gives_may_be_a_model_s() -> None:
    found = verified(judged("grimpe toujours", severity="block"))

    assert verdict_of(found.findings) == "block"


# omissions


def test_an_empty_quote_is_for_a_rule_about_what_is_missing() -> None:
    for rule, severity in (("undisclosed", "revise"), ("balance", "approval")):
        (finding,) = models(verified(judged("", rule=rule, severity=severity)))
        assert (finding.quote, finding.start, finding.end) == ("", None, None)

    assert dropped(judged("", rule="promise")) == {"quote": 1}


def test_an_omission_that_the_rules_found_is_not_shown_twice() -> None:
    assert dropped(judged("", rule="undisclosed"), draft="Vive Rivière-Nord!") == {"known": 1}


def test_what_is_missing_from_the_whole_post_is_missing_at_each_place_of_it() -> None:
    found = verified(judged("", rule="undisclosed"), judged("Mon équipe", rule="undisclosed"))

    assert [each.quote for each in models(found)] == [""]
    assert found.dropped == {"known": 1}


# rules, clauses, severities


@pytest.mark.parametrize("rule", ["invented-rule", "", "PROMISE", "promise; drop everything"])
def test_an_unknown_rule_is_dropped(rule: str) -> None:
    assert dropped(judged("grimpe toujours", rule=rule)) == {"rule": 1}


@pytest.mark.parametrize(
    "clause", ["PMS-9.9", "", "5.2", "pms-5.2", "Politique", "AUTRE-5.2", "PMS-5.2 et CE-9"]
)
def test_a_clause_that_was_not_given_drops_the_finding(clause: str) -> None:
    assert dropped(judged("grimpe toujours", clause=clause)) == {"clause": 1}


@pytest.mark.parametrize("clause", ["PMS-5.2", " PMS-5.2 ", "[PMS-5.2]", "(PMS-5.2)", "PMS-5.2."])
def test_a_clause_may_be_named_in_brackets(clause: str) -> None:
    assert models(verified(judged("grimpe toujours", clause=clause)))[0].citations == (CLAUSE,)


@pytest.mark.parametrize(
    ("rule", "severity"),
    [("promise", "suggestion"), ("promise", "approval"), ("boast", "block"), ("balance", "revise")],
)
def test_a_severity_that_the_table_does_not_allow_is_dropped(rule: str, severity: str) -> None:
    assert dropped(judged("grimpe toujours", rule=rule, severity=severity), draft="Ça grimpe toujours.") == {
        "severity": 1
    }


# copies, and the floor


def test_eight_copies_are_one_finding_the_severest() -> None:
    copies = [judged("grimpe toujours", severity="revise") for _ in range(7)]
    found = verified(*copies, judged("épargne grimpe toujours avec", severity="block"))

    assert [(each.severity.word, each.quote) for each in models(found)] == [
        ("block", "épargne grimpe toujours avec")
    ]
    assert found.dropped == {"known": 7}


def test_what_the_rules_found_stays_as_they_found_it() -> None:
    floor = apply_rules(Draft(DRAFT), PACK, "fr")
    found = verified(judged("Le meilleur service", rule="boast"))

    assert list(found.findings) == floor
    assert found.dropped == {"known": 1}


TEXTS = [
    DRAFT,
    "Rendement garanti! Vive Rivière-Nord.",
    "Rien à signaler ici.",
    "\u200b🚀",
    "A guaranteed return.",
]
LIES = st.builds(
    JudgedFinding,
    rule=st.sampled_from(["promise", "boast", "undisclosed", "balance", "none"]) | st.text(max_size=20),
    severity=st.sampled_from(["suggestion", "approval", "revise", "block"]),
    quote=st.sampled_from(["", "grimpe", "rendement garanti", "Vive", "le meilleur"]) | st.text(max_size=60),
    clause=st.sampled_from(["PMS-5.2", "[CE-2.5]", "PMS-9.9"]) | st.text(max_size=20),
    why=st.text(max_size=80),
)


@given(st.sampled_from(TEXTS) | st.text(min_size=1, max_size=200), st.lists(LIES, max_size=8))
def test_whatever_a_model_says_the_verdict_can_only_rise_and_no_rule_s_finding_is_lost(
    text: str, lies: Sequence[JudgedFinding]
) -> None:
    floor = apply_rules(Draft(text), PACK, "fr")
    found = verified(*lies, draft=text)
    order = ["ok", "approval", "revise", "block"]

    assert [each for each in found.findings if each.source != "model"] == floor
    assert order.index(verdict_of(found.findings)) >= order.index(verdict_of(floor))
    assert len(models(found)) + sum(found.dropped.values()) - found.dropped.get("why", 0) == len(lies)
    for each in models(found):
        assert each.is_omission or each.quote == text[each.start : each.end] != ""
        assert each.citations[0] in (CLAUSE, OTHER)


# labels


def a_clause(key: str, language: str = "fr", document: str = "Politique", text: str = "Texte.") -> Citation:
    """A clause with nothing special but what a test names."""
    return Citation(document, key, "Titre", text, 1, language)


def test_a_clause_is_named_by_its_number_and_by_its_language_where_two_share_it() -> None:
    alone, french, english = a_clause("CE-1"), a_clause("PMS-5.2"), a_clause("PMS-5.2", "en", "Policy")

    assert label_clauses([alone, english, french, alone]) == {
        "CE-1": alone,
        "PMS-5.2-en": english,
        "PMS-5.2-fr": french,
    }
    assert list(label_clauses([english, alone])) == ["PMS-5.2", "CE-1"]


def test_clauses_of_two_documents_with_one_number_are_counted_the_same_way_in_any_order() -> None:
    clauses = [a_clause("3.2", document=each) for each in ("Code", "Guide")]
    clauses.append(a_clause("3.2-fr-2"))

    assert label_clauses(clauses) == label_clauses(reversed(clauses))
    assert set(label_clauses(clauses)) == {"3.2-fr-1", "3.2-fr-3", "3.2-fr-2"}
    assert label_clauses(clauses)["3.2-fr-2"] is clauses[2]


SAMPLE_CLAUSES = st.builds(
    a_clause,
    st.sampled_from(["1", "1-fr", "1-fr-1", "2"]),
    st.sampled_from(["fr", "en"]),
    st.sampled_from(["A", "B"]),
    st.sampled_from(["x", "y"]),
)


@given(st.lists(SAMPLE_CLAUSES))
def test_every_clause_has_a_label_of_its_own(clauses: list[Citation]) -> None:
    labels = label_clauses(clauses)

    assert set(labels.values()) == set(clauses)
    assert len(labels) == len(set(clauses))
