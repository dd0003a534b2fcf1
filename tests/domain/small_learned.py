"""What a rule learned, small enough to be reckoned by hand: a few words, and vectors of two numbers."""

from collections.abc import Mapping
from typing import Any

from bot.domain.learned import Classifier, Learned, LearnedRule
from bot.domain.meaning import Sense, Sensed, Vector, sensed_by, units_of
from bot.domain.posts import Post

DIMENSION = 2


def learned_rule(**given: Any) -> LearnedRule:
    """A rule that nothing makes suspect but the words given; two numbers of a unit, two of the whole."""
    record = {
        "threshold": 0.0,
        "bias": -1.0,
        "sentence": (0.0,) * (2 * DIMENSION),
        "words": {},
        "precision": 1.0,
        "recall": 1.0,
    }
    return LearnedRule.model_validate({**record, **given})


def learned_of(embedder: str = "tiny-2", wrong: Classifier | None = None, **rules: LearnedRule) -> Learned:
    """These rules, their names with hyphens; nothing is wrong at large unless `wrong` says so."""
    named = {name.replace("_", "-"): rule for name, rule in rules.items()}
    wide = len(next(iter(named.values())).sentence) if named else 2 * DIMENSION
    silent = Classifier(bias=0.0, sentence=(0.0,) * wide, words={})
    return Learned(embedder=embedder, learned_from="f" * 64, wrong=wrong or silent, rules=named)


def learned_text(embedder: str = "tiny-2", **rules: LearnedRule) -> str:
    """The same, as `learned.json` has it."""
    return learned_of(embedder, **rules).model_dump_json()


def sense_with(learned: Learned, vectors: Mapping[int, Vector] | None = None, caution: float = 0.0) -> Sense:
    """Judges posts by what was learned; a unit at a place that is given has that vector."""

    def sense(post: Post) -> Sensed:
        zeros = (0.0,) * DIMENSION
        read = [(unit, (vectors or {}).get(place, zeros)) for place, unit in enumerate(units_of(post))]
        return sensed_by(learned, post, read, caution)

    return sense
