"""The real embedders, loaded once for all tests."""

from functools import cache

from bot.adapters.local_embeddings import LocalEmbedder
from bot.adapters.tuned_embeddings import TunedEmbedder


@cache
def local_embedder() -> LocalEmbedder:
    """Its weights take two seconds to load."""
    return LocalEmbedder()


@cache
def tuned_embedder() -> TunedEmbedder:
    """What the shipped rules judge meaning by."""
    return TunedEmbedder(local_embedder())
