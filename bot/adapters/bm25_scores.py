"""How well texts match queries by their words: BM25 with French and English stems."""

import re
from array import array
from collections.abc import Sequence
from threading import Lock
from typing import Any

from bot.domain.draft import Language

_WORD = re.compile(r"\w\w+")
_STEMMERS = {"fr": "french", "en": "english"}
_LANGUAGES: tuple[Language, ...] = ("fr", "en")


def word_scores(texts: Sequence[tuple[str, Language]]) -> "WordIndex":
    """Texts that were read once: what they share with any number of queries, 0 where the languages differ.

    Words of one language say nothing about a text in the other, so each language is a collection of its own.
    """
    return WordIndex(texts)


class WordIndex:
    """The port `Scored` of `word_scores`; any thread may ask, one at a time is answered."""

    def __init__(self, texts: Sequence[tuple[str, Language]]) -> None:
        self._count = len(texts)
        self._places = {
            language: array("q", (place for place, (_, spoken) in enumerate(texts) if spoken == language))
            for language in _LANGUAGES
        }
        self._collections = {
            language: _Collection(language, [texts[at][0] for at in places])
            for language, places in self._places.items()
            if places
        }
        self._one_at_a_time = Lock()

    def __call__(self, queries: Sequence[tuple[str, Language]]) -> list[Sequence[float]]:
        """A row for each query, a score for each text."""
        with self._one_at_a_time:  # a stemmer is for one thread
            return [self._row(query, language) for query, language in queries]

    def _row(self, query: str, language: Language) -> Sequence[float]:
        import numpy as np

        row = np.zeros(self._count)
        if language in self._collections:
            row[self._places[language]] = self._collections[language].scores(query)
        return array("d", row.tobytes())


class _Collection:
    """Texts of one language, as the stems of their words without those that every text has."""

    def __init__(self, language: Language, texts: Sequence[str]) -> None:
        import bm25s
        import Stemmer
        from bm25s.stopwords import STOPWORDS_EN, STOPWORDS_FRENCH

        self._stemmer: Any = Stemmer.Stemmer(_STEMMERS[language])
        self._empty = frozenset(STOPWORDS_FRENCH if language == "fr" else STOPWORDS_EN)
        stems = [self._stems(text) for text in texts]
        self._index: Any = None
        if any(stems):
            self._index = bm25s.BM25()
            self._index.index(stems, show_progress=False)

    def scores(self, query: str) -> Any:
        """One for each text, or one 0 for all."""
        known = self._index.vocab_dict if self._index else {}
        stems = [stem for stem in self._stems(query) if stem in known]
        return self._index.get_scores(stems) if stems else 0.0

    def _stems(self, text: str) -> list[str]:
        words = _WORD.findall(text.lower())
        stems: list[str] = self._stemmer.stemWords([word for word in words if word not in self._empty])
        return stems
