"""What would be found, and wrongly found, were the rules of meaning more or less cautious."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bot.domain.checking import find_problems
from bot.domain.findings import verdict_of
from bot.domain.learned import Learned
from bot.domain.meaning import Embedded, Sensed, read_units, sensed_by
from bot.domain.pack import RulePack
from bot.domain.posts import Post, lay_out
from bot.evaluation.cases import Case
from bot.evaluation.run import Outcome
from bot.evaluation.score import RATES
from bot.usecases.review import Desk

CAUTIONS = (-3.0, -2.0, -1.5, -1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 99.0)
"""Added to every threshold, in logits: 0 is what runs; at 99 the words of the rules judge alone."""


@dataclass(frozen=True, slots=True)
class Point:
    """The rates at one caution."""

    caution: float
    recall: float | None
    false_alarms: float | None
    category_recall: float | None
    category_precision: float | None


@dataclass(frozen=True, slots=True)
class _Read:
    """A case laid out, with what is judged of its meaning."""

    case: Case
    post: Post
    units: Embedded


def curve_of(cases: Sequence[Case], desk: Desk) -> list[Point]:
    """One point a caution, from the boldest to the most cautious. Each post is embedded once."""
    pack = desk.pack
    learned = pack.learned if pack.by_meaning else None
    posts = [lay_out(case.draft) for case in cases]
    read = [
        _Read(case, post, read_units(learned, post, desk.ports.embedder().embed) if learned else ())
        for case, post in zip(cases, posts, strict=True)
    ]
    return [_point(caution, read, pack, learned) for caution in CAUTIONS]


def _point(caution: float, read: Sequence[_Read], pack: RulePack, learned: Learned | None) -> Point:
    outcomes = []
    for each in read:
        sense = partial(_suspected, learned, each.units, caution) if learned else None
        found = find_problems(each.post, pack, "en", sense)
        outcomes.append(Outcome(each.case, verdict_of(found), tuple(found)))
    return Point(
        caution,
        *(
            _share([RATES[name](each) for each in outcomes])
            for name in ("recall", "false_alarms", "category_recall", "category_precision")
        ),
    )


def _suspected(learned: Learned, read: Embedded, caution: float, post: Post) -> Sensed:
    return sensed_by(learned, post, read, caution)


def _share(counted: Sequence[tuple[int, int]]) -> float | None:
    of = sum(each[1] for each in counted)
    return sum(each[0] for each in counted) / of if of else None
