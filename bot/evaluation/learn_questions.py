"""Learn when to answer a question: from the known questions, each judged by what all the others say.

Leaving a question out of kernel ridge regression has a closed form (Rasmussen and Williams, Gaussian
Processes for Machine Learning, 5.4.2), for one as for several. Questions that nothing answers are seen
twice: with the others of their topic known, and with none of them, as a topic nobody thought of would
be.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.known_questions import Decision
from bot.domain.question_sense import FEATURES, RIDGE, Knowledge, likeness, sensed_from

WRONGLY_ANSWERED = 0.03
"""Of the questions that nothing answers, held out: most were written to look as if something did."""
_FOLDS = 10
_PENALTY = 1.0
_ROUNDS = 30


def learn_decision(knowledge: Knowledge, answered: Mapping[str, bool], embedder: str) -> Decision:
    """The weights and the threshold; `answered` tells of known questions whether a clause answers them.

    Raises ValueError where a question is not known, or none is answered, or all are.
    """
    import numpy as np

    place = {question: at for at, question in enumerate(knowledge.questions)}
    if set(answered) - set(place) or len(set(answered.values())) < 2:
        raise ValueError("questions to learn from must be known ones, some answered and some not")
    rows = np.array([place[question] for question in answered])
    truth = np.array(list(answered.values()))
    alone = _features(knowledge, rows, _left_out(knowledge, [[each] for each in range(len(place))]))
    unheard = _features(knowledge, rows, _left_out(knowledge, _by_topic(knowledge)))
    logits = np.zeros(len(rows))
    for fold in range(_FOLDS):
        held = np.arange(len(rows)) % _FOLDS == fold
        weights, bias = _fit(*_lessons(alone, unheard, truth, ~held))
        logits[held] = alone[held] @ weights + bias
    threshold = float(np.quantile(logits[~truth], 1 - WRONGLY_ANSWERED))
    weights, bias = _fit(*_lessons(alone, unheard, truth, np.ones(len(rows), dtype=bool)))
    return Decision(
        embedder=embedder,
        weights={name: round(float(weight), 3) for name, weight in zip(FEATURES, weights, strict=True)},
        bias=round(float(bias), 3),
        threshold=round(threshold, 3),
        wrongly_answered=round(float((logits[~truth] > threshold).mean()), 4),
        wrongly_refused=round(float((logits[truth] <= threshold).mean()), 4),
    )


def _left_out(knowledge: Knowledge, groups: Sequence[Sequence[int]]) -> Any:
    """What the others say of each question, one row each, when its group is not known."""
    import numpy as np

    near = likeness(knowledge.whole, knowledge.cores, knowledge.whole, knowledge.cores)
    inverse = np.linalg.inv(near + RIDGE * np.eye(len(near)))
    carried = inverse @ knowledge.answers
    said = np.empty_like(knowledge.answers)
    for group in groups:
        among = inverse[np.ix_(group, group)]
        said[group] = knowledge.answers[group] - np.linalg.solve(among, carried[group])
    return said


def _by_topic(knowledge: Knowledge) -> list[list[int]]:
    groups: dict[str, list[int]] = {}
    for at, topic in enumerate(knowledge.topics):
        groups.setdefault(topic, []).append(at)
    return list(groups.values())


def _features(knowledge: Knowledge, rows: Any, said: Any) -> Any:
    import numpy as np

    return np.array(
        [
            sensed_from(knowledge.questions[at], said[at], knowledge.whole[at], knowledge).features
            for at in rows
        ]
    )


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
