"""With a model, the rules are still the floor: it adds what it can prove, and takes nothing away."""

import pytest

from bot.domain.contract import review_json
from bot.domain.draft import Language
from bot.domain.findings import Finding, severity_named
from bot.domain.model_answers import Judgement
from bot.domain.prompts import Rendered
from tests.fakes_model import ScriptedModel
from tests.prompt_parts import labels_in, rules_in
from tests.shipped_desk import ModelAtDesk
from tests.usecases.model_drafts import (
    HARMLESS,
    NOTHING_MORE,
    PASSING,
    PROMISES,
    judged,
    of_model,
    rewriting,
)

BOTH: tuple[Language, ...] = ("fr", "en")
WORDS: dict[Language, str] = {"fr": "dix minutes", "en": "ten minutes"}


def _cited(quote: str, language: Language = "en", severity: str = "revise") -> ScriptedModel:
    """Sees these words, names a clause it was given, and writes a text that passes."""

    def judge(prompt: Rendered, _: type) -> Judgement:
        return judged(quote, labels_in(prompt)[0], severity=severity)

    return ScriptedModel([judge, rewriting(PASSING[language])])


@pytest.mark.parametrize("language", BOTH)
def test_a_model_that_finds_nothing_changes_nothing_that_the_rules_found(language: Language) -> None:
    desk = ModelAtDesk(ScriptedModel([NOTHING_MORE, rewriting(PASSING[language])]))
    floor, review = desk.floor(PROMISES[language]), desk.review(PROMISES[language])

    assert floor.verdict in ("revise", "block")
    assert (review.findings, review.verdict) == (floor.findings, floor.verdict)
    assert (floor.engine, review.engine) == ("rules", "rules+model")


@pytest.mark.parametrize("severity", ["suggestion", "approval"])
def test_a_model_cannot_lower_what_a_rule_decided(severity: str) -> None:
    promise = "guaranteed return"
    desk = ModelAtDesk(_cited(promise, severity=severity))
    floor, review = desk.floor(PROMISES["en"]), desk.review(PROMISES["en"])

    assert review.findings == floor.findings
    assert review.model
    assert sum(review.model.dropped.values()) == 1


@pytest.mark.parametrize("language", BOTH)
def test_a_finding_of_the_model_raises_the_verdict_and_cites_the_clause_to_the_letter(
    language: Language,
) -> None:
    desk = ModelAtDesk(_cited(WORDS[language], language))
    review = desk.review(HARMLESS[language])
    (finding,) = of_model(review)

    assert desk.floor(HARMLESS[language]).verdict == "ok"
    assert review.verdict == "revise"
    assert finding.quote == WORDS[language] == HARMLESS[language][finding.start : finding.end]
    assert finding.citations
    assert set(finding.citations) <= desk.shipped.published


@pytest.mark.parametrize(
    ("why", "judgement"),
    [
        ("quote", judged("words that are nowhere in it", "{label}")),
        ("clause", judged("ten minutes", "PMS-99.1")),
        ("rule", judged("ten minutes", "{label}", rule="everything-is-allowed")),
    ],
)
def test_what_a_model_invents_is_dropped_and_counted_for_other_programs(
    why: str, judgement: Judgement
) -> None:
    def judge(prompt: Rendered, _: type) -> Judgement:
        written = judgement.model_dump_json().replace("{label}", labels_in(prompt)[0])
        return Judgement.model_validate_json(written)

    review = ModelAtDesk(ScriptedModel([judge])).review(HARMLESS["en"])

    assert (of_model(review), review.verdict) == ([], "ok")
    assert review_json(review, "r")["model"]["dropped"] == {why: 1}


def test_a_severity_that_the_table_does_not_allow_is_dropped() -> None:
    def judge(prompt: Rendered, _: type) -> Judgement:
        allowed = dict(rules_in(prompt))["empty-post"]
        assert "block" not in allowed
        return judged("ten minutes", labels_in(prompt)[0], rule="empty-post", severity="block")

    review = ModelAtDesk(ScriptedModel([judge])).review(HARMLESS["en"])

    assert of_model(review) == []
    assert review_json(review, "r")["model"]["dropped"] == {"severity": 1}


@pytest.mark.parametrize(
    ("draft", "calls", "names"),
    [(PROMISES["en"], 2, ["judge", "rewrite"]), (HARMLESS["en"], 1, ["judge"])],
)
def test_a_normal_review_takes_two_calls_at_most(draft: str, calls: int, names: list[str]) -> None:
    model = ScriptedModel([NOTHING_MORE, rewriting(PASSING["en"])])
    desk = ModelAtDesk(model)
    review = desk.review(draft)

    assert [each.name for each in model.asked] == names
    assert review_json(review, "r")["model"]["calls"] == calls == len(desk.spending.calls)


def test_what_it_took_is_told_to_other_programs() -> None:
    desk = ModelAtDesk(ScriptedModel([NOTHING_MORE, rewriting(PASSING["en"])]))
    told = review_json(desk.review(PROMISES["en"]), "r")["model"]
    spent = [each.spent for each in desk.spending.calls.values()]

    assert told["tokens"] == {
        "in": sum(each.tokens_in for each in spent),
        "out": sum(each.tokens_out for each in spent),
    }
    assert (told["name"], told["left_out"]) == ("scripted:liar", None)


def test_the_judge_is_given_what_the_rules_found_the_rules_and_the_clauses() -> None:
    model = ScriptedModel([NOTHING_MORE, rewriting(PASSING["en"])])
    desk = ModelAtDesk(model)
    floor = desk.floor(PROMISES["en"])
    desk.review(PROMISES["en"])
    judge = model.asked[0]

    rules = desk.shipped.desk.policies.rules
    assert {rule for rule, _ in rules_in(judge)} == {each.id for each in rules if not each.declared}
    assert all(f"- {each.rule} ({each.severity.word})" in judge.user for each in floor.findings)
    assert 0 < len(labels_in(judge)) <= 14
    assert _cited_clauses(floor.findings) <= {each.rpartition("-en")[0] or each for each in labels_in(judge)}


def _cited_clauses(findings: tuple[Finding, ...]) -> set[str]:
    return {clause.clause for finding in findings for clause in finding.citations}


def test_every_severity_offered_is_one_that_the_program_knows() -> None:
    model = ScriptedModel([NOTHING_MORE])
    ModelAtDesk(model).review(HARMLESS["en"])

    assert all(severity_named(word) for _, words in rules_in(model.asked[0]) for word in words)
