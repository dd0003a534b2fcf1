"""Reminders of drafts, in memory. They keep the same contract (`tests/contracts`)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from threading import Lock

from bot.usecases.cool_off_ports import Reminder


class InMemoryReminders:
    """`AuthorReminders`, by card."""

    def __init__(self) -> None:
        self.all: dict[str, Reminder] = {}
        self._one_at_a_time = Lock()

    def of_card(self, card: str) -> Reminder | None:
        return self.all.get(card)

    def move(self, now: Reminder) -> bool:
        with self._one_at_a_time:
            stands = self.all.get(now.card)
            if (stands.revision if stands else 0) != now.revision:
                return False
            self.all[now.card] = replace(now, revision=now.revision + 1)
            return True

    def due(self, team: str, at: datetime, most: int) -> Sequence[Reminder]:
        come = [
            (each.due, each.card, each)
            for each in self.all.values()
            if each.team == team and each.state == "waiting" and each.due and each.due <= at
        ]
        return [each for _, _, each in sorted(come, key=lambda found: found[:2])[:most]]
