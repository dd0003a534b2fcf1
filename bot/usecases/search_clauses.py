"""Search the firm's documents: by meaning in the index and by words, fused."""

from collections.abc import Collection, Sequence

from bot.domain.draft import Language
from bot.domain.findings import Citation
from bot.domain.retrieval import best_places, rank_clauses
from bot.usecases.library_in_force import Library, LibraryInForce
from bot.usecases.link_clauses import silently
from bot.usecases.ports import FoundClause, Progress

_COMPARED = 200
"""How many clauses are compared, near by meaning and as many by words: scores are relative to these."""


def search_clauses(
    question: str, language: Language, in_force: LibraryInForce, most: int = 5, progress: Progress = silently
) -> list[FoundClause]:
    """The clauses nearest to a question, best first; nothing for a blank one.

    The index is made again first where it must be. Raises `NothingPublished`, and `IndexBusy` when another
    process has the index open.
    """
    return _search(question, language, in_force, most, progress)[1] if question.strip() else []


def cite_closest(question: str, language: Language, in_force: LibraryInForce, most: int) -> list[Citation]:
    """The clauses nearest to a question as they are quoted: to the letter, with document and version."""
    if not question.strip():
        return []
    library, found = _search(question, language, in_force, most, silently)
    quoted = (library.citations.get(each.clause.reference) for each in found)
    return [each for each in quoted if each]


def _search(
    question: str, language: Language, in_force: LibraryInForce, most: int, progress: Progress
) -> tuple[Library, list[FoundClause]]:
    """What was found, and in which library."""
    in_force(progress)  # without policies nothing is embedded
    [vector] = in_force.ports.embedder.embed([question])
    library, near = in_force.nearest(vector, _COMPARED, progress)
    [words] = library.words([(question, language)])
    compared = _compared(library, near, words)
    cosines = {library.clauses[place].reference: cosine for place, cosine in near.items()}
    ranked = rank_clauses(
        [library.clauses[place] for place in compared],
        cosines,
        [words[place] for place in compared],
        language,
    )
    return library, [FoundClause(clause, score) for clause, score in ranked[:most]]


def _compared(library: Library, near: Collection[int], words: Sequence[float]) -> list[int]:
    """The places of what is near by meaning or shares words, each in both languages."""
    found = {*near, *best_places(words, _COMPARED, above=0.0)}
    twins = (library.places.get(library.clauses[place].twin) for place in found)
    return sorted(found.union(place for place in twins if place is not None))
