"""What another rule pack changes: rule by rule, which parts of it; severities, resource topics, the firm.

Everything is data (kinds, ids, names of parts); whoever shows it finds the words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from pydantic import BaseModel

from bot.domain.library import PackContent
from bot.domain.rules import Rule
from bot.domain.severity_changes import SeverityChange

_Record = TypeVar("_Record", bound=BaseModel)

ChangeKind = Literal[
    "rule-added", "rule-removed", "rule-changed",
    "severity-set", "severity-ended", "severity-changed",
    "topic-added", "topic-removed", "topic-changed",
    "firm-changed", "learned-changed",
]  # fmt: skip
"""severity-set, -changed, -ended: a rule is raised or lowered, otherwise than before, or no longer.
learned-changed: the rules judge meaning by other coefficients."""
RulePart = Literal[
    "severity", "cases", "words", "exceptions", "title", "message", "lesson", "fix", "topic", "pins",
    "languages", "examples", "incident", "cool-off", "promotes",
]  # fmt: skip

RULE_PARTS: Mapping[RulePart, Sequence[str]] = {
    "severity": ("severity",),
    "cases": ("cases", "framing"),
    "words": ("detect",),
    "exceptions": ("guards", "unless"),
    "title": ("title",),
    "message": ("message",),
    "lesson": ("lesson",),
    "fix": ("fix",),
    "topic": ("topic",),
    "pins": ("clauses",),
    "languages": ("languages",),
    "examples": ("examples",),
    "incident": ("incident",),
    "cool-off": ("cool_off",),
    "promotes": ("promotes",),
}
"""The keys of a rule file that each part is made of."""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One thing that is not the same in two packs."""

    kind: ChangeKind
    id: str = ""
    """The rule's, or the topic's; "" for the firm and what was learned."""
    parts: tuple[str, ...] = ()
    """What of it: `RulePart` of a rule, the keys of a topic or of the firm profile."""
    was: str = ""
    """The severity before, of a rule whose severity is another; "" where that is not what changed."""
    now: str = ""
    """The severity after."""
    change: SeverityChange | None = None
    """What an owner set: reason, owner and end; of `severity-ended`, what was set."""


def compare_packs_content(was: PackContent | None, now: PackContent) -> tuple[RuleChange, ...]:
    """What the second pack changes of the first; rules first, each in the order of its id.

    With none before, everything is added.
    """
    rules = was.rules if was else ()
    changes = [
        *_by_id("rule", {each.id: each for each in rules}, {each.id: each for each in now.rules}),
        *_severities(was, now),
        *_by_id(
            "topic",
            {each.id: each for each in (was.topics if was else ())},
            {each.id: each for each in now.topics},
        ),
    ]
    if was and was.firm != now.firm:
        changes.append(RuleChange("firm-changed", parts=_fields(was.firm, now.firm)))
    if was and was.learned != now.learned:
        changes.append(RuleChange("learned-changed"))
    return tuple(changes)


def _by_id(
    what: Literal["rule", "topic"], was: Mapping[str, _Record], now: Mapping[str, _Record]
) -> Iterator[RuleChange]:
    for name in sorted(was.keys() | now.keys()):
        before, after = was.get(name), now.get(name)
        if before is None or after is None:
            yield RuleChange(_kind(what, after is not None), name)
        elif before != after:
            yield _changed(name, before, after)


def _kind(what: Literal["rule", "topic"], added: bool) -> ChangeKind:
    if what == "rule":
        return "rule-added" if added else "rule-removed"
    return "topic-added" if added else "topic-removed"


def _changed(name: str, before: BaseModel, after: BaseModel) -> RuleChange:
    if not (isinstance(before, Rule) and isinstance(after, Rule)):
        return RuleChange("topic-changed", name, _fields(before, after))
    fields = _fields(before, after)
    parts = tuple(part for part, keys in RULE_PARTS.items() if any(key in fields for key in keys))
    severities = (before.severity, after.severity) if "severity" in parts else ("", "")
    return RuleChange("rule-changed", name, parts, *severities)


def _fields(before: BaseModel, after: BaseModel) -> tuple[str, ...]:
    return tuple(key for key in type(after).model_fields if getattr(before, key) != getattr(after, key))


def _severities(was: PackContent | None, now: PackContent) -> Iterator[RuleChange]:
    """A change of a rule that is gone ended with the rule."""
    own = {each.id: each.severity for each in now.rules}
    before = {each.rule: each for each in (was.severities if was else ())}
    after = {each.rule: each for each in now.severities}
    for rule in sorted(before.keys() | after.keys()):
        old, new = before.get(rule), after.get(rule)
        if old == new or (new is None and rule not in own):
            continue
        worth = own.get(rule, "")
        severities = (old.severity if old else worth, new.severity if new else worth)
        if new is None:
            yield RuleChange("severity-ended", rule, (), *severities, old)
        else:
            yield RuleChange("severity-changed" if old else "severity-set", rule, (), *severities, new)
