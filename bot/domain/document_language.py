"""The language of a whole document: one of the two, both of them side by side, or another one."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Literal

from bot.domain.draft import Language

WrittenIn = Literal["fr", "en", "both", "neither"]

_SAYS_ENOUGH = 60
"""Characters of a passage that tell its language."""
_MOST_PASSAGES = 200
"""So many, spread over the document, tell as much as all of them."""
_LARGE_PART = 0.3
"""Of the passages that tell: less is a quotation, or an annex."""
_CELLS = " | "


def document_language(texts: Sequence[str], detect: Callable[[str], Language | None]) -> WrittenIn | None:
    """By its paragraphs and the cells of its tables; None where none of them is long enough to tell.

    `detect` gives the likelier of the two for a passage, None for one that surely is in neither.
    """
    passages = [part for text in texts for part in text.split(_CELLS) if len(part) >= _SAYS_ENOUGH]
    if not passages:
        return None
    step = -(-len(passages) // _MOST_PASSAGES)
    letters: Counter[Language | None] = Counter()
    for passage in passages[::step]:
        letters[detect(passage)] += len(passage)
    least = _LARGE_PART * letters.total()
    if letters[None] >= least:
        return "neither"
    if min(letters["fr"], letters["en"]) >= least:
        return "both"
    return "fr" if letters["fr"] >= letters["en"] else "en"
