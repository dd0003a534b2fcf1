"""What a regular expression cannot match without: the cheap test that runs before it.

`required_literals` returns alternatives: any match contains at least one of them. An empty set
means that nothing is known and the expression must always run. A test holds the prefiltered
engine equal to the naive loop.
"""

import re._constants as codes
import re._parser as parser
from collections.abc import Iterable
from typing import Any

_MAX_ALTERNATIVES = 60


def required_literals(pattern: str) -> frozenset[str]:
    """Literals of which any match of `pattern` contains one, the most selective set there is."""
    return _best(_candidates(parser.parse(pattern)))


def _best(candidates: Iterable[frozenset[str]]) -> frozenset[str]:
    """The set whose shortest member is longest, then the smallest set."""
    usable = [each for each in candidates if each and len(each) <= _MAX_ALTERNATIVES and all(map(_selective, each))]
    return max(usable, key=lambda each: (min(map(len, each)), -len(each)), default=frozenset())


def _selective(literal: str) -> bool:
    return len(literal) > 1 or not literal.isascii()


def _candidates(items: Any) -> list[frozenset[str]]:
    """Every set of alternatives that some part of the sequence makes necessary."""
    found: list[frozenset[str]] = []
    run = ""
    for code, argument in items:
        if code is codes.LITERAL:
            run += chr(argument)
            continue
        if run:
            found.append(frozenset({run}))
            run = ""
        if code is codes.SUBPATTERN:
            found += _candidates(argument[3])
        elif code is codes.BRANCH:
            branches = [_best(_candidates(branch)) for branch in argument[1]]
            if all(branches):
                found.append(frozenset().union(*branches))
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT) and argument[0] > 0:
            found += _candidates(argument[2])
    if run:
        found.append(frozenset({run}))
    return found
