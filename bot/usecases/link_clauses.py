"""Find the clauses behind the rules: embed what is not known yet, score the words, link."""

from array import array
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from bot.domain.clauses import Clause
from bot.domain.firm import FirmProfile
from bot.domain.linking import ClauseLink, link_rules, passages, topics_of
from bot.domain.rules import Rule
from bot.usecases.ports import ClauseIndex, Clock, Embedder, PolicyStore, Progress, Step, Vector, WordScores
from bot.usecases.sense import embed_cached

_BATCH = 128
_ABREAST = 2
"""Parts of a batch that are embedded at once: two cores are what there is at least."""
_PART = 16
"""Texts: a smaller part is not worth it."""


@dataclass(frozen=True)
class LibraryPorts:
    """What searching the library, and keeping its index, needs."""

    policies: PolicyStore
    index: ClauseIndex
    embedder: Embedder
    words: WordScores
    clock: Clock


class _Abreast:
    """`Embedder` that embeds the parts of a batch on several cores."""

    def __init__(self, embedder: Embedder, threads: Executor) -> None:
        self._embedder = embedder
        self._threads = threads

    @property
    def fingerprint(self) -> str:
        """That of the embedder."""
        return self._embedder.fingerprint

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """One unit vector a text, in order; as floats of four bytes, an eighth of a list of as many."""
        part = max(_PART, -(-len(texts) // _ABREAST))
        parts = [texts[start : start + part] for start in range(0, len(texts), part)]
        embedded = self._threads.map(self._embedder.embed, parts)
        return [array("f", vector) for some in embedded for vector in some]


def silently(step: Step, done: int = 0, of: int = 0) -> None:
    """Progress for nobody."""


def embed_library(
    rules: Sequence[Rule], clauses: Sequence[Clause], ports: LibraryPorts, progress: Progress = silently
) -> dict[str, Vector]:
    """A vector for every topic and for every passage, or without rules to link for every clause as a whole.

    They are kept as they are made, so that nothing is made twice.
    """
    wanted = [
        passage for clause in clauses for passage in (passages(clause) if rules else [clause.searchable])
    ]
    wanted += [topic for rule in rules for topic, _ in topics_of(rule)]
    texts = list(dict.fromkeys(wanted))
    vectors: dict[str, Vector] = {}
    with ThreadPoolExecutor(_ABREAST) as threads:
        embedder = _Abreast(ports.embedder, threads)
        for start in range(0, len(texts), _BATCH):
            progress("embedding", start, len(texts))
            vectors |= embed_cached(texts[start : start + _BATCH], ports.policies, embedder)
    return vectors


def link_clauses(
    rules: Sequence[Rule],
    firm: FirmProfile,
    clauses: Sequence[Clause],
    vectors: Mapping[str, Vector],
    words: WordScores,
) -> dict[str, tuple[ClauseLink, ...]]:
    """Rule id → its clauses, best first."""
    import numpy as np

    topics = [topic for rule in rules for topic in topics_of(rule)]
    table = words([(clause.searchable, clause.language) for clause in clauses])(topics)
    best: dict[str, Any] = {
        rule.id: np.maximum(table[2 * number], table[2 * number + 1]) for number, rule in enumerate(rules)
    }
    return link_rules(rules, clauses, vectors, best, firm.guides)
