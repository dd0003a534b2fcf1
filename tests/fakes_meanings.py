"""Meanings in memory, and an encoder that a test can see through. They keep the same contract."""

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.clauses import text_fingerprint
from bot.usecases.meanings_ports import Meaning, Meanings, MeaningShelf, Near
from bot.usecases.ports import Vector

_DIMENSION = 64


class InMemoryMeanings(Meanings):
    """`Meanings`, by shelf and id."""

    def __init__(self) -> None:
        self.all: dict[tuple[MeaningShelf, str], Meaning] = {}

    def keep(self, meaning: Meaning) -> None:
        name = meaning.shelf, meaning.id
        stands = self.all.get(name)
        self.all[name] = replace(meaning, at=stands.at) if stands else meaning

    def of(self, shelf: MeaningShelf, of_id: str) -> Meaning | None:
        return self.all.get((shelf, of_id))

    def nearest(self, to: Meaning, since: datetime, most: int) -> Sequence[Near]:
        found = [
            Near(each.id, each.author, each.at, _cosine(each.vector, to.vector))
            for each in self.all.values()
            if (each.shelf, each.team, each.embedder) == (to.shelf, to.team, to.embedder)
            and since <= each.at < to.at
            and each.id != to.id
        ]
        return sorted(found, key=lambda near: -near.cosine)[:most]

    def forget(self, shelf: MeaningShelf, ids: Collection[str]) -> None:
        for each in ids:
            self.all.pop((shelf, each), None)


class WordEmbedder:
    """The port `Embedder`: texts are as near as the words that they share."""

    fingerprint = "words-1"

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        return [_unit(text) for text in texts]


def _cosine(one: Vector, other: Vector) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _unit(text: str) -> Vector:
    counted = Counter(int(text_fingerprint(word)[:8], 16) % _DIMENSION for word in text.lower().split())
    length = math.sqrt(sum(count**2 for count in counted.values())) or 1.0
    return [counted[place] / length for place in range(_DIMENSION)]
