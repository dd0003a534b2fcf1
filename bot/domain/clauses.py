"""The firm's documents as numbered clauses with stable ids."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.clause_outline import outlined
from bot.domain.draft import Language
from bot.domain.markdown_blocks import markdown_blocks


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """One document in one language, as its owner wrote it."""

    id: str
    title: str
    version: int
    owner: str
    effective: date
    language: Language
    body: str


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest thing that is quoted: its id is unique in its document and survives edits."""

    document: str
    language: Language
    key: str
    """Its id: rules, links and the index know it by that. The number that it had when it was first read."""
    title: str
    text: str
    position: int
    number: str = ""
    """What this version of the document prints before it, where that is no longer its id; else ""."""

    @property
    def shown(self) -> str:
        """The number under which a reader finds it in this version of the document."""
        return self.number or self.key

    @property
    def reference(self) -> str:
        """The clause in its library: document, language and id."""
        return f"{self.document}/{self.language}/{self.key}"

    @property
    def twin(self) -> str:
        """The reference that it has in the other language, where it exists there."""
        return f"{self.document}/{'en' if self.language == 'fr' else 'fr'}/{self.key}"

    @property
    def fingerprint(self) -> str:
        """SHA-256 of what is embedded: vectors are cached under it."""
        return text_fingerprint(self.searchable)

    @property
    def searchable(self) -> str:
        """What a search reads: the title and the text."""
        return f"{self.title}. {self.text}"


def text_fingerprint(text: str) -> str:
    """SHA-256 of a text, in hexadecimal; lone surrogates count as themselves."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def clauses_fingerprint(clauses: Iterable[Clause]) -> str:
    """SHA-256 of a library's clauses, in any order: collections of the vector store are named by it."""
    lines = sorted(f"{each.reference}\n{each.fingerprint}" for each in clauses)
    return text_fingerprint("\n".join(lines))


def split_clauses(document: PolicyDocument) -> list[Clause]:
    """Every heading (##, ###, ####) with text of its own is a clause; one without a number gets one from its
    place. A number that its author gave twice is there twice."""
    return [
        Clause(document.id, document.language, each.key, each.title, each.text, each.position, each.number)
        for each in outlined(markdown_blocks(document.body), document.id, document.language)
    ]
