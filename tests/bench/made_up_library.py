"""A library of any size, made up for measuring: the words of the sample documents, vectors around topics.

The vectors are not those of the words: embedding 100,000 clauses takes an hour, and how long a search takes
depends on how vectors lie, not on what they mean. They lie around 400 topics, as clauses do.
"""

import random
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot.domain.clauses import Clause, PolicyDocument, text_fingerprint
from bot.domain.draft import Language
from bot.usecases.ports import Embedder, NewDocument, PolicySource, Vector

DIMENSION, TOPICS, SPREAD = 512, 400, 0.04
CLAUSES_A_DOCUMENT = 500
_SENTENCE_END = re.compile(r"(?<=[.;!?])\s+|\n+")


class MadeUpVectors:
    """`Embedder`: a vector for each text, the same each time, near one of the topics."""

    def __init__(self) -> None:
        import numpy as np

        self.fingerprint = f"made-up-{DIMENSION}d"
        self.embedded = 0
        self.beside: Embedder | None = None
        """What embeds the texts too, for the time it takes."""
        self._topics = np.random.default_rng(1).normal(size=(TOPICS, DIMENSION))
        self._topics /= np.linalg.norm(self._topics, axis=1, keepdims=True)

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """One unit vector a text."""
        self.embedded += len(texts)
        if self.beside:
            self.beside.embed(texts)
        return [self._vector(text) for text in texts]

    def _vector(self, text: str) -> Any:
        import numpy as np

        own = np.random.default_rng(int(text_fingerprint(text)[:16], 16))
        vector = self._topics[own.integers(TOPICS)] + own.normal(scale=SPREAD, size=DIMENSION)
        return (vector / np.linalg.norm(vector)).tolist()


class MadeUpTexts:
    """Sentences of real documents, three words of each exchanged: no two are the same."""

    def __init__(self, documents: Path) -> None:
        self._random = random.Random(6)  # noqa: S311 - the same texts in each run
        self._sentences: dict[Language, list[list[str]]] = {
            "fr": _sentences(documents / "fr"),
            "en": _sentences(documents / "en"),
        }

    def sentence(self, language: Language) -> str:
        """One, in that language."""
        known = self._sentences[language]
        words = list(self._random.choice(known))
        for _ in range(3):
            words[self._random.randrange(len(words))] = self._random.choice(self._random.choice(known))
        return " ".join(words)

    def documents(self, clauses: int, sentences: int, at_a_time: int) -> list[NewDocument]:
        """So many clauses, in documents of `at_a_time` clauses, every other one in English."""
        return [
            self.document(
                f"D{number}", "en" if number % 2 else "fr", min(at_a_time, clauses - start), sentences
            )
            for number, start in enumerate(range(0, clauses, at_a_time))
        ]

    def document(self, name: str, language: Language, clauses: int, sentences: int) -> NewDocument:
        """A document of so many clauses of so many sentences."""
        made = [self._clause(name, language, place, sentences) for place in range(clauses)]
        return new_document(name, language, made)

    def _clause(self, name: str, language: Language, place: int, sentences: int) -> Clause:
        title = " ".join(self.sentence(language).split()[:4])
        text = " ".join(self.sentence(language) for _ in range(sentences))
        return Clause(name, language, f"{name}-{place + 1}", title, text, place)


def new_document(name: str, language: Language, clauses: Sequence[Clause]) -> NewDocument:
    """A document with those clauses."""
    body = "\n\n".join(f"## {each.key} {each.title}\n\n{each.text}" for each in clauses)
    read = PolicyDocument(name, f"Document {name}", 1, "Bench", date(2026, 11, 16), language, "")
    return NewDocument(PolicySource(read, body.encode(), f"{name.lower()}.md"), clauses)


def _sentences(folder: Path) -> list[list[str]]:
    texts = [file.read_text(encoding="utf-8").split("---", 2)[-1] for file in sorted(folder.glob("*.md"))]
    parts = [part.strip() for text in texts for part in _SENTENCE_END.split(text)]
    return [part.split() for part in parts if 40 < len(part) < 300 and not part.startswith("#")]
