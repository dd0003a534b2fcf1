"""Questions that people ask at work, by topic, and what was learned from them: read from files, checked here.

A topic is something of the world, in no firm's words: whether a firm's documents speak of it is found by its
`about`, compared with their clauses. What no document answers (small talk, orders to the reader) has none.
"""

from collections.abc import Iterator, Mapping

from pydantic import Field

from bot.domain.firm import BothLanguages, Strict


class AskedTopic(Strict):
    """Questions that the same clause would answer; `about` says what it would speak of."""

    about: BothLanguages | None = None
    fr: tuple[str, ...] = Field(min_length=1)
    en: tuple[str, ...] = Field(min_length=1)


class Decision(Strict):
    """When a question is answered: a logistic regression over `domain/question_sense.FEATURES`.

    With what: the clauses ranked by a sum over `RANKS`.
    """

    embedder: str
    """The fingerprint of the embeddings that it was learned with."""
    weights: Mapping[str, float]
    bias: float
    ranking: Mapping[str, float]
    threshold: float
    """The logit from which a question is answered."""
    wrongly_answered: float
    """Of the questions that nothing answers, held out while learning: the share that would be answered."""
    wrongly_refused: float


class KnownQuestions(Strict):
    """The topics by name, and the decision learned from them (None before anything was learned)."""

    topics: Mapping[str, AskedTopic]
    decision: Decision | None = None

    def questions(self) -> Iterator[tuple[str, str]]:
        """(topic, question), each question once a topic."""
        for name, topic in self.topics.items():
            for question in dict.fromkeys((*topic.fr, *topic.en)):
                yield name, question

    def asked(self) -> dict[str, list[str]]:
        """The topics of each question."""
        topics: dict[str, list[str]] = {}
        for name, question in self.questions():
            topics.setdefault(question, []).append(name)
        return topics
