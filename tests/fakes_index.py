"""The index and what surrounds it, in memory and without weights; they keep the real ones' contracts."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

from bot.adapters.memory_index import MemoryIndex
from bot.domain.clauses import Clause
from bot.domain.draft import Language
from bot.usecases.link_clauses import silently
from bot.usecases.ports import PackSource, PolicySource, Progress, Scored, Vector

DIMENSION = 64


class BagOfWords:
    """`Embedder` by hashed words: texts that share words are near each other, whatever they mean."""

    def __init__(self, fingerprint: str = "bag-1-64d") -> None:
        self.fingerprint = fingerprint
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        self.embedded += texts
        return [_bag(text) for text in texts]


def _bag(text: str) -> list[float]:
    vector = [0.0] * DIMENSION
    for word in re.findall(r"\w{4,}", text.lower()) or ["nothing"]:
        place = int.from_bytes(sha256(word[:6].encode("utf-8", "replace")).digest()[:4], "big")
        vector[place % DIMENSION] += 1.0
    length = math.sqrt(sum(each * each for each in vector))
    return [each / length for each in vector]


def shared_words(texts: Sequence[tuple[str, Language]]) -> Scored:
    """`WordScores`: how many words two texts of one language share."""

    def scored(queries: Sequence[tuple[str, Language]]) -> list[list[float]]:
        return [
            [float(len(_words(text) & _words(query))) if spoken == asked else 0.0 for text, spoken in texts]
            for query, asked in queries
        ]

    return scored


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{4,}", text.lower()))


class InMemoryClauseIndex(MemoryIndex):
    """The real index of this process's memory, which counts what it was asked to build."""

    def __init__(self) -> None:
        super().__init__()
        self.builds = 0

    def build(
        self,
        contents: str,
        embedder: str,
        clauses: Sequence[Clause],
        vectors: Sequence[Vector],
        progress: Progress = silently,
    ) -> None:
        self.builds += 1
        super().build(contents, embedder, clauses, vectors, progress)


@dataclass
class PolicyFilesInMemory:
    """`PolicyFiles` without a folder."""

    sources: list[PolicySource]
    rules: Mapping[str, str]
    firm: str
    topics: Mapping[str, str] = field(default_factory=dict)
    learned: str = ""
    severities: str = ""

    def documents(self) -> list[PolicySource]:
        return self.sources

    def pack(self) -> PackSource:
        return PackSource(self.rules, self.topics, self.firm, self.severities, self.learned)


class StoppedClock:
    """`Clock` that stands still."""

    def now(self) -> datetime:
        return datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
