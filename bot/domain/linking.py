"""Which clauses stand behind a rule: found by meaning and by words when a library is published, then stored.

A rule looks for its clause by its topic, a sentence in each language. A clause is read whole, sentence by
sentence, and each sentence under its title, because one clause often says several things. What ranks the
clauses of a language is the fusion of `domain/retrieval`; what decides whether a clause says it at all is its
best passage's cosine with both topics (their mean: both languages must agree), which must reach a floor. Below
it the rule has no clause and the firm's documents are silent: no citation is better than a wrong one.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.clauses import Clause
from bot.domain.draft import Language
from bot.domain.retrieval import fuse
from bot.domain.rules import Rule

Vectors = Mapping[str, Sequence[float]]
"""Text → unit-length embedding: topics and passages alike."""

FLOOR = 0.40
"""The least support that is a link; how it was chosen is in `tests/contracts/test_links_by_meaning.py`."""
RIVALRY = 0.15
"""How much more another rule may have of a passage before the passage is that rule's alone."""
NEAR_ENOUGH = 2.0
"""How far behind the best clause, in fused score, a second one may be."""

_SENTENCE_END = re.compile(r"(?<=[.;!?])\s+|\n+")
_BULLET = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+")
_MARKUP = re.compile(r"[*_`]{1,3}")
_SHORTEST = 15
"""Characters: less says too little to be compared."""


@dataclass(frozen=True, slots=True)
class ClauseLink:
    """A rule's clause, by its place in a library; rank 1 is the best clause of its language."""

    document: str
    language: Language
    key: str
    rank: int
    score: float
    """How well it supports the rule: a cosine, 1 for a pinned clause."""
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class _Match:
    """How a clause answers a rule's topic."""

    clause: Clause
    score: float
    """Fused, comparable with the other clauses of the language only."""
    support: float
    guide: bool


def topics_of(rule: Rule) -> tuple[tuple[str, Language], tuple[str, Language]]:
    """What the rule's clause is looked for by."""
    return (rule.topic.fr, "fr"), (rule.topic.en, "en")


def passages(clause: Clause) -> tuple[str, ...]:
    """What is compared with a topic: the clause whole, its sentences, and those under its title."""
    lines = (_MARKUP.sub("", _BULLET.sub("", part)).strip() for part in _SENTENCE_END.split(clause.text))
    sentences = [line for line in lines if len(line) >= _SHORTEST]
    titled = [f"{clause.title}. {sentence}" for sentence in sentences]
    return tuple(dict.fromkeys([clause.searchable, *sentences, *titled]))


def link_rules(
    rules: Sequence[Rule],
    clauses: Sequence[Clause],
    vectors: Vectors,
    words: Mapping[str, Sequence[float]],
    guides: Collection[str] = (),
) -> dict[str, tuple[ClauseLink, ...]]:
    """For each rule the best clause in each language and, when near enough, one of another document.

    `vectors` has every topic and every passage; `words` is a score for each clause, by rule (BM25, the better of
    both topics). A clause of a document in `guides` advises: it is linked only where no other clause passes.
    Pinned clauses replace the links by meaning in the languages they exist in.
    """
    if not rules or not clauses:
        return {rule.id: () for rule in rules}
    support = _support(rules, clauses, vectors)
    links = {}
    for number, rule in enumerate(rules):
        found: list[ClauseLink] = []
        for language in ("fr", "en"):
            there = [place for place, clause in enumerate(clauses) if clause.language == language]
            pinned = _pinned(rule, [clauses[place] for place in there])
            scores = fuse([support[number][place] for place in there], [words[rule.id][place] for place in there])
            matches = [
                _Match(clauses[place], score, support[number][place], clauses[place].document in guides)
                for place, score in zip(there, scores, strict=True)
            ]
            found += pinned or _chosen(matches)
        links[rule.id] = tuple(found)
    return links


def _pinned(rule: Rule, clauses: Sequence[Clause]) -> list[ClauseLink]:
    by_key = {clause.key: clause for clause in clauses}
    wanted = [by_key[key] for key in rule.clauses if key in by_key]
    return [_link(clause, rank, 1.0, pinned=True) for rank, clause in enumerate(wanted, 1)]


def _link(clause: Clause, rank: int, score: float, *, pinned: bool = False) -> ClauseLink:
    return ClauseLink(clause.document, clause.language, clause.key, rank, round(score, 4), pinned)


def _chosen(matches: Sequence[_Match]) -> Iterator[ClauseLink]:
    """The best clause that says it and, of another document, a second one that is near enough."""
    passing = sorted((each for each in matches if each.support >= FLOOR), key=lambda each: -each.score)
    passing = [each for each in passing if not each.guide] or passing
    if not passing:
        return
    best = passing[0]
    yield _link(best.clause, 1, best.support)
    for each in passing[1:]:
        if each.clause.document != best.clause.document:
            if each.score >= best.score - NEAR_ENOUGH:
                yield _link(each.clause, 2, each.support)
            return


def _support(rules: Sequence[Rule], clauses: Sequence[Clause], vectors: Vectors) -> list[list[float]]:
    """For each rule and clause, the mean cosine of both topics with the passage that suits them best.

    0 when that passage says much more of what another rule is about.
    """
    import numpy as np

    topics = np.asarray([vectors[text] for rule in rules for text, _ in topics_of(rule)], dtype=np.float32)
    support = np.zeros((len(rules), len(clauses)), dtype=np.float32)
    for place, clause in enumerate(clauses):
        read = np.asarray([vectors[text] for text in passages(clause)], dtype=np.float32)
        agreed = (topics @ read.T).reshape(len(rules), 2, -1).mean(axis=1)
        own, best = agreed.max(axis=1), agreed.argmax(axis=1)
        rival = agreed.max(axis=0)[best]
        support[:, place] = np.where(rival - own <= RIVALRY, own, 0.0)
    return support.tolist()
