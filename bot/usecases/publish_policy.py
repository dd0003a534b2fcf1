"""Publish what changed in the policy folder: read, check, and put in force in one switch.

The database is the source of truth. What the folder held when it was last published is remembered, so that
only what somebody changed there since counts: a version that was uploaded, rolled back or retired meanwhile
is not undone by publishing a folder in which nothing changed.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.domain.clause_identity import keep_keys
from bot.domain.clauses import Clause, split_clauses
from bot.domain.library import PackContent, PublishedPolicies
from bot.domain.pack import compile_pack, prepare
from bot.domain.versions import RULES, VersionRef, WantedVersion
from bot.usecases.compose_library import LifePorts, contents_in_force, last_in_force, titles_of
from bot.usecases.library_ports import LibraryContents, StoredDocument
from bot.usecases.link_clauses import silently
from bot.usecases.ports import NewDocument, PolicyFileError, PolicyFiles, PolicySource, Progress
from bot.usecases.put_in_force import (
    Composition,
    PublishOutcome,
    candidate,
    lost_pins,
    outcome_of,
    pack_json,
    pack_sha256,
    put_in_force,
)
from bot.usecases.read_pack import (
    PackFiles,
    PackRecords,
    check_examples,
    parse_pack,
    read_changed_records,
    refuse_dates,
)


@dataclass(frozen=True)
class PublishPorts:
    """What publishing needs: where the policies are written, and where they are kept."""

    files: PolicyFiles
    life: LifePorts


@dataclass(frozen=True)
class _Folder:
    """The policy folder, read, beside what is in force; nothing is checked yet."""

    documents: Sequence[PolicySource]
    pack: PackFiles
    content: PackContent
    """The records of the pack."""
    in_force: LibraryContents | None
    seen: Mapping[str, str]
    """What it held when it was last published, and (`PMS/fr@4`) what was published since of what it held."""

    @cached_property
    def holds(self) -> dict[str, str]:
        """What it holds now: `PMS/fr` → SHA-256 of the file, `rules` → `pack_sha256`."""
        return {_name(each): _sha256(each) for each in self.documents} | {RULES: pack_sha256(self.content)}

    def is_as_seen(self, name: str) -> bool:
        """Whether nobody changed that file since."""
        held = {sha256 for seen, sha256 in self.seen.items() if seen.partition("@")[0] == name}
        return self.holds[name] in held


def publish_policies(
    by: str, ports: PublishPorts, progress: Progress = silently, *, again: bool = False
) -> PublishOutcome:
    """Publish the policy folder; what is in force already is left alone, unless `again`.

    Raises `PolicyFileError` for what its owner must mend, `IndexBusy` and `StorageError`; then what was in
    force still is.
    """
    progress("reading")
    folder = _read(ports)
    made_of = _composition(folder, ports.life, progress)
    unchanged = None if again else _unchanged(made_of, folder, ports.life)
    return unchanged or put_in_force(made_of, by, ports.life.library, progress)


def folder_candidate(ports: PublishPorts) -> PublishedPolicies:
    """The library as publishing the folder would make it, to look at its effect. Raises `PolicyFileError`."""
    made_of = _composition(_read(ports), ports.life, silently)
    return candidate(made_of, titles_of(made_of, ports.life), ports.life.library)


def keep_changed_files(by: str, ports: PublishPorts) -> list[VersionRef]:
    """What somebody changed in the folder since it was last published, as drafts; nothing is published.

    Raises `PolicyFileError`, `StorageError`.
    """
    folder, versions, now = _read(ports), ports.life.versions, ports.life.library.clock.now()
    made_of = _composition(folder, ports.life, silently)
    kept = [versions.add_document(each, "folder", by, now).ref for each in made_of.fresh]
    if made_of.pack_number is None and not folder.is_as_seen(RULES):
        pack = versions.add_pack(*pack_json(made_of.pack), "folder", by, now)
        kept.append(VersionRef(RULES, None, pack.number))
    return kept


def _read(ports: PublishPorts) -> _Folder:
    documents, pack = ports.files.documents(), PackFiles(ports.files.pack(), ports.life.reader)
    return _Folder(
        documents,
        pack,
        content_of(parse_pack(pack)),
        contents_in_force(ports.life),
        ports.life.versions.seen_files(),
    )


def _composition(folder: _Folder, ports: LifePorts, progress: Progress) -> Composition:
    """The library with what changed in the folder."""
    stored = [ports.versions.document(ref) for ref in folder.in_force.documents] if folder.in_force else []
    by_name = {_ref_name(each.ref): each for each in stored}
    kept, fresh = _kept_elsewhere(stored, folder), list[NewDocument]()
    for source in folder.documents:
        known = by_name.get(_name(source))
        new = NewDocument(source, _clauses(source, known, ports))
        if known and (_is_same(new, known) or _stays(known, source, folder)):
            kept.append(known)
        elif known or not folder.is_as_seen(_name(source)):
            fresh.append(new)
    clauses = [clause for each in kept for clause in each.clauses]
    clauses += [clause for new in fresh for clause in new.clauses]
    pack, number = _pack(folder, clauses, ports, progress)
    return Composition(
        [each.ref for each in kept],
        fresh,
        clauses,
        pack,
        folder.in_force.name if folder.in_force else "",
        number,
        seen=folder.holds,
    )


def _kept_elsewhere(stored: Sequence[StoredDocument], folder: _Folder) -> list[StoredDocument]:
    """What is in force and not in the folder: an upload stays, and what somebody went back to after its file
    had left; a file that is no longer there since then leaves."""
    there = {_name(each) for each in folder.documents}
    held = {name.partition("@")[0] for name in folder.seen}

    def stays(name: str, origin: str) -> bool:
        return name not in there and (origin == "upload" or (bool(held) and name not in held))

    return [each for each in stored if stays(_ref_name(each.ref), each.version.origin)]


def _clauses(source: PolicySource, known: StoredDocument | None, ports: LifePorts) -> list[Clause]:
    earlier = known or last_in_force(source.document.id, source.document.language, ports)
    return keep_keys(split_clauses(source.document), earlier.clauses if earlier else ())


def _is_same(new: NewDocument, known: StoredDocument) -> bool:
    """The same bytes, read as they are read today."""
    return known.version.sha256 == _sha256(new.source) and tuple(new.clauses) == tuple(known.clauses)


def _stays(known: StoredDocument, source: PolicySource, folder: _Folder) -> bool:
    """Another version is in force, and nobody changed the file since it was last published."""
    return known.version.sha256 != _sha256(source) and folder.is_as_seen(_name(source))


def _pack(
    folder: _Folder, clauses: Sequence[Clause], ports: LifePorts, progress: Progress
) -> tuple[PackContent, int | None]:
    """The pack in force with its number, where nobody changed the folder's; else the folder's, checked.

    Without a number where what was worked out of its words is of an older program: it is stored again.
    """
    stored = None
    if folder.in_force:
        stored = ports.versions.pack(folder.in_force.pack)
        same = stored.model_copy(update={"prepared": {}}) == folder.content
        if same or folder.is_as_seen(RULES):
            return stored, folder.in_force.pack if _still_prepared(stored) else None
    progress("checking")
    return _checked(folder.pack, stored, clauses, ports), None


def content_of(records: PackRecords) -> PackContent:
    """The records of a pack's files."""
    return PackContent(
        rules=records.rules,
        topics=records.topics,
        firm=records.firm,
        learned=records.learned,
        severities=records.severities,
    )


def _still_prepared(pack: PackContent) -> bool:
    """Whether the pack's words still mean what was worked out for them: the program may have learned since.

    All words would take seconds, so one rule in four answers for all.
    """
    fresh = prepare(compile_pack(pack.rules[::4], (), pack.firm)) if pack.prepared else {}
    return all(_as_lists(pack.prepared.get(words)) == _as_lists(found) for words, found in fresh.items())


def _as_lists(found: tuple[str, Sequence[Sequence[str]]] | None) -> tuple[str, list[list[str]]] | None:
    return None if found is None else (found[0], [list(each) for each in found[1]])


def _unchanged(made_of: Composition, folder: _Folder, ports: LifePorts) -> PublishOutcome | None:
    """What is in force, when it is what would be; neither embedded nor searched to find out."""
    there = folder.in_force
    if there is None or made_of.fresh or made_of.pack_number is None:
        return None
    same = set(made_of.kept) == set(there.documents) and there.pack == made_of.pack_number
    if not same or there.embedder != ports.library.embedder.fingerprint or dict(folder.seen) != folder.holds:
        return None
    return outcome_of(made_of, there.name, ports.library.policies.published().links)


def _checked(
    files: PackFiles, in_force: PackContent | None, clauses: Sequence[Clause], ports: LifePorts
) -> PackContent:
    """The pack, its examples tried and its pins found. Raises `PolicyFileError`."""
    records, places = read_changed_records(files, in_force)
    today = ports.library.clock.now().date()
    refuse_dates(records, places, in_force.severities if in_force else (), today)
    for problem in check_examples(records, files):
        raise problem
    if records.pack.by_meaning and records.learned and records.learned.embedder != ports.meaning:
        raise PolicyFileError(
            "learned.json", 1, "this was learned for another embedder: run `vigie rules learn`"
        )
    for rule, key in lost_pins(records.rules, clauses):
        file = records.files[rule]
        number = next(each for each in records.rules if each.id == rule).clauses.index(key)
        line = files.reader.line_of(files.source.rules[file], ("clauses", number))
        raise PolicyFileError(file, line, f"no document has the clause {key}")
    return content_of(records)


def _name(source: PolicySource) -> str:
    return str(WantedVersion(source.document.id, source.document.language))


def _ref_name(ref: VersionRef) -> str:
    return str(WantedVersion(ref.document, ref.language))


def _sha256(source: PolicySource) -> str:
    return hashlib.sha256(source.content).hexdigest()
