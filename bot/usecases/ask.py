"""Answer a question about the firm's documents with their clauses, or say that they do not cover it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from bot.domain.answering import (
    PolicyReply,
    accept_question,
    answering_places,
    certainty,
    cited,
    language_asked,
)
from bot.domain.clauses import Clause
from bot.domain.draft import Language
from bot.domain.findings import Citation
from bot.domain.known_questions import KnownQuestions
from bot.domain.library import PublishedPolicies
from bot.domain.linking import passages
from bot.domain.question_kernel import Recall, fingerprint_of, recall_of, texts_of
from bot.domain.question_sense import Knowledge, Place, Sensed, know, sense_question
from bot.usecases.ports import Embedder, PolicyStore, StorageError, Vector
from bot.usecases.sense import embed_cached

MOST_CLAUSES = 3
_BATCH = 256


@dataclass(frozen=True)
class Reading:
    """A library ready to be asked, and its clauses as they are quoted."""

    library: str
    policies: PublishedPolicies
    knowledge: Knowledge
    citations: tuple[tuple[Place, Citation], ...]


@dataclass
class AskPorts:
    """What answering questions needs. What was prepared for the library in force is remembered here."""

    policies: PolicyStore
    embedder: Callable[[], Embedder]
    known: Callable[[], KnownQuestions]
    recall: Callable[[], Recall | None] = lambda: None
    """What was computed of the known questions beforehand; what does not fit them is computed again."""
    keep_recall: Callable[[Recall, str], None] = lambda recall, folder: None
    """Writes into a folder what was computed. Raises OSError."""
    reading: Reading | None = field(default=None, init=False, repr=False)
    preparing: Lock = field(default_factory=Lock, init=False, repr=False)


def answer_question(
    question: str, language: Language, ports: AskPorts, most: int = MOST_CLAUSES
) -> PolicyReply:
    """The clauses that answer, to the letter; or none where the documents do not cover it, and whom to ask.

    In the language of the question's words, `language` where they do not say. No model is asked.

    Raises `QuestionRefused`, `NothingPublished`, `StorageError`.
    """
    asked = accept_question(question)
    reading = prepare(ports)
    spoken = language_asked(asked, language)
    clauses = tuple(cited(_places(asked, reading, ports, most), reading.citations, spoken))
    return PolicyReply(asked, bool(clauses), clauses, reading.policies.firm.ask, spoken)


def prepare(ports: AskPorts) -> Reading:
    """The library in force, ready to be asked; a second or two when it is asked for the first time.

    Raises `NothingPublished`, `StorageError`.
    """
    with ports.preparing:
        library = ports.policies.library_in_force()
        if ports.reading is None or ports.reading.library != library:
            ports.reading = _read(library, ports)
        return ports.reading


def sense(question: str, knowledge: Knowledge, ports: AskPorts) -> Sensed:
    """A question as the decision sees it."""
    (vector,) = ports.embedder().embed([question])
    return sense_question(question, vector, knowledge)


def _places(question: str, reading: Reading, ports: AskPorts, most: int) -> list[Place]:
    decision = ports.known().decision
    if decision is None or decision.embedder != ports.embedder().fingerprint or not reading.knowledge.places:
        return []  # what was learned with other embeddings says nothing of these
    sensed = sense(question, reading.knowledge, ports)
    if certainty(sensed, decision) <= 0:
        return []
    return answering_places(sensed, reading.knowledge, decision, most)


def _read(library: str, ports: AskPorts) -> Reading:
    policies, clauses, known = ports.policies.published(), ports.policies.clauses_in_force(), ports.known()
    texts = list(dict.fromkeys(passage for clause in clauses for passage in passages(clause)))
    vectors = _vectors(texts, ports)
    knowledge = know(known, _recalled(known, ports), clauses, vectors, policies.firm.names)
    return Reading(library, policies, knowledge, _citations(clauses, ports.policies))


def _recalled(known: KnownQuestions, ports: AskPorts) -> Recall:
    embedder, recall = ports.embedder().fingerprint, ports.recall()
    if recall and (recall.embedder, recall.known) == (embedder, fingerprint_of(known)):
        return recall
    return recall_of(known, _vectors(texts_of(known), ports), embedder)


def _vectors(texts: list[str], ports: AskPorts) -> dict[str, Vector]:
    """From the database where they are; one that cannot be written to is no reason not to answer."""
    vectors: dict[str, Vector] = {}
    for start in range(0, len(texts), _BATCH):
        some = texts[start : start + _BATCH]
        try:
            vectors |= embed_cached(some, ports.policies, ports.embedder())
        except StorageError:
            vectors |= dict(zip(some, ports.embedder().embed(some), strict=True))
    return vectors


def _citations(clauses: list[Clause], policies: PolicyStore) -> tuple[tuple[Place, Citation], ...]:
    in_force = {
        (each.document, each.language): each for each in policies.documents() if each.state == "published"
    }
    return tuple(
        (
            Place(each.document, each.key),
            Citation(document.title, each.key, each.title, each.text, document.number, each.language),
        )
        for each in clauses
        # A publication in between may have taken it out: what is no longer in force is not quoted.
        if (document := in_force.get((each.document, each.language)))
    )
