"""Lines of news: what reads as a headline, in which nobody speaks and nobody is spoken to."""

import re

from bot.domain.differentiation import fits_any_article
from bot.domain.languages import counted_words
from bot.domain.posts import Post

_NEWS_LENGTH, _NEWS_SENTENCES = 300, 2
_PERSON = re.compile(
    r"\b(?:je|j|moi|me|m|mon|ma|mes|nous|notre|nos|vous|votre|vos|tu|toi|te|t|ton|ta|tes|"
    r"(?!chez\b|assez\b|nez\b|rendez\b)\w+ez|"
    r"i|my|mine|we|us|our|ours|you|your|yours|u(?!\.)|ur|dm|mp)\b|[!?@#\u2600-\u27bf\U0001f300-\U0001faff]"
)
_LINK = re.compile(r"https?://\S+")
_ON = re.compile(r"\bon\b")


def is_news(post: Post) -> bool:
    """Whether it reads as a headline or a line of news: short, nobody speaks and nobody is spoken to. That
    something is to be read does not count, nor where it is."""
    said = [post.folded.plain[start:end] for start, end in post.sentences]
    told = [each for each in said if not fits_any_article(each)]
    plain = _LINK.sub("", " ".join(told))
    short = len(told) <= _NEWS_SENTENCES and len(plain) <= _NEWS_LENGTH
    return short and not _PERSON.search(plain) and not _says_on(plain)


def _says_on(plain: str) -> bool:
    """Whether the French *on* (one, we) speaks; in English the word is a preposition."""
    french, english = counted_words(plain) if _ON.search(plain) else (0, 0)
    return french > english
