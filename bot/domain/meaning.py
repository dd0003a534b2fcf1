"""Meaning without a model: what a post's sentences mean, judged by what was learned from labelled posts.

A post is read sentence by sentence, and in pairs of neighbours where both are short. What is judged of each
is its embedding, the mean of the sentences around it (what it stands in), and its words and pairs of words. A
sentence is suspect when its score passes a rule's threshold, or when a pair does of which it is the more
suspect half; the nearest labelled sentence is named. Far below the threshold, a rule's words are doubted.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from bot.domain.learned import Learned, LearnedRule
from bot.domain.news import is_news
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
_LONGEST = 240
"""Characters of a sentence that are judged at once: what is said in passing would drown in more."""
_MOST = 1_000
"""Parts of a post that are judged; of the few drafts that have more, several are judged at once."""
_HALF_SUSPECT = 4.0
"""How far below a threshold (a logit) the score of a sentence is worth reading with its neighbours'."""
DOUBTED = 6.0
"""How far below its threshold (a logit) a rule's words are not believed."""
OF_NEWS = 3.0
"""How much surer (a logit) a rule has to be of a few words in which nobody speaks and nobody is spoken to."""
_AS_MUCH = 1.5
"""By how much less than the rule that speaks most in a sentence another may speak there (a logit)."""
_BY_ITSELF = -1.0
"""What such a rule must score by itself (a logit), whatever else is wrong."""


def terms_of(plain: str) -> list[str]:
    """What counts of the words of a folded text: whole words, stems, and pairs of neighbouring stems."""
    words = ["0" if word.isdigit() else word for word in _TOKEN.findall(plain)]
    stems = [f"{word[:_STEM]}*" if len(word) > _STEM else word for word in words]
    pairs = (f"{left} {right}" for left, right in pairwise(stems))
    return list(dict.fromkeys((*words, *stems, *pairs)))


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a post, nearly always a sentence, or two neighbours, as a folded span."""

    span: Span
    parts: tuple[int, ...]
    """Its own place, or those of the two."""

    @property
    def is_part(self) -> bool:
        """Not a pair."""
        return len(self.parts) == 1


def units_of(post: Post) -> list[Unit]:
    """The parts of a post that are judged, in order, then each with the next where both are short."""
    pieces = [piece for sentence in post.sentences for piece in _pieces_of(sentence, post.folded.plain)]
    width = -(-len(pieces) // _MOST) or 1
    together = [pieces[first : first + width] for first in range(0, len(pieces), width)]
    parts = [Unit((those[0][0], those[-1][1]), (place,)) for place, those in enumerate(together)]
    pairs = [
        Unit((left.span[0], right.span[1]), (*left.parts, *right.parts))
        for left, right in pairwise(parts)
        if right.span[1] - left.span[0] <= _LONGEST
    ]
    return parts + pairs


def _pieces_of(sentence: Span, plain: str) -> Iterator[Span]:
    """The sentence, or pieces of one that is too long: cut between words where there are any."""
    start, end = sentence
    while end - start > _LONGEST:
        half, limit = start + _LONGEST // 2, start + _LONGEST
        cut = max(plain.rfind(mark, half, limit) for mark in ",;:\n") + 1 or plain.rfind(" ", half, limit) + 1
        yield start, cut or limit
        start = cut or limit
    yield start, end


def read_aloud(post: Post, unit: Unit) -> str:
    """What is embedded of a unit: the words as a reader sees them through any disguise, accents kept."""
    return post.folded.accented[slice(*unit.span)]


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A part of a post, as a folded span, that means what a rule is about, by a margin (a logit)."""

    span: Span
    part: int
    margin: float
    example: str = ""
    """The labelled sentence it is nearest to."""


@dataclass(frozen=True)
class Sensed:
    """What a post means, by rule, and where the words of a rule are not believed."""

    suspicions: Mapping[str, Sequence[Suspicion]] = field(default_factory=dict)
    margins: Mapping[str, Sequence[float]] = field(default_factory=dict)
    """By rule, for each part in order, by how much it passes the threshold."""
    parts: Sequence[Span] = ()
    """As folded spans."""
    doubted: float = DOUBTED
    """By how much words have to fail it before they are not believed."""

    def touched(self, span: Span) -> list[int]:
        """The places of the parts that a folded span touches."""
        return [place for place, part in enumerate(self.parts) if part[0] < span[1] and span[0] < part[1]]

    def doubts(self, rule: str, span: Span) -> bool:
        """Whether nothing that the span touches means, by far, what the rule is about."""
        margins = self.margins.get(rule)
        touched = self.touched(span)
        if not margins or not touched:
            return False
        return all(margins[place] < -self.doubted for place in touched)


Sense = Callable[[Post], Sensed]
"""What a post means; it embeds the sentences."""

Embed = Callable[[Sequence[str]], Sequence[Vector]]
Embedded = Sequence[tuple[Unit, Vector]]
"""The units of a post that are judged: the parts in order, then pairs."""


def read_units(learned: Learned, post: Post, embed: Embed) -> Embedded:
    """What is judged of a post: every part, then the pairs of which a half is half suspect by itself.

    The other pairs say nothing that a half does not, and would cost more than all parts together.
    """
    units = units_of(post)
    parts = [unit for unit in units if unit.is_part]
    if not parts or not learned.rules:
        return []
    read = list(zip(parts, embed([read_aloud(post, unit) for unit in parts]), strict=True))
    _, margins = _scores(learned, post, read)
    suspect = (margins[:, ~learned.mild] > -_HALF_SUSPECT).any(axis=1)
    pairs = [unit for unit in units if not unit.is_part and any(suspect[part] for part in unit.parts)]
    return [*read, *zip(pairs, embed([read_aloud(post, unit) for unit in pairs]), strict=True)]


def sensed_by(learned: Learned, post: Post, read: Embedded, caution: float = 0.0) -> Sensed:
    """What a post means, by those of its units that were read (`read_units`).

    `caution` is added to every threshold of what is suspected; what is doubted stays the same.
    """
    if not read or not learned.rules:
        return Sensed()
    units = [unit for unit, _ in read]
    own, margins = _scores(learned, post, read)
    news = is_news(post)
    caution += OF_NEWS if news else 0.0
    passing = (margins > caution) & speaking_most(own, learned.mild)
    parts = [unit.span for unit in units if unit.is_part]
    suspected = {
        rule: _suspected(margins[:, column] - caution, passing[:, column], units)
        for rule, column in learned.column.items()
    }
    return Sensed(
        {
            rule: [
                Suspicion(_telling_part(learned.rules[rule], post, units[part].span), part, margin)
                for part, margin in sorted(those.items())
            ]
            for rule, those in suspected.items()
            if those
        },
        {rule: margins[: len(parts), column].tolist() for rule, column in learned.column.items()},
        parts,
        0.0 if news else DOUBTED,
    )


def _scores(learned: Learned, post: Post, read: Embedded) -> tuple[Any, Any]:
    """A row a unit, a column a rule: what each scores by itself, and by how much it passes its threshold."""
    units = [unit for unit, _ in read]
    scores = with_surroundings(units, [vector for _, vector in read]) @ learned.weights + learned.biases
    rows, by_term = learned.terms, learned.by_term
    for row, unit in enumerate(units):
        terms = terms_of(post.folded.plain[slice(*unit.span)])
        known = [rows[term] for term in terms if term in rows]
        if known:
            scores[row] += by_term[known].sum(axis=0) / len(terms) ** 0.5
    own, shared = own_and_shared(scores, learned.mild)
    return own, shared - learned.thresholds


def own_and_shared(scores: Any, mild: Any) -> tuple[Any, Any]:
    """What each rule scores by itself, and with whether anything is wrong, the last column of `scores`.

    Rows are units. Of that last column nothing counts for rules that only suggest (`mild`).
    """
    import numpy as np

    own, wrong = scores[:, :-1], scores[:, -1:]
    return own, own + np.where(mild, 0.0, wrong)


def speaking_most(own: Any, mild: Any) -> Any:
    """Where a rule speaks most of all in its unit, or about as much: one mistake is not given ten names.

    `own` has a row a unit and a column a rule, what each scores by itself; `mild` tells which only suggest.
    """
    import numpy as np

    most = np.where(mild, -np.inf, own).max(axis=1, keepdims=True)
    return mild | (own >= most) | ((own >= most - _AS_MUCH) & (own > _BY_ITSELF))


def _suspected(margins: Any, passing: Any, units: Sequence[Unit]) -> dict[int, float]:
    """The parts that a rule suspects, with the margin by which it does."""
    suspected: dict[int, float] = {}
    for row in passing.nonzero()[0].tolist():
        # Of a pair the half that is more suspect, unless a half is suspect by itself.
        parts = units[row].parts
        worst = max(parts, key=lambda part: margins[part])
        if units[row].is_part or not any(passing[part] for part in parts):
            suspected[worst] = max(float(margins[row]), suspected.get(worst, 0.0))
    return suspected


def with_surroundings(units: Sequence[Unit], vectors: Sequence[Vector]) -> "np.ndarray[Any, Any]":
    """A row a unit: its embedding, then the mean of the parts around it, what it stands in."""
    import numpy as np

    embedded = np.asarray(vectors, dtype=np.float32)
    parts = embedded[: sum(unit.is_part for unit in units)]
    return np.hstack([embedded, np.stack([parts[around(unit)].mean(axis=0) for unit in units])])


def around(unit: Unit) -> slice:
    """The places of the parts that a unit stands in: its own, and some on each side."""
    return slice(max(0, unit.parts[0] - _AROUND), unit.parts[-1] + _AROUND + 1)


_PART = re.compile(r"(?:https?://\S+|(?<=\d)[,:](?=\d)|[^,;:()–—])+")
"""Between commas and the like, those of a number, of an hour and of an address aside."""
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
    if not examples:
        return ""
    import numpy as np

    cosines = np.asarray(list(examples.values()), dtype=np.float64) @ np.asarray(vector, dtype=np.float64)
    return list(examples)[int(cosines.argmax())]
