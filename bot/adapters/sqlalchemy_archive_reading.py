"""The archive read as a whole, row by row: its chains, some of its records, where its chains end."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.adapters.database import reading
from bot.adapters.sealing import KeyMissing, SealBroken, Sealing
from bot.domain.chain import ChainedRecord, moment_text
from bot.domain.chain_checks import Body, Closed, Link
from bot.usecases.archive_ports import Chains, Head, WantedRecords

_ROWS_AT_ONCE = 500
# No column types: a value that was tampered with reaches the check as it is, whatever it became.
_LINKS = (
    "SELECT r.stream, r.sequence, r.record_id, r.kind, r.at, r.digest, r.previous_hash, r.hash, "
    "{body}, a.hash FROM archive_records r LEFT JOIN archive_bodies b ON b.record_id = r.record_id "
    "LEFT JOIN archive_anchors a ON a.stream = r.stream AND a.sequence = r.sequence "
)
_IN_ORDER = " ORDER BY r.stream, r.sequence"
_NOTED_ENDS = (
    "SELECT a.stream, MAX(a.sequence) FROM archive_anchors a WHERE NOT EXISTS "
    "(SELECT 1 FROM archive_records r WHERE r.stream = a.stream AND r.sequence = a.sequence)"
)
_HEADS = sa.text(
    "SELECT r.stream, r.sequence, r.hash FROM archive_records r JOIN "
    "(SELECT stream, MAX(sequence) AS sequence FROM archive_records GROUP BY stream) h "
    "ON h.stream = r.stream AND h.sequence = r.sequence ORDER BY r.stream"
)


class SqlAlchemyArchiveReading:
    """`ArchiveReading` on a database that `upgrade` has prepared."""

    def __init__(self, engine: Engine, sealing: Sealing | None = None) -> None:
        """`sealing`: what opens bodies that are encrypted."""
        self._engine = engine
        self._sealing = sealing or Sealing()

    @contextmanager
    def chains(self, stream: str | None = None) -> Iterator[Chains]:
        """Every chain, or that one, as they are when it is entered."""
        with reading(self._engine) as connection, chains_in(connection, self._sealing, stream) as chains:
            yield chains

    @contextmanager
    def records(self, wanted: WantedRecords) -> Iterator[Iterator[Link]]:
        """Those wanted, with their bodies."""
        where, values = _conditions(wanted)
        order = " ORDER BY r.at DESC, r.stream, r.sequence DESC" if wanted.newest_first else _IN_ORDER
        query = _LINKS + where + order
        with (
            reading(self._engine) as connection,
            closing(_streamed(connection, query, values, self._sealing)) as links,
        ):
            yield links

    def under(self, ids: Sequence[str]) -> list[Link]:
        """The records with these ids, and whose ids begin with one of them and a full stop; by moment."""
        found: dict[str, Link] = {}
        # Not LIKE, which ignores case on SQLite (`sqlalchemy_exact_text`).
        where = "WHERE r.record_id = :id OR substr(r.record_id, 1, length(:under)) = :under"
        with reading(self._engine) as connection:
            for each in ids:
                values = {"id": each, "under": f"{each}."}
                rows = _streamed(connection, _LINKS + where, values, self._sealing)
                found |= {link.record.record_id: link for link in rows}
        return sorted(
            found.values(), key=lambda link: (link.record.at, link.record.stream, link.record.sequence)
        )

    @contextmanager
    def heads(self) -> Iterator[Iterator[Head]]:
        """Where every chain ends now."""
        with reading(self._engine) as connection:
            streamed = connection.execution_options(yield_per=_ROWS_AT_ONCE)
            with streamed.execute(_HEADS) as rows:
                yield (Head(*row) for row in rows)


@contextmanager
def chains_in(connection: Connection, sealing: Sealing, stream: str | None = None) -> Iterator[Chains]:
    """Every chain, or that one, as a transaction sees them."""
    of_links, of_ends = ("WHERE r.stream = :stream", " AND a.stream = :stream") if stream else ("", "")
    values = {"stream": stream} if stream else {}
    ends = connection.execute(sa.text(_NOTED_ENDS + of_ends + " GROUP BY a.stream"), values)
    noted = {str(name): int(sequence) for name, sequence in ends}
    with closing(_streamed(connection, _LINKS + of_links + _IN_ORDER, values, sealing)) as links:
        yield Chains(links, noted)


def _streamed(
    connection: Connection, query: str, values: Mapping[str, Any], sealing: Sealing
) -> Generator[Link, None, None]:
    """The rows of a query, which on PostgreSQL stay with the server until they are asked for."""
    streamed = connection.execution_options(yield_per=_ROWS_AT_ONCE)
    # SQLite keeps what it is given: bytes that became a text, and are none, could not even be read as such.
    body = "CAST(b.body AS BLOB)" if connection.dialect.name == "sqlite" else "b.body"
    with streamed.execute(sa.text(query.format(body=body)), values) as rows:
        for row in rows:
            yield Link(ChainedRecord(*row[:8]), _opened(row[8], sealing), row[9])


def _opened(kept: object, sealing: Sealing) -> Body:
    if not isinstance(kept, bytes):
        return kept
    try:
        return sealing.open(kept)
    except SealBroken:
        return Closed.CHANGED
    except KeyMissing:
        return Closed.NO_KEY


def _conditions(wanted: WantedRecords) -> tuple[str, dict[str, Any]]:
    """The WHERE of a query and its values."""
    kinds = {f"kind{number}": kind for number, kind in enumerate(wanted.kinds)}
    said: list[tuple[bool, str, dict[str, Any]]] = [
        (bool(kinds), f"r.kind IN ({', '.join(f':{name}' for name in kinds)})", dict(kinds)),
        (
            bool(wanted.person),
            "(r.stream = :person OR "
            "substr(r.stream, length(r.stream) - length(:of_person) + 1) = :of_person)",
            {"person": wanted.person, "of_person": f":{wanted.person}"},
        ),
        (bool(wanted.stream), "r.stream = :stream", {"stream": wanted.stream}),
        (wanted.start is not None, "r.at >= :start", {"start": wanted.start and moment_text(wanted.start)}),
        (wanted.end is not None, "r.at < :end", {"end": wanted.end and moment_text(wanted.end)}),
    ]
    there = [(condition, values) for is_said, condition, values in said if is_said]
    values = {key: value for _, given in there for key, value in given.items()}
    return f"WHERE {' AND '.join(condition for condition, _ in there)}" if there else "", values
