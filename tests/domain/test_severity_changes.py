"""Owners raise severities as they like, and lower them for a reason, in somebody's name, until a day."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from bot.domain.rules import Rule
from bot.domain.severity_changes import (
    SeverityChange,
    apply_severities,
    severities_on,
    severity_problems,
)
from tests.domain.small_packs import a_rule, findings_in, pattern, phrase

TODAY = date(2026, 11, 22)
PROMISE = "promise"
LOWERED = {"reason": "A campaign was cleared.", "owner": "Claire", "until": "2026-12-31"}


def _rule(**more: Any) -> Rule:
    return a_rule(
        PROMISE,
        phrase("garanti"),
        phrase("assuré", severity="approval"),
        pattern(r"\bjuré\b", severity="block", accents="exact"),
        **more,
    )


def _change(severity: str, **more: Any) -> SeverityChange:
    return SeverityChange.model_validate({"rule": PROMISE, "severity": severity, **more})


def _worth(rule: Rule, *changes: SeverityChange, on: date = TODAY) -> list[str]:
    """The severities of the rule, of its detectors, and of its cases."""
    (moved,) = apply_severities([rule], changes, on)
    return [
        moved.severity,
        *(each.severity or "-" for each in moved.detect),
        *(each.severity for each in moved.cases),
    ]


CASES = [{"severity": each, "core": True} for each in ("none", "suggestion", "approval", "revise", "block")]


def test_a_raised_rule_is_at_least_that_severe_wherever_it_speaks() -> None:
    rule = _rule(severity="approval", cases=CASES)

    assert _worth(rule) == ["approval", "-", "approval", "block", *(each["severity"] for each in CASES)]
    assert _worth(rule, _change("revise")) == [
        "revise", "-", "revise", "block", "none", "revise", "revise", "revise", "block",
    ]  # fmt: skip


def test_a_lowered_rule_is_at_most_that_severe_wherever_it_speaks() -> None:
    assert _worth(_rule(cases=CASES), _change("approval", **LOWERED)) == [
        "approval", "-", "approval", "approval", "none", "suggestion", "approval", "approval", "approval",
    ]  # fmt: skip


def test_what_a_case_says_is_no_problem_stays_none() -> None:
    harmless = [{"severity": "none", "present": [{"any": ["merci"]}]}]
    (rule,) = apply_severities([_rule(cases=harmless)], [_change("block")], TODAY)

    assert findings_in("C'est garanti, merci.", rule) == []
    assert [each.severity.word for each in findings_in("C'est garanti.", rule)] == ["block"]


def test_a_change_counts_until_the_end_of_its_last_day() -> None:
    change = _change("approval", **LOWERED)

    assert _worth(_rule(), change, on=date(2026, 12, 31))[0] == "approval"
    assert _worth(_rule(), change, on=date(2027, 1, 1))[0] == "revise"
    assert severities_on([change], date(2027, 1, 1)) == ()


def test_a_change_without_an_end_counts_for_good() -> None:
    assert _worth(_rule(), _change("block"), on=date(2099, 1, 1))[0] == "block"


def test_other_rules_stay_as_they_are() -> None:
    other = a_rule("other", phrase("sûr"))

    assert apply_severities([other, _rule()], [_change("block")], TODAY)[0] is other


@pytest.mark.parametrize(
    ("change", "key", "code"),
    [
        ({"rule": "unheard-of", "severity": "block"}, "rule", "unknown-rule"),
        ({"rule": PROMISE, "severity": "revise"}, "severity", "changes-nothing"),
        ({"rule": PROMISE, "severity": "approval", **LOWERED, "reason": "  "}, "reason", "no-reason"),
        ({"rule": PROMISE, "severity": "approval", **LOWERED, "owner": ""}, "owner", "no-owner"),
        ({"rule": PROMISE, "severity": "approval", **LOWERED, "until": None}, "until", "no-end"),
    ],
)
def test_a_change_that_cannot_be_is_told_with_what_is_wrong(
    change: dict[str, Any], key: str, code: str
) -> None:
    fine = SeverityChange(rule="other", severity="block")
    rules = [_rule(), a_rule("other", phrase("sûr"))]
    (problem,) = severity_problems(rules, [fine, SeverityChange.model_validate(change)])

    assert (problem.place, problem.key, problem.code, problem.rule) == (1, key, code, change["rule"])


def test_a_rule_is_changed_once() -> None:
    twice = [_change("block"), _change("approval", **LOWERED)]

    assert [(each.place, each.code) for each in severity_problems([_rule()], twice)] == [(1, "twice")]


def test_raising_needs_nothing_and_lowering_with_everything_is_fine() -> None:
    assert list(severity_problems([_rule()], [_change("block")])) == []
    assert list(severity_problems([_rule()], [_change("suggestion", **LOWERED)])) == []


@pytest.mark.parametrize("until", ["tomorrow", 20261231, "2026-02-30", "2026-12-31T10:00:00", 1.5])
def test_an_end_that_is_no_day_is_refused(until: object) -> None:
    with pytest.raises(ValidationError, match="write it like 2026-12-31"):
        _change("block", until=until)


def test_a_change_is_stored_and_read_back() -> None:
    change = _change("approval", **LOWERED)

    assert change.until == date(2026, 12, 31)
    assert SeverityChange.model_validate(change.model_dump(mode="json", exclude_defaults=True)) == change
