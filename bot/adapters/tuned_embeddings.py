"""Sentence embeddings that also know what this field's rules are about, on this machine.

The encoder of `local_embeddings` was tuned on labelled posts (`bot/evaluation/encoder_tuning`). Its vector
stands beside the one of the encoder as it came, which knows more of everything else.
"""

from collections.abc import Sequence
from copy import copy
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from threading import Lock
from typing import Any

from bot.adapters.local_embeddings import DIMENSION, LocalEmbedder, readable
from bot.usecases.ports import Vector

WEIGHTS = "tuned_encoder.npz"
"""Half-precision arrays beside this module, named as what they replace (`w1.0`: the first of `w1`)."""


class TunedEmbedder:
    """The port `Embedder` for meaning: two vectors of half length each; safe to share between threads."""

    def __init__(self, plain: LocalEmbedder) -> None:
        self._plain = plain
        self._tuned: Any = None
        self._loading = Lock()

    @cached_property
    def fingerprint(self) -> str:
        """That of the plain embedder, the weights', and the dimension."""
        name = self._plain.fingerprint.removesuffix(f"-{DIMENSION}d")
        return f"{name}-tuned-{sha256(_weights()).hexdigest()[:8]}-{2 * DIMENSION}d"

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """One unit vector a text, in order; any text is accepted, the first 4,000 characters are read."""
        if not texts:
            return []
        import numpy as np

        read = [readable(text) for text in texts]
        plain, tuned = self._encoders()
        once = _Once(plain.sp)
        both = [_with(encoder, once).encode(read) for encoder in (plain, tuned)]
        vectors: list[Vector] = (np.hstack(both) / np.sqrt(np.float32(2))).tolist()
        return vectors

    def _encoders(self) -> tuple[Any, Any]:
        """The encoder as it came, and tuned; they share the table of its words."""
        plain = self._plain.encoder()
        with self._loading:
            if self._tuned is None:
                self._tuned = tuned(plain, _weights())
        return plain, self._tuned


class _Once:
    """The encoder's tokenizer, the slowest part of it, which reads each text once for both."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._read: dict[str, Any] = {}

    def encode(self, text: str, **asked: Any) -> Any:
        """The numbers of its words."""
        if text not in self._read:
            self._read[text] = self._tokenizer.encode(text, **asked)
        return self._read[text]


def _with(encoder: Any, tokenizer: Any) -> Any:
    reading = copy(encoder)
    reading.sp = tokenizer
    return reading


def tuned(encoder: Any, weights: bytes) -> Any:
    """The encoder with other weights, of `WEIGHTS`."""
    import numpy as np

    changed = copy(encoder)
    several: dict[str, list[Any]] = {}
    with np.load(BytesIO(weights), allow_pickle=False) as arrays:
        for name in sorted(arrays.files):
            values = arrays[name].astype(np.float32)
            attribute, _, number = name.partition(".")
            if number:
                several.setdefault(attribute, []).append(values)
            else:
                setattr(changed, attribute, values)
    for attribute, those in several.items():
        setattr(changed, attribute, those)
    return changed


def _weights() -> bytes:
    return files("bot.adapters").joinpath(WEIGHTS).read_bytes()
