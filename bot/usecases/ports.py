"""What the use cases need of the outside; the errors that it may answer with are in `failures.py`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from bot.domain.clauses import Clause, PolicyDocument
from bot.domain.draft import Language
from bot.domain.library import LinkedClause as LinkedClause
from bot.domain.library import PublishedPolicies
from bot.domain.linking import ClauseLink as ClauseLink
from bot.domain.versions import VersionRef
from bot.usecases.clock import Clock as Clock
from bot.usecases.failures import IndexBusy as IndexBusy
from bot.usecases.failures import LearnedElsewhere as LearnedElsewhere
from bot.usecases.failures import NothingPublished as NothingPublished
from bot.usecases.failures import PolicyFileError as PolicyFileError
from bot.usecases.failures import ReviewNotFound as ReviewNotFound
from bot.usecases.failures import StorageError as StorageError
from bot.usecases.record_reader import RecordReader as RecordReader

Vector = Sequence[float]


@dataclass(frozen=True, slots=True)
class PolicySource:
    """One file of the policy folder, read: its document, the bytes as given, and where it was."""

    document: PolicyDocument
    content: bytes
    file: str


@dataclass(frozen=True, slots=True)
class PackSource:
    """The rule pack, the resource topics and the firm profile as files: name → text."""

    rules: Mapping[str, str]
    topics: Mapping[str, str]
    firm: str
    severities: str = ""
    """The owners' changes of severity (`severities.yml`); empty: there are none."""
    learned: str = ""
    """What the rules of meaning judge by (`domain/meaning.Learned` as JSON); empty: nothing was learned."""


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """A version of a document in the database. `state` is draft, published or retired."""

    document: str
    language: Language
    number: int
    title: str
    owner: str
    effective: str
    state: str
    sha256: str
    clauses: int
    created_at: datetime
    created_by: str
    origin: str = "folder"
    """Where it came from: folder or upload."""


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document to publish with its clauses; unchanged bytes keep their version number."""

    source: PolicySource
    clauses: Sequence[Clause]


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything that becomes visible in one switch."""

    documents: Sequence[NewDocument]
    rules_json: str
    """The rules, topics and firm profile, normalised: {"rules": [...], "topics": [...], "firm": {...}}."""
    rules_sha256: str
    embedder: str
    links: Mapping[str, Sequence[ClauseLink]]
    """Rule id → clauses, best first."""
    by: str
    at: datetime
    kept: Sequence[VersionRef] = ()
    """Versions of documents that are in the database already, and in the library beside `documents`."""
    pack: int | None = None
    """The number of the pack, where it is in the database: then `rules_json` is not looked at."""
    expected: str | None = None
    """The library on which it was prepared ("" for none): where another is in force, nothing is published."""
    retires: VersionRef | None = None
    """The document that somebody takes out of the library, where that is what this is for."""
    seen: Mapping[str, str] = field(default_factory=dict)
    """What the policy folder holds: `PMS/fr` or `rules` → SHA-256. Empty: it was not read."""


@dataclass(frozen=True, slots=True)
class ArchivedRecord:
    """Something as it was archived: the record that is chained, and the body that can be erased."""

    record_id: str
    stream: str
    sequence: int
    at: datetime
    digest: str
    body: str | None
    """JSON; None once it was erased."""


class PolicyStore(Protocol):
    """Documents, versions, clauses, vectors, links: the source of truth."""

    def published(self) -> PublishedPolicies:
        """The snapshot in force. Raises `NothingPublished`."""

    def library_in_force(self) -> str:
        """Its name alone, to see whether it is still the same. Raises `NothingPublished`."""

    def published_version(self, library: str) -> PublishedPolicies:
        """The snapshot that was in force under that library version. Raises `NothingPublished`."""

    def publish(self, publication: Publication) -> str:
        """Make it visible in one transaction; the new library version ("3-9f2c1ab0")."""

    def relink(self, embedder: str, links: Mapping[str, Sequence[ClauseLink]], by: str, at: datetime) -> str:
        """The documents and rules in force with other links, as a new library version in force: its name.

        In one transaction. Raises `NothingPublished`.
        """

    def documents(self) -> list[DocumentVersion]:
        """Every version of every document, newest first."""

    def clauses_in_force(self) -> list[Clause]:
        """The clauses of the library in force. Raises `NothingPublished`."""

    def vectors(self, embedder: str, fingerprints: Sequence[str]) -> dict[str, Vector]:
        """The cached vectors among those asked for."""

    def keep_vectors(self, embedder: str, vectors: Mapping[str, Vector]) -> None:
        """Cache vectors by the fingerprint of their text; safe to repeat."""


RecordKind = Literal[
    "review", "request", "sample", "incident", "disagreement", "posting", "good-post", "reading",
    "refusal", "publication", "role", "hold", "erasure", "certificate",
    "notice",
]  # fmt: skip
"""What a record of the archive is about: a review; what people wrote of a matter (`domain/matters`); that
somebody read a text which is not theirs; that somebody was refused what is not theirs to do; an act on the
policy library; who had which role from then on; that something must be kept, or need not be any more; that
somebody's texts were erased, or those whose time was over; that somebody tried to be certified, and how that
went; the notices that owners posted or ended."""


class Archive(Protocol):
    """What was made and decided, append-only, chained over digests of the bodies."""

    def recent(self, most: int) -> list[ArchivedRecord]:
        """The newest reviews whose body is still there, newest first; one that cannot be opened comes
        without it."""

    def add(self, kind: RecordKind, record_id: str, stream: str, at: datetime, body: str) -> ArchivedRecord:
        """Append to the stream's chain. The same record id again changes nothing."""

    def record(self, record_id: str) -> ArchivedRecord:
        """One record. Raises `ReviewNotFound`."""

    def newest(self, stream: str) -> ArchivedRecord | None:
        """The record at the end of a stream's chain, without a body that cannot be opened; None where there
        is none."""

    def verify(self, stream: str) -> int | None:
        """The sequence number of the first broken link of a chain, None for a sound one."""

    def erase_body(self, record_id: str) -> None:
        """Forget a body; its record and the chain stay. Raises `ReviewNotFound`, and `StorageError` for one
        that is on hold."""


class Embedder(Protocol):
    """Sentences to unit vectors, on this machine."""

    @property
    def fingerprint(self) -> str:
        """Name, version and dimension: vectors of two fingerprints are never compared."""

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """One unit vector a text, in order. Any text is accepted."""


@dataclass(frozen=True, slots=True)
class FoundClause:
    """A clause that a search found; `score` is comparable within one search only."""

    clause: Clause
    score: float


class ClauseIndex(Protocol):
    """The vector store: derived from the database and rebuilt from it whenever it must be.

    A library is known by what is in it (`domain/clauses.clauses_fingerprint`) and by its embedder, so it can
    be built before the switch to a new library version, and versions with the same clauses share it.
    Libraries may share texts: one that changes a clause adds a text, and takes none away.
    Every method raises `IndexBusy` when another process has the index open, or its server does not answer.
    """

    def build(
        self,
        contents: str,
        embedder: str,
        clauses: Sequence[Clause],
        vectors: Sequence[Vector],
        progress: "Progress" = ...,
    ) -> None:
        """Make a library searchable; safe to repeat. `progress` is told what is being written."""

    def search(self, contents: str, embedder: str, vector: Vector, most: int) -> list[tuple[str, float]]:
        """(`Clause.fingerprint`, cosine) of the texts nearest to a vector, best first, at most so many.

        Texts of other libraries may be among them. Raises `StorageError` when not built.
        """

    def is_complete(self, contents: str, embedder: str, count: int) -> bool:
        """Whether it is there, was made with that embedder, holds that many clauses, and answers."""

    def keep_last(self, most: int) -> None:
        """Forget all libraries but the ones built, or asked to be built, last."""


class WordScores(Protocol):
    """How well texts match queries by their words (BM25)."""

    def __call__(self, texts: Sequence[tuple[str, Language]]) -> "Scored":
        """Reads the texts once; any thread may ask what it gives, any number of times."""


class Scored(Protocol):
    """Texts that were read, to be held against queries."""

    def __call__(self, queries: Sequence[tuple[str, Language]]) -> Sequence[Sequence[float]]:
        """A row for each query, a score for each text; 0 where the languages differ."""


class PolicyFiles(Protocol):
    """The folder in which the owners write their policies."""

    def documents(self) -> list[PolicySource]:
        """Every document, by file name. Raises `PolicyFileError`."""

    def pack(self) -> PackSource:
        """The rules, the resource topics and the firm profile. Raises `PolicyFileError`."""


Step = Literal[
    "reading", "checking", "embedding", "linking", "indexing", "publishing", "rebuilding", "reviewing"
]  # fmt: skip
"""What takes time when policies are published or tried, or the index is made again."""


class Progress(Protocol):
    """Told what is being done, and how much of it is where that is known."""

    def __call__(self, step: Step, done: int = 0, of: int = 0) -> None:
        """`done` of `of`; 0 of 0 when nobody knows."""
