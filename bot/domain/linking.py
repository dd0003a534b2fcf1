"""Which clauses stand behind a rule: found by meaning and by words when a library is published, then stored.

A rule looks for its clause by its topic, a sentence in each language. A clause is read whole, sentence by
sentence, and each sentence under its title, because one clause often says several things. Its support for the
rule is the mean cosine of both topics with the passage that suits them best: both languages must agree.
Fused with the words (`domain/retrieval`), support ranks the clauses of a language. Support and words together
must also reach a floor; below it the rule has no clause and the firm's documents are silent: no citation is
better than a wrong one.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.clauses import Clause
from bot.domain.draft import Language
from bot.domain.retrieval import fuse
from bot.domain.rules import Rule

Vectors = Mapping[str, Sequence[float]]
"""Text → unit-length embedding: topics and passages alike."""

FLOOR = 0.41
"""The least support that is a link; how it was chosen is in `tests/contracts/test_links_by_meaning.py`."""
PER_WORD_SCORE = 0.02
MOST_WORD_SCORE = 5.0
"""What words add to the support: so much for each point of BM25, up to so many points."""
RIVALRY = 0.10
"""How much more support a passage may give another rule before it is not this rule's."""
NEAR_ENOUGH = 2.5
"""How far behind the best clause, in fused score, a second one may be."""

_SENTENCE_END = re.compile(r"(?<=[.;!?])\s+|\n+")
_BULLET = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+")
_MARKUP = re.compile(r"[*_`]{1,3}")
_AT_ONCE = 256
"""Clauses held against the topics in one multiplication."""
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
    """How a clause answers a rule's topic, at or above the floor: `score` ranks."""

    clause: Clause
    score: float
    support: float


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

    `vectors` has every topic and every passage; `words` is a score for each clause, by rule (BM25, the better
    of both topics). A clause of a document in `guides` advises: it is linked where no other clause passes.
    Pinned clauses replace the links by meaning in the languages they exist in.
    """
    if not rules or not clauses:
        return {rule.id: () for rule in rules}
    import numpy as np

    spoken = np.asarray([clause.language for clause in clauses])
    there = {language: np.flatnonzero(spoken == language) for language in ("fr", "en")}
    support, alone = _support(rules, clauses, vectors)
    links = {}
    for rule, row, whole in zip(rules, support, alone, strict=True):
        found: list[ClauseLink] = []
        for places in there.values():
            matches = _matches(clauses, places, row[places], np.asarray(words[rule.id])[places])
            found += _pinned(rule, clauses, places) or _chosen(matches, guides)
        links[rule.id] = (*found, *_translated(found, clauses, whole))
    return links


def _translated(found: Sequence[ClauseLink], clauses: Sequence[Clause], support: Any) -> Iterator[ClauseLink]:
    """The clause of the same document and number, where the rule has one in the other language alone: it says
    enough of it, whatever rule it says more of."""
    if len({each.language for each in found}) != 1:
        return
    best = found[0]
    for clause, own in zip(clauses, support.tolist(), strict=True):
        same = (clause.document, clause.key) == (best.document, best.key)
        if same and clause.language != best.language and own >= FLOOR:
            yield _link(clause, 1, own)


def _matches(clauses: Sequence[Clause], places: Any, support: Any, words: Any) -> list[_Match]:
    """The clauses that may be linked, by their support and their words; best first, in order where equal."""
    import numpy as np

    strength = support + PER_WORD_SCORE * np.minimum(words, MOST_WORD_SCORE)
    scores = fuse(support, words)
    matches = [
        _Match(clauses[places[at]], scores[at], float(support[at]))
        for at in np.flatnonzero((support > 0) & (strength >= FLOOR)).tolist()
    ]
    return sorted(matches, key=lambda each: -each.score)


def _pinned(rule: Rule, all_clauses: Sequence[Clause], places: Any) -> list[ClauseLink]:
    if not rule.clauses:
        return []
    clauses = [all_clauses[at] for at in places]
    by_key = {clause.shown: clause for clause in clauses} | {clause.key: clause for clause in clauses}
    wanted = [by_key[key] for key in rule.clauses if key in by_key]
    return [_link(clause, rank, 1.0, pinned=True) for rank, clause in enumerate(wanted, 1)]


def _link(clause: Clause, rank: int, score: float, *, pinned: bool = False) -> ClauseLink:
    return ClauseLink(clause.document, clause.language, clause.key, rank, round(score, 4), pinned)


def _chosen(matches: Sequence[_Match], guides: Collection[str]) -> Iterator[ClauseLink]:
    """The best clause and, of another document, one that is near enough and needs no help of words."""
    passing = [each for each in matches if each.clause.document not in guides] or matches
    if not passing:
        return
    best = passing[0]
    yield _link(best.clause, 1, best.support)
    other = next((each for each in passing if each.clause.document != best.clause.document), None)
    if other and other.support >= FLOOR and other.score >= best.score - NEAR_ENOUGH:
        yield _link(other.clause, 2, other.support)


def _support(rules: Sequence[Rule], clauses: Sequence[Clause], vectors: Vectors) -> tuple[Any, Any]:
    """For each rule (a row) and clause, the mean cosine of both topics with the passage that suits them best.

    In the first table 0 when that passage says much more of what another rule is about.
    """
    import numpy as np

    topics = np.asarray([vectors[text] for rule in rules for text, _ in topics_of(rule)], dtype=np.float32)
    both = topics.reshape(len(rules), 2, -1).mean(axis=1)
    some = [
        _support_of(clauses[start : start + _AT_ONCE], both, vectors)
        for start in range(0, len(clauses), _AT_ONCE)
    ]
    return np.concatenate([each for each, _ in some], axis=1), np.concatenate(
        [each for _, each in some], axis=1
    )


def _support_of(clauses: Sequence[Clause], topics: Any, vectors: Vectors) -> tuple[Any, Any]:
    """The same for a few clauses; `topics`: for each rule the mean of both."""
    import numpy as np

    texts = [passages(clause) for clause in clauses]
    read = np.asarray([vectors[text] for those in texts for text in those], dtype=np.float32)
    agreed = topics @ read.T
    rivals, ends = agreed.max(axis=0), np.cumsum([len(those) for those in texts])
    support = np.zeros((len(topics), len(clauses)), dtype=np.float32)
    alone = np.zeros_like(support)
    for place, end in enumerate(ends.tolist()):
        own = agreed[:, end - len(texts[place]) : end]
        best = own.argmax(axis=1)
        highest = own[np.arange(len(own)), best]
        rival = rivals[end - len(texts[place]) : end][best]
        support[:, place] = np.where(rival - highest <= RIVALRY, highest, 0.0)
        alone[:, place] = highest
    return support, alone
