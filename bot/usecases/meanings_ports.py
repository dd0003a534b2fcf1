"""What comparing texts by what they mean needs of the outside: vectors on shelves, and no word of a text."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from bot.usecases.ports import Embedder, Vector

MeaningShelf = Literal["drafts", "good-posts"]
"""drafts: what was submitted, by card; good-posts: what the firm keeps as an example, by its id there."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one text means, as a unit vector that `embedder` made; only those of one embedder are compared."""

    shelf: MeaningShelf
    id: str
    team: str
    author: str
    at: datetime
    embedder: str
    vector: Vector = field(repr=False)


@dataclass(frozen=True, slots=True)
class Near:
    """Another text of the shelf, when it was there first, and the cosine of the two."""

    id: str
    author: str
    at: datetime
    cosine: float


class Meanings(Protocol):
    """One vector for each text of a shelf. Every method raises `StorageError`."""

    def keep(self, meaning: Meaning) -> None:
        """Keep it in the place of what the shelf has under that id, whose moment stays: an edit makes no text
        younger."""

    def of(self, shelf: MeaningShelf, of_id: str) -> Meaning | None:
        """As it is kept; None where the shelf has none under that id."""

    def nearest(self, to: Meaning, since: datetime, most: int) -> Sequence[Near]:
        """The nearest of the same shelf, team and embedder, best first: those from `since` on and before
        `to.at`, without `to` itself."""

    def forget(self, shelf: MeaningShelf, ids: Collection[str]) -> None:
        """Forget them; safe to repeat."""


@dataclass(frozen=True, slots=True)
class MeaningPorts:
    """The shelves, and what makes the vectors on this machine, loaded at the first text."""

    kept: Meanings
    embedder: Embedder
