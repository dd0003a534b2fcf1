"""What owners should look at: rules without a clause, clauses without a rule, twins, missing translations."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.asking import content_words
from bot.domain.clause_numbers import same_in_any_language
from bot.domain.clauses import Clause
from bot.domain.draft import Language
from bot.domain.library import PublishedPolicies

MOST_TWINS = 50
_SAME_MEANING, _SAME_WORDS = 0.6, 0.4
"""From which cosine, and which share of words, two clauses are shown side by side. In the sample documents
the pairs above both say the same thing twice, in both languages; others of one subject share at most 0.33."""
_SAYS_ENOUGH = 4
"""Words that say what a text is about: with fewer ("Repealed.") it is like any other."""
_ROWS = 1_000
"""Clauses that are compared with all others at a time: the memory they need stays small."""


@dataclass(frozen=True, slots=True)
class Twins:
    """Two clauses of different documents that say nearly the same."""

    one: Clause
    two: Clause
    score: float
    """The cosine of their vectors: 1 for the same text."""


@dataclass(frozen=True, slots=True)
class OneLanguage:
    """What exists in that language only: a document, or clauses of a document that exists in both."""

    document: str
    language: Language
    clauses: tuple[Clause, ...] = ()
    """Empty where the whole document does."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How a library's rules and clauses cover each other."""

    gaps: tuple[str, ...] = ()
    """Rules with no clause behind them, in the order of the pack."""
    unused: tuple[Clause, ...] = ()
    """Clauses that stand behind no rule, in order."""
    twins: tuple[Twins, ...] = ()
    """The nearest first."""
    one_language: tuple[OneLanguage, ...] = ()


def find_coverage(
    policies: PublishedPolicies, clauses: Sequence[Clause], vectors: Mapping[str, Sequence[float]]
) -> Coverage:
    """`clauses` are those in force; `vectors` has the unit-length embedding of each `Clause.searchable`."""
    linked = {
        (each.citation.language, each.citation.clause, each.citation.title, each.citation.text)
        for links in policies.links.values()
        for each in links
    }
    return Coverage(
        tuple(rule.id for rule in policies.rules if not policies.links.get(rule.id)),
        tuple(each for each in clauses if (each.language, each.shown, each.title, each.text) not in linked),
        tuple(_twins(clauses, vectors)),
        tuple(_one_language(clauses)),
    )


def _twins(clauses: Sequence[Clause], vectors: Mapping[str, Sequence[float]]) -> list[Twins]:
    found: list[Twins] = []
    for language in ("fr", "en"):
        there = [each for each in clauses if each.language == language]
        near = list(_near(there, vectors))
        compared = {place for one, two, _ in near for place in (one, two)}
        words = {place: Counter(content_words(there[place].text)) for place in compared}
        for one, two, cosine in near:
            if _share_words(words[one], words[two]):
                found.append(Twins(there[one], there[two], round(cosine, 4)))
    return sorted(found, key=lambda each: (-each.score, each.one.reference, each.two.reference))[:MOST_TWINS]


def _share_words(one: Counter[str], two: Counter[str]) -> bool:
    lengths = one.total(), two.total()
    return min(lengths) >= _SAYS_ENOUGH and 2 * (one & two).total() >= _SAME_WORDS * sum(lengths)


def _near(
    clauses: Sequence[Clause], vectors: Mapping[str, Sequence[float]]
) -> Iterator[tuple[int, int, float]]:
    """Places of two clauses of different documents that mean nearly the same, and their cosine."""
    import numpy as np

    if not clauses:
        return
    table: Any = np.asarray([vectors[each.searchable] for each in clauses], dtype=np.float32)
    for start in range(0, len(clauses), _ROWS):
        near = table[start : start + _ROWS] @ table[start:].T
        for row, column in zip(*np.nonzero(near >= _SAME_MEANING), strict=True):
            one, two = start + int(row), start + int(column)
            if one < two and clauses[one].document != clauses[two].document:
                yield one, two, float(near[row, column])


def _one_language(clauses: Sequence[Clause]) -> Iterator[OneLanguage]:
    languages: dict[str, dict[Language, list[Clause]]] = defaultdict(dict)
    for clause in clauses:
        languages[clause.document].setdefault(clause.language, []).append(clause)
    for document, there in languages.items():
        if len(there) == 1:
            yield OneLanguage(document, next(iter(there)))
            continue
        names = {language: _names(written) for language, written in there.items()}
        for language, written in there.items():
            others = names["en" if language == "fr" else "fr"]
            alone = tuple(each for each in written if not _names([each]) & others)
            if alone:
                yield OneLanguage(document, language, alone)


def _names(clauses: Collection[Clause]) -> set[str]:
    """What clauses are known by in both languages: their ids, and the numbers they print now."""
    return {same_in_any_language(name) for each in clauses for name in (each.key, each.shown)}
