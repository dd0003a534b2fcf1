"""What a library in memory is made of. A change is worked out on a copy, which is put in place whole."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from pydantic import ValidationError

from bot.domain.clauses import Clause
from bot.domain.findings import Citation
from bot.domain.library import LinkedClause, PackContent, PublishedPolicies
from bot.domain.versions import VersionRef
from bot.usecases.library_ports import (
    ActKind,
    NoSuchVersion,
    Origin,
    PackVersion,
    PolicyAct,
    PublishedMeanwhile,
    StoredDocument,
)
from bot.usecases.ports import (
    ClauseLink,
    DocumentVersion,
    NewDocument,
    NothingPublished,
    Publication,
    StorageError,
)

_NOTHING = "No policies are in force yet: run `vigie policies publish`."
_MEANWHILE = "Other policies were published meanwhile: nothing was published."


@dataclass(frozen=True)
class Version(StoredDocument):
    """A version of a document with the file it came in."""

    content: bytes = b""
    file: str = ""


@dataclass(frozen=True)
class Pack:
    """A version of the rule pack with its records as they were given."""

    described: PackVersion
    content: str


@dataclass(frozen=True)
class Library:
    """A library version; what it is made of is looked up on the shelves."""

    content: str
    policies: PublishedPolicies
    documents: tuple[VersionRef, ...]
    pack: int
    at: datetime
    by: str


@dataclass
class Shelves:
    """Everything that an owner may change."""

    versions: dict[VersionRef, Version] = field(default_factory=dict)
    packs: dict[int, Pack] = field(default_factory=dict)
    libraries: dict[str, Library] = field(default_factory=dict)
    in_force: str = ""
    acts: list[PolicyAct] = field(default_factory=list)
    seen: Mapping[str, str] = field(default_factory=dict)

    def copied(self) -> "Shelves":
        """The same shelves, to be changed apart."""
        return Shelves(*(copy(getattr(self, name)) for name in self.__dataclass_fields__))

    def library(self, name: str | None = None) -> Library:
        """The library of that name, or the one in force. Raises `NothingPublished`."""
        found = self.libraries.get(self.in_force if name is None else name)
        if found is None:
            raise NothingPublished(_NOTHING if name is None else "No library version has that name.")
        return found

    def version(self, ref: VersionRef) -> Version:
        """The version of a document of that name. Raises `NoSuchVersion`."""
        if ref not in self.versions:
            raise NoSuchVersion(f"No version has the name {ref}.")
        return self.versions[ref]

    def pack(self, number: int) -> Pack:
        """The pack with that number. Raises `NoSuchVersion`."""
        if number not in self.packs:
            raise NoSuchVersion(f"No rule pack has the number {number}.")
        return self.packs[number]

    def clauses_of(self, library: Library) -> list[Clause]:
        """The clauses of a library, by document, language and place."""
        versions = [self.versions[ref] for ref in sorted(library.documents)]
        return [clause for version in versions for clause in version.clauses]

    def note(self, kind: ActKind, by: str, at: datetime, **more: object) -> None:
        """Add an act; `before` is what is in force, as is `library` unless it is given."""
        known = {"library": self.in_force, "before": self.in_force} | more
        self.acts.append(PolicyAct(len(self.acts) + 1, at, by, kind, **known))  # type: ignore[arg-type]

    def put_in_force(self, name: str, kind: ActKind, by: str, at: datetime, ref: VersionRef | None) -> None:
        """Move the pointer, with the states and the act."""
        library = self.libraries[name]
        self.note(kind, by, at, library=name, version=ref)
        self.in_force = name
        for each in self.versions.values():
            self.set_state(each.ref, _next_state(each.version.state, each.ref in library.documents))
        for number, pack in self.packs.items():
            self.set_state(
                VersionRef("rules", None, number), _next_state(pack.described.state, number == library.pack)
            )

    def set_state(self, ref: VersionRef, state: str) -> None:
        """Of a version of a document or of the pack."""
        if ref.is_pack:
            pack = self.packs[ref.number]
            self.packs[ref.number] = replace(pack, described=replace(pack.described, state=state))
        else:
            version = self.versions[ref]
            self.versions[ref] = replace(version, version=replace(version.version, state=state))

    def state_of(self, ref: VersionRef) -> str:
        """Of a version of a document or of the pack; "" where there is none."""
        if ref.is_pack:
            return self.packs[ref.number].described.state if ref.number in self.packs else ""
        return self.versions[ref].version.state if ref in self.versions else ""

    def refuse_other_than(self, expected: str | None) -> None:
        """Raises `PublishedMeanwhile` where another library is in force."""
        if expected not in (None, self.in_force):
            raise PublishedMeanwhile(_MEANWHILE)


def _next_state(state: str, chosen: bool) -> str:
    return "published" if chosen else "retired" if state == "published" else state


def read_pack(content: str) -> PackContent:
    """The records of a pack. Raises `StorageError`."""
    try:
        return PackContent.model_validate_json(content)
    except ValidationError:
        raise StorageError("The rule pack cannot be read by this version of Vigie.") from None


def add_pack(
    shelves: Shelves, content: str, digest: str, by: str, at: datetime, origin: Origin = "folder"
) -> tuple[int, bool]:
    """The number of the pack with that content, and whether it is new. Raises `StorageError`."""
    rules = len(read_pack(content).rules)
    same = [number for number, pack in shelves.packs.items() if pack.content == content]
    if same:
        return same[-1], False
    number = len(shelves.packs) + 1
    shelves.packs[number] = Pack(PackVersion(number, "draft", digest, rules, at, by, origin), content)
    return number, True


def add_version(
    shelves: Shelves, new: NewDocument, by: str, at: datetime, origin: Origin = "folder"
) -> tuple[VersionRef, bool]:
    """The version with those bytes and clauses, and whether it is new. Raises `StorageError`."""
    source = new.source.document
    given = tuple(sorted(new.clauses, key=lambda clause: clause.position))
    if len({clause.key for clause in given}) < len(given):
        raise StorageError(f"The document {source.id} has a clause twice: nothing was changed.")
    digest = sha256(new.source.content).hexdigest()
    earlier = [
        each
        for ref, each in shelves.versions.items()
        if (ref.document, ref.language) == (source.id, source.language)
    ]
    for each in earlier:
        if each.version.sha256 == digest and each.clauses == given:
            return each.ref, False
    number = max([source.version, *(each.version.number + 1 for each in earlier)])
    described = DocumentVersion(
        document=source.id,
        language=source.language,
        number=number,
        title=source.title,
        owner=source.owner,
        effective=source.effective.isoformat(),
        state="draft",
        sha256=digest,
        clauses=len(given),
        created_at=at,
        created_by=by,
        origin=origin,
    )
    kept = Version(described, given, new.source.content, new.source.file)
    shelves.versions[kept.ref] = kept
    return kept.ref, True


def publish(shelves: Shelves, publication: Publication) -> str:
    """The library that is in force then. Raises what `PolicyStore.publish` raises."""
    shelves.refuse_other_than(publication.expected)
    by, at = publication.by, publication.at
    fresh = [add_version(shelves, each, by, at)[0] for each in publication.documents]
    refs = (*fresh, *(shelves.version(ref).ref for ref in publication.kept))
    if len({(ref.document, ref.language) for ref in refs}) < len(refs):
        raise StorageError("A document is given twice: nothing was published.")
    number = publication.pack
    if number is None:
        number, _ = add_pack(shelves, publication.rules_json, publication.rules_sha256, by, at)
    shelves.seen = publication.seen or shelves.seen
    kind: ActKind = "retired" if publication.retires else "published"
    return add_library(
        shelves, refs, number, publication.embedder, publication.links, (kind, by, at, publication.retires)
    )


def add_library(
    shelves: Shelves,
    refs: Sequence[VersionRef],
    number: int,
    embedder: str,
    links: Mapping[str, Sequence[ClauseLink]],
    deed: tuple[ActKind, str, datetime, VersionRef | None],
) -> str:
    """The library that is in force then: the same as before, where that is what it would be made of."""
    pack = shelves.pack(number)
    records = read_pack(pack.content)
    linked = {
        rule: _linked(rule, those, [shelves.versions[ref] for ref in refs]) for rule, those in links.items()
    }
    seen = {rule: [replace(each, score=0.0) for each in those] for rule, those in linked.items()}
    content = repr((sorted(refs, key=str), number, embedder, seen))
    if shelves.in_force and shelves.library().content == content:
        return shelves.in_force
    name = f"{len(shelves.libraries) + 1}-{sha256(content.encode()).hexdigest()[:8]}"
    policies = PublishedPolicies(
        library=name,
        rules_version=f"{number}-{pack.described.sha256[:8]}",
        embedder=embedder,
        firm=records.firm,
        rules=records.rules,
        topics=records.topics,
        links=linked,
        prepared=records.prepared,
        learned=records.learned,
        severities=records.severities,
    )
    kind, by, at, ref = deed
    shelves.libraries[name] = Library(content, policies, tuple(sorted(refs)), number, at, by)
    shelves.put_in_force(name, kind, by, at, ref)
    return name


def _linked(rule: str, links: Sequence[ClauseLink], versions: Sequence[Version]) -> list[LinkedClause]:
    places = {clause.reference: (clause, each.version) for each in versions for clause in each.clauses}
    linked = []
    for link in sorted(links, key=lambda each: each.rank):
        found = places.get(f"{link.document}/{link.language}/{link.key}")
        if found is None:
            raise StorageError(f"The rule {rule} is linked to {link.key}: nothing was published.")
        clause, document = found
        citation = Citation(
            document.title, clause.shown, clause.title, clause.text, document.number, clause.language
        )
        linked.append(LinkedClause(citation, link.rank, link.score, link.pinned))
    return linked
