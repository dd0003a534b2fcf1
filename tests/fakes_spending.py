"""What the language model took, kept in memory; the same contract as the database (`tests/contracts`)."""

from collections import Counter
from dataclasses import replace
from datetime import date
from threading import Lock

from bot.domain.budgets import Budgets, Spent, believable, may_ask, tokens_left
from bot.usecases.spending import ModelCall, Summary


class InMemorySpending:
    """`Spending` without a database. `calls` are the calls, by their ids."""

    def __init__(self) -> None:
        self.calls: dict[str, ModelCall] = {}
        self._one_at_a_time = Lock()

    def begin(self, call: ModelCall, budgets: Budgets, spent_review: Spent) -> bool:
        """Keep a call that is about to be made, unless a budget has no room for it."""
        with self._one_at_a_time:
            if call.id in self.calls:
                return True
            of_person = self.spent(call.day, call.person) if call.person else Spent()
            left = tokens_left(budgets, spent_review, of_person, self.spent(call.day))
            if may_ask(call.spent.tokens, left):
                self.calls[call.id] = _believed(call)
            return call.id in self.calls

    def record(self, call: ModelCall) -> None:
        """Keep how a call ended; safe to repeat, the first end stays."""
        with self._one_at_a_time:
            known = self.calls.setdefault(call.id, _believed(call))
            if known.outcome == "asked":
                ended = _believed(call)
                self.calls[call.id] = replace(
                    known, spent=ended.spent, seconds=ended.seconds, outcome=ended.outcome
                )

    def spent(self, day: date, person: str | None = None) -> Spent:
        """What went on a day, for everybody or for one person."""
        of_day = [each for each in self.calls.values() if each.day == day]
        return sum((each.spent for each in of_day if person in (None, each.person)), Spent())

    def summary(self, since: date) -> Summary:
        """All calls from that day on."""
        calls = [each for each in self.calls.values() if each.day >= since]
        return Summary(
            Counter(each.outcome for each in calls),
            sum((each.spent for each in calls), Spent()),
            sum(each.seconds for each in calls),
        )


def _believed(call: ModelCall) -> ModelCall:
    return replace(call, spent=believable(call.spent))
