"""Whether a regular expression may run away on a text that nearly matches: told from how it is written.

Python's engine tries every way in which an expression can match a text before it says that it does not, and
nothing stops it meanwhile. What is repeated without end and can match one text in two ways has ever more of
them (`(a+)+`, `(a|a)*`, `(\\w+\\s?)*`); so have three things without end that can share one text (`.*.*.*`).
"""

import re._constants as codes
import re._parser as parser
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from math import prod
from typing import Any

_LONGEST = 4_000
"""Characters of a post that are looked at together (`domain/pages`)."""
_MOST_WAYS = _LONGEST**2 * 1_000
"""Two parts without end may share a text, and many short ones: that is quick. Three may not."""
_ENDLESS = _LONGEST**3
_OFTEN = 8
"""What is repeated no oftener may match in several ways: that multiplies them, but comes to an end."""
_SHORT = 100
"""Repetitions of which it matters little where they end: what follows seldom fits."""
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_EDGE = (codes.AT, codes.AT_BOUNDARY)
_PLACES = (codes.AT, codes.ASSERT, codes.ASSERT_NOT)
_APART = (codes.ASSERT, codes.ASSERT_NOT, codes.ATOMIC_GROUP)
_KINDS = "aàZ0_٣ \t\n.,;:!?'\"“”«»()[]{}<>*~-–—/\\|=&^`%$€£#@+°…⭐日"
"""One character at least of each kind that expressions tell apart."""

Characters = frozenset[str]
_Part = tuple[Any, Any]


def runs_away(source: str) -> bool:
    """Whether it may try for ever. Raises `re.error` for what is no expression."""
    parsed = list(parser.parse(source))
    ways = _Ways(frozenset(_KINDS).union(_named(parsed))).of(parsed, frozenset())
    return ways * (_LONGEST if _is_endless(parsed[0]) else 1) > _MOST_WAYS if parsed else False


class _Ways:
    """In how many ways parts of an expression can match one text: more than one is what counts.

    Told over a few characters that stand for all; places between characters are taken to be everywhere.
    """

    def __init__(self, alphabet: Characters) -> None:
        self._alphabet = alphabet
        self._word = frozenset(each for each in alphabet if _is_of(codes.CATEGORY_WORD, each))
        self._known: dict[Any, Characters] = {}

    def of(self, parts: Sequence[_Part], after: Characters) -> int:
        """Of a sequence; `after`: the characters that may follow it."""
        ways, last = 1, len(parts) - 1
        for place in range(last, -1, -1):
            part = parts[place]
            ends_word = place < last and parts[place + 1] == _EDGE and self._is_of_word(part)
            ways = min(ways * self._of_part(part, after - self._word if ends_word else after), _ENDLESS)
            begins, may_be_empty = self._begins([part])
            after = begins | after if may_be_empty else begins
        return ways

    def _is_of_word(self, part: _Part) -> bool:
        """Whether it repeats nothing but what words are made of: then it ends where the word does."""
        code, given = part
        return code in _REPEATS and len(given[2]) == 1 and self._begins(given[2])[0] <= self._word

    def _of_part(self, part: _Part, after: Characters) -> int:
        code, given = part
        if code in _REPEATS:
            return self._of_repeat(part, after)
        if code is codes.BRANCH:
            return self._of_branches(given[1], after)
        if code in _APART:  # what is in it is never tried again
            inside = self.of(_inside(part)[0], frozenset())
            return inside if inside > _MOST_WAYS else 1
        return prod(self.of(each, after) for each in _inside(part))

    def _of_repeat(self, part: _Part, after: Characters) -> int:
        code, (least, most, body) = part
        begins, may_be_empty = self._begins(body)
        again = self.of(body, begins) if most > 1 else 1
        if most > _OFTEN and (again > 1 or (may_be_empty and len(body) > 1)):
            return _ENDLESS
        once = again ** (most - 1) * self.of(body, after) if again > 1 else self.of(body, after)
        if code is codes.POSSESSIVE_REPEAT:
            return once if once > _MOST_WAYS else 1
        ends = min(most, _LONGEST) - least + 1 if begins & after else 1
        return min(once * (ends if ends > _SHORT else min(ends, 2)), _ENDLESS)

    def _of_branches(self, branches: Sequence[Any], after: Characters) -> int:
        """As many as those have together that cannot be told apart by how they begin."""
        told: dict[str, list[tuple[list[Characters], int]]] = {}
        most = 1
        for branch in branches:
            mine, ways = list(self._beginning(branch, after)), self.of(branch, after)
            first = mine[0] if mine else self._begins(branch)[0] or self._alphabet
            others = {id(each): each for character in first for each in told.get(character, [])}
            alike = [each for each in others.values() if _may_be_one(each[0], mine)]
            most = max(most, ways + sum(other for _, other in alike))
            for character in first:
                told.setdefault(character, []).append((mine, ways))
        return min(most, _ENDLESS)

    def _beginning(self, parts: Iterable[_Part], after: Characters) -> Iterator[Characters]:
        """What stands at each of its first places, as far as that is certain."""
        for part in parts:
            if part[0] in _PLACES:
                continue
            if _inside(part) or part[0] in (*_REPEATS, codes.GROUPREF, codes.GROUPREF_EXISTS):
                begins, may_be_empty = self._begins([part])
                if not may_be_empty:
                    yield begins
                return
            yield self._of_one(part)
        yield after

    def _begins(self, parts: Iterable[_Part]) -> tuple[Characters, bool]:
        """What it may begin with, and whether it may be empty."""
        found: Characters = frozenset()
        for part in parts:
            begins, may_be_empty = self._begins_part(part)
            found |= begins
            if not may_be_empty:
                return found, False
        return found, True

    def _begins_part(self, part: _Part) -> tuple[Characters, bool]:
        code, given = part
        if code in _PLACES:
            return frozenset(), True
        if code in _REPEATS:
            begins, may_be_empty = self._begins(given[2])
            return begins, may_be_empty or given[0] == 0
        if code in (codes.GROUPREF, codes.GROUPREF_EXISTS):
            return self._alphabet, True
        if code in (codes.SUBPATTERN, codes.BRANCH, codes.ATOMIC_GROUP):
            each = [self._begins(branch) for branch in _inside(part)]
            return frozenset[str]().union(*(begins for begins, _ in each)), any(empty for _, empty in each)
        return self._of_one(part), False

    def _of_one(self, part: _Part) -> Characters:
        """The characters that a part stands for, which stands for one."""
        code, given = part
        if code is codes.LITERAL:
            return frozenset({chr(given)})
        key = (code, tuple(given) if code is codes.IN else given)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = frozenset(each for each in self._alphabet if _is(part, each))
        return known


def _is_endless(part: _Part) -> bool:
    """Whether a part goes on as long as the text does: what begins with it is tried from every character."""
    return part[0] in _REPEATS and bool(part[1][1] > _SHORT)


def _may_be_one(one: Sequence[Characters], other: Sequence[Characters]) -> bool:
    return all(mine & theirs for mine, theirs in zip(one, other, strict=False))


def _inside(part: _Part) -> list[Sequence[_Part]]:
    """The parts of a part, in the order in which they are tried."""
    code, given = part
    if code is codes.SUBPATTERN:
        return [given[3]]
    if code is codes.BRANCH:
        return list(given[1])
    if code is codes.ATOMIC_GROUP:
        return [given]
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return [given[1]]
    return [each for each in given[1:] if each] if code is codes.GROUPREF_EXISTS else []


def _named(parts: Iterable[_Part]) -> Iterable[str]:
    for part in parts:
        code, given = part
        if code in (codes.LITERAL, codes.NOT_LITERAL):
            yield chr(given)
        elif code is codes.RANGE:
            yield from (chr(given[0]), chr(given[1]))
        elif code is codes.IN:
            yield from _named(given)
        elif code in _REPEATS:
            yield from _named(given[2])
        for each in _inside(part):
            yield from _named(each)


def _is(part: _Part, character: str) -> bool:
    """Whether a part that stands for one character stands for that one."""
    code, given = part
    if code is codes.IN:
        negated = given[0][0] is codes.NEGATE
        return any(_is(each, character) for each in given[negated:]) != negated
    if code is codes.RANGE:
        return bool(given[0] <= ord(character) <= given[1])
    if code is codes.CATEGORY:
        return _is_of(given, character)
    if code is codes.ANY:
        return character != "\n"
    return (code is codes.NOT_LITERAL) != bool(given == ord(character))


@cache
def _is_of(category: Any, character: str) -> bool:
    kinds: dict[Any, Callable[[str], bool]] = {
        codes.CATEGORY_DIGIT: str.isdecimal,
        codes.CATEGORY_SPACE: str.isspace,
        codes.CATEGORY_WORD: lambda each: each.isalnum() or each == "_",
    }
    if category in kinds:
        return kinds[category](character)
    opposite = {
        codes.CATEGORY_NOT_DIGIT: codes.CATEGORY_DIGIT,
        codes.CATEGORY_NOT_SPACE: codes.CATEGORY_SPACE,
        codes.CATEGORY_NOT_WORD: codes.CATEGORY_WORD,
    }
    return not kinds[opposite[category]](character)
