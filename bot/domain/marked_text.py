"""A text with some of its words marked and numbered, and the parts of a long one that hold the marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import regex

from bot.domain.sentences import sentence_spans

_AROUND = 120
"""Characters shown on each side of a mark whose sentence is too long to be shown whole."""
_SEEN = regex.compile(r"\X")
"""What a reader sees as one character."""
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a text, in code points, and the number of what is said of them."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row that are marked, or are not. Joined, the pieces of a whole text are the text."""

    text: str = field(repr=False)
    marked: bool = False
    numbers: tuple[int, ...] = ()
    """Of the marks that end here."""


@dataclass(frozen=True, slots=True)
class Extract:
    """A part of a text; what is before or after it may be left out."""

    pieces: tuple[Piece, ...] = field(repr=False)
    cut_before: bool = False
    cut_after: bool = False


def extracts(text: str, marks: Sequence[Mark], most: int) -> list[Extract]:
    """The text with its marks where it has `most` characters or less; else the sentences that hold marks, the
    first ones, within `most`; the beginning of the text where nothing in it is marked."""
    seen = _whole_characters(text, marks)
    shown = _parts(text, seen, most)
    return [
        Extract(tuple(_pieces(text, start, end, seen)), start > 0, end < len(text)) for start, end in shown
    ]


def _whole_characters(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The same marks, in order, none of which begins or ends within what a reader sees as one character."""
    there = sorted({each for each in marks if 0 <= each.start < each.end <= len(text)}, key=_by_place)
    if text.isascii() or not there:
        return there
    starts = [found.start() for found in _SEEN.finditer(text)]
    begins, ends = set(starts), {*starts[1:], len(text)}

    def whole(mark: Mark) -> Mark:
        start, end = mark.start, mark.end
        while start not in begins:
            start -= 1
        while end not in ends:
            end += 1
        return Mark(start, end, mark.number)

    return [whole(each) for each in there]


def _by_place(mark: Mark) -> tuple[int, int, int]:
    return mark.start, mark.end, mark.number


def _parts(text: str, marks: Sequence[Mark], most: int) -> list[tuple[int, int]]:
    """The spans to be shown, in order and apart."""
    if len(text) <= most:
        return [(0, len(text))]
    sentences = sentence_spans(text)
    parts: list[tuple[int, int]] = []
    for mark in marks:
        start, end = _around(text, mark, sentences, most)
        joins = bool(parts) and start <= parts[-1][1] + 1
        wanted = (parts[-1][0], max(end, parts[-1][1])) if joins else (start, end)
        others = parts[:-1] if joins else parts
        if sum(b - a for a, b in others) + wanted[1] - wanted[0] > most:
            break
        parts = [*others, wanted]
    return parts or [(0, _word_end(text, most))]


def _around(text: str, mark: Mark, sentences: Sequence[tuple[int, int]], most: int) -> tuple[int, int]:
    """The sentences of a mark; of endless ones, the words around it; of endless words, their beginning."""
    first = max((start for start, _ in sentences if start <= mark.start), default=0)
    last = min((end for _, end in sentences if end >= mark.end), default=len(text))
    longest = min(most, 4 * _AROUND)
    if last - first <= longest:
        return first, last
    start = max(first, _word_start(text, max(0, mark.start - _AROUND), mark.start))
    end = min(last, _word_end(text, min(len(text), mark.end + _AROUND)))
    return start, min(max(end, mark.end), start + longest)


def _word_start(text: str, place: int, latest: int) -> int:
    """The first place from there on at which a word begins."""
    found = _SPACE.search(text, place, latest) if place else None
    return found.end() if found else place


def _word_end(text: str, place: int) -> int:
    """The last place until there at which a word ends; the place itself within an endless word."""
    if place >= len(text) or text[place].isspace():
        return place
    words = text[max(0, place - _AROUND) : place].rsplit(maxsplit=1)
    return place - len(words[1]) if len(words) == 2 else place


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    """The words of that span; where marks overlap, each number stands where its mark ends."""
    inside = [
        Mark(max(each.start, start), min(each.end, end), each.number)
        for each in marks
        if each.start < end and start < each.end
    ]
    places = sorted({start, end, *(each.start for each in inside), *(each.end for each in inside)})
    for here, there in pairwise(places):
        marked = any(each.start <= here and there <= each.end for each in inside)
        numbers = tuple(dict.fromkeys(each.number for each in inside if each.end == there))
        yield Piece(text[here:there], marked, numbers)
