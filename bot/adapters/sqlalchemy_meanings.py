"""What texts mean, in the database; searched in the memory of the process that asks.

What was opened once is remembered by its key, for as long as its row is there: a search reads the ids of the
window and the vectors that are new. So what is erased is compared with nothing from that moment on.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from threading import Lock
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, RowMapping

from bot.adapters.database import insert_new, reading, writing
from bot.adapters.packed_vectors import packed, unpacked
from bot.adapters.sealing import Sealing
from bot.adapters.sqlalchemy_meaning_tables import meanings
from bot.adapters.sqlalchemy_purging import delete_in
from bot.domain.retrieval import best_places
from bot.usecases.failures import Unreadable
from bot.usecases.meanings_ports import Meaning, MeaningShelf, Near
from bot.usecases.ports import Vector

_AT_ONCE = 500
_OPEN = b"v"
"""Begins every vector before it is sealed: a number may begin with the mark of what is sealed."""
_Group = tuple[str, str, str]
"""Shelf, team, embedder: what is compared with each other."""


class SqlAlchemyMeanings:
    """`Meanings` on a database that `upgrade` has prepared; any thread may call."""

    def __init__(self, engine: Engine, sealing: Sealing | None = None) -> None:
        """`sealing`: how vectors are encrypted, which say what a text is about; by default they are not."""
        self._engine = engine
        self._sealing = sealing or Sealing()
        self._opened: dict[_Group, Mapping[str, Any]] = {}
        """By key."""
        self._remembering = Lock()

    def keep(self, meaning: Meaning) -> None:
        """Keep it; the moment of what it takes the place of stays."""
        values = {
            "shelf": meaning.shelf, "id": meaning.id, "team": meaning.team, "author": meaning.author,
            "at": meaning.at, "embedder": meaning.embedder, "key": uuid4().hex,
            "vector": self._sealing.seal(_OPEN + packed(meaning.vector)),
        }  # fmt: skip
        with writing(self._engine) as connection:
            if not insert_new(connection, meanings, values):
                del values["at"]
                connection.execute(
                    sa.update(meanings).where(*_named(meaning.shelf, meaning.id)).values(values)
                )

    def of(self, shelf: MeaningShelf, of_id: str) -> Meaning | None:
        """As it is kept; None where it cannot be opened."""
        with reading(self._engine) as connection:
            row = connection.execute(sa.select(meanings).where(*_named(shelf, of_id))).mappings().first()
        with suppress(Unreadable):
            return None if row is None else self._meaning(row)
        return None

    def nearest(self, to: Meaning, since: datetime, most: int) -> Sequence[Near]:
        """The nearest before it, best first."""
        import numpy as np

        group = to.shelf, to.team, to.embedder
        window = (
            meanings.c.shelf == to.shelf, meanings.c.team == to.team, meanings.c.embedder == to.embedder,
            meanings.c.at >= since, meanings.c.at < to.at, meanings.c.id != to.id,
        )  # fmt: skip
        with reading(self._engine) as connection:
            rows = connection.execute(
                sa.select(meanings.c.key, meanings.c.id, meanings.c.author, meanings.c.at).where(*window)
            ).all()
            vectors = self._vectors(connection, group, [row.key for row in rows])
        found = [row for row in rows if row.key in vectors]
        if not found:
            return []
        cosines: Any = np.stack([vectors[row.key] for row in found]) @ np.asarray(to.vector, dtype=np.float32)
        return [
            Near(found[place].id, found[place].author, found[place].at, float(cosines[place]))
            for place in best_places(cosines, most)
        ]

    def forget(self, shelf: MeaningShelf, ids: Collection[str]) -> None:
        """Forget them."""
        with writing(self._engine) as connection:
            of_shelf = meanings.c.shelf == shelf, meanings.c.id.in_(sorted(ids))
            keys = connection.execute(sa.select(meanings.c.key).where(*of_shelf)).scalars().all()
            delete_in(connection, meanings.c.key, keys)

    def _vectors(self, connection: Connection, group: _Group, keys: Sequence[str]) -> Mapping[str, Any]:
        """Of those keys, but for what a lost key sealed: it is near nothing. The rest of the group is
        remembered no more."""
        known = self._opened.get(group, {})
        vectors = {key: known[key] for key in keys if key in known}
        missing = [key for key in keys if key not in known]
        for start in range(0, len(missing), _AT_ONCE):
            some = meanings.c.key.in_(missing[start : start + _AT_ONCE])
            for row in connection.execute(sa.select(meanings.c.key, meanings.c.vector).where(some)):
                with suppress(Unreadable):
                    vectors[row.key] = _array(self._sealing.open(row.vector))
        with self._remembering:
            self._opened[group] = vectors
        return vectors

    def _meaning(self, row: RowMapping) -> Meaning:
        vector: Vector = list(_numbers(self._sealing.open(row["vector"])))
        return Meaning(
            row["shelf"], row["id"], row["team"], row["author"], row["at"], row["embedder"], vector
        )


def _named(shelf: MeaningShelf, of_id: str) -> tuple[sa.ColumnElement[bool], ...]:
    return meanings.c.shelf == shelf, meanings.c.id == of_id


def _array(kept: bytes) -> Any:
    import numpy as np

    return np.asarray(_numbers(kept), dtype=np.float32)


def _numbers(kept: bytes) -> Vector:
    return unpacked(kept.removeprefix(_OPEN))
