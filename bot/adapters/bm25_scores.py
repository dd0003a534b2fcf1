"""How well texts match queries by their words: BM25 with French and English stems."""

import re
from collections.abc import Sequence
from typing import Any

from bot.domain.draft import Language

_WORD = re.compile(r"\w\w+")
_STEMMERS = {"fr": "french", "en": "english"}


def word_scores(
    texts: Sequence[tuple[str, Language]], queries: Sequence[tuple[str, Language]]
) -> list[list[float]]:
    """A row for each query, a BM25 score for each text; 0 where the languages differ.

    Words of one language say nothing about a text in the other, so each language is a collection of its own.
    """
    table = [[0.0] * len(texts) for _ in queries]
    for language in ("fr", "en"):
        places = [place for place, (_, spoken) in enumerate(texts) if spoken == language]
        rows = [row for row, (_, spoken) in enumerate(queries) if spoken == language]
        if places and rows:
            stems = _Stems(language)
            asked = [stems.of(queries[at][0]) for at in rows]
            found = _scores([stems.of(texts[at][0]) for at in places], asked)
            for row, scores in zip(rows, found, strict=True):
                for place, score in zip(places, scores, strict=True):
                    table[row][place] = score
    return table


class _Stems:
    """Texts as the stems of their words, without the words that every text has."""

    def __init__(self, language: Language) -> None:
        import Stemmer
        from bm25s.stopwords import STOPWORDS_EN, STOPWORDS_FRENCH

        self._stemmer: Any = Stemmer.Stemmer(_STEMMERS[language])
        self._empty = frozenset(STOPWORDS_FRENCH if language == "fr" else STOPWORDS_EN)

    def of(self, text: str) -> list[str]:
        """The stems, in order."""
        words = _WORD.findall(text.lower())
        stems: list[str] = self._stemmer.stemWords([word for word in words if word not in self._empty])
        return stems


def _scores(texts: Sequence[list[str]], queries: Sequence[list[str]]) -> list[list[float]]:
    import bm25s

    if not any(texts):
        return [[0.0] * len(texts) for _ in queries]
    index: Any = bm25s.BM25()
    index.index(list(texts), show_progress=False)
    known = index.vocab_dict
    rows = ([stem for stem in query if stem in known] for query in queries)
    return [index.get_scores(stems).tolist() if stems else [0.0] * len(texts) for stems in rows]
