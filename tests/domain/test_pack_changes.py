"""What another rule pack changes is told rule by rule, and which parts of each."""

from typing import Any

import pytest

from bot.domain.library import PackContent
from bot.domain.pack_changes import RULE_PARTS, RuleChange, compare_packs_content
from bot.domain.rules import Rule
from bot.domain.severity_changes import SeverityChange
from tests.domain.small_learned import learned_of, learned_rule
from tests.domain.small_packs import FIRM, a_rule, a_topic, both, phrase

PROMISE = a_rule("promise", phrase("garanti"))
OTHER = a_rule("other", phrase("sûr"))
RAISED = SeverityChange(rule="promise", severity="block")


def _pack(*rules: Rule, **more: Any) -> PackContent:
    return PackContent(rules=rules or (PROMISE,), **{"topics": (), "firm": FIRM, **more})


def _other(**changes: Any) -> Rule:
    return Rule.model_validate({**PROMISE.model_dump(exclude_defaults=True), **changes})


def test_the_same_pack_changes_nothing_in_whatever_order_it_is_written() -> None:
    assert compare_packs_content(_pack(), _pack()) == ()
    assert compare_packs_content(_pack(PROMISE, OTHER), _pack(OTHER, PROMISE)) == ()


def test_what_was_worked_out_for_the_words_is_no_change() -> None:
    assert compare_packs_content(_pack(prepared={"garanti": ("garanti", ())}), _pack()) == ()


def test_rules_that_come_and_go_are_named() -> None:
    assert compare_packs_content(_pack(PROMISE), _pack(OTHER)) == (
        RuleChange("rule-added", "other"),
        RuleChange("rule-removed", "promise"),
    )


def test_with_nothing_before_everything_is_added() -> None:
    changes = compare_packs_content(None, _pack(topics=(a_topic(),), severities=(RAISED,)))

    assert [(each.kind, each.id) for each in changes] == [
        ("rule-added", "promise"),
        ("severity-set", "promise"),
        ("topic-added", "general"),
    ]


def test_a_severity_is_told_before_and_after() -> None:
    (change,) = compare_packs_content(_pack(), _pack(_other(severity="block")))

    assert change == RuleChange("rule-changed", "promise", ("severity",), "revise", "block")


@pytest.mark.parametrize(
    ("changes", "parts"),
    [
        ({"detect": [phrase("garanti", "assuré")]}, ("words",)),
        ({"guards": ["negation"], "title": both("Autre", "Another")}, ("exceptions", "title")),
        ({"unless": [{"any": ["cpg"]}]}, ("exceptions",)),
        ({"cases": [{"severity": "block", "core": True}]}, ("cases",)),
        ({"framing": [{"element": "source", "any": ["selon"]}]}, ("cases",)),
        ({"message": both("Mieux", "Better")}, ("message",)),
        ({"lesson": both("Mieux", "Better")}, ("lesson",)),
        ({"fix": {"move": "keep"}}, ("fix",)),
        ({"topic": both("Rien n'est promis.", "Nothing is promised.")}, ("topic",)),
        ({"clauses": ["PMS-5.2"]}, ("pins",)),
        ({"languages": ["fr"]}, ("languages",)),
        ({"incident": "client"}, ("incident",)),
        ({"examples": {"bad": {"fr": ["C'est [[garanti]]."]}, "good": {}}}, ("examples",)),
    ],
)
def test_the_parts_of_a_rule_that_changed_are_named(changes: dict[str, Any], parts: tuple[str, ...]) -> None:
    assert compare_packs_content(_pack(), _pack(_other(**changes))) == (
        RuleChange("rule-changed", "promise", parts),
    )


def test_every_key_of_a_rule_belongs_to_a_part() -> None:
    assert {key for keys in RULE_PARTS.values() for key in keys} == set(Rule.model_fields) - {"id"}


def test_a_severity_set_changed_and_ended_is_told_with_who_and_until_when() -> None:
    lowered = SeverityChange(
        rule="promise", severity="approval", reason="A campaign.", owner="Claire", until="2026-12-31"
    )
    raised, low = _pack(severities=(RAISED,)), _pack(severities=(lowered,))

    assert compare_packs_content(_pack(), low) == (
        RuleChange("severity-set", "promise", (), "revise", "approval", lowered),
    )
    assert compare_packs_content(low, raised) == (
        RuleChange("severity-changed", "promise", (), "approval", "block", RAISED),
    )
    assert compare_packs_content(raised, _pack()) == (
        RuleChange("severity-ended", "promise", (), "block", "revise", RAISED),
    )


def test_a_change_of_severity_that_goes_with_its_rule_is_not_told_twice() -> None:
    assert compare_packs_content(_pack(PROMISE, OTHER, severities=(RAISED,)), _pack(OTHER)) == (
        RuleChange("rule-removed", "promise"),
    )


def test_topics_the_firm_and_what_was_learned_are_told() -> None:
    was = _pack(topics=(a_topic("fees"), a_topic("rates")), learned=learned_of(promise=learned_rule()))
    now = _pack(
        topics=(a_topic("fees", priority=10), a_topic("loans")),
        firm=FIRM.model_copy(update={"competitors": ("Un autre",)}),
    )

    assert compare_packs_content(was, now) == (
        RuleChange("topic-changed", "fees", ("priority",)),
        RuleChange("topic-added", "loans"),
        RuleChange("topic-removed", "rates"),
        RuleChange("firm-changed", parts=("competitors",)),
        RuleChange("learned-changed"),
    )
