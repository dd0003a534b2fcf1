"""Learn when to answer a question, and with which clauses: each known one judged by all the others.

Leaving a question out of kernel ridge regression has a closed form (Rasmussen and Williams, Gaussian
Processes for Machine Learning, 5.4.2), for one as for several. Questions that nothing answers are seen
twice: with the others of their topic known, and with none of them, as a topic nobody thought of would
be.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bot.domain.known_questions import Decision
from bot.domain.question_kernel import RIDGE, likeness_of_all, of_topics
from bot.domain.question_sense import FEATURES, RANKS, Knowledge, Sensed, sensed_from
from bot.evaluation.learn_ranking import learn_ranking

WRONGLY_ANSWERED = 0.015
"""Of the questions that nothing answers, held out: most were written to look as if something did."""
_FOLDS = 10
_PENALTY = 1.0
_ROUNDS = 30


def learn_decision(knowledge: Knowledge, labelled: Mapping[str, Collection[str]], embedder: str) -> Decision:
    """The weights and the threshold; `labelled` has, of known questions, the keys of the clauses that answer.

    Raises ValueError where a question is not known, or none is answered, or all are.
    """
    import numpy as np

    asked = list(knowledge.known.asked())
    place = {question: at for at, question in enumerate(asked)}
    truth = np.array([bool(keys) for keys in labelled.values()])
    if set(labelled) - set(place) or len(set(truth.tolist())) < 2:
        raise ValueError("questions to learn from must be known ones, some answered and some not")
    rows = np.array([place[question] for question in labelled])
    inverse = np.linalg.inv(likeness_of_all(knowledge.recall.vectors, asked) + RIDGE * np.eye(len(asked)))
    each = _sensed(knowledge, rows, _left_out(knowledge, inverse, [[at] for at in range(len(asked))]))
    alone = np.array([one.features for one in each])
    others = _sensed(knowledge, rows, _left_out(knowledge, inverse, _by_topic(knowledge)))
    unheard = np.array([one.features for one in others])
    logits = np.zeros(len(rows))
    for fold in range(_FOLDS):
        held = np.arange(len(rows)) % _FOLDS == fold
        weights, bias = _fit(*_lessons(alone, unheard, truth, ~held))
        logits[held] = alone[held] @ weights + bias
    threshold = float(np.quantile(logits[~truth], 1 - WRONGLY_ANSWERED))
    weights, bias = _fit(*_lessons(alone, unheard, truth, np.ones(len(rows), dtype=bool)))
    return Decision(
        embedder=embedder,
        weights=_named(FEATURES, weights),
        ranking=_named(RANKS, learn_ranking(knowledge.places, each, list(labelled.values()))),
        bias=round(float(bias), 3),
        threshold=round(threshold, 3),
        wrongly_answered=round(float((logits[~truth] > threshold).mean()), 4),
        wrongly_refused=round(float((logits[truth] <= threshold).mean()), 4),
    )


def _named(names: Sequence[str], weights: Sequence[float]) -> dict[str, float]:
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def _left_out(knowledge: Knowledge, inverse: Any, groups: Sequence[Sequence[int]]) -> Any:
    """What the others say of the topics of each question, one row each, when its group is not known."""
    import numpy as np

    topics = of_topics(knowledge.known)
    carried = inverse @ topics
    said = np.empty_like(topics)
    for group in groups:
        among = inverse[np.ix_(group, group)]
        said[group] = topics[group] - np.linalg.solve(among, carried[group])
    return said


def _by_topic(knowledge: Knowledge) -> list[list[int]]:
    groups: dict[str, list[int]] = {}
    for at, topics in enumerate(knowledge.known.asked().values()):
        for topic in topics:
            groups.setdefault(topic, []).append(at)
    return list(groups.values())


def _sensed(knowledge: Knowledge, rows: Any, said: Any) -> list[Sensed]:
    asked = list(knowledge.known.asked())
    return [sensed_from(asked[at], said[at], knowledge.recall.vectors[at], knowledge) for at in rows]


def _lessons(alone: Any, unheard: Any, truth: Any, seen: Any) -> tuple[Any, Any]:
    import numpy as np

    refused = seen & ~truth
    return np.vstack([alone[seen], unheard[refused]]), np.concatenate([truth[seen], truth[refused]])


def _fit(features: Any, truth: Any) -> tuple[Any, float]:
    """A logistic regression by Newton's method, on features of unit spread, with a small L2 penalty."""
    import numpy as np

    middle, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    rows = np.hstack([(features - middle) / spread, np.ones((len(features), 1))])
    penalty = np.full(rows.shape[1], _PENALTY)
    penalty[-1] = 0.0
    found = np.zeros(rows.shape[1])
    for _ in range(_ROUNDS):
        likely = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (likely - truth) + penalty * found
        bend = (rows * (likely * (1 - likely))[:, np.newaxis]).T @ rows + np.diag(penalty + 1e-9)
        found = found - np.linalg.solve(bend, slope)
    weights = found[:-1] / spread
    return weights, float(found[-1] - weights @ middle)
