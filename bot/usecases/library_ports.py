"""What changing the library needs of the outside, and the errors that the outside may answer with.

FileRefused        a file cannot be a policy: why, as a code of a closed set
NoSuchVersion      no version has that name (a StorageError)
PublishedMeanwhile somebody else published first (a StorageError)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from bot.domain.clauses import Clause
from bot.domain.library import PackContent
from bot.domain.outline import ReadFile
from bot.domain.versions import RULES, VersionRef
from bot.usecases.ports import DocumentVersion, NewDocument, StorageError

RefusedFor = Literal[
    "empty", "too-large", "file-name", "type", "macros", "encrypted", "broken", "scanned", "garbled",
    "too-many-pages", "bomb", "too-slow", "too-much-memory", "language", "two-languages", "no-clause", "same",
    "pack", "no-document", "document-id",
]  # fmt: skip
"""Why a file is refused.

file-name: a path, or characters that do not print; type: none that can be read; macros: it carries programs;
broken: it is not what its name says, or is cut short; scanned: pictures of pages, no text (OCR would be
needed); garbled: its text cannot be read back (fonts without their characters); bomb: it would unpack to far
more than its size; language: neither French nor English; two-languages: both, where a file is in one; no-
clause: no text that could be a clause; same: these very bytes are that version already; pack: a rule file is
wrong; no-document: which document it is a version of is not known; document-id: what was written cannot name
a document.
"""


class FileRefused(Exception):
    """A file cannot be used; `detail` goes into the sentence (a limit, a version, a file and its line)."""

    def __init__(self, code: RefusedFor, detail: str = "") -> None:
        super().__init__(code)
        self.code: RefusedFor = code
        self.detail = detail


class NoSuchVersion(StorageError):
    """No version has that name."""


class PublishedMeanwhile(StorageError):
    """What is in force is no longer what the publication was prepared on."""


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file as somebody gave it: its name is data, never a place."""

    name: str
    content: bytes = field(repr=False)
    media_type: str = ""

    @property
    def suffix(self) -> str:
        """How its name ends (".pdf"), in small letters; "" where nothing tells."""
        return suffix_of(self.name)


def suffix_of(name: str) -> str:
    """How a file's name ends (".pdf"), in small letters; "" where nothing tells."""
    stem, dot, end = name.rpartition(".")
    return f".{end.lower()}" if dot and stem else ""


class DocumentReader(Protocol):
    """Reads a file in a process of its own, with limits on time, memory, size and pages."""

    def __call__(self, given: GivenFile) -> ReadFile:
        """What it holds. Raises `FileRefused`."""


Origin = Literal["folder", "upload"]
"""Where a version came from: the policy folder, or a person."""


@dataclass(frozen=True, slots=True)
class PackVersion:
    """A version of the rule pack. `state` is draft, published or retired."""

    number: int
    state: str
    sha256: str
    rules: int
    created_at: datetime
    created_by: str
    origin: Origin = "folder"


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A version of a document with its clauses."""

    version: DocumentVersion
    clauses: tuple[Clause, ...]

    @property
    def ref(self) -> VersionRef:
        """Its name."""
        return VersionRef(self.version.document, self.version.language, self.version.number)


ActKind = Literal["added", "published", "retired", "rolled-back", "withdrawn", "refused", "linked"]
"""What was done: a draft version added, a library put in force, a document taken out of it, an earlier
library put back, a draft put away, somebody refused, rules linked again by the program itself."""


@dataclass(frozen=True, slots=True)
class PolicyAct:
    """One thing that somebody did to the library, or was refused. Kept for ever, in the order of `id`."""

    id: int
    at: datetime
    by: str
    kind: ActKind
    version: VersionRef | None = None
    """The version that was added, withdrawn or retired, or that the one who was refused had named."""
    library: str = ""
    """The library in force afterwards."""
    before: str = ""
    """The library in force before, "" for none."""
    detail: str = ""
    """A word: what was refused (`publish`)."""


@dataclass(frozen=True, slots=True)
class LibraryContents:
    """A library version: what it is made of, and when it was first put in force."""

    name: str
    number: int
    documents: tuple[VersionRef, ...]
    pack: int
    embedder: str
    created_at: datetime
    created_by: str


VersionChange = tuple[VersionRef | None, VersionRef | None]
"""(was in force, is in force); None for nothing of that document."""


def differences(was: LibraryContents | None, now: LibraryContents) -> tuple[VersionChange, ...]:
    """What one library has that the other has not, by document; the rules last."""
    before, after = _by_place(was), _by_place(now)
    places = sorted(before.keys() | after.keys())
    return tuple(
        (before.get(place), after.get(place)) for place in places if before.get(place) != after.get(place)
    )


def _by_place(contents: LibraryContents | None) -> dict[tuple[bool, str, str], VersionRef]:
    if contents is None:
        return {}
    pack = VersionRef(RULES, None, contents.pack)
    return {(each.is_pack, each.document, each.language or ""): each for each in (*contents.documents, pack)}


class VersionStore(Protocol):
    """Versions of documents and packs, what each library was made of, and everything that was done.

    `PolicyStore.publish` puts a library in force; here is the rest.
    """

    def add_document(self, new: NewDocument, origin: Origin, by: str, at: datetime) -> StoredDocument:
        """Keep a draft version, and the act. The same bytes and clauses as a version there is: that one,
        whatever its state, and nothing is kept."""

    def add_pack(self, rules_json: str, sha256: str, origin: Origin, by: str, at: datetime) -> PackVersion:
        """Keep a draft pack, and the act; one with the same content is given back as it is."""

    def document(self, ref: VersionRef) -> StoredDocument:
        """A version of a document. Raises `NoSuchVersion`."""

    def original(self, ref: VersionRef) -> GivenFile:
        """The very bytes of a version of a document. Raises `NoSuchVersion`."""

    def packs(self) -> list[PackVersion]:
        """Every version of the rule pack, newest first."""

    def pack(self, number: int) -> PackContent:
        """The records of a pack. Raises `NoSuchVersion`, `StorageError`."""

    def contents(self, library: str | None = None) -> LibraryContents:
        """What a library is made of; the one in force by default. Raises `NothingPublished`."""

    def clauses_of(self, library: str) -> list[Clause]:
        """The clauses of a past library, ordered as `PolicyStore.clauses_in_force`. Raises
        `NothingPublished`."""

    def restore(self, library: str, expected: str, by: str, at: datetime) -> None:
        """Put an earlier library back in force, in one transaction, with the act.

        Raises `NothingPublished` for a name that no library has, `PublishedMeanwhile` where another than
        `expected` is in force.
        """

    def withdraw(self, ref: VersionRef, by: str, at: datetime) -> None:
        """Put a draft away: it is retired without ever having been in force. Anything else is left alone."""

    def refused(self, by: str, at: datetime, what: str, version: VersionRef | None = None) -> None:
        """Record that somebody was refused `what` (a word of ours)."""

    def acts(self, after: int = 0, most: int = 1_000) -> list[PolicyAct]:
        """What was done after the act with that id, oldest first."""

    def seen_files(self) -> Mapping[str, str]:
        """What the policy folder held when it was last published: `PMS/fr` or `rules` → SHA-256."""


class GoldenCases(Protocol):
    """The cases that every change is tried on (`policies/cases/*.jsonl`)."""

    def __call__(self) -> Sequence["GoldenCase"]:
        """In order. Raises `PolicyFileError`."""


@dataclass(frozen=True, slots=True)
class GoldenCase:
    """A post whose review the owner wants to know before a change counts; it belongs to nobody."""

    id: str
    text: str
    platform: str = "linkedin"
    verdict: str = ""
    """The right one, "" where nobody said."""
