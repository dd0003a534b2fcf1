"""How long a post may be on each platform, counted the way the platform counts."""

import unicodedata
from dataclasses import dataclass

import regex

from bot.domain.draft import Platform

_LIMITS: dict[Platform, int] = {
    "linkedin": 3000,
    "x": 280,
    "facebook": 63206,
    "instagram": 2200,
    "threads": 500,
    "bluesky": 300,
    "mastodon": 500,
}
_URL_WEIGHT = 23
_URL = regex.compile(
    r"https?://\S*[\w/=#&%+-]"
    r"|(?<![\w@.-])(?:[\w-]{1,63}\.){1,6}(?:com|ca|fr|org|net|io|co|gov|uk|qc\.ca)\b(?:/(?:\S*[\w/=#&%+-])?)?"
)
_GRAPHEME = regex.compile(r"\X")
_EMOJI = regex.compile(
    r"\p{Emoji_Presentation}|\p{Extended_Pictographic}|\p{Regional_Indicator}|[0-9#*]\ufe0f?\u20e3"
)


@dataclass(frozen=True, slots=True)
class Length:
    """The length of a text as its platform counts it."""

    used: int
    limit: int

    @property
    def fits(self) -> bool:
        """Whether the platform would take it."""
        return self.used <= self.limit


def _single_weight(code: int) -> bool:
    """Ranges of weight one in twitter-text's configuration v3; everything else counts two."""
    return code <= 0x10FF or 0x2000 <= code <= 0x200D or 0x2010 <= code <= 0x201F or 0x2032 <= code <= 0x2037


def _weighted_length(text: str) -> int:
    """X's weighted length (twitter-text configuration v3): links 23, an emoji 2, other scripts 2."""
    composed = unicodedata.normalize("NFC", text)
    links = _URL.findall(composed)
    rest = _URL.sub("", composed)
    weight = len(links) * _URL_WEIGHT
    for grapheme in _GRAPHEME.findall(rest):
        weight += len(grapheme) if grapheme.isascii() else _weight(grapheme)
    return weight


def _weight(grapheme: str) -> int:
    if _EMOJI.search(grapheme):
        return 2
    return sum(1 if _single_weight(ord(each)) else 2 for each in grapheme)


def measure(text: str, platform: Platform) -> Length:
    """The text's length on a platform: weighted on X, graphemes on Bluesky, code points elsewhere."""
    if platform == "x":
        used = _weighted_length(text)
    elif platform == "bluesky":
        used = len(_GRAPHEME.findall(text))
    elif platform == "mastodon":
        used = len(_URL.sub("x" * _URL_WEIGHT, text))
    else:
        used = len(text)
    return Length(used, _LIMITS[platform])
