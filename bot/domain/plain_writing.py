"""A text written plainly, capitals kept: what hides a number from a pattern and not from a reader is undone.

Unlike `domain/folding` this view keeps case, because names are told by it, and makes 0-9 of every digit.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.folding import fold_words
from bot.domain.sentences import Span

_ORDINARY = "\x00-\x7f\xa1-\xac\xae-\xb1\xb4-\xb8\xba-\xff\u0152\u0153\u2018-\u201d\u20ac\u2026"
_IRREGULAR = re.compile(f"[^{_ORDINARY}]")
_FILLERS = frozenset("\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800")
_OTHER_ALPHABETS = re.compile("[\u0370-\u052f]")


@dataclass(frozen=True, slots=True)
class PlainWriting:
    """The plain view, and for each of its characters where that one starts and ends in the text as given."""

    text: str
    starts: Sequence[int] | None
    """None: nothing had to be changed."""
    ends: Sequence[int] | None

    def span(self, start: int, end: int) -> Span:
        """The span of the text as given that the non-empty span [start, end) of the view came from."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def write_plainly(text: str) -> PlainWriting:
    """The text without invisible characters and loose accents, digits, dashes and spaces the usual ones."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for match in _IRREGULAR.finditer(text):
        at, put = match.start(), _plain(match.group())
        pieces += [text[done:at], put]
        starts += [*range(done, at), *[at] * len(put)]
        ends += [*range(done + 1, at + 1), *[at + 1] * len(put)]
        done = at + 1
    if not pieces:
        return PlainWriting(text, None, None)
    pieces.append(text[done:])
    starts += range(done, len(text))
    ends += range(done + 1, len(text) + 1)
    return PlainWriting("".join(pieces), starts, ends)


_BY_CATEGORY = {"Cf": "", "Mn": "", "Me": "", "Zs": " ", "Pd": "-", "Zl": "\n", "Zp": "\n"}


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if character in _FILLERS:
        return ""
    if category in _BY_CATEGORY:
        return _BY_CATEGORY[category]
    if category == "Nd":
        return str(unicodedata.digit(character))
    if _OTHER_ALPHABETS.match(character):
        twin = fold_words(character)
        return twin.upper() if character.isupper() else twin
    composed = unicodedata.normalize("NFKC", character)
    return "".join(each for each in composed if not unicodedata.combining(each))
