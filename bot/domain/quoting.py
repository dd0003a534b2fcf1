"""Where a draft has the words that a model says it quotes; what is shown is always the draft's own."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from rapidfuzz import fuzz

from bot.domain.folding import fold
from bot.domain.posts import Post
from bot.domain.sentences import Span

_ALIKE = 90.0
"""How alike (0 to 100, rapidfuzz's ratio of folded texts) a quote and the words it stands for must be."""
_SHORTEST_NEAR = 8
"""Characters of a quote that is looked for by likeness: fewer are like too much."""
_LENGTHS = 0.8, 1.2
"""How long the words found may be, as a share of the quote."""
_PART_OF_A_WORD = 4
"""Characters that may stand for the whole of a word that is at most twice as long."""
_LONGEST_WORD = 40
_ENOUGH, _MOST = 40, 400
"""Places of one quote that are tried, and those among which they are looked for."""
_AROUND = re.compile(r"^(?:[\s\"«»“”„‹›…]|\.{3})+|(?:[\s\"«»“”„‹›…]|\.{3})+$")
_DENIAL = re.compile(
    r"\b(?:n(?='\w)|ne|pas|jamais|aucune?|sans|ni|non|rien|plus|peu|not|no|never|none|nor|without|nothing|cannot|less|hardly)\b"
    r"|n't\b"
)
_DIGITS = re.compile(r"\d+")


def places_of_quote(quote: str, post: Post) -> Iterator[Span]:
    """Spans of the draft as given, whole words each: to the letter, else folded, else the one most like it.

    A near place has the quote's numbers and denials, so that no "not" is lost. Nothing for a quote that says
    nothing a reader could see.
    """
    asked = _AROUND.sub("", quote)
    folded = _AROUND.sub("", fold(asked).plain)
    if not _says_something(folded):
        return
    found = False
    for span in islice(_whole_words(asked, post.draft.text), _ENOUGH):
        found = True
        yield span
    if found:
        return
    for start, end in islice(_whole_words(folded, post.folded.plain), _ENOUGH):
        found = True
        yield post.folded.span(start, end)
    near = None if found else _near(folded, post.folded.plain)
    if near:
        yield post.folded.span(*near)


def _says_something(folded: str) -> bool:
    return any(unicodedata.category(each)[0] in "LNS" for each in folded)


def _whole_words(asked: str, text: str) -> Iterator[Span]:
    """Where the text has these words, white space apart; only where none is whole, parts of words."""
    words = re.compile(r"\s+".join(map(re.escape, asked.split())))
    parts: list[Span] = []
    found = False
    for match in islice(words.finditer(text), _MOST):
        whole = _extended(text, *match.span())
        if whole == match.span():
            found = True
            yield whole
        elif len(parts) < _ENOUGH and _stands_for(match.span(), whole):
            parts.append(whole)
    if not found:
        yield from dict.fromkeys(parts)


def _stands_for(part: Span, whole: Span) -> bool:
    length = part[1] - part[0]
    return length >= _PART_OF_A_WORD and 2 * length >= whole[1] - whole[0]


def _extended(text: str, start: int, end: int) -> Span:
    """The span with the rest of the words that it begins and ends in."""
    first, last = max(0, start - _LONGEST_WORD), min(len(text), end + _LONGEST_WORD)
    while start > first and _is_within_word(text, start):
        start -= 1
    while end < last and _is_within_word(text, end):
        end += 1
    return start, end


def _is_within_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and all(each.isalnum() or each == "_" for each in text[at - 1 : at + 1])


def _near(folded: str, plain: str) -> Span | None:
    """The words most like the quote, where they are like enough; bounded by the text's length."""
    if len(folded) < _SHORTEST_NEAR:
        return None
    found = fuzz.partial_ratio_alignment(folded, plain, score_cutoff=_ALIKE)
    if found is None:
        return None
    whole = _extended(plain, found.dest_start, found.dest_end)
    start, end = _trimmed(plain, *whole, left=folded[0], right=folded[-1])
    there = plain[start:end]
    shortest, longest = (share * len(folded) for share in _LENGTHS)
    alike = shortest <= len(there) <= longest and fuzz.ratio(folded, there) >= _ALIKE
    return (start, end) if alike and _says_the_same(folded, there) else None


def _trimmed(plain: str, start: int, end: int, left: str, right: str) -> Span:
    """The span without the white space and punctuation at its ends that the quote has not at its own."""
    while start < end and _is_punctuation(plain[start]) and plain[start] != left:
        start += 1
    while end > start and _is_punctuation(plain[end - 1]) and plain[end - 1] != right:
        end -= 1
    return start, end


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "ZPC"


def _says_the_same(quote: str, there: str) -> bool:
    """Whether both have the same numbers, and deny the same: what a few letters can turn around."""
    return all(sorted(each.findall(quote)) == sorted(each.findall(there)) for each in (_DIGITS, _DENIAL))
