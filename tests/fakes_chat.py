"""The ports of talking with people, kept in memory. They keep the same contracts (`tests/contracts`)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock

from bot.usecases.chat_ports import (
    OF_ONE_PERSON,
    STATES,
    Card,
    Job,
    NoSuchJob,
    Outcome,
    Place,
    Posted,
    Received,
    State,
)
from bot.usecases.ports import StorageError

_UNFINISHED = ("waiting", "begun")
_TEXT_KEPT = ("open", "failed")


@dataclass
class _Row:
    received: Received
    received_at: datetime
    due: datetime
    state: str = "waiting"
    attempt: int = 0
    faults: int = 0
    why: str = ""
    begun_at: datetime | None = None

    @property
    def job(self) -> Job:
        """As the port gives it."""
        return Job(self.received, self.attempt, self.received_at, self.faults, None, self.why)

    def erase(self) -> None:
        """Forget the text, the files' names and what was filled in."""
        self.received = replace(self.received, text="", files=(), form={})


class InMemoryInbox:
    """`Inbox` without a database."""

    def __init__(self, team: str | None = None) -> None:
        self._rows: list[_Row] = []
        self._team = team
        self._one_at_a_time = Lock()

    def accept(self, received: Received, at: datetime) -> bool:
        with self._one_at_a_time:
            for row in self._rows:
                if row.received.event == received.event or row.received.subject == received.subject:
                    return False
            self._rows.append(_Row(received, at, due=at))
            return True

    def begin(self, at: datetime, most: int) -> list[Job]:
        with self._one_at_a_time:
            due = [row for row in self._heads() if row.state == "waiting" and row.due <= at]
            rows = [row for row in due if self._owns(row) and self._before(row, at) < OF_ONE_PERSON]
            for row in rows[:most]:
                row.state, row.begun_at = "begun", at
            return [row.job for row in rows[:most]]

    def begun(self, before: datetime) -> list[Job]:
        return [
            row.job
            for row in self._rows
            if row.state == "begun" and row.begun_at and row.begun_at < before and self._owns(row)
        ]

    def job(self, event: str) -> Job:
        for row in self._rows:
            if row.received.event == event and self._owns(row):
                return row.job
        raise NoSuchJob("Nothing was received under that id.")

    def superseded(self, event: str) -> bool:
        numbered = [(number, row.received) for number, row in enumerate(self._rows)]
        mine = next(((number, said) for number, said in numbered if said.event == event), None)
        if mine is None or mine[1].kind == "deletion":
            return False
        number, said = mine

        def older(later: int) -> bool:
            return later > number or said.kind == "message"

        return any(
            (other.place.team, other.place.channel, other.message)
            == (said.place.team, said.place.channel, said.message)
            and (
                other.kind == "deletion"
                or (other.kind == "edit" and (later > number or said.kind == "message"))
            )
            for later, other in numbered
            if later != number
        )

    def finish(self, event: str, outcome: Outcome, at: datetime, why: str = "") -> None:
        may_become = _UNFINISHED if outcome in _TEXT_KEPT else (*_UNFINISHED, *_TEXT_KEPT)
        with self._one_at_a_time:
            for row in self._rows:
                if row.received.event == event and row.state in may_become:
                    row.state, row.why = outcome, why
                    row.received = replace(row.received, reply_to="")
                    if outcome not in _TEXT_KEPT:
                        row.erase()

    def postpone(self, event: str, due: datetime, why: str = "", *, fault: bool = False) -> None:
        with self._one_at_a_time:
            for row in self._rows:
                if row.received.event == event and row.state == "begun":
                    row.state, row.due, row.attempt = "waiting", due, row.attempt + 1
                    row.why, row.faults = why, row.faults + int(fault)

    def erase_text(self, channel: str, message: str) -> None:
        with self._one_at_a_time:
            for row in self._rows:
                of_message = (row.received.place.channel, row.received.message) == (channel, message)
                if of_message and row.state not in _UNFINISHED:
                    row.erase()

    def counts(self, states: Sequence[State] = STATES) -> dict[str, int]:
        of_rows = [row.state for row in self._rows]
        return {state: of_rows.count(state) for state in states}

    def oldest(self, at: datetime) -> float:
        came = [row.received_at for row in self._rows if row.state in _UNFINISHED]
        return max(0.0, (at - min(came)).total_seconds()) if came else 0.0

    def _before(self, row: _Row, at: datetime) -> int:
        """How many of the same person are begun, or due, earlier and the first of their lane."""
        whose = (row.received.place.team, row.received.person)
        earlier = [other for other in self._heads() if other in self._rows[: self._rows.index(row)]]
        return sum(
            (other.received.place.team, other.received.person) == whose
            and (
                other.state == "begun" or (other.state == "waiting" and other.due <= at and other in earlier)
            )
            for other in self._rows
        )

    def _owns(self, row: _Row) -> bool:
        return self._team in (None, row.received.place.team)

    def _heads(self) -> list[_Row]:
        """What each lane is at: what is begun there, else what came first and is waiting."""
        heads: dict[str, _Row] = {}
        for row in sorted(self._rows, key=lambda row: row.state != "begun"):
            if row.state in _UNFINISHED:
                heads.setdefault(row.received.lane, row)
        return [row for row in self._rows if row in heads.values()]


class InMemoryOutbox:
    """`Outbox` without a database."""

    def __init__(self) -> None:
        self._ts: dict[str, str | None] = {}
        self._one_at_a_time = Lock()

    def intend(self, key: str, place: Place, at: datetime) -> Posted:
        with self._one_at_a_time:
            known = self.find(key) or Posted(None, intended_before=False)
            self._ts.setdefault(key, None)
            return known

    def posted(self, key: str, ts: str, at: datetime) -> None:
        with self._one_at_a_time:
            if key in self._ts and self._ts[key] is None:
                self._ts[key] = ts

    def find(self, key: str) -> Posted | None:
        return Posted(self._ts[key], intended_before=True) if key in self._ts else None


class InMemoryCards:
    """`Cards` without a database."""

    def __init__(self) -> None:
        self._cards: dict[str, Card] = {}

    def keep(self, card: Card) -> None:
        other = self.of_message(card.place.team, card.place.channel, card.message)
        if other is not None and other.id != card.id:
            raise StorageError("The database refused what would contradict what it holds.")
        self._cards[card.id] = card

    def card(self, card_id: str) -> Card | None:
        return self._cards.get(card_id)

    def of_message(self, team: str, channel: str, message: str) -> Card | None:
        for card in self._cards.values():
            if (card.place.team, card.place.channel, card.message) == (team, channel, message):
                return card
        return None

    def newest_in(self, place: Place) -> Card | None:
        of_thread = (card for card in reversed(self._cards.values()) if card.place == place)
        return next((card for card in of_thread if card.state not in ("question", "withdrawn")), None)
