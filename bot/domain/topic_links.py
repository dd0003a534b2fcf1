"""Which clauses of a library speak of which topics of the known questions: found by meaning and by words."""

from collections.abc import Mapping, Sequence
from math import log
from typing import Any

from bot.domain.asking import content_words, share_of
from bot.domain.clauses import Clause
from bot.domain.known_questions import KnownQuestions, Topic
from bot.domain.linking import passages
from bot.domain.question_kernel import Recall, Vectors, of_topics

_SPEAKS_OF, _SOFTLY = 0.37, 0.015
"""How near passage and topic are when it is even whether it speaks of it; how quickly that changes."""
_RIVALRY = 0.03
"""By how much another topic may be nearer to the passage. All topics of the sample library, and most of three
others with other words and numbers, were linked right with these; cosines alone missed most of the others."""
_NEAREST = 4
"""Questions of a topic that say how near a passage is to what people ask of it."""
_OF_WORDS = 0.2
"""What sharing all of a clause's words with a topic counts for."""
_NEXT_TO_IT = 0.05
"""How quickly a clause counts less for a topic that another one is nearer to."""


def link_topics(
    known: KnownQuestions,
    recall: Recall,
    clauses: Sequence[Clause],
    at: Sequence[int],
    count: int,
    vectors: Vectors,
) -> tuple[Any, Any]:
    """Two arrays (topics, places): how surely a place speaks of a topic, and, more softly, how near it comes.

    Surely: a passage of it does, and hardly more of another topic. Softly: by how much less near it is than
    the nearest place. `at` is the place of each clause; `vectors` has all their passages.
    """
    import numpy as np

    surely, softly = np.zeros((len(known.topics), count)), np.zeros((len(known.topics), count))
    rows = [row for row, topic in enumerate(known.topics.values()) if topic.about]
    if not rows or not clauses:
        return surely, softly
    topics = list(known.topics.values())
    shared = _shared_words([topics[row] for row in rows], clauses)
    nearest = np.full((len(rows), count), -1.0)
    read = [passages(clause) for clause in clauses]
    near = _nearness(known, recall, rows, [text for texts in read for text in texts], vectors)
    end = 0
    for number, (texts, place) in enumerate(zip(read, at, strict=True)):
        begin, end = end, end + len(texts)
        strength = near[:, begin:end] + _OF_WORDS * shared[:, number : number + 1]
        rivals = strength.max(axis=0, keepdims=True) - strength <= _RIVALRY
        best = np.where(rivals, 1 / (1 + np.exp(-(strength - _SPEAKS_OF) / _SOFTLY)), 0.0).max(axis=1)
        surely[rows, place] = np.maximum(surely[rows, place], best)
        nearest[:, place] = np.maximum(nearest[:, place], strength.max(axis=1))
    behind = np.exp((nearest - nearest.max(axis=1, keepdims=True)) / _NEXT_TO_IT)
    softly[rows] = behind / (1 + np.exp(-(nearest - _SPEAKS_OF) / (2 * _SOFTLY)))
    return surely, softly


def _nearness(
    known: KnownQuestions, recall: Recall, rows: Sequence[int], texts: Sequence[str], vectors: Vectors
) -> Any:
    """(rows, texts): the mean of two cosines, with what a topic is about and with what is asked of it."""
    import numpy as np

    read = np.asarray([vectors[text] for text in texts], dtype=np.float32)
    about = (recall.abouts[rows] @ read.T).max(axis=1)
    cosines = recall.vectors @ read.T
    belongs = of_topics(known) > 0
    asked = []
    for row in rows:
        own = cosines[belongs[:, row]]
        nearest = min(_NEAREST, len(own))
        asked.append(np.partition(own, len(own) - nearest, axis=0)[-nearest:].mean(axis=0))
    return (about + np.stack(asked)) / 2


def _shared_words(topics: Sequence[Topic], clauses: Sequence[Clause]) -> Any:
    """(topics, clauses): how much of a clause's words a topic has; words that few topics have count more."""
    import numpy as np

    said = []
    for topic in topics:
        abouts = [topic.about.fr, topic.about.en] if topic.about else []
        said.append(
            frozenset(word for text in (*abouts, *topic.fr, *topic.en) for word in content_words(text))
        )
    weights = rarity_of(said)
    rare = log(len(topics) + 1) + 0.7
    words = [frozenset(content_words(clause.searchable)) for clause in clauses]
    return np.array([[share_of(there, each, weights, rare) for there in words] for each in said])


def rarity_of(words: Sequence[frozenset[str]]) -> Mapping[str, float]:
    """Inverse document frequency, by word."""
    seen: dict[str, int] = {}
    for there in words:
        for word in there:
            seen[word] = seen.get(word, 0) + 1
    return {word: log((len(words) + 1) / (count + 0.5)) + 0.01 for word, count in seen.items()}
