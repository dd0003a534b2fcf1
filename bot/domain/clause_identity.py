"""Ids that last: the clauses of a new version keep the ids of those that they continue.

A rule's link and a citation know a clause by its id. So a clause that is numbered anew keeps its id, and a
clause on another subject never gets the id of one there was, even when it has its number.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.domain.clause_matching import find_continued, is_generated, printed_number
from bot.domain.clause_outline import free_key
from bot.domain.clauses import Clause

_LEAST_SHARE, _CLEAR_MARGIN = 0.4, 0.2
"""How many of two documents' clauses must continue one another (0 to 1) for them to be versions of one; and
how many fewer must do so in every other document."""
_LOOKED_AT = 5
"""Documents whose clauses are compared: those that share most of their words."""
_LONG_WORD = re.compile(r"\w{5,}")


def keep_keys(fresh: Sequence[Clause], earlier: Sequence[Clause]) -> list[Clause]:
    """The clauses of a new version with the ids of the clauses of the version in force that they continue.

    `Clause.number` is then what the new version prints, where that is not the id. A clause that continues
    none has its number as its id, or `5.2~2` where `5.2` is or was another's. No two ids are equal, and the
    result depends on nothing but what is printed: numbers, titles and texts, in their order.
    """
    if not earlier:
        return list(fresh)
    pairs = find_continued(fresh, earlier)
    ids = _Ids(earlier)
    return [
        _continuing(clause, earlier[pairs[place]]) if place in pairs else ids.given_to(clause)
        for place, clause in enumerate(fresh)
    ]


def same_document(fresh: Sequence[Clause], candidates: Mapping[str, Sequence[Clause]]) -> str | None:
    """Of which document, by its id, this is probably a version; None where none, or more than one, may be."""
    words = _words(fresh)
    overlaps = {name: _overlap(words, _words(clauses)) for name, clauses in candidates.items()}
    nearest = sorted(overlaps, key=lambda name: (-overlaps[name], name))[:_LOOKED_AT]
    shares = sorted(((_share(fresh, candidates[name]), name) for name in nearest), reverse=True)
    if not shares or shares[0][0] < _LEAST_SHARE:
        return None
    second = shares[1][0] if len(shares) > 1 else 0.0
    return shares[0][1] if shares[0][0] - second >= _CLEAR_MARGIN else None


def _continuing(clause: Clause, earlier: Clause) -> Clause:
    printed = printed_number(clause)  # one that lost it is shown under its id: a place would tell less
    if not printed:
        return replace(clause, key=earlier.key, number="")
    return replace(clause, key=earlier.key, number=printed if printed != earlier.key else "")


class _Ids:
    """Ids for clauses that continue none."""

    def __init__(self, earlier: Sequence[Clause]) -> None:
        self._taken = {each.key for each in earlier}
        places = (re.search(r"-s(\d+)(?:~\d+)?$", key) for key in self._taken)
        self._last = max((int(each[1]) for each in places if each), default=0)

    def given_to(self, clause: Clause) -> Clause:
        printed = clause.shown
        key = printed
        if key in self._taken:
            key = (
                self._next_place(clause) if is_generated(clause.document, printed) else self._beside(printed)
            )
        self._taken.add(key)
        return replace(clause, key=key, number=printed_number(clause) if key != printed else "")

    def _beside(self, printed: str) -> str:
        return free_key(printed, self._taken.__contains__)

    def _next_place(self, clause: Clause) -> str:
        while (key := f"{clause.document}-s{self._last + 1}") in self._taken:
            self._last += 1
        return key


def _words(clauses: Sequence[Clause]) -> frozenset[str]:
    return frozenset(word for each in clauses for word in _LONG_WORD.findall(each.text.casefold()))


def _overlap(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / max(1, min(len(one), len(two)))


def _share(fresh: Sequence[Clause], earlier: Sequence[Clause]) -> float:
    return 2 * len(find_continued(fresh, earlier)) / max(1, len(fresh) + len(earlier))
