"""What a change does to posts: counted, listed, and without a text that is its author's own."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain.draft import Draft
from bot.domain.findings import Citation, Finding, Severity
from bot.domain.impact import (
    ChangedCase,
    CitationChange,
    CitedClause,
    Impact,
    RuleChange,
    TriedPost,
    VerdictChange,
    compare,
    impact_of,
)
from bot.domain.review import Found

SECRET = "Ma cliente Josée a tout placé avec moi."
CLAUSE = Citation("Politique", "PMS-5.1", "Promesses", "Rien n'est promis.", 3, "fr")
GOLDEN = TriedPost("fr-1", "golden", Draft("Rendement garanti!"), right="revise", shareable=True)
DRAFT = TriedPost("r1", "draft", Draft(SECRET, "x"), "fr", date(2026, 11, 16))


def found(*findings: tuple[str, Severity] | tuple[str, Severity, Citation]) -> Found:
    """Findings of these rules, the worst first."""
    made = [Finding(each[0], each[1], "mot", 0, 3, "…", citations=tuple(each[2:])) for each in findings]
    return Found("fr", "fr", "fr", tuple(sorted(made, key=lambda each: -each.severity)))


def cited(**changes: Any) -> Found:
    """A finding of one rule on that clause, but for what changes of it."""
    return found(("promise", Severity.REVISE, replace(CLAUSE, **changes)))


def clauses(*numbers: str) -> tuple[CitedClause, ...]:
    """Clauses of the policy."""
    return tuple(CitedClause("Politique", number) for number in numbers)


def test_the_same_findings_are_no_change() -> None:
    same = found(("promise", Severity.REVISE, CLAUSE))

    case = compare(DRAFT, same, same)

    assert not case.differs
    assert (case.was, case.now, case.rules, case.citations) == ("revise", "revise", (), ())


def test_rules_that_are_gained_lost_or_weigh_otherwise_are_told_by_name() -> None:
    before = found(("call", Severity.REVISE), ("promise", Severity.REVISE))
    after = found(("bait", Severity.SUGGESTION), ("promise", Severity.BLOCK))

    case = compare(DRAFT, before, after)

    assert (case.was, case.now) == ("revise", "block")
    assert case.rules == (
        RuleChange("bait", None, Severity.SUGGESTION),
        RuleChange("call", Severity.REVISE, None),
        RuleChange("promise", Severity.REVISE, Severity.BLOCK),
    )


def test_the_worst_finding_of_a_rule_is_the_one_that_is_compared() -> None:
    before = found(("promise", Severity.BLOCK), ("promise", Severity.REVISE))

    assert not compare(DRAFT, before, found(("promise", Severity.BLOCK))).differs


def test_another_clause_behind_a_rule_is_a_change() -> None:
    case = compare(DRAFT, cited(), cited(clause="PMS-6"))

    assert case.citations == (CitationChange("promise", clauses("PMS-5.1"), clauses("PMS-6")),)
    assert not case.citations[0].reworded


def test_a_clause_that_says_something_else_under_its_number_is_a_change() -> None:
    (change,) = compare(DRAFT, cited(), cited(text="Rien n'est jamais promis.")).citations

    assert change.reworded


def test_a_clause_that_disappears_leaves_its_rule_without_one() -> None:
    (change,) = compare(DRAFT, cited(), found(("promise", Severity.REVISE))).citations

    assert (change.was, change.now) == (clauses("PMS-5.1"), ())


def test_a_new_version_of_a_document_that_leaves_the_clause_as_it_was_is_no_change() -> None:
    assert not compare(DRAFT, cited(), cited(version=4)).differs


def test_a_rule_that_is_gained_brings_its_clause_and_changes_none() -> None:
    case = compare(DRAFT, found(), cited())

    assert case.rules
    assert case.citations == ()


def test_a_golden_case_is_shown_with_its_text_and_a_draft_never() -> None:
    before, after = found(), cited()

    assert compare(GOLDEN, before, after).text == "Rendement garanti!"
    case = compare(DRAFT, before, after)
    assert (case.id, case.day, case.platform, case.text) == ("r1", date(2026, 11, 16), "x", None)


def test_a_draft_that_was_sent_to_compliance_is_shown_with_its_text() -> None:
    assert compare(replace(DRAFT, shareable=True), found(), cited()).text == SECRET


def test_no_text_is_in_what_is_printed_of_an_impact_by_accident() -> None:
    case = compare(replace(DRAFT, shareable=True), found(), cited())

    for printed in (repr(DRAFT), repr(case), repr(impact_of([case]))):
        assert "Josée" not in printed


def test_the_changes_are_counted_and_listed_in_the_order_of_the_posts() -> None:
    ok, revise, block = (
        found(),
        found(("promise", Severity.REVISE, CLAUSE)),
        found(("promise", Severity.BLOCK)),
    )

    impact = impact_of(
        [
            compare(GOLDEN, ok, revise),
            compare(replace(GOLDEN, id="fr-2", right="ok"), ok, revise),
            compare(replace(GOLDEN, id="fr-3", right=""), ok, ok),
            compare(DRAFT, revise, block),
            compare(replace(DRAFT, id="r2"), ok, revise),
        ],
        left_out=2,
    )

    assert (impact.cases, impact.drafts, impact.left_out, impact.cancelled) == (3, 2, 2, False)
    assert impact.verdicts == (VerdictChange("ok", "revise", 3), VerdictChange("revise", "block", 1))
    assert (impact.wrong_before, impact.wrong_after) == (1, 1)
    assert impact.citations == 1
    assert [each.id for each in impact.changed] == ["fr-1", "fr-2", "r1", "r2"]


def test_a_golden_case_whose_right_verdict_nobody_said_is_never_wrong() -> None:
    impact = impact_of([compare(replace(GOLDEN, right=""), found(), cited())])

    assert (impact.wrong_before, impact.wrong_after) == (0, 0)


def test_nothing_tried_is_no_change() -> None:
    assert impact_of([]) == Impact(0, 0, (), 0, 0, 0, 0, cancelled=False, changed=())


def test_a_case_may_be_made_by_hand() -> None:
    assert not ChangedCase("r1", "draft", "x", "ok", "ok").differs
