"""How a text writes the firm: its name, its hashtags, its handles, against the firm's own list."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from rapidfuzz.distance import OSA

from bot.domain.firm import FirmProfile
from bot.domain.folding import fold_words

_TAG = re.compile(r"(?<![\w#@/.])([#@])([\w.-]*\w)")
_WORD = re.compile(r"(?<![\w#@/.-])[^\W\d_][\w'’-]*(?![\w@]|\.\w)")
_OWNED = re.compile(r"['’]s$")
_ONE_NAME = re.compile(r"[\w'’-]+(?: [\w'’-]+)*")
_NEAR = 2
_MOST_WORDS = 3
_LONG = 8
"""Letters of a name that two wrong ones still leave recognisable."""


@dataclass(frozen=True, slots=True)
class OffBrandWords:
    """What is written, and how the firm writes it."""

    found: str
    write: str


def off_brand(text: str, firm: FirmProfile) -> tuple[OffBrandWords, ...]:
    """What the text writes otherwise than the firm does, each once; () where the firm says nothing of it."""
    if firm.brand is None:
        return ()
    found = (*_disapproved(text, firm), *_misspelt(text, firm), *_tags(text, firm))
    return tuple({each.found: each for each in found}.values())


def _disapproved(text: str, firm: FirmProfile) -> Iterator[OffBrandWords]:
    """Forms that the firm names, to the letter: its own name may be one of them without its accent."""
    assert firm.brand is not None
    for spelling in firm.brand.spellings:
        for wrong in sorted(spelling.instead_of, key=len, reverse=True):
            if re.search(rf"(?<![\w#@/.-]){re.escape(wrong)}(?![\w@-]|\.\w)", text):
                yield OffBrandWords(wrong, spelling.write)


def _misspelt(text: str, firm: FirmProfile) -> Iterator[OffBrandWords]:
    """Words that are a letter or two away from a name of the firm's, and no name of anything it knows."""
    assert firm.brand is not None
    known = {_letters(each) for each in (*firm.names, *firm.products, *firm.competitors)}
    wanted = {
        _letters(each.write): each.write
        for each in firm.brand.spellings
        if len(_letters(each.write)) >= _LONG
    }
    words = list(_WORD.finditer(text))
    for first, word in enumerate(words):
        ends = (each.end() for each in words[first : first + _MOST_WORDS])
        # Whatever begins with a name that is written well is not that name written badly.
        written = takewhile(
            lambda words: _letters(words) not in known,
            (_OWNED.sub("", text[word.start() : end]) for end in ends),
        )
        if found := next(filter(None, (_near(each, wanted) for each in written)), None):
            yield found


def _near(written: str, wanted: Mapping[str, str]) -> OffBrandWords | None:
    """What it is instead of, where it is a name's neighbour."""
    letters = _letters(written)
    if not _ONE_NAME.fullmatch(written) or not written[0].isupper():
        return None
    names = (write for name, write in wanted.items() if 0 < OSA.distance(letters, name) <= _NEAR)
    return next((OffBrandWords(written, write) for write in names), None)


def _tags(text: str, firm: FirmProfile) -> Iterator[OffBrandWords]:
    """Hashtags and handles that bear the firm's name and are not among its own."""
    assert firm.brand is not None
    own = {"#": firm.brand.hashtags, "@": firm.brand.handles}
    names = {_letters(each.write) for each in firm.brand.spellings if len(_letters(each.write)) >= _LONG}
    for match in _TAG.finditer(text):
        mark, official = match[1], own[match[1]]
        letters = _letters(match[2])
        if not official or any(letters == _letters(each) for each in official):
            continue
        if any(letters.startswith(name) or OSA.distance(letters, name) <= _NEAR for name in names):
            yield OffBrandWords(f"{mark}{match[2]}", official[0])


def _letters(words: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold_words(words))
