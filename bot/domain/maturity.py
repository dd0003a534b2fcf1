"""Where a firm stands with its people's voices: from one champion, to teams, to an organisation.

The three levels are those of the field's own advice on getting organised: somebody who cares, then teams,
then a firm with one way of working. Each sign is a fact that Vigie knows of the last thirty days or of now;
none is anybody's opinion, and none tells of one person. A level is reached when all its signs are there, and
those of the levels before it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Literal, get_args

DAYS = 30
"""What is looked at, unless it is how things stand now."""
A_TEAM = 5
"""People from whom on one speaks of a team; of fewer no figure is shown anywhere."""
IN_TIME = timedelta(hours=24)
LATE = timedelta(days=14)
_ENOUGH_POSTED = _MOST = 0.5

Level = Literal["champion", "teams", "organisation"]
LEVELS: tuple[Level, ...] = get_args(Level)
SignName = Literal[
    "owner", "officer", "authors",
    "two-each", "team", "in-time", "clauses", "posted",
    "sample", "settled", "units", "balance", "trained", "examples",
]  # fmt: skip
"""champion: somebody owns the documents, somebody decides and is reached, somebody asks. teams: nobody is
alone in a role, a team asks, requests are decided within a day, every rule has its clause, authors tell what
they posted. organisation: a sample is read, what is contested is settled, three teams take part, the month is
balanced, people are certified, good posts are shared."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known, of the last `DAYS` days where it is about what people do."""

    owners: int
    officers: int
    compliance: bool
    """Whether there is a channel in which compliance is reached."""
    authors: int
    reviews: int
    posted: int
    """Postings told of."""
    gaps: int
    """Rules with no clause of the firm's behind them."""
    decided_after: tuple[timedelta, ...]
    """How long requests took that were decided."""
    waiting_for: timedelta
    """Since when the oldest request waits, zero where none does."""
    sampled: int
    contested_for: timedelta
    """Since when the oldest contested finding waits, zero where none does."""
    units: int = 0
    """Teams of the firm with at least `A_TEAM` authors."""
    balanced: bool = False
    certified: int = 0
    """People whose certificate counts now."""
    examples: int = 0
    """Good posts that colleagues may read."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of a level, and whether it is there."""

    name: SignName
    level: Level
    is_there: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """All the signs, level by level."""

    signs: tuple[Sign, ...]

    @property
    def level(self) -> Level | None:
        """The highest that is reached; None before the first."""
        reached: Level | None = None
        for each in LEVELS:
            if not all(sign.is_there for sign in self.signs if sign.level == each):
                return reached
            reached = each
        return reached

    @property
    def next(self) -> tuple[Sign, ...]:
        """What is missing of the first level that is not reached: what comes next, in order."""
        for each in LEVELS:
            missing = tuple(sign for sign in self.signs if sign.level == each and not sign.is_there)
            if missing:
                return missing
        return ()


def standing_by(facts: Facts) -> Standing:
    """Where the firm stands by these facts."""
    return Standing((*_champion(facts), *_teams(facts), *_organisation(facts)))


def _champion(facts: Facts) -> Iterator[Sign]:
    yield Sign("owner", "champion", facts.owners >= 1)
    yield Sign("officer", "champion", facts.compliance and facts.officers >= 1)
    yield Sign("authors", "champion", facts.authors >= 1)


def _teams(facts: Facts) -> Iterator[Sign]:
    took = facts.decided_after
    yield Sign("two-each", "teams", min(facts.owners, facts.officers) >= 2)
    yield Sign("team", "teams", facts.authors >= A_TEAM)
    half = median(each.total_seconds() for each in took) if took else None
    in_time = half is not None and half <= IN_TIME.total_seconds() and facts.waiting_for <= IN_TIME
    yield Sign("in-time", "teams", in_time)
    yield Sign("clauses", "teams", facts.gaps == 0)
    tells = facts.authors >= A_TEAM and facts.posted >= max(1, _ENOUGH_POSTED * facts.reviews)
    yield Sign("posted", "teams", tells)


def _organisation(facts: Facts) -> Iterator[Sign]:
    yield Sign("sample", "organisation", facts.sampled > 0)
    yield Sign("settled", "organisation", facts.contested_for <= LATE)
    yield Sign("units", "organisation", facts.units >= 3)
    yield Sign("balance", "organisation", facts.balanced)
    trained = facts.certified >= max(A_TEAM, _MOST * facts.authors)
    yield Sign("trained", "organisation", trained)
    yield Sign("examples", "organisation", facts.examples >= A_TEAM)
