"""What changed between two texts, word by word, as a person would mark it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from rapidfuzz.distance import Indel

MarkKind = Literal["same", "added", "removed"]

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_ISLAND = 6
"""Letters that stay alike between two changes and are yet marked with them: "the", "of", a comma."""
_LITTLE_LEFT = 0.25
"""Below this share of the shorter text's letters that stay, it was written anew and is marked whole."""


@dataclass(frozen=True, slots=True)
class WordMark:
    """Words in a row that stayed, came or went; spaces and punctuation are part of them."""

    kind: MarkKind
    text: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words that stay, or words that others take the place of."""

    was: str
    now: str
    stays: bool


def mark_words(was: str, now: str) -> tuple[WordMark, ...]:
    """The marks in reading order: what stayed and came is `now` to the letter, what stayed and went `was`."""
    if was == now:
        return (WordMark("same", now),) if now else ()
    stretches = _without_islands(list(_stretches(_TOKEN.findall(was), _TOKEN.findall(now))))
    stay = sum(_letters(each.now) for each in stretches if each.stays)
    if stay < _LITTLE_LEFT * min(_letters(was), _letters(now)):
        stretches = [_Stretch(was, now, stays=False)]
    return tuple(_marks(stretches))


def _stretches(was: Sequence[str], now: Sequence[str]) -> Iterator[_Stretch]:
    opcodes = Indel.opcodes(was, now)
    for stays, together in groupby(opcodes, key=lambda each: each.tag == "equal"):
        steps = list(together)
        yield _Stretch(
            "".join(was[steps[0].src_start : steps[-1].src_end]),
            "".join(now[steps[0].dest_start : steps[-1].dest_end]),
            stays,
        )


def _without_islands(stretches: Sequence[_Stretch]) -> list[_Stretch]:
    """A little that stays between two changes is read more easily as part of them."""
    last = len(stretches) - 1
    merged: list[_Stretch] = []
    for place, each in enumerate(stretches):
        island = each.stays and 0 < place < last and _letters(each.now) <= _ISLAND
        changed = not each.stays or island
        if changed and merged and not merged[-1].stays:
            before = merged.pop()
            merged.append(_Stretch(before.was + each.was, before.now + each.now, stays=False))
        else:
            merged.append(each)
    return merged


def _letters(text: str) -> int:
    return sum(each.isalnum() for each in text)


def _marks(stretches: Sequence[_Stretch]) -> Iterator[WordMark]:
    for each in stretches:
        if each.stays:
            yield WordMark("same", each.now)
            continue
        if each.was:
            yield WordMark("removed", each.was)
        if each.now:
            yield WordMark("added", each.now)
