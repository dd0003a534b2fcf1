"""What a library would be made of: the one in force with a version put in or taken out, or other rules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.domain.clause_identity import keep_keys
from bot.domain.clauses import Clause
from bot.domain.draft import Language
from bot.domain.versions import VersionRef, WantedVersion
from bot.usecases.library_ports import (
    DocumentReader,
    LibraryContents,
    NoSuchVersion,
    PublishedMeanwhile,
    StoredDocument,
    VersionStore,
)
from bot.usecases.link_clauses import LibraryPorts
from bot.usecases.ports import NothingPublished, RecordReader, StorageError
from bot.usecases.put_in_force import Composition


@dataclass(frozen=True)
class LifePorts:
    """What changing the library needs."""

    library: LibraryPorts
    versions: VersionStore
    read: DocumentReader
    reader: RecordReader
    meaning: str
    """The fingerprint of the embedder by which meaning is judged: what was learned for another is refused."""
    detect_language: Callable[[str], Language | None]
    """None: surely neither French nor English."""


def composition_with(ref: VersionRef, ports: LifePorts) -> Composition:
    """The library in force with that version in the place of the one it has, or beside the others.

    Raises `NoSuchVersion`, `PublishedMeanwhile`, `NothingPublished`.
    """
    contents = ports.versions.contents()
    if ref.is_pack:
        return replace(
            _in_force(contents, ports), pack=ports.versions.pack(ref.number), pack_number=ref.number
        )
    stored = ports.versions.document(ref)
    _refuse_unfit(stored, contents, ports)
    return _with_documents(contents, [*_others(contents, ref), ref], stored.clauses, ports)


def composition_without(document: str, language: Language, ports: LifePorts) -> Composition:
    """The library in force less a document. Raises `NoSuchVersion`, and `StorageError` for the last one."""
    contents = ports.versions.contents()
    leaving = in_force_version(document, language, contents)
    if leaving is None:
        raise NoSuchVersion(f"No document {WantedVersion(document, language)} is in force.")
    rest = _others(contents, leaving)
    if not rest:
        raise StorageError("The last document stays: without any there is nothing to quote.")
    return replace(_with_documents(contents, rest, (), ports), retires=leaving)


def in_force_version(
    document: str, language: Language | None, contents: LibraryContents
) -> VersionRef | None:
    """The version of a document that a library is made of."""
    return next(
        (each for each in contents.documents if (each.document, each.language) == (document, language)), None
    )


def last_in_force(document: str, language: Language, ports: LifePorts) -> StoredDocument | None:
    """The newest version of a document that is no draft: one that was taken out gives its ids to the next."""
    numbers = [
        each.number
        for each in ports.library.policies.documents()
        if (each.document, each.language) == (document, language) and each.state != "draft"
    ]
    if not numbers:
        return None
    return ports.versions.document(VersionRef(document, language, max(numbers)))


def contents_in_force(ports: LifePorts) -> LibraryContents | None:
    """What the library in force is made of; None while there is none."""
    try:
        return ports.versions.contents()
    except NothingPublished:
        return None


def titles_of(made_of: Composition, ports: LifePorts) -> dict[VersionRef, str]:
    """How every document of a library is called; the number of a fresh one is the one it would have."""
    stored = {
        VersionRef(each.document, each.language, each.number): each.title
        for each in ports.library.policies.documents()
    }
    titles = {ref: stored[ref] for ref in made_of.kept}
    for each in made_of.fresh:
        document = each.source.document
        numbers = [
            ref.number for ref in stored if (ref.document, ref.language) == (document.id, document.language)
        ]
        number = max([document.version, *(number + 1 for number in numbers)])
        titles[VersionRef(document.id, document.language, number)] = document.title
    return titles


def _in_force(contents: LibraryContents, ports: LifePorts) -> Composition:
    return _with_documents(contents, contents.documents, (), ports)


def _others(contents: LibraryContents, ref: VersionRef) -> list[VersionRef]:
    return [
        each for each in contents.documents if (each.document, each.language) != (ref.document, ref.language)
    ]


def _with_documents(
    contents: LibraryContents, kept: Sequence[VersionRef], fresh: Sequence[Clause], ports: LifePorts
) -> Composition:
    """`fresh`: the clauses of those of `kept` that are not in force."""
    replaced = {(each.document, each.language) for each in fresh}
    staying = {(each.document, each.language) for each in kept} - replaced
    # By name: what is in force may be another by now, and then back again.
    there = ports.versions.clauses_of(contents.name)
    clauses = [each for each in there if (each.document, each.language) in staying]
    return Composition(
        kept,
        (),
        [*clauses, *fresh],
        ports.versions.pack(contents.pack),
        contents.name,
        contents.pack,
    )


def _refuse_unfit(stored: StoredDocument, contents: LibraryContents, ports: LifePorts) -> None:
    """A draft's clauses have the ids of those in force when it was added: they must still be the same."""
    before = in_force_version(stored.version.document, stored.version.language, contents)
    if stored.version.state != "draft" or before is None:
        return
    printed = [replace(each, key=each.shown, number="") for each in stored.clauses]
    if tuple(keep_keys(printed, ports.versions.document(before).clauses)) != tuple(stored.clauses):
        raise PublishedMeanwhile(
            f"Another version of {WantedVersion(before.document, before.language)} was published since "
            "this one was added: add the file again."
        )
