"""Meaning without a model: a linear classifier a rule, learned from labelled posts.

A post is read sentence by sentence and in pairs of neighbouring sentences. What is judged of each is its
embedding, the mean of the sentences around it (what it stands in), and its words and pairs of words: one
logistic regression a rule, whose coefficients are stored. A sentence is suspect when the score passes the
rule's threshold, or when a pair does of which it is the more suspect half; the nearest labelled sentence is
named.
"""

import base64
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import isfinite
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, FiniteFloat, PlainSerializer, PlainValidator, model_validator

from bot.domain.firm import Strict
from bot.domain.posts import Post
from bot.domain.sentences import Span

if TYPE_CHECKING:
    import numpy as np

Vector = Sequence[float]

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[%$€£?!@#]|[\u2600-\u27bf\U0001f300-\U0001faff]")
_STEM = 6
"""Letters of a word that its endings leave alone, in French and in English, nearly always."""
_AROUND = 4
"""Sentences on each side that say what a unit stands in: the whole post, unless it is long."""
_MOST = 60
"""Sentences of a post that are judged by meaning: embedding costs two milliseconds each."""


def terms_of(plain: str) -> list[str]:
    """What counts of the words of a folded text: whole words, stems, and pairs of neighbouring stems."""
    words = ["0" if word.isdigit() else word for word in _TOKEN.findall(plain)]
    stems = [f"{word[:_STEM]}*" if len(word) > _STEM else word for word in words]
    pairs = (f"{left} {right}" for left, right in pairwise(stems))
    return list(dict.fromkeys((*words, *stems, *pairs)))


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or two neighbours, as folded spans; `sentences` are the places of those it is made of."""

    span: Span
    sentences: tuple[int, ...]


def units_of(post: Post) -> list[Unit]:
    """The sentences of a post that are judged, then each with the next."""
    spans = post.sentences[:_MOST]
    singles = [Unit(span, (place,)) for place, span in enumerate(spans)]
    pairs = [
        Unit((left.span[0], right.span[1]), (left.sentences[0], right.sentences[0]))
        for left, right in pairwise(singles)
    ]
    return singles + pairs


def read_aloud(post: Post, unit: Unit) -> str:
    """What is embedded of a unit: the words as a reader sees them through any disguise, accents kept."""
    return post.folded.accented[slice(*unit.span)]


def _packed(values: Iterable[float]) -> str:
    import numpy as np  # loaded for meaning only

    return base64.b64encode(np.asarray(values, dtype="<f2").tobytes()).decode("ascii")


def _unpacked(given: Any) -> tuple[float, ...]:
    import numpy as np

    if isinstance(given, str):
        given = np.frombuffer(base64.b64decode(given, validate=True), dtype="<f2").astype(float).tolist()
    if not isinstance(given, list | tuple) or not all(
        isinstance(each, float | int) and isfinite(each) for each in given
    ):
        raise ValueError("these are not numbers")
    return tuple(given)


Packed = Annotated[tuple[float, ...], PlainValidator(_unpacked), PlainSerializer(_packed)]
"""Numbers written as half-precision floats in base64: a thousand of them on one line."""


class LearnedRule(Strict):
    """What was learned for one rule; thresholds and coefficients are logits."""

    threshold: FiniteFloat
    bias: FiniteFloat
    sentence: Packed
    """Coefficients of a unit's embedding, then of the mean of what surrounds it."""
    words: dict[str, FiniteFloat]
    near: tuple[str, ...] = ()
    """Labelled sentences that a finding may name, as it is close to one of them."""
    precision: float = Field(ge=0, le=1)
    """On posts held out while learning, at the threshold."""
    recall: float = Field(ge=0, le=1)


class Learned(Strict):
    """What was learned from the labelled posts of a pack, for one embedder."""

    embedder: str
    learned_from: str
    """A fingerprint of the labelled posts: others ask for learning again."""
    rules: dict[str, LearnedRule]

    @model_validator(mode="after")
    def _rules_agree(self) -> "Learned":
        if len({len(rule.sentence) for rule in self.rules.values()}) > 1:
            raise ValueError("the rules have different numbers of coefficients")
        return self

    def __eq__(self, other: object) -> bool:
        """By what was learned: the arrays made of it on first use have no truth value."""
        if not isinstance(other, Learned):
            return NotImplemented
        mine, theirs = (self.embedder, self.learned_from), (other.embedder, other.learned_from)
        return mine == theirs and self.rules == other.rules

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The rules, in order."""
        return tuple(self.rules)

    @cached_property
    def weights(self) -> "np.ndarray[Any, Any]":
        """One column a rule: the coefficients of what is embedded."""
        import numpy as np

        return np.array([each.sentence for each in self.rules.values()], dtype=np.float32).T

    @cached_property
    def biases(self) -> "np.ndarray[Any, Any]":
        """One a rule, its threshold taken off: a rule is suspect above zero."""
        import numpy as np

        return np.array([each.bias - each.threshold for each in self.rules.values()], dtype=np.float32)

    @cached_property
    def by_term(self) -> Mapping[str, Sequence[tuple[int, float]]]:
        """For each term, the rules it speaks for or against, and how much."""
        return _turned([each.words for each in self.rules.values()])


def _turned(weights: Sequence[Mapping[str, float]]) -> dict[str, list[tuple[int, float]]]:
    turned: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for column, of_rule in enumerate(weights):
        for name, weight in of_rule.items():
            turned[name].append((column, weight))
    return turned


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A sentence, as a folded span, that means what a rule is about, and by how much it passes (a logit)."""

    span: Span
    sentence: int
    """Its place among the post's sentences, and so among its units."""
    margin: float
    example: str = ""
    """The labelled sentence it is nearest to."""


Suspicions = Mapping[str, Sequence[Suspicion]]
"""By rule."""

Sense = Callable[[Post], Suspicions]
"""What a post means; it embeds the sentences."""


def suspicions(
    learned: Learned, post: Post, vectors: Sequence[Vector], caution: float = 0.0
) -> dict[str, list[Suspicion]]:
    """What a post's units (`units_of`, with their `vectors` in the same order) mean, by rule.

    `caution` is added to every threshold.
    """
    units = units_of(post)
    if not units or not learned.rules:
        return {}
    margins = _margins(learned, post, units, vectors) - caution
    suspected = {rule: _suspected(margins[:, column], units) for column, rule in enumerate(learned.names)}
    return {
        rule: [
            Suspicion(_telling_part(learned.rules[rule], post, units[place].span), place, margin)
            for place, margin in sorted(sentences.items())
        ]
        for rule, sentences in suspected.items()
        if sentences
    }


def _suspected(margins: Any, units: Sequence[Unit]) -> dict[int, float]:
    """The places of the sentences that a rule suspects, with the margin by which it does."""
    suspected: dict[int, float] = {}
    for row in range(len(units)):
        margin = float(margins[row])
        if not margin > 0:
            continue
        # Of a pair the half that is more suspect, unless a half is suspect by itself.
        sentences = units[row].sentences
        worst = max(sentences, key=lambda place: margins[place])
        if len(sentences) == 1 or margins[worst] <= 0:
            suspected[worst] = max(margin, suspected.get(worst, 0.0))
    return suspected


def with_surroundings(units: Sequence[Unit], vectors: Sequence[Vector]) -> "np.ndarray[Any, Any]":
    """A row a unit: its embedding, then the mean of the sentences around it, what it stands in."""
    import numpy as np

    embedded = np.asarray(vectors, dtype=np.float32)
    sentences = embedded[: sum(len(unit.sentences) == 1 for unit in units)]
    around = [
        sentences[max(0, unit.sentences[0] - _AROUND) : unit.sentences[-1] + _AROUND + 1].mean(axis=0)
        for unit in units
    ]
    return np.hstack([embedded, np.stack(around)])


def _margins(learned: Learned, post: Post, units: Sequence[Unit], vectors: Sequence[Vector]) -> Any:

    margins = with_surroundings(units, vectors) @ learned.weights + learned.biases
    for row, unit in enumerate(units):
        terms = terms_of(post.folded.plain[slice(*unit.span)])
        share = 1 / len(terms) ** 0.5 if terms else 0.0
        for term in terms:
            for column, weight in learned.by_term.get(term, ()):
                margins[row, column] += share * weight
    return margins


_PART = re.compile(r"[^,;:()–—]+")
_LONG_ENOUGH = 90
"""Characters up to which a sentence is marked whole: it is read at a glance."""


def _telling_part(rule: LearnedRule, post: Post, span: Span) -> Span:
    """The part of a long sentence, between commas and the like, whose words speak most for the rule."""
    if span[1] - span[0] <= _LONG_ENOUGH:
        return span
    plain = post.folded.plain
    parts = [part.span() for part in _PART.finditer(plain, *span) if len(part.group().split()) > 1]
    if not parts:
        return span

    def says(part: Span) -> float:
        return sum(rule.words.get(term, 0.0) for term in terms_of(plain[slice(*part)]))

    start, end = max(parts, key=says)
    return start + len(plain[start:end]) - len(plain[start:end].lstrip()), start + len(
        plain[start:end].rstrip()
    )


def nearest(vector: Vector, examples: Mapping[str, Vector]) -> str:
    """The example of the highest cosine with a unit vector; "" when there is none."""
    return max(
        examples, key=lambda text: sum(a * b for a, b in zip(vector, examples[text], strict=True)), default=""
    )
