"""Thresholds from posts held out: how sure a rule must be before it speaks.

Logistic regressions speak the same language, so one threshold (a logit) serves all rules, lower for those
that block; a threshold for each would be fitted to few posts. It is the lowest at which words and meaning
together flag no more than `FLAGGED` of the clean posts held out.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

FLAGGED = 0.055
"""Of clean posts, most of which were written to look as if they were not."""
_OF_A_SEVERE = 1.0
"""By how much less sure a rule that blocks has to be: no such post may pass."""
_STEPS = tuple(step / 20 for step in range(-40, 101))


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A post held out while learning: the rules it breaks, and the highest score (a logit) of each rule."""

    broken: frozenset[str]
    found: frozenset[str]
    """The rules whose words find something in it, above a suggestion."""
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A threshold, and the precision and recall of the rule, words and meaning, on the posts held out."""

    threshold: float
    precision: float
    recall: float


def choose_thresholds(
    posts: Sequence[HeldOut], rules: Sequence[str], severe: Collection[str]
) -> dict[str, Chosen]:
    """One threshold a rule; the highest there is where no threshold flags few enough clean posts."""
    clean = [post for post in posts if not post.broken]
    common = next((step for step in _STEPS if _flagged(clean, step, rules, severe) <= FLAGGED), _STEPS[-1])
    return {rule: _told(rule, _threshold(common, rule, severe), posts) for rule in rules}


def _threshold(common: float, rule: str, severe: Collection[str]) -> float:
    return common - _OF_A_SEVERE if rule in severe else common


def _flagged(clean: Sequence[HeldOut], common: float, rules: Sequence[str], severe: Collection[str]) -> float:
    flagged = sum(
        bool(post.found) or any(post.scores[rule] > _threshold(common, rule, severe) for rule in rules)
        for post in clean
    )
    return flagged / len(clean) if clean else 0.0


def _told(rule: str, threshold: float, posts: Sequence[HeldOut]) -> Chosen:
    found = [post for post in posts if rule in post.found or post.scores[rule] > threshold]
    right = sum(rule in post.broken for post in found)
    there = sum(rule in post.broken for post in posts)
    return Chosen(threshold, right / len(found) if found else 0.0, right / there if there else 0.0)
