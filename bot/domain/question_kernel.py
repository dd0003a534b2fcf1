"""How alike questions are, and what known ones say of the topics of a new one.

Kernel ridge regression (Murphy, Probabilistic Machine Learning: An Introduction, 17.3.9): a question is of
the topics of those that it resembles, in meaning, in its rarer words and in its letters. The coefficients
depend on the known questions alone, on no library: they are computed once (`recall_of`) and kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import log
from typing import Any

from bot.domain.asking import content_words
from bot.domain.known_questions import KnownQuestions
from bot.domain.question_letters import LetterIndex, index_letters, shared_letters

_WIDTH = 2.0
"""How quickly the likeness of two questions falls with the cosine; chosen on held-out questions."""
_OF_WORDS, _OF_LETTERS = 0.15, 0.5
"""What sharing all words, and all letters, counts for beside meaning; chosen likewise, a writer left out."""
RIDGE = 0.2
"""How much is allowed for questions that were misunderstood."""

Vectors = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class WordIndex:
    """Where each stem is: rows and weights; a row has unit length over its stems."""

    count: int
    rarity: Mapping[str, float]
    places: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Recall:
    """What was computed of known questions: a row each, in the order of `KnownQuestions.asked`."""

    embedder: str
    known: str
    """`fingerprint_of` the known questions."""
    vectors: Any
    """(n, dimension)"""
    abouts: Any
    """(topics, 2, dimension): of what each topic is about, in French and in English; zeros for none."""
    coefficients: Any
    """(n, topics)"""


def fingerprint_of(known: KnownQuestions) -> str:
    """Tells whether what was computed is of these questions and topics."""
    said = [(name, topic.about and (topic.about.fr, topic.about.en)) for name, topic in known.topics.items()]
    return sha256(repr((said, list(known.questions()))).encode()).hexdigest()


def texts_of(known: KnownQuestions) -> list[str]:
    """Every text of the known questions that must be embedded."""
    texts = list(known.asked())
    for topic in known.topics.values():
        if topic.about:
            texts += [topic.about.fr, topic.about.en]
    return list(dict.fromkeys(texts))


def recall_of(known: KnownQuestions, vectors: Vectors, embedder: str) -> Recall:
    """Computed from `vectors`, which has `texts_of` the known questions; seconds for some thousands."""
    import numpy as np

    asked = list(known.asked())
    whole = np.asarray([vectors[text] for text in asked], dtype=np.float32)
    abouts = np.zeros((len(known.topics), 2, whole.shape[1]), dtype=np.float32)
    for row, topic in enumerate(known.topics.values()):
        if topic.about:
            abouts[row] = [vectors[topic.about.fr], vectors[topic.about.en]]
    allowed = likeness_of_all(whole, asked) + RIDGE * np.eye(len(asked), dtype=np.float32)
    coefficients = np.linalg.solve(allowed, of_topics(known))
    return Recall(embedder, fingerprint_of(known), whole, abouts, coefficients)


def of_topics(known: KnownQuestions) -> Any:
    """(n, topics): 1 where a known question is of a topic."""
    import numpy as np

    number = {name: at for at, name in enumerate(known.topics)}
    asked = known.asked()
    rows = np.zeros((len(asked), len(number)), dtype=np.float32)
    for row, topics in enumerate(asked.values()):
        rows[row, [number[name] for name in topics]] = 1.0
    return rows


def index_words(texts: Sequence[str]) -> WordIndex:
    """The stems of some texts; rarer ones weigh more."""
    import numpy as np

    stems = [frozenset(content_words(text)) for text in texts]
    seen: dict[str, list[int]] = {}
    for row, there in enumerate(stems):
        for word in there:
            seen.setdefault(word, []).append(row)
    rarity = {word: _rarity(len(rows), len(texts)) for word, rows in seen.items()}
    lengths = np.array([_length(there, rarity, len(texts)) for there in stems])
    places = {word: (np.array(rows), rarity[word] / lengths[rows]) for word, rows in seen.items()}
    return WordIndex(len(texts), rarity, places)


def shared_words(text: str, index: WordIndex) -> Any:
    """(n,): how much of their words a text shares with each of those indexed, 0 to 1 (tf–idf cosine)."""
    import numpy as np

    shared = np.zeros(index.count)
    there = frozenset(content_words(text))
    length = _length(there, index.rarity, index.count)
    for word in there & index.places.keys():
        rows, weights = index.places[word]
        shared[rows] += index.rarity[word] / length * weights
    return shared


def likeness(text: str, vector: Any, vectors: Any, index: WordIndex, letters: LetterIndex) -> Any:
    """(n,): how alike a question is to each known one, in meaning, words and letters; 1.65 for itself."""
    import numpy as np

    return np.exp(_WIDTH * (vectors @ vector - 1)) + _shared(text, index, letters)


def likeness_of_all(vectors: Any, texts: Sequence[str]) -> Any:
    """(n, n): the same of all known questions with each other."""
    import numpy as np

    index, letters = index_words(texts), index_letters(texts)
    alike = np.exp(_WIDTH * (vectors @ vectors.T - 1))
    for row, text in enumerate(texts):
        alike[row] += _shared(text, index, letters)
    return alike


def _shared(text: str, index: WordIndex, letters: LetterIndex) -> Any:
    return _OF_WORDS * shared_words(text, index) + _OF_LETTERS * shared_letters(text, letters)


def _rarity(count: int, of: int) -> float:
    return log((1 + of) / (1 + count)) + 1


def _length(stems: frozenset[str], rarity: Mapping[str, float], of: int) -> float:
    unheard = _rarity(1, of)
    return float(sum(rarity.get(word, unheard) ** 2 for word in stems) ** 0.5) or 1.0
