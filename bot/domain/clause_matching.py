"""Which clause of an earlier version each clause of a new one continues: by what it says, then by its number.

Clauses that say the same are paired first. The others are compared by the words that say what a text is
about, the rarer a word in the document the more it counts: the share of two texts' words that both have
(Dice's coefficient, 0 to 1). How much they must share depends on what else speaks for them: their number, and
a title that no other clause has.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from heapq import nlargest
from math import log

from bot.domain.asking import content_words
from bot.domain.clauses import Clause

_ALIKE = {(True, True): 0.25, (True, False): 0.4, (False, True): 0.4, (False, False): 0.55}
"""The least share of words, by whether the number and the title are the same. A third of a clause may be
written anew (0.6 and more); two clauses on different subjects of one policy share less than 0.2."""
_ONE_IN_THE_OTHER = 0.5
"""How alike two texts under one number are where one has all words of the other: much was added, or cut."""
_SPEAKS_FOR_IT = 0.1
"""What the same number, or the same title, adds where several could be continued."""
_SAYS_ENOUGH = 40
"""Characters: a shorter text ("Repealed.") says nothing of which clause it is."""
_RAREST, _NEAREST, _MOST_SHARING = 12, 10, 60
"""How many of a clause's rarest words candidates are looked for by; how many candidates are compared; clauses
that may have a word before it finds nobody."""

Words = Counter[str]


def printed_number(clause: Clause) -> str:
    """The number that stands before it in its version of the document; "" where none does."""
    return "" if is_generated(clause.document, clause.shown) else clause.shown


def is_generated(document: str, key: str) -> bool:
    """Whether a key was made of the place of a clause without a number: `PMS-s3`."""
    return re.fullmatch(rf"{re.escape(document)}-s\d+(?:~\d+)?", key) is not None


def find_continued(fresh: Sequence[Clause], earlier: Sequence[Clause]) -> dict[int, int]:
    """Place in `fresh` → place in `earlier`, each at most once."""
    pairs: dict[int, int] = {}
    for sign in (_all_of_it, _its_text):
        _pair_equal(fresh, earlier, sign, pairs)
    taken = set(pairs.values())
    new = [place for place in range(len(fresh)) if place not in pairs]
    old = [place for place in range(len(earlier)) if place not in taken]
    if new and old:
        pairs |= _Similar(fresh, earlier, new, old).pairs()
    return pairs


def _all_of_it(clause: Clause) -> Hashable:
    return _plain(clause.title), _plain(clause.text)


def _its_text(clause: Clause) -> Hashable:
    plain = _plain(clause.text)
    return plain if len(plain) >= _SAYS_ENOUGH else (plain, printed_number(clause))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _pair_equal(
    fresh: Sequence[Clause],
    earlier: Sequence[Clause],
    sign: Callable[[Clause], Hashable],
    pairs: dict[int, int],
) -> None:
    """Pair what has the same sign: first those that have the same number as well, then in order."""
    taken = set(pairs.values())
    old = [(place, sign(clause)) for place, clause in enumerate(earlier) if place not in taken]
    new = [(place, sign(clause)) for place, clause in enumerate(fresh) if place not in pairs]
    numbered: dict[Hashable, list[int]] = defaultdict(list)
    for place, said in reversed(old):
        numbered[said, printed_number(earlier[place])].append(place)
    for place, said in new:
        if same := numbered.get((said, printed_number(fresh[place]))):
            pairs[place] = same.pop()
    taken = set(pairs.values())
    left: dict[Hashable, list[int]] = defaultdict(list)
    for place, said in reversed(old):
        if place not in taken:
            left[said].append(place)
    for place, said in new:
        if place not in pairs and left.get(said):
            pairs[place] = left[said].pop()


class _Similar:
    """The clauses that are left after those that say the same."""

    def __init__(
        self, fresh: Sequence[Clause], earlier: Sequence[Clause], new: Sequence[int], old: Sequence[int]
    ) -> None:
        self._fresh, self._earlier, self._new, self._old = fresh, earlier, new, old
        words = [Counter(content_words(clause.text)) for clause in earlier]
        there = Counter(word for each in words for word in each)
        self._weights: Mapping[str, float] = {
            word: log(1 + len(earlier) / times) for word, times in there.items()
        }
        self._unseen = log(1 + len(earlier))
        self._was = {place: words[place] for place in old}
        self._now = {place: Counter(content_words(fresh[place].text)) for place in new}
        self._weight_was = {place: self._weight(each) for place, each in self._was.items()}
        self._sharing = _places(self._was)
        self._numbered = _places({place: [printed_number(earlier[place])] for place in old})
        titles = Counter(_plain(clause.title) for clause in earlier)
        own = Counter(_plain(clause.title) for clause in fresh)
        self._titles = {title for title in titles if title and titles[title] == own[title] == 1}
        self._titled = _places({place: [self._own_title(earlier[place])] for place in old})

    def pairs(self) -> dict[int, int]:
        """The best first, each clause once; where two are as good, those in nearly the same place."""
        found: dict[int, int] = {}
        taken: set[int] = set()
        for _, _, new, old in sorted(self._scored()):
            if new not in found and old not in taken:
                found[new] = old
                taken.add(old)
        return found

    def _scored(self) -> Iterator[tuple[float, float, int, int]]:
        """(minus the score, how far apart, place, place) of what is alike enough."""
        for new in self._new:
            number, title = printed_number(self._fresh[new]), self._own_title(self._fresh[new])
            weight = self._weight(self._now[new])
            for old in self._candidates(new, number, title):
                same_number = bool(number) and number == printed_number(self._earlier[old])
                same_title = bool(title) and title == self._own_title(self._earlier[old])
                weights = weight, self._weight_was[old]
                shared = self._weight(self._now[new] & self._was[old])
                alike = 2 * shared / max(sum(weights), 1e-9)
                if same_number:
                    alike = max(alike, _ONE_IN_THE_OTHER * shared / max(min(weights), 1e-9))
                if alike >= _ALIKE[same_number, same_title]:
                    score = alike + _SPEAKS_FOR_IT * (same_number + same_title)
                    yield -round(score, 9), self._distance(new, old), new, old

    def _candidates(self, new: int, number: str, title: str) -> set[int]:
        near: dict[int, float] = defaultdict(float)
        rarest = sorted(self._now[new], key=lambda word: (-self._weights.get(word, 0.0), word))
        for word in [each for each in rarest if each in self._sharing][:_RAREST]:
            sharing = self._sharing[word]
            if len(sharing) <= _MOST_SHARING:
                for old in sharing:
                    near[old] += self._weights[word]
        best = nlargest(_NEAREST, near, key=near.__getitem__)
        same = self._numbered.get(number, ()) if number else ()
        return {*best, *same, *(self._titled.get(title, ()) if title else ())}

    def _own_title(self, clause: Clause) -> str:
        """Its title where no other clause of its document has it."""
        title = _plain(clause.title)
        return title if title in self._titles else ""

    def _weight(self, words: Words) -> float:
        return sum(self._weights.get(word, self._unseen) * times for word, times in words.items())

    def _distance(self, new: int, old: int) -> float:
        return round(abs(new / len(self._fresh) - old / len(self._earlier)), 9)


def _places(named: Mapping[int, Sequence[str] | Words]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, names in named.items():
        for name in names:
            places[name].append(place)
    return dict(places)
