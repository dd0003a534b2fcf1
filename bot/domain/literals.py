"""What a regular expression cannot match without: the cheap test that runs before it.

Expressions and texts are compared as *skeletons*: words and symbols with one space between them,
whatever separated them, and a space at both ends. In a skeleton " dm me " are two whole words in a
row, " garanti" is how a word begins. `required_literals` returns alternatives: the skeleton of any
text that matches contains at least one of them. An empty set means that nothing is known and the
expression must always run. A test holds the prefiltered engine equal to the naive loop.
"""

import re
import re._constants as codes
import re._parser as parser
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from itertools import pairwise
from math import prod
from typing import Any

Literals = frozenset[str]

_SEPARATORS = r"\s.,;:!?…'\"()\[\]{}<>«»“”‘’*~/\\|=&^`–—-"
_TOKEN = re.compile(rf"\w+|[^\w{_SEPARATORS}]")
_SEPARATOR = re.compile(rf"[{_SEPARATORS}]")
_EDGE = "\0"
"""A word boundary that is not yet known to be the word's beginning or its end."""
_BOUNDARY_AFTER = re.compile(rf"(?<=\w){_EDGE}+")
_BOUNDARY_BEFORE = re.compile(rf"{_EDGE}+(?=\w)")
_EDGE_AT_SPACE = re.compile(rf"{_EDGE}+(?= )|(?<= ){_EDGE}+| +(?= )|{_EDGE}+(?={_EDGE})")
_PLACES = {codes.AT_BOUNDARY: _EDGE, codes.AT_NON_BOUNDARY: ""}
"""What stands at places within a text; at the beginning or end of a text or line a skeleton has a space."""
_BEGINNING = 4
_MOST = 120
MOST_KNOWN = 16_384
"""Expressions of which what was worked out is remembered: several packs' worth."""
_MOST_SETS = 3
_FREQUENT = frozenset(
    (
        "le la les un une des du de et ou est ce que qui pour par sur dans avec sans pas plus mon ma mes "
        "ton ta votre vos notre nos je tu il on nous vous en au aux ne si d l c j n s qu the a an and or "
        "is are was this that for on in with at to from of not no my your our their i you he we it they "
        "me us be have has do will can all "
    ).split()
)


@dataclass(frozen=True)
class _Part:
    """What is known of a part of an expression: all it can match, where that is little; what it needs besides."""

    all: Literals | None = None
    needed: tuple[Literals, ...] = ()
    closes: bool = False
    """Whether, after a space, it always ends with one."""

    @property
    def every(self) -> tuple[Literals, ...]:
        """Each set of which a match needs one."""
        return self.needed if self.all is None else (*self.needed, self.all)


_ANYTHING = _Part()


def skeleton(text: str) -> str:
    """The words and symbols of a text in order, one space between, before and after them."""
    return f" {' '.join(_TOKEN.findall(text))} "


def keys_of(bones: str) -> set[str]:
    """What a skeleton is looked up by: its words, its pairs of words, the beginnings of its words."""
    words = bones.split()
    return {*words, *map("{} {}".format, words, words[1:]), *[word[:_BEGINNING] + "*" for word in words]}


def key_of(literal: str) -> str:
    """A key that any skeleton with this literal has; empty where there is none."""
    _, *words = literal.split(" ")
    if not words:
        return ""  # within a word: neither its beginning nor its end is known
    *whole, begun = words
    pairs = [f"{first} {second}" for first, second in pairwise(whole)]
    known = max(pairs or whole, key=len, default="")
    return known or (begun[:_BEGINNING] + "*" if len(begun) >= _BEGINNING else "")


def required_literals(pattern: str) -> Literals:
    """Literals of which any match of `pattern` needs one, the most selective set there is."""
    return next(iter(literal_sets(pattern)), frozenset())


@lru_cache(maxsize=MOST_KNOWN)
def literal_sets(pattern: str) -> tuple[Literals, ...]:
    """Sets of literals, of each of which any match needs one: the most selective three.

    The first is what an expression is filed under: one with keys, where there is one. Worked out once: a
    publication asks several times for the words that a change left alone.
    """
    parsed = parser.parse(pattern)
    if parsed.state.flags & (re.IGNORECASE | re.ASCII):
        return ()
    best = [_shortest(each) for each in _ranked(_sequence(parsed, ""))[:_MOST_SETS]]
    return tuple(sorted(best, key=lambda each: not all(map(key_of, each))))


def _ranked(part: _Part) -> list[Literals]:
    sets = [frozenset(literal.strip(_EDGE) for literal in each) for each in part.every]
    usable = {each for each in sets if each and all(literal.strip() for literal in each)}
    return sorted(usable, key=lambda each: (sum(map(_frequency, each)), len(each), sorted(each)))


def _shortest(literals: Iterable[str]) -> Literals:
    """The literals without those that hold another of them."""
    kept: list[str] = []
    for literal in sorted(literals, key=len):
        if not any(each in literal for each in kept):
            kept.append(literal)
    return frozenset(kept)


def _frequency(literal: str) -> float:
    """Roughly how often texts have this literal: for comparing sets, nothing else."""
    loose = 4.0 ** (2 - literal.startswith(" ") - literal.endswith(" "))
    return loose * prod(0.3 if word in _FREQUENT else 0.4 ** min(len(word), 7) for word in literal.split())


@cache
def _shape(character: str) -> str:
    """One character as skeletons have it."""
    if character.isalnum() or character == "_":
        return character
    return " " if _SEPARATOR.match(character) else f" {character} "


def _join(left: str, right: str) -> str:
    if not left or not right:
        return left + right
    if _EDGE not in left and _EDGE not in right:
        return left + (right[1:] if left[-1] == " " == right[0] else right)
    text = _BOUNDARY_BEFORE.sub(" ", _BOUNDARY_AFTER.sub(" ", left + right))
    return _EDGE_AT_SPACE.sub("", text)


def _joined(left: Literals, right: Literals) -> Literals:
    return frozenset([_join(before, after) for before in left for after in right])


def _common_end(literals: Literals) -> str:
    """What all of them end with that is not a word: a space, an open boundary, or nothing."""
    ends = {each[-1:] for each in literals}
    return ends.pop() if ends in ({" "}, {_EDGE}) else ""


def _sequence(items: Iterable[Any], before: str) -> _Part:
    """A run of items; `before` is what is known to stand in front: a space, a boundary or nothing."""
    current: Literals = frozenset({before})
    needed: list[Literals] = []
    whole = True
    for code, argument in items:
        if code is codes.LITERAL and chr(argument) != _EDGE:
            shape = _shape(chr(argument))
            current = frozenset([_join(each, shape) for each in current])
            continue
        end = _common_end(current)
        part = _item(code, argument, end)
        needed += part.needed
        if part.all is not None and len(current) * len(part.all) <= _MOST:
            current = _joined(current, part.all)
            continue
        whole = False
        needed.append(current)
        if part.all is not None:
            current = _joined(frozenset({end}), part.all)
        else:
            current = frozenset({" " if part.closes and end == " " else ""})
    if whole:
        return _Part(all=current, needed=tuple(needed))
    return _Part(needed=(*needed, current), closes=_common_end(current) == " ")


def _item(code: Any, argument: Any, before: str) -> _Part:
    if code is codes.IN:
        return _class(argument)
    if code in (codes.AT, codes.ASSERT_NOT):
        return _Part(all=frozenset({_place(code, argument)}))
    if code is codes.ASSERT:
        return _Part(all=frozenset({""}), needed=_sequence(argument[1], "").every)
    if code is codes.SUBPATTERN:
        return _ANYTHING if argument[1] & (re.IGNORECASE | re.ASCII) else _sequence(argument[3], before)
    if code is codes.ATOMIC_GROUP:
        return _sequence(argument, before)
    if code is codes.BRANCH:
        return _branch([_sequence(branch, before) for branch in argument[1]])
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return _repeat(argument, before)
    return _ANYTHING


def _place(code: Any, argument: Any) -> str:
    """What a place without width tells of the text around it: a space, a word's boundary, or nothing."""
    if code is codes.AT:
        return _PLACES.get(argument, " ")
    return " " if code is codes.ASSERT_NOT and _is_word_character(argument[1]) else ""


def _is_word_character(items: Any) -> bool:
    """Whether the items are one character, any of a word or others: what is not that is no word's."""
    if len(items) != 1 or items[0][0] is not codes.IN:
        return False
    members = items[0][1]
    return (codes.CATEGORY, codes.CATEGORY_WORD) in members and (codes.NEGATE, None) not in members


def _class(members: Any) -> _Part:
    shapes: set[str] = set()
    for code, argument in members:
        if code is codes.LITERAL and argument:
            shapes.add(_shape(chr(argument)))
        elif code is codes.RANGE and argument[0] > 0 and argument[1] - argument[0] < _MOST:
            shapes.update(_shape(chr(each)) for each in range(argument[0], argument[1] + 1))
        elif (code, argument) == (codes.CATEGORY, codes.CATEGORY_SPACE):
            shapes.add(" ")
        else:
            return _ANYTHING
    return _Part(all=frozenset(shapes))


def _branch(parts: list[_Part]) -> _Part:
    exact = [part.all for part in parts if part.all is not None]
    if len(exact) == len(parts):
        together = frozenset[str]().union(*exact)
        if len(together) <= _MOST:
            return _Part(all=together)
    each_needs = [next(iter(_ranked(part)), frozenset[str]()) for part in parts]
    closes = all(part.closes if part.all is None else _common_end(part.all) == " " for part in parts)
    return _Part(needed=(frozenset[str]().union(*each_needs),) if all(each_needs) else (), closes=closes)


def _repeat(argument: Any, before: str) -> _Part:
    least, most, items = argument
    part = _sequence(items, before if most == 1 else "")
    skippable = frozenset({""}) if least == 0 else frozenset[str]()
    if part.all is None:
        return _Part(needed=part.needed if least else (), closes=part.closes)
    if most == 1 or part.all == {" "}:
        return _Part(all=part.all | skippable)
    if least == most and len(part.all) ** least <= _MOST:
        return _Part(all=reduce(_joined, [part.all] * least, frozenset({""})))
    closes = _common_end(part.all) == " "
    return _Part(needed=(part.all,) if least else (), closes=closes)
