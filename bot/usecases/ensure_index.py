"""The clause index is derived: where it is missing, damaged or of another embedder, it is made again."""

from bot.domain.clauses import Clause, clauses_fingerprint
from bot.usecases.link_clauses import LibraryPorts, embed_library, link_clauses, silently
from bot.usecases.ports import Progress

BY = "vigie"
"""Who published a library version that differs from the last in its embedder only."""


def ensure_index(ports: LibraryPorts, progress: Progress = silently) -> list[Clause]:
    """The clauses in force, for which the index is now complete.

    The vectors of two embedders are never compared: when the library was linked with another one, its rules
    are linked again, as a new library version. Raises `NothingPublished`, `IndexBusy`, `StorageError`.
    """
    policies, clauses = ports.policies.published(), ports.policies.clauses_in_force()
    contents, embedder = clauses_fingerprint(clauses), ports.embedder.fingerprint
    same = policies.embedder == embedder
    if same and ports.index.is_complete(contents, embedder, len(clauses)):
        return clauses
    progress("rebuilding")
    vectors = embed_library(() if same else policies.rules, clauses, ports, progress)
    progress("indexing")
    found = [vectors[clause.searchable] for clause in clauses]
    ports.index.build(contents, embedder, clauses, found, progress)
    if not same:
        progress("linking")
        links = link_clauses(policies.rules, policies.firm, clauses, vectors, ports.words)
        ports.policies.relink(embedder, links, BY, ports.clock.now())
    return clauses
