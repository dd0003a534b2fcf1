"""Language of texts too short for function words to tell, by py3langid restricted to French and English."""

from functools import cache
from typing import Any

from bot.domain.draft import Language


@cache
def _py3langid() -> Any:
    """The library, loaded once and only when a text needs it: its model takes a second to read."""
    import py3langid

    py3langid.set_languages(["fr", "en"])
    return py3langid


def detect_language(text: str) -> Language:
    """French or English; French for a text without letters."""
    language, _ = _py3langid().classify(text.encode("utf-8", "replace").decode("utf-8"))
    return "en" if language == "en" else "fr"
