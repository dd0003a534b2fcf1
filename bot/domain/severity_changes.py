"""What a policy owner changes of a rule's severity: raised, or lowered with a reason and until a day.

Raising is free. Who lowers says why, answers for it, and says until when: it ends by itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from bot.domain.findings import severity_named
from bot.domain.firm import Strict
from bot.domain.rules import Rule, SeverityWord

LONGEST_LOWERED = timedelta(days=366)
"""How far ahead a lowered severity may end: who wants it longer says so again, or changes the rule."""
_Found = Literal[
    "unknown-rule", "twice", "changes-nothing", "no-reason", "no-owner", "no-end", "over", "too-long"
]
_NEEDED: tuple[tuple[str, _Found], ...] = (
    ("reason", "no-reason"),
    ("owner", "no-owner"),
    ("until", "no-end"),
)


def _a_day(value: Any) -> Any:
    """A day as YAML reads it (a date) or as it is stored (2026-12-31); a bare number is neither."""
    if value is None or type(value) is date:
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise ValueError("this is not a date; write it like 2026-12-31")


class SeverityChange(Strict):
    """One record of `policies/severities.yml`; in force until the end of `until`, for good without it."""

    rule: str
    severity: SeverityWord
    reason: Annotated[str, Field(max_length=500)] = ""
    owner: Annotated[str, Field(max_length=200)] = ""
    until: Annotated[date | None, BeforeValidator(_a_day)] = None


class SeverityChanges(Strict):
    """The file `policies/severities.yml`."""

    severities: tuple[SeverityChange, ...] = ()


@dataclass(frozen=True, slots=True)
class SeverityProblem:
    """Why a change cannot be: its place in the list, the key that is wrong or missing, and the rule.

    unknown-rule: no rule has that id; twice: the rule is changed already; changes-nothing: that is the
    rule's own severity; no-reason, no-owner, no-end: lowering needs it; over: its last day is past; too-long:
    lowered for longer than `LONGEST_LOWERED`.
    """

    place: int
    key: str
    code: _Found
    rule: str


def severity_problems(rules: Sequence[Rule], changes: Sequence[SeverityChange]) -> Iterator[SeverityProblem]:
    """What is wrong with the changes, in order; at most the first thing of each."""
    known = {rule.id: rule for rule in rules}
    changed: set[str] = set()
    for place, change in enumerate(changes):
        found = _problem(change, known.get(change.rule), change.rule in changed)
        changed.add(change.rule)
        if found:
            yield SeverityProblem(place, *found, change.rule)


def date_problems(
    rules: Sequence[Rule], changes: Sequence[SeverityChange], was: Sequence[SeverityChange], today: date
) -> Iterator[SeverityProblem]:
    """The changes that end on a day that cannot be, in order; `was`: those in force, of which none is wrong:
    one that ended may stay in the file."""
    known = {rule.id: rule for rule in rules}
    for place, change in enumerate(changes):
        if change.until is None or change in was:
            continue
        lowers = severity_named(change.severity) < severity_named(known[change.rule].severity)
        if change.until < today:
            yield SeverityProblem(place, "until", "over", change.rule)
        elif lowers and change.until > today + LONGEST_LOWERED:
            yield SeverityProblem(place, "until", "too-long", change.rule)


def _problem(change: SeverityChange, rule: Rule | None, twice: bool) -> tuple[str, _Found] | None:
    if rule is None:
        return "rule", "unknown-rule"
    if twice:
        return "rule", "twice"
    if change.severity == rule.severity:
        return "severity", "changes-nothing"
    if severity_named(change.severity) < severity_named(rule.severity):
        return next(
            ((key, code) for key, code in _NEEDED if not str(getattr(change, key) or "").strip()), None
        )
    return None


def severities_on(changes: Sequence[SeverityChange], on: date) -> tuple[SeverityChange, ...]:
    """The changes that have not ended on that day."""
    return tuple(each for each in changes if each.until is None or on <= each.until)


def apply_severities(rules: Sequence[Rule], changes: Sequence[SeverityChange], on: date) -> tuple[Rule, ...]:
    """The rules as severe as they are on that day, in the same order.

    Raised: the rule, its detectors and its cases are at least that severe, but for what a case says is no
    problem at all. Lowered: at most that severe.
    """
    wanted = {each.rule: each.severity for each in severities_on(changes, on)}
    return tuple(_moved(rule, wanted[rule.id]) if rule.id in wanted else rule for rule in rules)


def _moved(rule: Rule, to: SeverityWord) -> Rule:
    bound = min if severity_named(to) < severity_named(rule.severity) else max

    def moved(word: SeverityWord) -> SeverityWord:
        return bound(word, to, key=severity_named)

    detect = tuple(
        each.model_copy(update={"severity": moved(each.severity)}) if each.severity else each
        for each in rule.detect
    )
    cases = tuple(
        each.model_copy(update={"severity": moved(each.severity)}) if each.severity != "none" else each
        for each in rule.cases
    )
    return rule.model_copy(update={"severity": to, "detect": detect, "cases": cases})
