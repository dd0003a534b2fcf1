"""How long what people wrote is kept: retention by kind of record, and holds, which are stronger."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Hold:
    """Something that must not be erased until it is released: all that one person wrote, or one record of the
    archive and what is numbered under it. One of `person` and `record` is ""."""

    id: str
    person: str
    record: str
    """Of a card, a matter or a review."""
    reason: str = field(repr=False)
    placed_by: str
    placed_at: datetime
    released_by: str = ""
    released_at: datetime | None = None
    release_reason: str = field(default="", repr=False)

    @property
    def stands(self) -> bool:
        """Whether it was not released."""
        return self.released_at is None


@dataclass(frozen=True, slots=True)
class KeptBody:
    """A body of the archive that is still there: ids and a closed word."""

    record_id: str
    stream: str
    kind: str


@dataclass(frozen=True, slots=True)
class Spared:
    """Whom and what nothing is erased of: people by id; cards, matters and records by theirs."""

    people: frozenset[str] = frozenset()
    records: frozenset[str] = frozenset()

    def covers(self, body: KeptBody) -> bool:
        """Whether that body is not to be erased."""
        return person_of(body.stream) in self.people or any(
            name in self.records for name in names_of(body.record_id)
        )


def held_by(holds: Iterable[Hold]) -> Spared:
    """What the holds that stand keep from being erased."""
    standing = [each for each in holds if each.stands]
    people = frozenset(each.person for each in standing if each.person)
    return Spared(people, frozenset(each.record for each in standing if each.record))


def ends_of(retention: Mapping[str, int], now: datetime) -> dict[str, datetime]:
    """Kind of record → the moment before which its bodies have had their days; without days it has none."""
    return {kind: now - timedelta(days=days) for kind, days in retention.items()}


def person_of(stream: str) -> str:
    """Whose chain that is (`team:person`): an id, or what else the chain is named for."""
    return stream.rpartition(":")[2]


def names_of(record_id: str) -> Iterator[str]:
    """The id itself, and those that it is numbered under: `card.0.1`, `card.0`, `card`."""
    name = record_id
    while name:
        yield name
        name = name.rpartition(".")[0]
