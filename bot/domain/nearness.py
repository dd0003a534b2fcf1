"""Meaning without a model: which labelled example a sentence is nearest to.

A sentence is a hit when its cosine with a bad example reaches the threshold and beats every good
example by the margin; or, with stored coefficients, when a logistic classifier says so. The hit
always names the bad example it is nearest to.
"""

import math
from collections.abc import Callable, Mapping, Sequence

from bot.domain.draft import Draft
from bot.domain.rules import Examples

Vectors = Mapping[str, Sequence[float]]
"""Text → unit-length embedding: the draft's sentences and the rules' examples alike."""

VectorsOf = Callable[[Draft], Vectors]
"""Embeds what judging a draft by meaning needs."""


def no_vectors(draft: Draft) -> Vectors:
    """For packs in which no rule judges by meaning."""
    return {}


def cosine(left: Sequence[float], right: Sequence[float]) -> float:
    """Cosine of two unit vectors."""
    return sum(a * b for a, b in zip(left, right, strict=True))


def _probability(weights: Sequence[float], vector: Sequence[float]) -> float:
    score = cosine(weights[:-1], vector) + weights[-1]
    return 1 / (1 + math.exp(-score))


def nearest_example(
    sentence: str, bad: Sequence[str], good: Sequence[str], detector: Examples, vectors: Vectors
) -> str | None:
    """The bad example that makes this sentence a hit, or None. Texts without a vector are ignored."""
    vector = vectors[sentence]
    near = max(((cosine(vector, vectors[text]), text) for text in bad if text in vectors), default=None)
    if near is None:
        return None
    if detector.weights:
        return near[1] if _probability(detector.weights, vector) >= detector.threshold else None
    against = max((cosine(vector, vectors[text]) for text in good if text in vectors), default=0.0)
    return near[1] if near[0] >= detector.threshold and near[0] - against >= detector.margin else None
