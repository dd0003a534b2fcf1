"""Figures of a firm's reviews: of at least five people, or none.

A figure of fewer than five people could tell of one of them. It is withheld; and where what is shown of the
same whole would give it away by subtraction, the next smallest is withheld with it, until what is withheld is
of five people too (primary and complementary cell suppression, as official statistics have it).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain.findings import Verdict
from bot.domain.matters import MatterState

FEWEST = 5
"""People behind a figure."""
OTHERS = ""
"""The name of what is withheld of a whole, all together."""
_PASSED: tuple[MatterState, ...] = ("as-approved", "as-reviewed")
_DECIDED: tuple[MatterState, ...] = ("approved", "changed", "rejected")


@dataclass(frozen=True, slots=True)
class Made:
    """One review of a draft that its author saw; the oldest of a card comes first."""

    card: str
    author: str
    at: datetime
    verdict: Verdict
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """One request, posting or disagreement, opened in the period."""

    card: str
    author: str
    state: MatterState
    opened_at: datetime
    closed_at: datetime | None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What figures are made of: ids, moments and closed words."""

    made: Sequence[Made]
    requests: Sequence[Settled] = ()
    postings: Sequence[Settled] = ()
    disagreements: Sequence[Settled] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    """By author: the team within the firm that they chose."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A count that may be shown; `part` of it, where that says something (agreed of contested) and may be
    shown too."""

    name: str
    count: int
    part: int | None = 0


@dataclass(frozen=True, slots=True)
class Waited:
    """How long decisions took."""

    decisions: int
    median: timedelta
    ninth: timedelta
    """Within which nine of ten were made (p90)."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What may be shown of a period; what is None, or not in a list, is of too few people."""

    start: datetime
    end: datetime
    authors: int | None = None
    drafts: int | None = None
    verdicts: tuple[Cell, ...] = ()
    """Of each draft's first review; `OTHERS` for those withheld, together."""
    rules: tuple[Cell, ...] = ()
    """Drafts in whose first review the rule found something, the most first."""
    repaired: Cell | None = None
    """Of the drafts that were flagged at first and posted: how many, and how many had passed by then."""
    waited: Waited | None = None
    contested: tuple[Cell, ...] = ()
    """By rule: how often it was contested, and how often an owner agreed."""
    units: tuple[Cell, ...] = ()
    """By team within the firm: drafts, and how many had nothing to correct at first; None where the teams
    together would tell of a verdict that is withheld."""

    @property
    def is_nothing(self) -> bool:
        """Whether nothing may be shown: fewer than five people asked for a review."""
        return self.drafts is None


def count_figures(facts: Facts, start: datetime, end: datetime) -> Figures:
    """The figures of what was made from `start` until before `end`."""
    firsts = _firsts(facts.made)
    authors = {each.author for each in firsts}
    if len(authors) < FEWEST:
        return Figures(start, end)
    verdicts = _of_a_whole(firsts, lambda each: each.verdict)
    return Figures(
        start,
        end,
        len(authors),
        len(firsts),
        verdicts,
        _rules(firsts),
        _repaired(firsts, facts.postings),
        _waited(facts.requests),
        _contested(facts.disagreements),
        _units(firsts, facts.units, any(each.name == "ok" for each in verdicts)),
    )


def _firsts(made: Iterable[Made]) -> list[Made]:
    """The first review of every draft."""
    first: dict[str, Made] = {}
    for each in sorted(made, key=lambda each: each.at):
        first.setdefault(each.card, each)
    return list(first.values())


def _of_a_whole(
    drafts: Sequence[Made],
    name: Callable[[Made], str],
    part: Callable[[Made], bool] = lambda each: False,
) -> tuple[Cell, ...]:
    """The drafts by that name, the most first; those withheld together, last, as `OTHERS`."""
    groups: defaultdict[str, list[Made]] = defaultdict(list)
    for each in drafts:
        groups[name(each)].append(each)
    hidden = _withheld({key: {each.author for each in group} for key, group in groups.items()})
    shown = [
        Cell(key, len(group), sum(map(part, group))) for key, group in groups.items() if key not in hidden
    ]
    shown.sort(key=lambda cell: (-cell.count, cell.name))
    rest = [each for key in hidden for each in groups[key]]
    if rest and shown and len({each.author for each in rest}) >= FEWEST:
        shown.append(Cell(OTHERS, len(rest), sum(map(part, rest))))
    return tuple(shown)


def _withheld(authors: Mapping[str, Collection[str]]) -> set[str]:
    """The parts of a whole that are not shown by themselves: those of too few people and, while all of
    those together are of too few, the next smallest."""
    smallest_first = sorted(authors, key=lambda key: (key != OTHERS, len(authors[key]), key))
    hidden = {key for key in authors if key == OTHERS or len(authors[key]) < FEWEST}
    together = {each for key in hidden for each in authors[key]}
    for key in smallest_first:
        if not hidden or len(together) >= FEWEST:
            break
        hidden.add(key)
        together |= set(authors[key])
    return hidden


def _units(firsts: Sequence[Made], units: Mapping[str, str], is_ok_shown: bool) -> tuple[Cell, ...]:
    """The teams; what had nothing to correct in each only where that of all of them together is shown."""
    cells = _of_a_whole(
        firsts, lambda each: units.get(each.author, OTHERS), lambda each: each.verdict == "ok"
    )
    return cells if is_ok_shown else tuple(replace(each, part=None) for each in cells)


def _rules(firsts: Sequence[Made]) -> tuple[Cell, ...]:
    """Rules are no parts of a whole: a draft may break several, so each stands by itself, beside the drafts
    without it."""
    found: defaultdict[str, list[Made]] = defaultdict(list)
    for each in firsts:
        for rule in each.rules:
            found[rule].append(each)
    cells = [
        Cell(rule, len(drafts))
        for rule, drafts in found.items()
        if _enough(drafts) and _enough_or_nobody([each for each in firsts if rule not in each.rules])
    ]
    return tuple(sorted(cells, key=lambda cell: (-cell.count, cell.name)))


def _repaired(firsts: Sequence[Made], postings: Sequence[Settled]) -> Cell | None:
    flagged = {each.card for each in firsts if each.verdict in ("revise", "block")}
    last: dict[str, Settled] = {}
    for each in sorted(postings, key=lambda each: each.opened_at):
        if each.card in flagged:
            last[each.card] = each
    if not _enough(last.values()):
        return None
    return Cell("repaired", len(last), sum(each.state in _PASSED for each in last.values()))


def _waited(requests: Iterable[Settled]) -> Waited | None:
    decided = [each for each in requests if each.closed_at and each.state in _DECIDED]
    if not _enough(decided):
        return None
    took = sorted(each.closed_at - each.opened_at for each in decided if each.closed_at)
    return Waited(len(took), _quantile(took, 0.5), _quantile(took, 0.9))


def _quantile(ordered: Sequence[timedelta], share: float) -> timedelta:
    """The smallest within which at least that share is (nearest rank)."""
    rank = max(1, -(-int(share * 100) * len(ordered) // 100))
    return ordered[rank - 1]


def _contested(disagreements: Iterable[Settled]) -> tuple[Cell, ...]:
    by_rule: defaultdict[str, list[Settled]] = defaultdict(list)
    for each in disagreements:
        for rule in each.rules:
            by_rule[rule].append(each)
    cells = [
        Cell(rule, len(found), sum(each.state == "agreed" for each in found))
        for rule, found in by_rule.items()
        if _enough(found)
    ]
    return tuple(sorted(cells, key=lambda cell: (-cell.count, cell.name)))


def _enough(found: Iterable[Made | Settled]) -> bool:
    return len({each.author for each in found}) >= FEWEST


def _enough_or_nobody(found: Sequence[Made]) -> bool:
    return not found or _enough(found)


def weeks_until(now: datetime, weeks: int) -> tuple[datetime, datetime]:
    """The last so many whole weeks, Monday to Monday (UTC). Only whole weeks: what is shown of two periods
    that differ by a day would be that day's."""
    monday = (now - timedelta(days=now.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    return monday - timedelta(weeks=weeks), monday
