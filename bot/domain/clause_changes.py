"""What a version of a document changes of the one before it, clause by clause."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.domain.clauses import Clause
from bot.domain.word_marks import WordMark, mark_words

ChangeKind = Literal["added", "changed", "removed", "moved", "renumbered"]
"""changed: its title or its text; moved: neither, but it stands elsewhere among the clauses that stayed;
renumbered: nothing but the number that is printed before it."""


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One clause that is not what it was. `was` is None for one added, `now` for one removed."""

    kind: ChangeKind
    was: Clause | None
    now: Clause | None
    marks: tuple[WordMark, ...] = ()
    """Of a changed clause, its text; all of it "same" where only the title changed."""
    title_marks: tuple[WordMark, ...] = ()
    """Of a changed clause, its title; empty where that is the same."""

    @property
    def clause(self) -> Clause:
        """The clause as it is now; as it was where it is gone."""
        clause = self.now or self.was
        assert clause is not None
        return clause

    @property
    def new_number(self) -> bool:
        """Whether another number is printed before it; also of one that changed or moved."""
        return self.was is not None and self.now is not None and self.was.shown != self.now.shown


@dataclass(frozen=True, slots=True)
class Counts:
    """How many clauses changed in which way."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    moved: int = 0
    renumbered: int = 0


def compare_clauses(was: Sequence[Clause], now: Sequence[Clause]) -> tuple[ClauseChange, ...]:
    """The changes, in the order of the new version; one that is gone stands where it stood.

    Clauses are the same when their ids are (`clause_identity.keep_keys`). Spaces and line ends do not count.
    """
    before = {clause.key: clause for clause in was}
    after = {clause.key: clause for clause in now}
    moved = _moved([clause.key for clause in was if clause.key in after], [clause.key for clause in now])
    changes: list[ClauseChange] = []
    for clause in _in_order(was, now):
        change = _change(before.get(clause.key), after.get(clause.key), clause.key in moved)
        if change:
            changes.append(change)
    return tuple(changes)


def summarize(changes: Sequence[ClauseChange]) -> Counts:
    """How many of each kind."""
    times: dict[str, int] = Counter(change.kind for change in changes)
    return Counts(**times)


def _change(was: Clause | None, now: Clause | None, moved: bool) -> ClauseChange | None:
    if was is None:
        return ClauseChange("added", None, now)
    if now is None:
        return ClauseChange("removed", was, None)
    same_title = was.title.split() == now.title.split()
    if not same_title or was.text.split() != now.text.split():
        titles = () if same_title else mark_words(was.title, now.title)
        return ClauseChange("changed", was, now, mark_words(was.text, now.text), titles)
    if moved:
        return ClauseChange("moved", was, now)
    return ClauseChange("renumbered", was, now) if was.shown != now.shown else None


def _in_order(was: Sequence[Clause], now: Sequence[Clause]) -> list[Clause]:
    """The clauses of the new version, and each that is gone after the one it stood after."""
    kept = {clause.key for clause in now}
    gone: dict[str, list[Clause]] = {}
    after = ""
    for clause in was:
        if clause.key in kept:
            after = clause.key
        else:
            gone.setdefault(after, []).append(clause)
    ordered = gone.get("", [])
    for clause in now:
        ordered += [clause, *gone.get(clause.key, [])]
    return ordered


def _moved(was: Sequence[str], now: Sequence[str]) -> set[str]:
    """The fewest ids that must be taken out for the others to stand in the order they stood in.

    What is left is a longest increasing subsequence of their new places (patience sorting).
    """
    place = {key: at for at, key in enumerate(now)}
    ends: list[int] = []
    ending: list[str] = []
    previous: dict[str, str] = {}
    for key in was:
        length = bisect_left(ends, place[key])
        ends[length : length + 1] = [place[key]]
        ending[length : length + 1] = [key]
        if length:
            previous[key] = ending[length - 1]
    staying: set[str] = set()
    last = ending[-1] if ending else None
    while last is not None:
        staying.add(last)
        last = previous.get(last)
    return set(was) - staying
