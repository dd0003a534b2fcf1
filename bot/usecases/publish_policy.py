"""Publish what is in the policy folder: read, check, split, embed, link, index, and only then switch.

Everything before the switch is derived or cached, so a publication that fails or is killed leaves the old
version in force, and the next one goes on from what was embedded.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from bot.domain.clauses import Clause, clauses_fingerprint, split_clauses, text_fingerprint
from bot.domain.library import PublishedPolicies
from bot.domain.pack import compile_pack, prepare
from bot.domain.rules import Rule
from bot.usecases.link_clauses import LibraryPorts, embed_library, link_clauses, silently
from bot.usecases.ports import (
    NewDocument,
    PolicyFileError,
    PolicyFiles,
    Progress,
    Publication,
    RecordReader,
    StorageError,
)
from bot.usecases.read_pack import PackFiles, PackRecords, check_examples, parse_pack, read_records

KEPT_COLLECTIONS = 3
"""For going back to an earlier library without waiting."""


@dataclass(frozen=True)
class PublishPorts:
    """What publishing needs: where the policies are written, and where they are kept."""

    files: PolicyFiles
    reader: RecordReader
    library: LibraryPorts
    meaning: str
    """The fingerprint of the embedder by which meaning is judged: what was learned for another is refused."""


@dataclass(frozen=True, slots=True)
class PublishOutcome:
    """What is in force now, and the rules that the firm's documents say nothing about."""

    library: str
    changed: bool
    documents: int
    clauses: int
    rules: int
    gaps: tuple[str, ...]


@dataclass(frozen=True)
class _Written:
    """The policy folder, read and split; nothing is checked yet."""

    documents: Sequence[NewDocument]
    pack: PackFiles

    @property
    def clauses(self) -> list[Clause]:
        """The clauses of all documents, in order."""
        return [clause for document in self.documents for clause in document.clauses]


def publish_policies(
    by: str, ports: PublishPorts, progress: Progress = silently, *, again: bool = False
) -> PublishOutcome:
    """Publish the policy folder; what is in force already is left alone, unless `again`.

    Raises `PolicyFileError` for what its owner must mend, `IndexBusy` and `StorageError`; then what was in
    force still is.
    """
    progress("reading")
    written = _read(ports)
    in_force = None if again else _in_force(written, ports.library)
    if in_force:
        return _outcome(in_force.library, False, written, in_force.rules, in_force.links)
    progress("checking")
    records = _checked(written, ports.meaning)
    vectors = embed_library(records.rules, written.clauses, ports.library, progress)
    progress("linking")
    links = link_clauses(records.rules, records.firm, written.clauses, vectors, ports.library.words)
    progress("indexing")
    contents, embedder = clauses_fingerprint(written.clauses), ports.library.embedder.fingerprint
    found = [vectors[clause.searchable] for clause in written.clauses]
    ports.library.index.build(contents, embedder, written.clauses, found)
    progress("publishing")
    packed = _normalised(records)
    library = ports.library.policies.publish(
        Publication(
            documents=written.documents,
            rules_json=_json({**packed, "prepared": prepare(records.pack)}),
            rules_sha256=text_fingerprint(_json(packed)),
            embedder=embedder,
            links=links,
            by=by,
            at=ports.library.clock.now(),
        )
    )
    with suppress(StorageError):  # the switch is made; the next publication clears up
        ports.library.index.keep_last(KEPT_COLLECTIONS)
    return _outcome(library, True, written, records.rules, links)


def _read(ports: PublishPorts) -> _Written:
    documents = [NewDocument(source, split_clauses(source.document)) for source in ports.files.documents()]
    return _Written(documents, PackFiles(ports.files.pack(), ports.reader))


def _in_force(written: _Written, library: LibraryPorts) -> PublishedPolicies | None:
    """What is in force, when it is what was written; neither embedded nor searched to find out."""
    try:
        policies, clauses = library.policies.published(), library.policies.clauses_in_force()
    except StorageError:
        return None
    same_documents = {
        (each.document, each.language, each.sha256)
        for each in library.policies.documents()
        if each.state == "published"
    } == {
        (source.document.id, source.document.language, hashlib.sha256(source.content).hexdigest())
        for source in (each.source for each in written.documents)
    }
    same_clauses = clauses_fingerprint(clauses) == clauses_fingerprint(written.clauses)
    if not (same_documents and same_clauses and policies.embedder == library.embedder.fingerprint):
        return None
    return policies if _same_pack(written.pack, policies) else None


def _same_pack(files: PackFiles, policies: PublishedPolicies) -> bool:
    """Whether the records are those in force, and their words still mean what was worked out for them.

    The program may have learned since. All words would take seconds, so one rule in four answers for all.
    """
    parsed = parse_pack(files)
    written = parsed.rules, parsed.topics, parsed.firm, parsed.learned
    if written != (policies.rules, policies.topics, policies.firm, policies.learned):
        return False
    fresh = prepare(compile_pack(parsed.rules[::4], (), parsed.firm)) if policies.prepared else {}
    return all(_json(policies.prepared.get(words)) == _json(found) for words, found in fresh.items())


def _checked(written: _Written, embedder: str) -> PackRecords:
    """The pack, its examples tried and its pins found. Raises `PolicyFileError`."""
    records = read_records(written.pack)
    for problem in check_examples(records, written.pack):
        raise problem
    if records.pack.by_meaning and records.learned and records.learned.embedder != embedder:
        raise PolicyFileError(
            "learned.json", 1, "this was learned for another embedder: run `vigie rules learn`"
        )
    keys = {clause.key for clause in written.clauses}
    for rule in records.rules:
        for number, key in enumerate(rule.clauses):
            if key not in keys:
                file = records.files[rule.id]
                line = written.pack.reader.line_of(written.pack.source.rules[file], ("clauses", number))
                raise PolicyFileError(file, line, f"no document has the clause {key}")
    return records


def _normalised(records: PackRecords) -> dict[str, Any]:
    return {
        "rules": _dumped(records.rules),
        "topics": _dumped(records.topics),
        "firm": records.firm.model_dump(mode="json", exclude_defaults=True),
        "learned": records.learned.model_dump(mode="json") if records.learned else None,
    }


def _dumped(records: Iterable[BaseModel]) -> list[dict[str, Any]]:
    """Records without what they leave to the defaults: a new optional key changes no pack."""
    return [record.model_dump(mode="json", exclude_defaults=True) for record in records]


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _outcome(
    library: str,
    changed: bool,
    written: _Written,
    rules: Sequence[Rule],
    links: Mapping[str, Sequence[object]],
) -> PublishOutcome:
    gaps = tuple(rule.id for rule in rules if not links.get(rule.id))
    return PublishOutcome(library, changed, len(written.documents), len(written.clauses), len(rules), gaps)
