"""Take in a file as a draft version: read it, find out of what, number its clauses, compare."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.clause_identity import keep_keys, same_document
from bot.domain.clauses import Clause, PolicyDocument
from bot.domain.document_language import document_language
from bot.domain.draft import Language
from bot.domain.outline import ReadFile
from bot.domain.outlining import outline_clauses, title_of
from bot.domain.versions import RULES, VersionRef, WantedVersion, read_wanted
from bot.usecases.compare_versions import Compared, compare_with_force
from bot.usecases.compose_library import LifePorts, contents_in_force, last_in_force
from bot.usecases.library_ports import FileRefused, GivenFile, StoredDocument
from bot.usecases.ports import DocumentVersion, NewDocument, PolicySource
from bot.usecases.publish_policy import content_of
from bot.usecases.put_in_force import pack_json
from bot.usecases.read_pack_upload import PACK_SUFFIXES, read_pack_upload


@dataclass(frozen=True, slots=True)
class WantedDocument:
    """What the person says of the file; what is not said is found out."""

    document: str = ""
    """The id of the document that it is a version of, or of a new one."""
    language: Language | None = None
    title: str = ""
    owner: str = ""
    effective: date | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """A draft version, and what it changes of the one in force."""

    compared: Compared
    known: bool = False
    """Whether it was there: the same bytes, a draft already."""

    @property
    def version(self) -> VersionRef:
        """Its name."""
        return self.compared.version


def add_file(given: GivenFile, wish: WantedDocument, by: str, ports: LifePorts) -> Added:
    """Keep a document, or a rule pack, as a draft; nothing that is in force changes.

    Raises `FileRefused` for what its owner must mend, `StorageError`.
    """
    if given.suffix in PACK_SUFFIXES:
        return _add_pack(given, by, ports)
    return _add_document(given, wish, by, ports)


def _add_pack(given: GivenFile, by: str, ports: LifePorts) -> Added:
    contents, now = contents_in_force(ports), ports.library.clock.now()
    there = ports.versions.pack(contents.pack) if contents else None
    records = read_pack_upload(given, there, ports.reader, ports.meaning, now.date())
    rules_json, sha256 = pack_json(content_of(records))
    same = next((each for each in ports.versions.packs() if each.sha256 == sha256), None)
    if same and same.state != "draft":
        raise FileRefused("same", str(VersionRef(RULES, None, same.number)))
    added = ports.versions.add_pack(rules_json, sha256, "upload", by, now)
    compared = compare_with_force(VersionRef(RULES, None, added.number), ports)
    return Added(compared, same is not None)


def _add_document(given: GivenFile, wish: WantedDocument, by: str, ports: LifePorts) -> Added:
    _refuse_name(wish.document)
    read = ports.read(given)
    said = read.said
    language = _language_of(read, wish, ports)
    known = _documents_in_force(language, ports)
    document = wish.document or said.document or _which(read, language, known)
    earlier = known.get(document) or last_in_force(document, language, ports)
    clauses = keep_keys(outline_clauses(read.blocks, document, language), earlier.clauses if earlier else ())
    if not any(letter.isalpha() for clause in clauses for letter in clause.text):
        raise FileRefused("no-clause")
    same = _same_bytes(given, document, language, ports)
    if same and same.state != "draft":
        raise FileRefused("same", str(VersionRef(document, language, same.number)))
    described = PolicyDocument(
        document,
        wish.title
        or said.title
        or (earlier.version.title if earlier else "")
        or title_of(read.blocks)
        or document,
        said.version or 1,
        wish.owner or said.owner or (earlier.version.owner if earlier else "") or by,
        wish.effective or said.effective or ports.library.clock.now().date(),
        language,
        "",
    )
    new = NewDocument(PolicySource(described, given.content, given.name), clauses)
    added = ports.versions.add_document(new, "upload", by, ports.library.clock.now())
    return Added(compare_with_force(added.ref, ports), same is not None and same.number == added.ref.number)


def _refuse_name(document: str) -> None:
    wanted = read_wanted(document) if document else WantedVersion("PMS")
    if wanted is None or wanted != WantedVersion(wanted.document) or wanted.document == RULES:
        raise FileRefused("document-id", document)


def _language_of(read: ReadFile, wish: WantedDocument, ports: LifePorts) -> Language:
    """As the person says; else what its text tells: a page often says another. Raises `FileRefused`."""
    texts = [block.text for block in read.blocks]
    written = document_language(texts, ports.detect_language)
    if written == "neither":
        raise FileRefused("language")
    if written == "both":
        raise FileRefused("two-languages")
    found = wish.language or written or read.said.language or ports.detect_language(" ".join(texts))
    if found is None:
        raise FileRefused("language")
    return found


def _documents_in_force(language: Language, ports: LifePorts) -> dict[str, StoredDocument]:
    contents = contents_in_force(ports)
    there = contents.documents if contents else ()
    return {each.document: ports.versions.document(each) for each in there if each.language == language}


def _which(read: ReadFile, language: Language, known: dict[str, StoredDocument]) -> str:
    """The document that it is probably a version of. Raises `FileRefused`."""
    fresh = outline_clauses(read.blocks, "new", language)
    if not fresh:
        raise FileRefused("no-clause")
    candidates: dict[str, Sequence[Clause]] = {name: each.clauses for name, each in known.items()}
    found = same_document(fresh, candidates)
    if found is None:
        raise FileRefused("no-document", ", ".join(sorted(known)))
    return found


def _same_bytes(
    given: GivenFile, document: str, language: Language, ports: LifePorts
) -> DocumentVersion | None:
    """The newest version of that document with the same bytes."""
    sha256 = hashlib.sha256(given.content).hexdigest()
    return next(
        (
            each
            for each in ports.library.policies.documents()
            if (each.document, each.language, each.sha256) == (document, language, sha256)
        ),
        None,
    )
