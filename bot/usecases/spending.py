"""What calls of the language model use, kept so that budgets hold across processes and restarts.

A call is kept before it is made, at what it is expected to take, and again when it is over, at what it took.
So a call that is under way, or that a crash cut short, counts. And as `begin` looks and writes in one
transaction, calls that begin at the same moment, in one process or in many, cannot together pass a budget:
only what a call takes beyond its estimate can.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal, Protocol

from bot.domain.budgets import Budgets, Spent
from bot.usecases.model_port import WhyNot

Outcome = WhyNot | Literal["asked", "answered"]
"""How a call ended. asked: not yet, or it never will: the process was killed."""

NOT_SENT: tuple[Outcome, ...] = ("over-budget", "identifies")
"""No call was made at all."""


@dataclass(frozen=True, slots=True)
class ModelCall:
    """One call of the model: ids, figures and closed words, never a text."""

    id: str
    """Its own: a repeated call has another."""
    at: datetime
    """When it was asked, with a time zone."""
    person: str
    """Whose review it is for; "" on the command line, where only the day's budget counts."""
    review: str
    purpose: str
    """The name of the prompt."""
    model: str
    spent: Spent
    """What it took; while it is `asked`, what it is expected to take, its answer included."""
    seconds: float
    outcome: Outcome

    @property
    def day(self) -> date:
        """The day of UTC whose budget it counts for."""
        return self.at.astimezone(UTC).date()


@dataclass(frozen=True, slots=True)
class Summary:
    """Calls of some days together."""

    outcomes: Mapping[Outcome, int]
    """How many ended how; those that never happened are left out."""
    spent: Spent
    seconds: float

    @property
    def calls(self) -> int:
        """How many were made: what was not sent is none."""
        return sum(count for outcome, count in self.outcomes.items() if outcome not in NOT_SENT)

    @property
    def failures(self) -> Mapping[Outcome, int]:
        """How many ended without an answer for what reason, most first; those never sent too."""
        failed = [each for each in self.outcomes.items() if each[0] not in ("answered", "asked")]
        return dict(sorted(failed, key=lambda each: (-each[1], each[0])))


class Spending(Protocol):
    """What was used so far. Every method raises `StorageError`."""

    def begin(self, call: ModelCall, budgets: Budgets, spent_review: Spent) -> bool:
        """Keep a call that is about to be made, unless it does not fit into what is left of the budgets.

        `call` is `asked`, with the tokens it is expected to take. `spent_review` is what the same review took
        before. False: nothing is kept, and the call must not be made. A call that is known already may be
        made, and counts once. Looking and keeping are one transaction.
        """

    def record(self, call: ModelCall) -> None:
        """Keep how a call ended, committed; safe to repeat.

        What was kept of it at `begin` (its moment, person, review, purpose, model) stays, and once it has
        ended it is never changed. Tokens are kept as far as they are `believable`.
        """

    def spent(self, day: date, person: str | None = None) -> Spent:
        """What went on a day of UTC: everybody's, or one person's ("": the command line's)."""

    def summary(self, since: date) -> Summary:
        """All calls of that day of UTC and of those after it."""
