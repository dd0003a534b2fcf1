"""Folded text: what the rules match on, with every position mapped back to the text as given.

Folding undoes what hides a word without changing what a reader sees: case, accents, typographic
apostrophes and spaces, zero-width and full-width characters, letters spaced out or swapped for
look-alikes ("g@ranti", "g a r a n t i"), and words run together in a hashtag (#SansRisque).
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_APOSTROPHES = "\u2018\u2019\u02bc\u00b4\u2032\uff07`"
_HYPHENS = "\u2010\u2011\u2043\u2212"
_GREEK_TWINS = dict(zip("οναρικτυχΑΒΕΗΙΚΜΝΟΡΤΥΧΖ", "ovapiktuxABEHIKMNOPTYXZ", strict=True))
_CYRILLIC_TWINS = dict(zip("аеорсухіјѕАВЕКМНОРСТХІЈЅ", "aeopcyxijsABEKMHOPCTXIJS", strict=True))
_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_HYPHENS, "-"),
        **_CYRILLIC_TWINS,
        **_GREEK_TWINS,
    }
)

_INVISIBLE = (
    "\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e007f"
)
_COMPATIBLE = (
    "\uff01-\uff5e\U0001d400-\U0001d7ff\u24b6-\u24e9\ufb00-\ufb06\u0152\u0153\u00c6\u00e6\u1e9e\u00df\u0130"
)
_IRREGULAR = re.compile(
    rf"(?P<hidden>[{_INVISIBLE}]+)"
    r"|(?P<composed>\w[\u0300-\u036f]+)"
    rf"|(?P<compatible>[{_COMPATIBLE}])"
)
_SPACED = re.compile("(?<![\\w'’])(?:[^\\W\\d_][ \u00a0\u2009\u202f.\\-_*·]){4,}[^\\W\\d_](?![\\w'’])")
_LOOSE_SPACE = re.compile(
    # A line that was only wrapped goes on in lower case; several spaces say no more than one.
    "(?<=[^\\s.!?…])[ \t\u00a0\u2009\u202f]*\r?\n[ \t]*(?=[a-zà-ÿ])|[ \t\u00a0\u2009\u202f]{2,}"
)
_EMPHASIS = re.compile(r"(?<!\w)[*_~]{1,3}(?=\w)|(?<=\w)[*_~]{1,3}(?!\w)")
_HASHTAG = re.compile(r"#[\w\u0300-\u036f]+")
_WORD_START = re.compile(r"(?<=[a-zà-ÿ\u0300-\u036f])(?=[A-ZÀ-Þ])")
_EXPANDED = {"Œ": "OE", "œ": "oe", "Æ": "AE", "æ": "ae", "ẞ": "SS", "ß": "ss", "İ": "I"}
_LOOK_ALIKES = str.maketrans("@0134578$", "aoieastbs")
_DISGUISED = re.compile(r"(?<![\w@.$])[^\W\d_]+(?:[@013457$][^\W\d_]+)+(?![\w@]|(?:-\w+)*\.\w)")


def _accent_table() -> dict[int, str]:
    table = {}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            table[code] = base
    return table


_ACCENTS = _accent_table()


@dataclass(frozen=True, slots=True)
class FoldedText:
    """Two views of one text, of the same length: `accented` keeps accents, `plain` does not."""

    original: str
    accented: str
    plain: str
    starts: Sequence[int] | None
    """For each folded position, where its character starts in `original`; None: the same place."""
    ends: Sequence[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of `original` that the non-empty folded span [start, end) came from."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    put: str


def _irregular_edits(text: str) -> list[_Edit]:
    edits = []
    for match in _IRREGULAR.finditer(text):
        given = match.group()
        put = "" if match.lastgroup == "hidden" else _written_plainly(given)
        edits.append(_Edit(*match.span(), put))
    return edits


def _written_plainly(given: str) -> str:
    """One letter with its marks in ordinary letters; marks that no letter carries are left out."""
    composed = unicodedata.normalize("NFKC", given)
    return "".join(_EXPANDED.get(each, each) for each in composed if not unicodedata.combining(each))


def _hashtag_edits(text: str) -> list[_Edit]:
    return [
        _Edit(tag.start() + at.start(), tag.start() + at.start(), " ")
        for tag in _HASHTAG.finditer(text)
        for at in _WORD_START.finditer(tag.group())
    ]


def _spaced_edits(text: str) -> list[_Edit]:
    return [
        _Edit(position, position + 1, "")
        for match in _SPACED.finditer(text)
        for position in range(match.start() + 1, match.end(), 2)
    ]


_MARKS = frozenset("*_~")


def _letter_edits(text: str) -> list[_Edit]:
    found = [] if text.isascii() else _irregular_edits(text)
    if "#" in text:
        found += _hashtag_edits(text)
    return found + _spaced_edits(text)


def _layout_edits(text: str) -> list[_Edit]:
    found = [_Edit(*match.span(), " ") for match in _LOOSE_SPACE.finditer(text)]
    if _MARKS.intersection(text):
        found += [_Edit(*match.span(), "") for match in _EMPHASIS.finditer(text)]
    return found


def _apply(text: str, edits: Sequence[_Edit]) -> tuple[str, list[int], list[int]]:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for edit in edits:
        if edit.start < done:
            continue
        pieces += [text[done : edit.start], edit.put]
        starts += [*range(done, edit.start), *[edit.start] * len(edit.put)]
        ends += [*range(done + 1, edit.start + 1), *[edit.end] * len(edit.put)]
        done = edit.end
    pieces.append(text[done:])
    starts += range(done, len(text))
    ends += range(done + 1, len(text) + 1)
    return "".join(pieces), starts, ends


def fold(text: str) -> FoldedText:
    """Fold a text for matching; positions map back by `FoldedText.span`."""
    return _folded(text, _letter_edits(text) + _layout_edits(text))


def fold_letters(words: str) -> FoldedText:
    """Fold the letters alone: words of a rule, whose spaces and asterisks mean something."""
    return _folded(words, _letter_edits(words))


def fold_words(words: str) -> str:
    """The plain view of words with their letters folded, for comparing words with words."""
    return fold_letters(words).plain


def _folded(text: str, found: Sequence[_Edit]) -> FoldedText:
    edits = sorted(found, key=lambda edit: (edit.start, edit.end))
    edited, starts, ends = _apply(text, edits) if edits else (text, None, None)
    lowered = edited.translate(_SAME_LENGTH).lower()
    accented = _DISGUISED.sub(lambda match: match.group().translate(_LOOK_ALIKES), lowered)
    return FoldedText(text, accented, accented.translate(_ACCENTS), starts, ends)
