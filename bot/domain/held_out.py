"""Posts held out while learning: what is found in them by those who never saw them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf
from typing import Any

from bot.domain.checking import find_problems
from bot.domain.clauses import text_fingerprint
from bot.domain.findings import Severity
from bot.domain.labelled import TaughtPost
from bot.domain.meaning import DOUBTED, OF_NEWS, Sensed, own_and_shared, speaking_most, units_of
from bot.domain.news import is_news
from bot.domain.pack import RulePack

_ONE_IN = 8


def is_kept_back(text: str) -> bool:
    """Whether a labelled post is of the eighth from which nothing is learned while thresholds are chosen.

    By its fingerprint, so that whoever tunes the encoder keeps back the same ones: what an encoder was tuned
    on it tells apart better than anything it will ever read.
    """
    return int(text_fingerprint(text)[:8], 16) % _ONE_IN == 0


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A post held out while learning: the rules it breaks, and what each scores in it (logits)."""

    broken: frozenset[str]
    found: Mapping[str, float]
    """The rules whose words find something in it, above a suggestion, and what they score there."""
    scores: Mapping[str, float]
    """The highest of each rule."""

    def finds(self, rule: str, threshold: float) -> bool:
        """Whether the rule finds something: by what is meant, or by words that are not doubted."""
        return self.scores[rule] > threshold or self.found.get(rule, float("-inf")) >= threshold - DOUBTED


def held_out(taught: TaughtPost, scores: Any, pack: RulePack) -> HeldOut:
    """What a post is held out with.

    `scores` has a row a unit and a column a rule, in order, then one for whether anything is wrong.
    """
    import numpy as np

    names = sorted(pack.by_meaning)
    mild = np.array([name in pack.mild for name in names])
    own, shared = own_and_shared(scores, mild)
    parts = [unit.span for unit in units_of(taught.post) if unit.is_part]
    in_parts = shared[: len(parts)].T.tolist()
    sensed = Sensed(margins=dict(zip(names, in_parts, strict=True)), parts=parts)
    news = is_news(taught.post)
    highest = np.where(speaking_most(own, mild), shared - OF_NEWS * news, -np.inf).max(axis=0).tolist()
    found = _found_by_words(taught, pack, sensed)
    return HeldOut(
        taught.labelled.rules,
        {rule: score - DOUBTED * news for rule, score in found.items()},
        dict(zip(names, highest, strict=True)),
    )


def _found_by_words(taught: TaughtPost, pack: RulePack, sensed: Sensed) -> dict[str, float]:
    """The rules whose words find something, each with the highest score where they stand.

    Words that always count (`Detector.sure`) stand above any threshold: they are what is found even where
    nothing of what the rules are about is meant.
    """
    found: dict[str, float] = {}
    for each in find_problems(taught.post, pack, "fr"):
        if each.severity > Severity.SUGGESTION:
            span = taught.post.folded_span(*each.place) if each.place else None
            places = sensed.touched(span) if span and each.rule in sensed.margins else []
            score = max((sensed.margins[each.rule][place] for place in places), default=inf)
            found[each.rule] = max(score, found.get(each.rule, -inf))
    if found:
        disbelieved = replace(sensed, margins={rule: [-inf] * len(sensed.parts) for rule in sensed.margins})
        sure = find_problems(taught.post, pack, "fr", lambda _: disbelieved)
        found |= {each.rule: inf for each in sure if each.severity > Severity.SUGGESTION}
    return found
