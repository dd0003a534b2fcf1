"""The real embedder, loaded once for all tests."""

from functools import cache

from bot.adapters.local_embeddings import LocalEmbedder


@cache
def local_embedder() -> LocalEmbedder:
    """Its weights take two seconds to load."""
    return LocalEmbedder()
