"""How likely the firm's documents answer a question, and which clauses do, learned from questions people ask.

A question resembles known ones (`domain/question_kernel`); each of those belongs to topics; whether a clause
speaks of a topic is a matter of this library (`domain/topic_links`), nothing of a firm's documents is in what
was learned. What the known questions say of each clause, with how near it is in meaning and in words, ranks
the clauses; what they say of all of it, with how the question asks, goes into one logistic regression
(`known_questions.Decision`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from bot.domain.asking import CUES, content_words, cues, gives_a_number, share_of
from bot.domain.clauses import Clause
from bot.domain.known_questions import KnownQuestions
from bot.domain.linking import passages
from bot.domain.question_kernel import Recall, Vectors, WordIndex, index_words, likeness
from bot.domain.question_letters import LetterIndex, index_letters
from bot.domain.topic_links import link_topics, rarity_of

FEATURES = (
    "covered", "clause", "answered-topic", "refused-topic", "closer-to-answered",
    "number-not-there", "order", "another-firm", "nothing-said",
)  # fmt: skip
"""What the decision goes by; each is between about −1 and 1, whatever the library."""
RANKS = ("known", "softly", "near", "words")
"""What clauses are ranked by; each is between about 0 and 1, whatever the library."""
EVEN = 0.5
"""From where on a clause is taken to speak of a topic."""


@dataclass(frozen=True, slots=True)
class Place:
    """A clause, in whichever languages it exists."""

    document: str
    key: str


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What known questions say about one library: arrays, a column a place."""

    known: KnownQuestions
    recall: Recall
    places: tuple[Place, ...]
    index: WordIndex
    """The words of the known questions."""
    letters: LetterIndex
    spoken: Any
    """(topics, places): how surely each place speaks of each topic."""
    softly: Any
    """(topics, places): how near each place comes to each topic."""
    passages: Any
    """The vectors of all passages."""
    passage_of: Any
    """(places,): where the passages of each place begin; they follow each other."""
    words: tuple[frozenset[str], ...]
    """The content words of each place, in all its languages."""
    with_number: tuple[bool, ...]
    firm: tuple[str, ...]

    @property
    def spoken_of(self) -> Any:
        """(topics,): whether a clause speaks of it."""
        return self.spoken.max(axis=1, initial=0.0) > EVEN


@dataclass(frozen=True, slots=True)
class Sensed:
    """A question as the decision sees it: `FEATURES`, and for each place `RANKS`."""

    features: tuple[float, ...]
    ranks: Any
    """(places, len(RANKS))"""


def know(
    known: KnownQuestions, recall: Recall, clauses: Sequence[Clause], vectors: Vectors, firm: Sequence[str]
) -> Knowledge:
    """What the known questions say of a library; `vectors` has all passages of the clauses."""
    import numpy as np

    places = tuple(dict.fromkeys(Place(each.document, each.key) for each in clauses))
    number = {place: at for at, place in enumerate(places)}
    at = tuple(number[Place(each.document, each.key)] for each in clauses)
    index = index_words(list(known.asked()))
    spoken, softly = link_topics(known, recall, clauses, at, len(places), vectors, index)
    read: list[list[str]] = [[] for _ in places]
    for clause, place in zip(clauses, at, strict=True):
        read[place] += passages(clause)
    return Knowledge(
        known=known,
        recall=recall,
        places=places,
        index=index,
        letters=index_letters(list(known.asked())),
        spoken=spoken,
        softly=softly,
        passages=np.asarray([vectors[text] for texts in read for text in texts], dtype=np.float32),
        passage_of=np.cumsum([0, *map(len, read)])[:-1],
        words=_words_of(clauses, at, len(places)),
        with_number=_with_number(clauses, at, len(places)),
        firm=tuple(firm),
    )


def sense_question(question: str, vector: Sequence[float], knowledge: Knowledge) -> Sensed:
    """What the decision and the ranking go by; `vector` embeds the question."""
    import numpy as np

    asked, recall = np.asarray(vector, dtype=np.float32), knowledge.recall
    alike = likeness(question, asked, recall.vectors, knowledge.index, knowledge.letters)
    topics = alike @ recall.coefficients
    return sensed_from(question, topics, asked, knowledge)


def sensed_from(question: str, topics: Any, vector: Any, knowledge: Knowledge) -> Sensed:
    """The same from how much the question is of each topic, as the known ones say."""
    ranks = _ranks(question, topics, vector, knowledge)
    spoken_of = knowledge.spoken_of
    covered = 2 * knowledge.spoken.max(axis=1, initial=0.0) - 1
    how = dict(zip(CUES, cues(question, knowledge.firm), strict=True))
    best = int(ranks[:, 0].argmax()) if len(ranks) else 0
    unsaid = how["number"] and not (len(ranks) and knowledge.with_number[best])
    own = float(topics[spoken_of].max(initial=0.0))
    rival = float(topics[~spoken_of].max(initial=0.0))
    features = (
        float(topics @ covered),
        float(ranks[:, 0].max(initial=0.0)),
        own,
        rival,
        float(own > rival),
        float(unsaid),
        float(how["order"]),
        float(how["another-firm"]),
        float(not content_words(question)),
    )
    return Sensed(features, ranks)


def _ranks(question: str, topics: Any, vector: Any, knowledge: Knowledge) -> Any:
    import numpy as np

    if not knowledge.places:
        return np.zeros((0, len(RANKS)))
    near = np.maximum.reduceat(knowledge.passages @ vector, knowledge.passage_of)
    weights, rare = rarity_of(knowledge.words), log(len(knowledge.places) + 1) + 0.7
    asked = set(content_words(question))
    words = [share_of(asked, there, weights, rare) for there in knowledge.words]
    return np.column_stack([topics @ knowledge.spoken, topics @ knowledge.softly, near, words])


def _words_of(clauses: Sequence[Clause], at: Sequence[int], count: int) -> tuple[frozenset[str], ...]:
    words: list[set[str]] = [set() for _ in range(count)]
    for clause, place in zip(clauses, at, strict=True):
        words[place].update(content_words(clause.searchable))
    return tuple(map(frozenset, words))


def _with_number(clauses: Sequence[Clause], at: Sequence[int], count: int) -> tuple[bool, ...]:
    found = {place for clause, place in zip(clauses, at, strict=True) if gives_a_number(clause.text)}
    return tuple(place in found for place in range(count))
