"""Four clauses and their vectors, for tests of what an index does with them."""

import math
from collections.abc import Sequence

from bot.domain.clauses import Clause
from bot.usecases.ports import ClauseIndex, Vector

EMBEDDER, ANOTHER = "bag-1-4d", "bag-2-4d"


def clause(number: int, says: str = "Texte") -> Clause:
    """One of a document of many."""
    return Clause("PMS", "fr", f"PMS-{number}", "Titre", f"{says} {number}.", number)


def vector(angle: float) -> Vector:
    """A unit vector: the cosine of two is that of the angle between them."""
    return [math.cos(angle), math.sin(angle), 0.0, 0.0]


CLAUSES = [clause(number) for number in range(4)]
VECTORS = [vector(angle) for angle in (0.0, 0.4, 0.9, 1.5)]
PRINTS = [each.fingerprint for each in CLAUSES]


def build(index: ClauseIndex, contents: str = "a", clauses: Sequence[Clause] = CLAUSES) -> None:
    """A library of the first clauses."""
    index.build(contents, EMBEDDER, clauses, VECTORS[: len(clauses)])
