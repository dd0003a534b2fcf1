"""Attempts at exercises and certifications, in memory. They keep the same contract (`tests/contracts`)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from threading import Lock

from bot.usecases.learning_ports import Attempt

_NEVER = datetime.max.replace(tzinfo=UTC)


class InMemoryLearning:
    """`Learning`, in the order in which they were settled."""

    def __init__(self) -> None:
        self.all: list[Attempt] = []
        self._one_at_a_time = Lock()

    def of_person(self, team: str, person: str) -> Sequence[Attempt]:
        mine = [each for each in self.all if (each.team, each.person) == (team, person)]
        return sorted(mine, key=lambda each: each.at, reverse=True)

    def settle(self, attempt: Attempt) -> bool:
        with self._one_at_a_time:
            if any(each.event == attempt.event for each in self.all):
                return True
            if any(_place(each) == _place(attempt) for each in self.all):
                return False
            self.all.append(attempt)
            return True

    def certificates(self, team: str) -> Sequence[Attempt]:
        newest: dict[tuple[str, str], Attempt] = {}
        for each in sorted(self.all, key=lambda each: each.number):
            if each.team == team and each.kind == "certification" and each.passed:
                newest[each.person, each.subject] = each
        return sorted(newest.values(), key=lambda each: (each.until or _NEVER, each.person, each.subject))


def _place(attempt: Attempt) -> tuple[str, str, str, str, int]:
    return attempt.team, attempt.person, attempt.kind, attempt.subject, attempt.number
