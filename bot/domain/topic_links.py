"""Which clauses of a library speak of which topics of the known questions: found by meaning and by words."""

from collections.abc import Mapping, Sequence
from math import log
from typing import Any

from bot.domain.asking import content_words
from bot.domain.clauses import Clause
from bot.domain.known_questions import KnownQuestions
from bot.domain.linking import passages
from bot.domain.question_kernel import Recall, Vectors, WordIndex, of_topics

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
    index: WordIndex,
) -> tuple[Any, Any]:
    """Two arrays (topics, places): how surely a place speaks of a topic, and, more softly, how near it comes.

    Surely: a passage of it does, and hardly more of another topic. Softly: by how much less near it is than
    the nearest place. `at` is the place of each clause; `vectors` has all their passages; `index` the
    words of the known questions.
    """
    import numpy as np

    surely, softly = np.zeros((len(known.topics), count)), np.zeros((len(known.topics), count))
    rows = [row for row, topic in enumerate(known.topics.values()) if topic.about]
    if not rows or not clauses:
        return surely, softly
    shared = _shared_words(known, rows, clauses, index)
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


def _shared_words(
    known: KnownQuestions, rows: Sequence[int], clauses: Sequence[Clause], index: WordIndex
) -> Any:
    """(rows, clauses): how much of a clause's words a topic has; words that few topics have count more."""
    import numpy as np

    words = [frozenset(content_words(clause.searchable)) for clause in clauses]
    place = {word: at for at, word in enumerate(sorted(frozenset().union(*words)))}
    said = np.zeros((len(known.topics), len(place)))
    belongs = of_topics(known) > 0
    for word, at in place.items():
        if word in index.places:
            said[:, at] = belongs[index.places[word][0]].any(axis=0)
    for row, topic in enumerate(known.topics.values()):
        for text in (topic.about.fr, topic.about.en) if topic.about else ():
            said[row, [place[word] for word in content_words(text) if word in place]] = 1.0
    said = said[rows]
    often = said.sum(axis=0)
    # A word of no topic counts a little more than one of a single topic.
    weights = np.where(often > 0, np.log((len(rows) + 1) / (often + 0.5)) + 0.01, log(len(rows) + 1) + 0.7)
    there = np.zeros((len(clauses), len(place)))
    for number, each in enumerate(words):
        there[number, [place[word] for word in each]] = 1.0
    return (said * weights) @ there.T / np.maximum(there @ weights, 1e-9)


def rarity_of(words: Sequence[frozenset[str]]) -> Mapping[str, float]:
    """Inverse document frequency, by word."""
    seen: dict[str, int] = {}
    for there in words:
        for word in there:
            seen[word] = seen.get(word, 0) + 1
    return {word: log((len(words) + 1) / (count + 0.5)) + 0.01 for word, count in seen.items()}
