"""Mentions and hashtags taken out of a sentence, without breaking it."""

import re

from bot.domain.folding import fold
from bot.domain.pack import RulePack
from bot.domain.topics import names_a_topic

_TAGS = re.compile(r"(?:[\s,]*(?<![\w.@/])[@#][\w.]*\w)+")
_HASHTAG = re.compile(r"#(\w+)")
_GOVERNS = re.compile(
    r"\b(?:à|a|au|aux|avec|par|de|chez|et|selon|to|with|by|from|and|at|for|of|@)\s*$", re.IGNORECASE
)
_WORDS = re.compile(r"[^\W\d_]{2,}")


def without_tags(text: str, gently: RulePack | None) -> str | None:
    """The sentence without its runs of tags; one that a word of the sentence governs stays, as a word of it.

    Gently, the first two hashtags that name a topic stay at its end. None where it would read badly.
    """
    cut = False

    def trim(run: re.Match[str]) -> str:
        nonlocal cut
        inside = bool(_WORDS.search(text[: run.start()])) and bool(_WORDS.search(text[run.end() :]))
        governed = inside and bool(_GOVERNS.search(text[: run.start()]))
        single = inside and len(re.findall(r"[@#]\w", run.group())) == 1
        if governed or single:
            return run.group()
        cut = cut or inside
        on_topic = [
            tag for tag in _HASHTAG.findall(run.group()) if gently and names_a_topic(fold(tag), gently)
        ]
        return "".join(f" #{tag}" for tag in on_topic[:2]) if not inside else ""

    trimmed = _TAGS.sub(trim, text)
    return None if cut and "@" in trimmed else trimmed
