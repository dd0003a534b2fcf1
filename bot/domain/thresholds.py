"""Thresholds from posts held out: how sure a rule must be before it speaks.

Logistic regressions speak the same language, so one threshold (a logit) serves all rules, lower for those
that block; a threshold for each would be fitted to few posts. It is the lowest at which words and meaning
together flag no more than `FLAGGED` of the clean posts held out. Rules that only suggest keep to their own.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.domain.held_out import HeldOut

FLAGGED = 0.09
"""Of clean posts, most of which were written to look as if they were not."""
_OF_A_SEVERE = 2.0
"""By how much less sure a rule that blocks has to be: no such post may pass."""
_OF_THE_MILD = 0.5
"""The threshold of rules that only suggest: what they say changes no verdict, and should be right."""
_STEPS = tuple(step / 20 for step in range(-40, 101))


@dataclass(frozen=True, slots=True)
class Chosen:
    """A threshold, and the precision and recall of the rule, words and meaning, on the posts held out."""

    threshold: float
    precision: float
    recall: float


def choose_thresholds(
    posts: Sequence[HeldOut], rules: Sequence[str], severe: Collection[str], mild: Collection[str] = ()
) -> dict[str, Chosen]:
    """One threshold a rule; the highest there is where no threshold flags few enough clean posts."""
    clean = [post for post in posts if not post.broken]
    judging = [rule for rule in rules if rule not in mild]

    def flagged(common: float) -> float:
        found = sum(any(post.finds(rule, common - _ease(rule, severe)) for rule in judging) for post in clean)
        return found / len(clean) if clean else 0.0

    common = next((step for step in _STEPS if flagged(step) <= FLAGGED), _STEPS[-1])
    return {
        rule: _told(rule, _OF_THE_MILD if rule in mild else common - _ease(rule, severe), posts)
        for rule in rules
    }


def _ease(rule: str, severe: Collection[str]) -> float:
    return _OF_A_SEVERE if rule in severe else 0.0


def _told(rule: str, threshold: float, posts: Sequence[HeldOut]) -> Chosen:
    found = [post for post in posts if post.finds(rule, threshold)]
    right = sum(rule in post.broken for post in found)
    there = sum(rule in post.broken for post in posts)
    return Chosen(threshold, right / len(found) if found else 0.0, right / there if there else 0.0)
