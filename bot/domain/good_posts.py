"""Posts that others may learn from: which text is long enough to show anything, what a search asks for."""

import regex

from bot.domain.folding import fold, fold_words
from bot.domain.pack import RulePack
from bot.domain.topics import names_a_subject, topic_of

_CLOSE = 0.7
_CLOSE_ON_A_SUBJECT = 0.35
"""From these cosines on, a post is worth reading beside another: whatever they are about, and where both are
about the same topic of the firm's resources. Measured: docs/coaching.md."""
_ANSWERS = 0.25
_WORDS_ANSWER = 0.5
"""From this cosine on, or this share of its words, a post answers a search."""

_FEWEST_WORDS = 12
"""Of a text that shows how something is said: a wish or a word of thanks teaches nobody."""
_MOST_ASKED = 8
"""Words of a search; what is longer is a draft that begins with the word."""
_WORD = regex.compile(r"[\p{L}\p{N}]+")
_ASKS = regex.compile(r"\s*(?:bons?\s+)?exemples?\b|\s*(?:good\s+)?examples?\b", regex.IGNORECASE)
_OF_A_SENTENCE = regex.compile(r"[.!?…:;\n]|https?://|@|#")
"""What a post has and a search has not."""
_EMPTY_WORDS = frozenset((
    "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou", "pour", "sur",
    "un", "une", "par", "que", "qui", "dans", "the", "of", "on", "for", "and", "or", "to", "in", "an",
    "about", "with",
))  # fmt: skip
_STEM = 5
"""Letters that two forms of one word share: *retraite*, *retraités*; *saving*, *savings*."""


def can_teach(text: str) -> bool:
    """Whether there is enough of it to learn anything from."""
    return len(_WORD.findall(text)) >= _FEWEST_WORDS


def read_search(text: str) -> str | None:
    """What is searched among the good posts (`exemples retraite`, `examples first home`), "" for the newest;
    None for what is something else: a draft that begins with that word is one."""
    asked = _ASKS.match(text)
    rest = text[asked.end() :].strip() if asked else ""
    if asked is None or _OF_A_SENTENCE.search(rest) or len(_WORD.findall(rest)) > _MOST_ASKED:
        return None
    return rest


def share_found(words: str, text: str) -> float:
    """Which share of the words that were asked for is in the text, in whatever form (0 to 1)."""
    asked = {_stem(each) for each in _words(words)} - _EMPTY_WORDS
    there = {_stem(each) for each in _words(text)}
    return len(asked & there) / len(asked) if asked else 0.0


def _words(text: str) -> list[str]:
    return [each for each in _WORD.findall(fold_words(text)) if each not in _EMPTY_WORDS]


def _stem(word: str) -> str:
    return word[:_STEM] if len(word) > _STEM else word.removesuffix("s")


def subject_of(text: str, pack: RulePack) -> str | None:
    """The topic of the firm's resources that it is about, None where it is about none of them."""
    folded = fold(text)
    topic = topic_of(folded, pack) if names_a_subject(folded, pack) else None
    return topic.id if topic else None


def is_close(cosine: float, subject: str | None, other: str | None) -> bool:
    """Whether whoever rewrites a text on that subject can learn from another that is as near."""
    return cosine >= _CLOSE or (subject is not None and subject == other and cosine >= _CLOSE_ON_A_SUBJECT)


def may_be_close(cosine: float) -> bool:
    """Whether any subject would make it close."""
    return cosine >= _CLOSE_ON_A_SUBJECT


def answer(words: str, text: str, cosine: float) -> float | None:
    """How well a text answers a search; None where it does not."""
    share = share_found(words, text)
    return share + cosine if share >= _WORDS_ANSWER or cosine >= _ANSWERS else None
