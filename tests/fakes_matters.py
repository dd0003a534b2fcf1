"""Matters and the list of reviews, in memory. They keep the same contracts (`tests/contracts`)."""

from dataclasses import replace
from datetime import UTC, datetime
from threading import Lock

from bot.domain.findings import Verdict
from bot.domain.matters import Matter, MatterKind
from bot.usecases.matter_ports import Kept, ReviewNote, Wanted
from tests.fakes import InMemoryArchive
from tests.publications import MONDAY

KEPT = Kept("{}", MONDAY)
"""For tests to which it does not matter what is archived."""
_NEVER = datetime.max.replace(tzinfo=UTC)


class InMemoryMatters:
    """`Matters`, in the order in which they were opened; changes are in the archive."""

    def __init__(self, archive: InMemoryArchive | None = None) -> None:
        self.all: dict[str, Matter] = {}
        self.archive = archive or InMemoryArchive()
        self._one_at_a_time = Lock()

    def open(self, matter: Matter, kept: Kept) -> Matter:
        with self._one_at_a_time:
            if matter.id not in self.all:
                self._change(matter, kept)
            return self.all[matter.id]

    def matter(self, matter_id: str) -> Matter | None:
        return self.all.get(matter_id)

    def of_card(self, card: str) -> list[Matter]:
        return [each for each in reversed(self._listed()) if each.card == card]

    def of_review(self, review: str) -> list[Matter]:
        return [each for each in reversed(self._listed()) if each.review == review]

    def move(self, now: Matter, event: str, kept: Kept) -> Matter | None:
        with self._one_at_a_time:
            stands = self.all.get(now.id)
            if stands is None or stands.event == event:
                return stands
            if stands.revision != now.revision:
                return None
            self._change(replace(now, revision=now.revision + 1, event=event), kept)
            return self.all[now.id]

    def page(self, wanted: Wanted, most: int, skip: int = 0) -> list[Matter]:
        return self._found(wanted)[skip : skip + most]

    def opened(self, team: str, kind: MatterKind, start: datetime, end: datetime) -> list[Matter]:
        such = [each for each in self._listed() if (each.team, each.kind) == (team, kind)]
        return [each for each in such if start <= each.opened_at < end]

    def count(self, wanted: Wanted) -> int:
        return len(self._found(wanted))

    def _change(self, matter: Matter, kept: Kept) -> None:
        self.archive.add(matter.kind, matter.record_id, matter.stream, kept.at, kept.body)
        self.all[matter.id] = matter

    def _listed(self) -> list[Matter]:
        """Those that are there now, whatever is opened meanwhile."""
        with self._one_at_a_time:
            return list(self.all.values())

    def _found(self, wanted: Wanted) -> list[Matter]:
        found = [each for each in self._listed() if _is_wanted(each, wanted)]
        if wanted.by_due:
            return sorted(found, key=lambda each: (each.due or _NEVER, each.opened_at))
        return list(reversed(found))


def _is_wanted(matter: Matter, wanted: Wanted) -> bool:
    return (
        matter.team == wanted.team
        and matter.kind in wanted.kinds
        and (not wanted.states or matter.state in wanted.states)
        and (not wanted.author or matter.author == wanted.author)
        and (wanted.taken_by is None or matter.taken_by == wanted.taken_by)
        and (wanted.due_before is None or (matter.due is not None and matter.due < wanted.due_before))
    )


class InMemoryReviews:
    """`Reviews`, in the order in which they were noted."""

    def __init__(self) -> None:
        self.all: dict[str, ReviewNote] = {}
        self._one_at_a_time = Lock()

    def note(self, review: ReviewNote) -> None:
        with self._one_at_a_time:
            known = self.all.setdefault(review.review, review)
            self.all[review.review] = replace(known, shown=known.shown or review.shown)

    def of_author(self, team: str, author: str, most: int, skip: int = 0) -> list[ReviewNote]:
        mine = [each for each in self._newest() if (each.team, each.author) == (team, author)]
        return list(reversed(mine))[skip : skip + most]

    def between(
        self, team: str, start: datetime, end: datetime, verdict: Verdict | None = None
    ) -> list[ReviewNote]:
        there = [each for each in self._newest() if each.team == team and start <= each.at < end]
        return [each for each in there if verdict is None or each.verdict == verdict]

    def teams(self) -> list[str]:
        return sorted({each.team for each in self.all.values()})

    def made(self, team: str, start: datetime, end: datetime) -> list[ReviewNote]:
        there = [each for each in self.all.values() if each.team == team and start <= each.at < end]
        return sorted((each for each in there if each.shown), key=lambda each: each.at)

    def how_many(self, team: str, since: datetime) -> tuple[int, int]:
        found = [each for each in self.all.values() if each.team == team and each.at >= since and each.shown]
        return len({each.author for each in found}), len({each.card for each in found})

    def note_of(self, review: str) -> ReviewNote | None:
        return self.all.get(review)

    def _newest(self) -> list[ReviewNote]:
        """Of every card, oldest first."""
        with self._one_at_a_time:
            noted = sorted(self.all.values(), key=lambda each: each.at)
        newest: dict[str, ReviewNote] = {}
        for each in reversed(noted):
            newest.setdefault(each.card, each)
        return [each for each in reversed(newest.values()) if each.shown]
