"""Find the clauses behind the rules: embed what is not known yet, score the words, link."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.clauses import Clause
from bot.domain.firm import FirmProfile
from bot.domain.linking import ClauseLink, link_rules, passages, topics_of
from bot.domain.rules import Rule
from bot.usecases.ports import ClauseIndex, Clock, Embedder, PolicyStore, Progress, Step, Vector, WordScores
from bot.usecases.sense import embed_cached

_BATCH = 64


@dataclass(frozen=True)
class LibraryPorts:
    """What searching the library, and keeping its index, needs."""

    policies: PolicyStore
    index: ClauseIndex
    embedder: Embedder
    words: WordScores
    clock: Clock


def silently(step: Step, done: int = 0, of: int = 0) -> None:
    """Progress for nobody."""


def embed_library(
    rules: Sequence[Rule], clauses: Sequence[Clause], ports: LibraryPorts, progress: Progress = silently
) -> dict[str, Vector]:
    """A vector for every passage and every topic; kept as they are made, so that nothing is made twice."""
    wanted = [passage for clause in clauses for passage in passages(clause)]
    wanted += [topic for rule in rules for topic, _ in topics_of(rule)]
    texts = list(dict.fromkeys(wanted))
    vectors: dict[str, Vector] = {}
    for start in range(0, len(texts), _BATCH):
        progress("embedding", start, len(texts))
        vectors |= embed_cached(texts[start : start + _BATCH], ports.policies, ports.embedder)
    return vectors


def link_clauses(
    rules: Sequence[Rule],
    firm: FirmProfile,
    clauses: Sequence[Clause],
    vectors: Mapping[str, Vector],
    words: WordScores,
) -> dict[str, tuple[ClauseLink, ...]]:
    """Rule id → its clauses, best first."""
    topics = [topic for rule in rules for topic in topics_of(rule)]
    table = words([(clause.searchable, clause.language) for clause in clauses])(topics)
    best = {
        rule.id: [max(both) for both in zip(table[2 * number], table[2 * number + 1], strict=True)]
        for number, rule in enumerate(rules)
    }
    return link_rules(rules, clauses, vectors, best, firm.guides)
