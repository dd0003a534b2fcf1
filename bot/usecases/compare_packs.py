"""Compare two rule packs on the same posts: which gain a finding, which lose one, which change severity."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.domain.checking import apply_rules
from bot.domain.draft import Draft
from bot.domain.findings import Finding, Severity, Verdict, verdict_of
from bot.domain.pack import RulePack
from bot.usecases.sense import SensePorts, sense_by


@dataclass(frozen=True, slots=True)
class PackChange:
    """What two packs say differently of one post; severities by rule, None where it finds nothing."""

    post: str
    was: Verdict
    now: Verdict
    rules: tuple[tuple[str, Severity | None, Severity | None], ...]
    quotes: tuple[str, ...]
    """The words that only one of the packs marks."""


def compare_packs(
    old: RulePack, new: RulePack, posts: Iterable[tuple[str, Draft]], ports: SensePorts
) -> Iterator[PackChange]:
    """The posts, by their id, that the packs judge differently; in order."""
    sense_old, sense_new = sense_by(old, ports), sense_by(new, ports)
    for post, draft in posts:
        before = apply_rules(draft, old, draft.language or "fr", sense_old)
        after = apply_rules(draft, new, draft.language or "fr", sense_new)
        was, now = _severities(before), _severities(after)
        changed = tuple(
            (rule, was.get(rule), now.get(rule))
            for rule in sorted(was.keys() | now.keys())
            if was.get(rule) != now.get(rule)
        )
        if changed:
            rules = {rule for rule, _, _ in changed}
            quotes = dict.fromkeys(
                each.quote for each in (*before, *after) if each.rule in rules and each.quote
            )
            yield PackChange(post, verdict_of(before), verdict_of(after), changed, tuple(quotes))


def _severities(findings: Iterable[Finding]) -> dict[str, Severity]:
    worst: dict[str, Severity] = {}
    for each in findings:
        worst[each.rule] = max(each.severity, worst.get(each.rule, each.severity))
    return worst
