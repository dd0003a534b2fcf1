"""Learn how to rank clauses: which of them answers a question, among all of a library."""

from collections.abc import Collection, Sequence
from typing import Any

from bot.domain.question_sense import RANKS, Place, Sensed

_PENALTY = 1.0


def learn_ranking(
    places: Sequence[Place], sensed: Sequence[Sensed], answers: Sequence[Collection[str]]
) -> list[float]:
    """The weights of `RANKS` by a conditional logistic regression; `answers` has the keys that answer each.

    Questions that nothing answers teach nothing here (McFadden, Conditional Logit Analysis, 1974).
    """
    import numpy as np
    from scipy.optimize import minimize

    of = [at for at, keys in enumerate(answers) if {place.key for place in places} & set(keys)]
    if not of:
        return [0.0 for _ in RANKS]
    rows = np.stack([sensed[at].ranks for at in of])
    right = np.array([[place.key in answers[at] for place in places] for at in of], dtype=float)
    spread = rows.std(axis=(0, 1)) + 1e-9
    scaled = rows / spread
    found = minimize(_loss, np.zeros(len(RANKS)), args=(scaled, right), jac=True, method="L-BFGS-B")
    weights: list[float] = (found.x / spread).tolist()
    return weights


def _loss(weights: Any, rows: Any, right: Any) -> tuple[float, Any]:
    """How unlikely the right clauses are, with a small L2 penalty; and its slope."""
    import numpy as np

    scores = rows @ weights
    likely = np.exp(scores - scores.max(axis=1, keepdims=True))
    likely /= likely.sum(axis=1, keepdims=True)
    told = likely * right
    share = told.sum(axis=1, keepdims=True)
    slope = np.einsum("np,npf->f", likely - told / share, rows)
    loss = -np.log(share).sum() + _PENALTY * (weights @ weights) / 2
    return float(loss), slope + _PENALTY * weights
