"""The cards in the database: one row for each message of a person that a card answers."""

from dataclasses import fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.adapters.database import reading, writing
from bot.adapters.sqlalchemy_chat_tables import cards
from bot.usecases.chat_ports import Card, Place

_SAME_NAMES = [field.name for field in fields(Card) if field.name != "place"]


class SqlAlchemyCards:
    """`Cards` on a database that `upgrade` has prepared."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, card: Card) -> None:
        """Keep it as it is now; safe to repeat. Raises `StorageError` for a message that has another."""
        values = _as_values(card)
        with writing(self._engine) as connection:
            if connection.execute(sa.update(cards).where(cards.c.id == card.id).values(values)).rowcount == 0:
                connection.execute(sa.insert(cards).values(values))

    def card(self, card_id: str) -> Card | None:
        """The card with that id."""
        return self._newest(cards.c.id == card_id)

    def of_message(self, team: str, channel: str, message: str) -> Card | None:
        """The card that answers that message."""
        return self._newest(cards.c.team == team, cards.c.channel == channel, cards.c.message == message)

    def newest_in(self, place: Place) -> Card | None:
        """The card of a thread that was begun last, of those that answer a draft."""
        return self._newest(
            cards.c.team == place.team,
            cards.c.channel == place.channel,
            cards.c.thread == place.thread,
            cards.c.state.not_in(("question", "withdrawn")),
        )

    def _newest(self, *conditions: sa.ColumnElement[bool]) -> Card | None:
        newest = sa.select(cards).where(*conditions).order_by(cards.c.number.desc()).limit(1)
        with reading(self._engine) as connection:
            row = connection.execute(newest).mappings().first()
        if row is None:
            return None
        place = Place(row["team"], row["channel"], row["thread"])
        return Card(place=place, **{name: row[name] for name in _SAME_NAMES})


def _as_values(card: Card) -> dict[str, Any]:
    place = card.place
    return {name: getattr(card, name) for name in _SAME_NAMES} | {
        "team": place.team,
        "channel": place.channel,
        "thread": place.thread,
    }
