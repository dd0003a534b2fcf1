"""Search the firm's documents: by meaning in the index and by words, fused."""

from bot.domain.clauses import clauses_fingerprint
from bot.domain.draft import Language
from bot.domain.findings import Citation
from bot.domain.retrieval import rank_clauses
from bot.usecases.ensure_index import ensure_index
from bot.usecases.link_clauses import LibraryPorts, silently
from bot.usecases.ports import FoundClause, Progress

SearchPorts = LibraryPorts

_COMPARED = 1_000
"""How many clauses the index is asked for; the scores are relative to what it answers."""


def search_clauses(
    question: str, language: Language, ports: SearchPorts, most: int = 5, progress: Progress = silently
) -> list[FoundClause]:
    """The clauses nearest to a question, best first; nothing for a blank one.

    The index is made again first where it must be. Raises `NothingPublished`, and `IndexBusy` when another
    process has the index open.
    """
    if not question.strip():
        return []
    clauses = ensure_index(ports, progress)
    [vector] = ports.embedder.embed([question])
    near = ports.index.search(
        clauses_fingerprint(clauses), ports.embedder.fingerprint, vector, min(len(clauses), _COMPARED)
    )
    [words] = ports.words(
        [(clause.searchable, clause.language) for clause in clauses], [(question, language)]
    )
    ranked = rank_clauses(clauses, dict(near), words, language)
    return [FoundClause(clause, score) for clause, score in ranked[:most]]


def cite_closest(question: str, language: Language, ports: SearchPorts, most: int) -> list[Citation]:
    """The clauses nearest to a question as they are quoted: to the letter, with document and version."""
    found = search_clauses(question, language, ports, most)
    in_force = {
        (each.document, each.language): each
        for each in ports.policies.documents()
        if each.state == "published"
    }
    citations = []
    for clause in (each.clause for each in found):
        document = in_force.get((clause.document, clause.language))
        if (
            document
        ):  # a publication in between may have taken it out: what is no longer in force is not quoted
            citations.append(
                Citation(
                    document.title, clause.key, clause.title, clause.text, document.number, clause.language
                )
            )
    return citations
