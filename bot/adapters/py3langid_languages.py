"""Language of texts whose function words do not tell, by py3langid: French, English, or surely neither."""

from functools import cache
from typing import Any

from bot.domain.draft import Language

_SURELY_NEITHER = 0.001
"""The likelihood of French and English together under which a text is in another language."""
_SHORTEST = 12
"""Characters: of less than that no language is sure."""


@cache
def _identifier() -> Any:
    """The library's model, loaded once and only when a text needs it: it takes a second to read."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect_language(text: str) -> Language | None:
    """French or English, whichever is likelier; French for a text without letters; None: surely neither."""
    likelihood = dict(_identifier().rank(text.encode("utf-8", "replace").decode("utf-8")))
    if len(text) >= _SHORTEST and likelihood["fr"] + likelihood["en"] < _SURELY_NEITHER:
        return None
    return "en" if likelihood["en"] > likelihood["fr"] else "fr"
