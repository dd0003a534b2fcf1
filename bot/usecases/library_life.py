"""The rest that an owner asks of the library: the history, what covers what, clauses, the original files."""

from dataclasses import dataclass

from bot.domain.clauses import Clause
from bot.domain.coverage import Coverage
from bot.domain.coverage import find_coverage as coverage_of
from bot.domain.draft import Language
from bot.domain.library import PublishedPolicies
from bot.domain.versions import VersionRef
from bot.usecases.compose_library import LifePorts, composition_with, titles_of
from bot.usecases.library_ports import GivenFile, PolicyAct, VersionChange, differences
from bot.usecases.link_clauses import silently
from bot.usecases.ports import Progress
from bot.usecases.put_in_force import candidate
from bot.usecases.sense import embed_cached


def find_coverage(ports: LifePorts) -> Coverage:
    """Rules with no clause, clauses that no rule uses, near-duplicates, and what is in one language only.

    Raises `NothingPublished`.
    """
    store = ports.library.policies
    policies, clauses = store.published(), store.clauses_in_force()
    vectors = embed_cached([each.searchable for each in clauses], store, ports.library.embedder)
    return coverage_of(policies, clauses, vectors)


@dataclass(frozen=True, slots=True)
class Done:
    """Something that was done, and what it changed of what is in force."""

    act: PolicyAct
    changes: tuple[VersionChange, ...] = ()


def history(ports: LifePorts, most: int = 20) -> list[Done]:
    """What was done last, newest first."""
    acts = ports.versions.acts(0, 1_000_000)[-most:]
    return [Done(act, changes_of(act, ports)) for act in reversed(acts)]


def changes_of(act: PolicyAct, ports: LifePorts) -> tuple[VersionChange, ...]:
    """What an act changed of what is in force."""
    if not act.library or act.library == act.before:
        return ()
    was = ports.versions.contents(act.before) if act.before else None
    return differences(was, ports.versions.contents(act.library))


def find_clause(name: str, language: Language, ports: LifePorts) -> list[Clause]:
    """The clauses in force with that id or number, those in that language first; or all of a document's.

    Raises `NothingPublished`.
    """
    wanted, clauses = name.strip().casefold(), ports.library.policies.clauses_in_force()
    named = [each for each in clauses if wanted in (each.key.casefold(), each.shown.casefold())]
    found = named or [each for each in clauses if each.document.casefold() == wanted]
    return sorted(found, key=lambda each: each.language != language)


def original_file(version: VersionRef, ports: LifePorts) -> GivenFile:
    """The very bytes of a version of a document. Raises `NoSuchVersion`."""
    return ports.versions.original(version)


def candidate_with(version: VersionRef, ports: LifePorts, progress: Progress = silently) -> PublishedPolicies:
    """The library as it would be with that version in force. Raises as `publish_version` does."""
    made_of = composition_with(version, ports)
    return candidate(made_of, titles_of(made_of, ports), ports.library, progress)


def withdraw(version: VersionRef, by: str, ports: LifePorts) -> None:
    """Put a draft away."""
    ports.versions.withdraw(version, by, ports.library.clock.now())
