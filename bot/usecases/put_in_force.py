"""Put a library in force: check it, embed, link, index what it is made of, and only then switch.

Everything before the switch is derived or cached, so a publication that fails or is killed leaves the old
library in force, and the next one goes on from what was embedded.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from bot.domain.clauses import Clause, clauses_fingerprint, text_fingerprint
from bot.domain.findings import Citation
from bot.domain.library import LinkedClause, PackContent, PublishedPolicies
from bot.domain.pack import compile_pack, prepare
from bot.domain.rules import Rule
from bot.domain.versions import VersionRef
from bot.usecases.link_clauses import LibraryPorts, embed_library, link_clauses, silently
from bot.usecases.ports import ClauseLink, NewDocument, Progress, Publication, StorageError, Vector

KEPT_COLLECTIONS = 3
"""For going back to an earlier library without waiting."""


@dataclass(frozen=True)
class Composition:
    """What a library is to be made of, and the library in force that it was thought out from."""

    kept: Sequence[VersionRef]
    """Versions of documents that are in the database."""
    fresh: Sequence[NewDocument]
    """Documents that are not yet."""
    clauses: Sequence[Clause]
    """Of all of them."""
    pack: PackContent
    expected: str
    """The library in force, "" for none."""
    pack_number: int | None = None
    """The pack's, where it is in the database."""
    retires: VersionRef | None = None
    """The document that somebody takes out of the library, where that is what this is for."""
    seen: Mapping[str, str] = field(default_factory=dict)
    """What the policy folder held, where it was read."""

    @property
    def in_order(self) -> list[Clause]:
        """The clauses as the database gives them: by document, language and place."""
        return sorted(self.clauses, key=lambda each: (each.document, each.language, each.position))


@dataclass(frozen=True, slots=True)
class PublishOutcome:
    """What is in force now, and what its owner should know of it."""

    library: str
    changed: bool
    documents: int
    clauses: int
    rules: int
    gaps: tuple[str, ...]
    """The rules that the firm's documents say nothing about."""
    lost_pins: tuple[tuple[str, str], ...] = ()
    """(rule, clause): clauses that rules name and that are in no document; those rules find their clauses by
    meaning instead."""
    before: str = ""
    """What was in force before, "" for nothing."""


def put_in_force(
    made_of: Composition, by: str, ports: LibraryPorts, progress: Progress = silently
) -> PublishOutcome:
    """What is in force then. Raises `PublishedMeanwhile`, `IndexBusy`, `StorageError`: what was, still is."""
    clauses, pack = made_of.in_order, made_of.pack
    links, vectors = _linked(made_of, ports, progress)
    progress("indexing")
    embedder = ports.embedder.fingerprint
    found = [vectors[clause.searchable] for clause in clauses]
    ports.index.build(clauses_fingerprint(clauses), embedder, clauses, found, progress)
    progress("publishing")
    rules_json, rules_sha256 = pack_json(pack) if made_of.pack_number is None else ("", "")
    library = ports.policies.publish(
        Publication(
            documents=made_of.fresh,
            rules_json=rules_json,
            rules_sha256=rules_sha256,
            embedder=embedder,
            links=links,
            by=by,
            at=ports.clock.now(),
            kept=made_of.kept,
            expected=made_of.expected,
            retires=made_of.retires,
            seen=made_of.seen,
            pack=made_of.pack_number,
        )
    )
    with suppress(StorageError):  # the switch is made; the next publication clears up
        ports.index.keep_last(KEPT_COLLECTIONS)
    return outcome_of(made_of, library, links)


def candidate(
    made_of: Composition, titles: Mapping[VersionRef, str], ports: LibraryPorts, progress: Progress = silently
) -> PublishedPolicies:
    """The library as it would be in force, for looking at its effect; nothing is stored but vectors.

    `titles`: of every document of it, by version.
    """
    links, _ = _linked(made_of, ports, progress)
    pack = made_of.pack
    cited = _citations(made_of, titles)
    return PublishedPolicies(
        library="",
        rules_version="",
        embedder=ports.embedder.fingerprint,
        firm=pack.firm,
        rules=pack.rules,
        topics=pack.topics,
        links={
            rule: [
                LinkedClause(cited[f"{each.document}/{each.language}/{each.key}"], each.rank, each.score)
                for each in those
            ]
            for rule, those in links.items()
        },
        prepared=pack.prepared,
        learned=pack.learned,
        severities=pack.severities,
    )


def outcome_of(made_of: Composition, library: str, links: Mapping[str, Sequence[object]]) -> PublishOutcome:
    """What there is to say of a library that is in force."""
    return PublishOutcome(
        library,
        library != made_of.expected,
        len(made_of.kept) + len(made_of.fresh),
        len(made_of.clauses),
        len(made_of.pack.rules),
        tuple(rule.id for rule in made_of.pack.rules if not links.get(rule.id)),
        tuple(lost_pins(made_of.pack.rules, made_of.clauses)),
        made_of.expected,
    )


def lost_pins(rules: Iterable[Rule], clauses: Iterable[Clause]) -> list[tuple[str, str]]:
    """(rule, clause): what rules name and no document has, neither as an id nor as a number."""
    known = {name for clause in clauses for name in (clause.key, clause.shown)}
    return [(rule.id, pinned) for rule in rules for pinned in rule.clauses if pinned not in known]


def normalised(pack: PackContent) -> dict[str, Any]:
    """The records of a pack as they are stored and compared: what is left to the defaults is left out."""
    content: dict[str, Any] = {
        "rules": _dumped(pack.rules),
        "topics": _dumped(pack.topics),
        "firm": pack.firm.model_dump(mode="json", exclude_defaults=True),
        "learned": pack.learned.model_dump(mode="json") if pack.learned else None,
    }
    return content | ({"severities": _dumped(pack.severities)} if pack.severities else {})


def pack_json(pack: PackContent) -> tuple[str, str]:
    """The pack as it is stored, and the SHA-256 of its records."""
    prepared = prepare(compile_pack(pack.rules, pack.topics, pack.firm))
    return _json({**normalised(pack), "prepared": prepared}), pack_sha256(pack)


def pack_sha256(pack: PackContent) -> str:
    """SHA-256 of the records of a pack, however they were written: what tells one pack from another."""
    return text_fingerprint(_json(normalised(pack)))


def _linked(
    made_of: Composition, ports: LibraryPorts, progress: Progress
) -> tuple[dict[str, tuple[ClauseLink, ...]], dict[str, Vector]]:
    clauses, pack = made_of.in_order, made_of.pack
    vectors = embed_library(pack.rules, clauses, ports, progress)
    progress("linking")
    return link_clauses(pack.rules, pack.firm, clauses, vectors, ports.words), vectors


def _citations(made_of: Composition, titles: Mapping[VersionRef, str]) -> dict[str, Citation]:
    versions = {(each.document, each.language): each for each in titles}
    return {
        clause.reference: Citation(
            titles[version], clause.shown, clause.title, clause.text, version.number, clause.language
        )
        for clause in made_of.clauses
        if (version := versions.get((clause.document, clause.language)))
    }


def _dumped(records: Iterable[BaseModel]) -> list[dict[str, Any]]:
    """Records without what they leave to the defaults: a new optional key changes no pack."""
    return [record.model_dump(mode="json", exclude_defaults=True) for record in records]


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
