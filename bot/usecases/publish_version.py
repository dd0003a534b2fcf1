"""Publish one version, take a document out of the library, go back to an earlier library."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.clauses import clauses_fingerprint
from bot.domain.draft import Language
from bot.domain.versions import RULES, VersionRef
from bot.usecases.compose_library import (
    LifePorts,
    composition_with,
    composition_without,
    in_force_version,
)
from bot.usecases.library_ports import (
    LibraryContents,
    PolicyAct,
    PublishedMeanwhile,
    VersionChange,
    differences,
)
from bot.usecases.link_clauses import embed_library, silently
from bot.usecases.ports import LearnedElsewhere, NothingPublished, Progress
from bot.usecases.put_in_force import PublishOutcome, put_in_force

_MOST_ACTS = 100_000


@dataclass(frozen=True, slots=True)
class RolledBack:
    """The library that is in force again, and the one that was."""

    library: str
    before: str
    versions: tuple[VersionChange, ...]
    """(was in force, is in force), for what is not the same."""


def publish_version(
    version: VersionRef,
    compared_with: VersionRef | None,
    by: str,
    ports: LifePorts,
    progress: Progress = silently,
) -> PublishOutcome:
    """Put a version in force. `compared_with`: the one that was in force when its owner saw the changes.

    Raises `NoSuchVersion`, `PublishedMeanwhile`, `LearnedElsewhere`, `IndexBusy`, `StorageError`; then what
    was in force still is.
    """
    made_of = composition_with(version, ports)
    there = _in_its_place(version, ports.versions.contents())
    if there not in (compared_with, version):
        raise PublishedMeanwhile(
            f"{there or 'Nothing'} is in force now, not {compared_with or 'nothing'}: "
            "look at the changes again."
        )
    learned = made_of.pack.learned
    if learned and learned.embedder != ports.meaning:
        raise LearnedElsewhere(
            "The rules of this pack learned with another encoder than this version of Vigie has: "
            "run `vigie rules learn` and add the pack again."
        )
    made_of = replace(made_of, seen=_seen_with(version, ports))
    return put_in_force(made_of, by, ports.library, progress)


def retire_document(
    document: str, language: Language, by: str, ports: LifePorts, progress: Progress = silently
) -> PublishOutcome:
    """Take a document out of the library; its versions are kept. Raises as `publish_version` does."""
    return put_in_force(composition_without(document, language, ports), by, ports.library, progress)


def roll_back(
    by: str, ports: LifePorts, library: str | None = None, progress: Progress = silently
) -> RolledBack:
    """Put an earlier library back in force: the one named, or the one before what is in force.

    Raises `NothingPublished` where there is none, `LearnedElsewhere`, `PublishedMeanwhile`, `IndexBusy`.
    """
    now = ports.versions.contents()
    target = ports.versions.contents(library or library_before(now.name, ports.versions.acts(0, _MOST_ACTS)))
    learned = ports.versions.pack(target.pack).learned
    if learned and learned.embedder != ports.meaning:
        raise LearnedElsewhere(
            f"The rules of library {target.name} learned with another encoder than this version of Vigie "
            "has: it can no longer be put in force."
        )
    _make_ready(target, ports, progress)
    progress("publishing")
    ports.versions.restore(target.name, now.name, by, ports.library.clock.now())
    return RolledBack(target.name, now.name, differences(now, target))


def library_before(name: str, acts: Sequence[PolicyAct]) -> str:
    """The library that was in force before that one was put there. Raises `NothingPublished`.

    Going back takes steps back: what was gone back from is behind us, so that going back twice is two steps.
    """
    path: list[str] = []
    for act in acts:
        if act.kind == "rolled-back" and act.library in path:
            del path[path.index(act.library) + 1 :]
        elif act.kind == "linked" and path:
            path[-1] = act.library
        elif act.kind in ("published", "retired", "linked", "rolled-back"):
            path += [act.before] if act.before and not path else []
            path.append(act.library)
    if len(path) < 2 or path[-1] != name:
        raise NothingPublished("There is no earlier library to go back to.")
    return path[-2]


def _seen_with(version: VersionRef, ports: LifePorts) -> dict[str, str]:
    """What the policy folder held, and this version where it came from there: under a name of its own, since
    the folder may hold another by now. It is not published from there again."""
    if version.is_pack:
        [described] = [each for each in ports.versions.packs() if each.number == version.number]
        origin, sha256 = str(described.origin), described.sha256
    else:
        stored = ports.versions.document(version).version
        origin, sha256 = stored.origin, stored.sha256
    return {**ports.versions.seen_files(), str(version): sha256} if origin == "folder" else {}


def _in_its_place(version: VersionRef, contents: LibraryContents) -> VersionRef | None:
    if version.is_pack:
        return VersionRef(RULES, None, contents.pack)
    return in_force_version(version.document, version.language, contents)


def _make_ready(target: LibraryContents, ports: LifePorts, progress: Progress) -> None:
    """Its collection, made before the switch; with another embedder it is linked anew after it."""
    library = ports.library
    if target.embedder != library.embedder.fingerprint:
        return
    clauses = ports.versions.clauses_of(target.name)
    contents = clauses_fingerprint(clauses)
    if library.index.is_complete(contents, target.embedder, len(clauses)):
        return
    vectors = embed_library((), clauses, library, progress)
    progress("indexing")
    found = [vectors[clause.searchable] for clause in clauses]
    library.index.build(contents, target.embedder, clauses, found, progress)
